"""Sums that a letter tells in sentences: ``With 5% SST of RM 356.80 the total quoted sum is RM 7,492.80``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.understand.foot.totals import Sum
from pipeline.understand.grammar.numbers import amounts_in, currency_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.general import paragraphs_of
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_ARTICLE = re.compile(r"^\W*(?:the|our)\s+", re.IGNORECASE)


def told_sums(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    """The sums of money that the sentences of ``lines`` name, in reading order."""
    for paragraph in paragraphs_of(lines):
        passage = Passage([line.ink for line in paragraph])
        text = re.sub(r"\s", " ", passage.text)
        begin = 0
        for amount in amounts_in(text):
            before, begin = text[begin : amount.start], amount.end
            named = None if _each(vocabulary.language).search(before) else _named(before, vocabulary)
            named = named or _named_behind(text[amount.end :], vocabulary)
            if named and currency_in(text[max(0, amount.start - 4) : amount.end]):
                yield Sum(*named, amount.value, passage, amount.start, amount.end)


def name_of_told_sum(text: str, vocabulary: Vocabulary) -> str | None:
    """By which words ``text`` begins to tell what all goods come to: ``The total order sum is RM 20,841.10``."""
    amounts = amounts_in(text)
    before = _ARTICLE.sub("", text[: amounts[0].start]) if amounts else ""
    found = vocabulary.totals.starting(before)
    if not found or squeeze(before[: found.start]) or not found.meanings & {"total", "sub_total"}:
        return None
    return found.phrase if _ties(vocabulary.language).fullmatch(before, found.end) else None


def _named(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The sum that ``text`` names right in front of an amount, and by which words."""
    found = [f for f in vocabulary.totals.within(text) if _ties(vocabulary.language).fullmatch(text, f.end)]
    if not found:
        return None
    bare = text[: found[-1].end]
    starts = [f.start for f in vocabulary.totals.within(bare)]
    for start in starts:  # "Jumlah selepas cukai" is a total, though "cukai" stands last
        whole = vocabulary.totals.whole(bare[start:])
        if len(whole) == 1:
            return next(iter(whole)), bare[start:]
    return (next(iter(found[-1].meanings)), found[-1].phrase) if len(found[-1].meanings) == 1 else None


def _named_behind(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """``RM 5,870.00 (Total)``: the sum that stands in brackets behind an amount."""
    bracket = re.match(r"\s*\(([^()]+)\)", text)
    meanings = vocabulary.totals.listed(bracket[1]) if bracket else frozenset()
    return (next(iter(meanings)), bracket[1]) if bracket and len(meanings) == 1 else None


@lru_cache(maxsize=16)
def _ties(language: Language) -> re.Pattern[str]:
    """What stands between a sum's name and its money."""
    words = rf"\b(?:rm|myr|{any_of(language.sum_ties)}|\d+(?:\.\d+)?\s*%)(?![^\W\d_])"
    return re.compile(rf"(?:[\s:.,()–-]|{words})*$", re.IGNORECASE)


@lru_cache(maxsize=16)
def _each(language: Language) -> re.Pattern[str]:
    return re.compile(rf"@|(?<!\bas\s)\b{any_of(language.each)}\b", re.IGNORECASE)  # but "as per your offer"
