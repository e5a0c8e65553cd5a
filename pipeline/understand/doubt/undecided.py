"""Goods that a document lists and that may not be meant to be made: optional ones, alternatives, cancelled lines.

A quotation offers a door in two ways, an invoice keeps the line that was returned. What is to be made a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.model import Invoice, ItemKind, LineItem
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Sheet
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_LABEL = re.compile(r"[:=]\s*$")
_NEAR = 16  # letters
_GIVE_OR_TAKE = re.compile(r"\+\s?/\s?-|±")
_WORDS = 6
"""The most words of a line that heads others; more are a sentence's."""
_MOST = 3  # questions of one document
_SHOWN = 60  # letters


class _Patterns(NamedTuple):
    which: re.Pattern[str]
    """The letter or number of a choice."""
    size: re.Pattern[str]
    multiplied: re.Pattern[str]
    """A count that holds for one house, of which there may be many."""
    of_a_unit: re.Pattern[str]
    """The title of a column of bare figures; over counts with their units it names both."""


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    count, building = any_of(language.count_names), any_of(language.buildings)
    of_one = rf"(?:\b{any_of(language.each)}\b|/)\s*{building}\b|\bper unit\b"
    return _Patterns(
        which=re.compile(
            rf"[\s\-#(:]*(?:{any_of(language.line_names)}\b[\s.:]*)?(?:[A-F]|[1-6]|I{{1,3}})\)?\s*(?:$|[:.\-–—(])",
            re.IGNORECASE,
        ),
        size=re.compile(rf"\d\s*(?:mm|ft|['\"])?\s*[x×]\s*\d|\b{any_of(language.size_names)}\b", re.IGNORECASE),
        multiplied=re.compile(rf"\b{count}\b[^.;]{{0,40}}?(?:{of_one})", re.IGNORECASE),
        of_a_unit=re.compile(rf"{count}\s*(?:/|per)\s*unit", re.IGNORECASE),
    )


def with_undecided_asked(invoice: Invoice, vocabulary: Vocabulary) -> Invoice:
    """``invoice`` with a doubt at each door or frame whose line says that it may not be meant."""
    return replace(invoice, items=tuple(_asked(item, vocabulary) for item in invoice.items))


def _asked(item: LineItem, vocabulary: Vocabulary) -> LineItem:
    if item.kind.value == ItemKind.OTHER:
        return item
    text = item.description.raw
    found = vocabulary.undecided.within(text)
    meant = next((each for each in found if "lines" in each.meanings), None)
    if meant:
        words = text[meant.start : meant.end]
        return replace(item, kind=item.kind.doubted(f"the line says “{words}”: is it to be made?"))
    open_yet = [
        text[e.start : e.end]
        for e in found
        if "unsettled" in e.meanings and _is_of_a_size(text, e, vocabulary.language)
    ]
    open_yet += [match[0] for match in [_GIVE_OR_TAKE.search(text)] if match]
    if open_yet:
        return replace(item, kind=item.kind.doubted(f"the line says “{open_yet[0]}”: is what it says settled?"))
    return item


def _is_of_a_size(text: str, found: Found, language: Language) -> bool:
    """Whether such words stand beside a size or the word for one, and not behind a label of their own."""
    near = text[max(found.start - _NEAR, 0) : found.end + _NEAR]
    return not _LABEL.search(text, 0, found.start) and bool(_patterns(language).size.search(near))


def choices_on(invoice: Invoice, sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Iterator[str]:
    """A question for each line that makes the goods below it a choice, or counts them for one house; at most a few."""
    if any(item.kind.value != ItemKind.OTHER for item in invoice.items):
        words = _patterns(vocabulary.language)
        texts = dict.fromkeys(s.text for sheet in sheets for line in sheet.lines for s in line.segments)
        uncounted = all(item.unit is None for item in invoice.items)
        several = (t for t in texts if words.multiplied.search(t) or (uncounted and words.of_a_unit.fullmatch(t)))
        yield from (f"“{t[:_SHOWN]}”: how many are to be made in all?" for t in islice(several, _MOST))
        heads = (text for text in texts if _offers(text, vocabulary))
        yield from (
            f"“{text[:_SHOWN]}” makes some lines a choice: which are to be made?" for text in islice(heads, _MOST)
        )


def _offers(text: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.undecided.starting(text)
    if found is None or "choices" not in found.meanings:
        return False
    told = squeeze(found.phrase) not in vocabulary.language.plain_choices
    which = _patterns(vocabulary.language).which
    return bool(which.match(text, found.end)) or (told and len(text.split()) <= _WORDS)
