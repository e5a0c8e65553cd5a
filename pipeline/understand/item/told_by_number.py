"""What a note below or above a table tells of lines by their numbers: ``Items 1 & 2: 43mm thick, honeycomb core``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Field, LineItem, with_fields
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.general import is_an_items_own, specifies
from pipeline.understand.item.other_words import keep_title, other_words
from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.specified import OTHERWISE
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.words.goods import SPECIFIED, names_goods
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.repeating import reference_in
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

NUMBER_MARKS = " .)(#"
"""What stands around a line's number in its cell."""
_FIGURES = re.compile(r"\d+")
_Notes = Mapping[str, Sequence[Field]]


class _Patterns(NamedTuple):
    lines: re.Pattern[str]
    """What a note begins with, up to what it tells."""
    numbers: re.Pattern[str]
    """The numbers of lines and nothing else: ``1 to 3``, ``Items 4 & 5``."""
    range: re.Pattern[str]
    of_a_line: re.Pattern[str]
    """A line's number in a sentence."""


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    line, item = any_of(language.line_names), any_of(language.item_names)
    until = rf"-|–|~|\b{any_of(language.to_last)}\b"
    more = rf"\s*(?:,|&|/|{until}|\b{any_of(language.joining)}\b)\s*(?:{item}\s*)?\d{{1,3}}"
    return _Patterns(
        lines=re.compile(
            rf"[\W_]*(?:{any_of(language.notes)}\W+)?{line}\b\.?\s*(?:nos?\b\.?\s*)?"
            rf"(?P<numbers>\d{{1,3}}(?:{more})*)\s*[:=]\s*(?=\S)",
            re.IGNORECASE,
        ),
        numbers=re.compile(rf"(?:{line}\b\.?\s*)?\d{{1,3}}(?:{more})*", re.IGNORECASE),
        range=re.compile(rf"(\d+)\s*(?:{until})\s*(?:{item}\s*)?(\d+)", re.IGNORECASE),
        of_a_line=re.compile(rf"\b{item}\s*(?:nos?\b\.?\s*)?\d{{1,3}}\b(?!\s*[.,]?\d)", re.IGNORECASE),
    )


@lru_cache(maxsize=4096)  # several readings look at the same lines
def numbered_note(text: str, vocabulary: Vocabulary) -> tuple[frozenset[str], int] | None:
    """The lines of which ``text`` is a note, and where what it tells of them begins; None for anything else.

    An item that begins so itself has a size, a count or a price.
    """
    match = _patterns(vocabulary.language).lines.match(text)
    rest = text[match.end() :] if match else ""
    if match is None or is_an_items_own(rest, vocabulary):
        return None
    if names_goods(rest, vocabulary) and not specifies(rest, vocabulary):
        return None
    return frozenset(_numbers(match["numbers"], vocabulary.language)), match.end()


@lru_cache(maxsize=4096)
def tells_of_lines(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says how lines are made that it names by their numbers, and is no note that can be read."""
    if (
        not _patterns(vocabulary.language).of_a_line.search(text)
        or numbered_note(text, vocabulary)
        or reference_in(text, vocabulary)
    ):
        return False
    return statements_in(text, vocabulary) > 0 or any(vocabulary.noted.within(text))


def _numbers(text: str, language: Language) -> Iterator[str]:
    for first, last in _patterns(language).range.findall(text):
        yield from map(str, range(int(first), int(last) + 1))
    yield from (str(int(number)) for number in _FIGURES.findall(text))


def line_numbers_in(text: str, language: Language) -> list[str]:
    """The numbers of the lines that ``text`` names, and nothing else; empty for any other text."""
    return list(dict.fromkeys(_numbers(text, language))) if _patterns(language).numbers.fullmatch(text) else []


def told_by_number(passages: Sequence[Passage], trade: Trade) -> _Notes:
    """What the notes among ``passages`` tell, by the number of the line."""
    told: dict[str, list[Field]] = {}
    for passage in passages:
        if found := numbered_note(passage.text, trade.vocabulary):
            fields = list(fields_told(passage.part(found[1]), trade))
            for number in found[0]:
                told.setdefault(number, []).extend(fields)
    return told


def notes_among(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Passage]:
    """The notes among the lines outside a table."""
    segments = (segment for line in lines for segment in line.segments)
    return [segment.passage for segment in segments if numbered_note(segment.text, vocabulary)]


def fields_told(note: Passage, trade: Trade) -> Iterator[Field]:
    """What a note tells of the lines it holds for."""
    specification = specification_of(note, trade)
    keep_title(specification, note, trade.vocabulary)
    yield from (found for name, found in specification.fields.items() if name in SPECIFIED)
    if words := other_words(specification, note, []):
        yield words


def with_notes(item: LineItem, number: str, notes: _Notes, language: Language) -> LineItem:
    """``item`` with what the notes on its line tell; where it says otherwise itself, it is asked about."""
    own_numbers = line_numbers_in(number.strip(NUMBER_MARKS), language)
    for found in notes.get(own_numbers[0], ()) if len(own_numbers) == 1 else ():
        own: Field | None = getattr(item, found.name)
        if own is None:
            item = with_fields(item, {found.name: found})
        elif found.name == "other_words":
            both = replace(own, raw=f"{own.raw}; {found.raw}", value=f"{own.value}; {found.value}")
            item = with_fields(item, {found.name: replace(both, doubts=(*own.doubts, *found.doubts))})
        elif squeeze(str(own.value)) != squeeze(str(found.value)):
            item = with_fields(item, {found.name: own.doubted(OTHERWISE.format(found.raw))})
    return item
