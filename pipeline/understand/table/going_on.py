"""Rows below a table that go on with its numbers under no heading of their own: sundries in a strip at the foot.

``5 | X14-442 | OVERHEAD DOOR CLOSER | 2 | UNIT`` below a table of doors whose last number is 4: known by the number, by
a count with its unit, and by words between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.understand.grammar.numbers import amounts_in, quantities_in
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.table.anchors import cell_text
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = re.compile(r"\(?0*(\d{1,4})[.)]?")
_CODE = re.compile(r"(?=\S*\d)\S+")
_FARTHEST = 4  # lines below the table without such a row: a section's name stands there, not a page of text
_LEAST = 3  # words, a count and its unit behind the number


def with_rows_going_on(tables: Sequence[Table], sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Table]:
    """``tables`` with one more behind each that is numbered and goes on so; never over another table's lines."""
    by_number = {sheet.number: sheet for sheet in sheets}
    found: list[Table] = []
    for place, table in enumerate(tables):
        found.append(table)
        following = tables[place + 1] if place + 1 < len(tables) and tables[place + 1].page == table.page else None
        sheet = by_number[table.page]
        lines = range(table.last_line + 1, following.first_line if following else len(sheet.lines))
        rows = dict(_rows(table, sheet, lines, vocabulary))
        if rows:
            found.append(Table(table.page, (), tuple(rows.values()), (), min(rows), max(rows), 0.0))
    return found


def _rows(table: Table, sheet: Sheet, lines: range, vocabulary: Vocabulary) -> Iterator[tuple[int, Row]]:
    number = _last_number(table)
    last = table.last_line
    for place in lines if number else ():
        if place - last > _FARTHEST:
            return
        row = _row(sheet.lines[place], (number or 0) + 1, vocabulary)
        if row is not None:
            yield place, row
            number, last = (number or 0) + 1, place


def _last_number(table: Table) -> int | None:
    matches = [_NUMBER.fullmatch(cell_text(row.cells, "number")) for row in table.rows]
    return int(matches[-1][1]) if matches and matches[-1] else None


def _row(line: Line, number: int, vocabulary: Vocabulary) -> Row | None:
    segments = list(line.segments)
    match = _NUMBER.fullmatch(segments[0].text)
    money = [segment for segment in segments if amounts_in(segment.text)]
    told = [segment for segment in segments[1:] if segment not in money]
    if match is None or int(match[1]) != number or len(told) < _LEAST:
        return None
    count, unit = told[-2:]
    if not count.text.isdigit() or not quantities_in(count.text) or not vocabulary.units.whole(unit.text):
        return None
    named = {"number": segments[:1], "quantity": [count], "unit": [unit], **_texts(told[:-2]), **_sums(money)}
    cells = {meaning: [ink for segment in own for ink in segment.ink] for meaning, own in named.items()}
    return Row([line], cells, vocabulary.specification_labels) if "description" in cells else None


def _texts(segments: Sequence[Segment]) -> dict[str, list[Segment]]:
    """The words, and a code in front of them."""
    if len(segments) > 1 and _CODE.fullmatch(segments[0].text):
        return {"stock_code": [segments[0]], "description": list(segments[1:])}
    return {"description": list(segments)} if segments else {}


def _sums(money: Sequence[Segment]) -> dict[str, list[Segment]]:
    """A price and what it comes to, or the sum alone."""
    names = ("unit_price", "amount")[-len(money) :] if money else ()
    return {name: [segment] for name, segment in zip(names, money[-2:], strict=True)}
