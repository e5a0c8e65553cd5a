"""Sums that a letter tells in sentences: ``With 5% SST of RM 356.80 the total quoted sum is RM 7,492.80``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.foot.totals import Sum
from pipeline.understand.grammar.number_words import is_number_word
from pipeline.understand.grammar.numbers import amounts_in, currency_in
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.general import paragraphs_of, sentences_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_CLAUSE_ENDS = re.compile(r"[.,;(]")
_ARTICLE = re.compile(r"^\W*(?:the|our)\s+", re.IGNORECASE)


def told_sums(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    """The sums of money that the sentences of ``lines`` name, in reading order."""
    for paragraph in paragraphs_of(lines):
        passage = Passage([line.ink for line in paragraph])
        text = re.sub(r"\s", " ", passage.text)
        begin = 0
        for amount in amounts_in(text):
            before, begin = text[begin : amount.start], amount.end
            behind = text[amount.end :]
            named = _named(before, behind, vocabulary) or _named_behind(behind, vocabulary)
            if named and currency_in(text[max(0, amount.start - 4) : amount.end]):
                yield Sum(*named, amount.value, passage, amount.start, amount.end)


def name_of_told_sum(text: str, vocabulary: Vocabulary) -> str | None:
    """By which words ``text`` begins to tell what all goods come to: ``The total order sum is RM 20,841.10``."""
    amounts = amounts_in(text)
    before = _ARTICLE.sub("", text[: amounts[0].start]) if amounts else ""
    behind = text[amounts[0].end :] if amounts else ""
    if amounts and not _of_one(vocabulary.language).match(behind) and _is_of_all(before, behind, vocabulary):
        return before.strip()
    found = vocabulary.totals.starting(before)
    if not found or squeeze(before[: found.start]) or not found.meanings & {"total", "sub_total"}:
        return None
    return found.phrase if _ties(vocabulary.language).fullmatch(before, found.end) else None


def _named(text: str, behind: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The sum that ``text`` names right in front of an amount, before what stands ``behind`` it, and by which words."""
    if _of_one(vocabulary.language).match(behind):
        return None
    told = text[next((a for a, _ in reversed(sentences_in(text))), 0) :]
    if _is_of_all(told, behind, vocabulary):
        return "total", told.strip()
    if _each(vocabulary.language).search(text):
        return None
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


def _is_of_all(text: str, behind: str, vocabulary: Vocabulary) -> bool:
    """Whether the words around an amount say what all goods come to: ``The agreed price for the above is``.

    Only known words may stand before it: a price "for transport" is not all goods'.
    """
    words, known = {w for w in tokens_in(text).texts if not is_number_word(w)}, _of_all(vocabulary.language)
    if known.money.isdisjoint(words) or not known.all.issuperset(words):
        return False
    said = {*words, *tokens_in(_CLAUSE_ENDS.split(behind, maxsplit=1)[0]).texts}
    sums = [f for f in vocabulary.totals.within(text) if not f.meanings & {"total", "sub_total"}]
    return not known.whole.isdisjoint(said) and not sums


class _OfAll(NamedTuple):
    """The words of such sentences."""

    whole: frozenset[str]
    money: frozenset[str]
    all: frozenset[str]


@lru_cache(maxsize=16)
def _of_all(language: Language) -> _OfAll:
    ties = (*language.sum_ties, *language.sum_beside, "rm", "myr")
    whole, money, beside = (
        frozenset(word for phrase in phrases for word in tokens_in(phrase).texts)
        for phrases in (language.all_goods, language.money_names, ties)
    )
    return _OfAll(whole, money, whole | money | beside)


@lru_cache(maxsize=16)
def _each(language: Language) -> re.Pattern[str]:
    return re.compile(rf"@|(?<!\bas\s)\b{any_of(language.each)}\b", re.IGNORECASE)  # but "as per your offer"


@lru_cache(maxsize=16)
def _of_one(language: Language) -> re.Pattern[str]:
    """What stands behind the price of one."""
    return re.compile(rf"\s*(?:/|{any_of((*language.apiece, *language.each_units))}\b)", re.IGNORECASE)
