"""Tables and annexes that tell how the lines of an item table are made, by the numbers of these.

A table of details has columns (``Item no. | Thickness | Core``) and counts nothing; an annex has a text beside the
numbers of one or several lines (``1 to 3   Single leaf, 43mm, honeycomb core``) below a title for each of both. Lines
are also told of by their numbers where they are excepted from what is said of all goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.excepted import lines_excepted
from pipeline.understand.item.general import is_an_items_own, paragraphs_of, specifies
from pipeline.understand.item.told_by_number import NUMBER_MARKS, line_numbers_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.titles import COUNTED
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

Told = Mapping[str, Sequence[Passage]]
"""What is told of the line of each number, by every text that names it."""
_CELLS = 2  # of a line of an annex, and of its titles
_NEXT_LINE = 0.85  # text heights between the lines of one text


def apart_from_goods(tables: Sequence[Table], vocabulary: Vocabulary) -> tuple[list[Table], list[Table]]:
    """The tables whose lines are goods, and those that only tell more of these, by their numbers."""
    counted = [any(COUNTED & set(row.meanings()) for row in table.rows) for table in tables]
    if all(counted):  # most documents
        return list(tables), []
    known = {
        number
        for table, goods in zip(tables, counted, strict=True)
        for row in (table.rows if goods else ())
        for number in numbers_of(row, vocabulary.language)
    }
    tells = [not goods and _tells_more(table, known, vocabulary) for table, goods in zip(tables, counted, strict=True)]
    return [t for t, more in zip(tables, tells, strict=True) if not more], list(compress(tables, tells))


def _tells_more(table: Table, known: set[str], vocabulary: Vocabulary) -> bool:
    """Whether every line of one without counts names ``known`` ones by their number, each once, and tells no size."""
    numbers = [numbers_of(row, vocabulary.language) for row in table.rows]
    every = [number for own in numbers for number in own]
    if not numbers or not all(numbers) or not set(every) <= known or len(set(every)) < len(every):
        return False
    return not any(sizes_in(row.text) for row in table.rows)


def numbers_of(row: Row, language: Language) -> list[str]:
    """The numbers of the lines that a row is, or tells of; empty where it has none."""
    return line_numbers_in(row.passage("number").text.strip(NUMBER_MARKS), language)


def with_details(rows: Sequence[Row], details: Sequence[Table], vocabulary: Vocabulary) -> list[Row]:
    """``rows`` with the lines of ``details`` that name their numbers."""
    told: dict[str, list[tuple[Row, Table]]] = {}
    for table in details:
        for row in table.rows:
            for number in numbers_of(row, vocabulary.language):
                told.setdefault(number, []).append((row, table))
    own = [numbers_of(row, vocabulary.language) if told else [] for row in rows]
    return [
        replace(row, details=tuple(told[n[0]])) if len(n) == 1 and n[0] in told else row
        for row, n in zip(rows, own, strict=True)
    ]


def annex_among(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Told, list[Line]]:
    """What an annex tells of the lines of each number, and the lines that tell it."""
    told: dict[str, list[Passage]] = {}
    taken: list[Line] = []
    for numbers, own in _entries(lines, vocabulary):
        text = Passage([[ink for s in own[0].segments[1:] for ink in s.ink], *(line.ink for line in own[1:])])
        for number in numbers:
            told.setdefault(number, []).append(text)
        taken += own
    return told, taken


def with_told(rows: Sequence[Row], told: Told, vocabulary: Vocabulary) -> list[Row]:
    """``rows`` with what is ``told`` of their numbers; where two texts say otherwise of one, a person is asked."""
    own = [numbers_of(row, vocabulary.language) if told else [] for row in rows]
    return [
        replace(row, notes=(*row.notes, *told[n[0]])) if len(n) == 1 and n[0] in told else row
        for row, n in zip(rows, own, strict=True)
    ]


def excepted_among(
    lines: Sequence[Line], passages: Sequence[Passage], vocabulary: Vocabulary
) -> tuple[Told, list[Line]]:
    """What is told otherwise of the line of each number, among ``lines`` and in ``passages``; and those lines."""
    told: dict[str, list[Passage]] = {}
    taken: list[Line] = []
    around = [(Passage([line.ink for line in own]), own) for own in paragraphs_of(lines)]
    for passage, own in (*around, *((each, []) for each in passages)):
        found = lines_excepted(passage.text, vocabulary)
        taken += own if found else []
        for each in found:
            for number in line_numbers_in(each.numbers, vocabulary.language):
                told.setdefault(number, []).append(passage.part(each.told, each.end))
    return told, taken


def _entries(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[list[str], list[Line]]]:
    """The numbers that each entry of an annex holds for, and its lines, below a line of titles."""
    titled = False
    numbers: list[str] = []
    own: list[Line] = []
    for line in lines:
        named = _entry_numbers(line, vocabulary) if titled else []
        goes_on = bool(own) and not named and _goes_on(own, line)
        if own and not goes_on:
            yield numbers, own
            numbers, own = [], []
        if named:
            numbers, own = named, [line]
        elif goes_on:
            own.append(line)
        else:
            titled = _is_titles(line, vocabulary.language)
    if own:
        yield numbers, own


def _is_titles(line: Line, language: Language) -> bool:
    """``Items | Specification``: two titles, the first for the numbers of lines."""
    return len(line.segments) == _CELLS and bool(_numbers_title(language).fullmatch(line.segments[0].text))


def _entry_numbers(line: Line, vocabulary: Vocabulary) -> list[str]:
    if len(line.segments) < _CELLS:
        return []
    text = " ".join(segment.text for segment in line.segments[1:])
    if is_an_items_own(text, vocabulary) or not specifies(text, vocabulary):
        return []
    return line_numbers_in(line.segments[0].text.strip(f"{NUMBER_MARKS}:"), vocabulary.language)


def _goes_on(own: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on with an entry's text: close below it and no further left."""
    last, height = own[-1], line.y1 - line.y0
    begin = own[0].segments[1].x0 - height / 2
    return (
        line.page == last.page and 0 <= line.y0 - last.y1 + height / 4 < _NEXT_LINE * height and line.ink[0].x0 > begin
    )


@lru_cache(maxsize=16)
def _numbers_title(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{any_of(language.line_names)}\.?(?:\s*(?:nos?|numbers?|#)\.?)?\s*:?", re.IGNORECASE)
