"""Cuts the body of an item table into rows, and gives each the headings and the statements that hold for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import Cells, anchor_strength, cell_text, has_item_number
from pipeline.understand.table.asides import group_headings, without_blocks
from pipeline.understand.table.bare_places import bare_places
from pipeline.understand.table.cells import by_meaning, keep_together, overhangs
from pipeline.understand.table.columns import FIGURES, Column
from pipeline.understand.table.ditto import repeat_cells
from pipeline.understand.table.group_specifications import specifies_goods, specifying_headings
from pipeline.understand.table.introductions import introductions
from pipeline.understand.table.item_table import Row, Table, row_of
from pipeline.understand.table.lettered import lettered_parts
from pipeline.understand.table.merged_cells import merged_cells
from pipeline.understand.table.rows import row_starts
from pipeline.understand.table.sections import ends_groups
from pipeline.understand.table.stacked import unstacked
from pipeline.understand.table.stated_for_parts import in_effect, of_sections
from pipeline.understand.table.sub_lines import lines_over_lettered
from pipeline.understand.table.summed_sections import summed_sections
from pipeline.understand.table.told_below import Side, describe, side_of, told_below
from pipeline.understand.words.vocabulary import Vocabulary


def rows_in(  # noqa: PLR0913 - where the table stands on its page and after which
    sheet: Sheet, top: int, places: range, columns: Sequence[Column], vocabulary: Vocabulary, *, before: Table | None
) -> Table | None:
    """The lines at ``places`` as rows under ``columns``; None where there is nothing but headings."""
    lines = list(sheet.lines[places.start : places.stop])
    own = told_below(lines, columns, sheet, vocabulary, goes_on=before is not None and not before.blocks)
    blocks, body = without_blocks(lines, columns, vocabulary, own)
    keep_together(body, columns)
    headings = _headings_among(body, columns, sheet, vocabulary, before)
    rows, lead = _group([line for line in body if id(line) not in headings.texts], columns, sheet, vocabulary)
    if not rows and not blocks:
        return None
    for row in (*rows, lead) if lead else rows:
        row.labels = vocabulary.specification_labels
    titled = unstacked(rows, tuple(columns), vocabulary)
    repeat_cells(rows, before.rows[-1] if before and before.rows else None, vocabulary)
    last = _give_context(rows, body, headings, vocabulary)
    sections = of_sections(blocks, vocabulary)
    for row in rows:
        row.blocks = in_effect(sections, row.lines[0].y0, list(headings.texts.values()), vocabulary)
    of_all = tuple(block for block in blocks if not any(block is each for each in sections))
    edge = _right_edge(rows)
    held = (headings.held,) if headings.held else last
    return Table(sheet.number, titled, tuple(rows), of_all, top, places.stop - 1, edge, lead, held, headings.summed)


def _right_edge(rows: Sequence[Row]) -> float:
    """Where the descriptions wrap; one beside which no other text stands may reach over columns."""
    beside = [row for row in rows if row.cells.keys() - FIGURES - {"description", "unit", "stock_code"}]
    return max((ink.x1 for row in beside or rows for ink in row.cells.get("description", [])), default=0.0)


class _Headings(NamedTuple):
    """The headings among the rows, by the ids of their lines."""

    texts: Mapping[int, Passage]
    parts: Set[int]
    """The lines of those that end whatever the ones above said."""
    held: Passage | None
    """The last one, if more of it is to come on the next page."""
    summed: bool
    """Whether the last one's sum is reached."""
    asked: bool
    """Whether they may be told of the items above them."""


def _headings_among(
    body: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary, before: Table | None
) -> _Headings:
    specifying = specifying_headings(body, columns, sheet, vocabulary, goes_on=before is not None)
    parts = lettered_parts(body, columns)
    parted = before is not None and any(row.headings for row in before.rows)
    summed, held = summed_sections(body, columns, vocabulary, goes_on=parted)
    may_lead = before is None or parted  # else it ends the item of the page before
    groups = group_headings(body, columns, vocabulary, may_lead=may_lead)
    groups |= bare_places(body, columns, vocabulary, before)
    led = introductions(body, columns, vocabulary)
    texts = led | specifying | lines_over_lettered(body, columns, vocabulary) | groups | parts | summed
    ending = parts.keys() | summed.keys()
    said = {line for line, text in (specifying | groups).items() if not ends_groups(text.text, vocabulary)}
    parted = parted or bool(ending) or len(said) < len(specifying | groups)
    side = Side.OVER if parted else side_of(said, body, columns, sheet, vocabulary)
    if side is Side.BELOW:
        texts = {line: text for line, text in texts.items() if line not in said}
        describe(said, body, columns)
    return _Headings(texts, ending, held, bool(summed) and held is None, side is Side.EITHER)


def _give_context(
    rows: Sequence[Row], body: Sequence[Line], headings: _Headings, vocabulary: Vocabulary
) -> tuple[Passage, ...]:
    """Gives each row the headings above it; one that names a place leaves one that specifies goods standing.

    One that begins a part of the table, by its letter or by what it says, leaves none. What is told below the last row
    holds for those on the next page.
    """
    firsts = {id(row.lines[0]): row for row in rows}
    goods: Passage | None = None
    place: Passage | None = None
    below: tuple[Passage, ...] = ()
    for line in body:
        heading = headings.texts.get(id(line))
        if heading is not None and specifies_goods(heading.text, vocabulary):
            goods = heading
        elif heading is not None:
            ends = id(line) in headings.parts or ends_groups(heading.text, vocabulary)
            goods, place = (None if ends else goods), heading
        told = tuple(each for each in (goods, place) if each is not None)
        below = told if heading is not None else () if id(line) in firsts else below
        if row := firsts.get(id(line)):
            row.headings, row.headings_asked = told, headings.asked
    return below


def _group(
    lines: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary
) -> tuple[list[Row], Row | None]:
    """The rows, and what stands above the first of them; a discount without a number is a row of its own."""
    cells = [by_meaning(line, columns) for line in lines]
    if any(overhangs(line, columns) for line in lines):  # items begin at their own lines, whatever room there is
        least = 0 if any(column.labelled for column in columns) else 1  # their text is told from items by its labels
        starts = [n for n, each in enumerate(cells) if anchor_strength(each) > least]
    else:
        starts = row_starts(lines, cells, sheet)
    if not starts:
        return [], None
    starts = _without_second_starts(starts, cells)
    discounts = [n for n, line in enumerate(lines) if n > starts[0] and _is_discount(line, cells[n], vocabulary)]
    starts = sorted({*starts, *discounts})
    rows = [row_of(list(lines[a:b]), columns, None) for a, b in pairwise([*starts, len(lines)])]
    for row, shared in zip(rows, merged_cells([row.lines for row in rows], columns, sheet), strict=True):
        row.cells |= shared
    return rows, row_of(list(lines[: starts[0]]), columns, None) if starts[0] else None


def _without_second_starts(starts: Sequence[int], cells: Sequence[Cells]) -> list[int]:
    """``00010  7000418821`` over ``DOOR LEAF  6 PC  312.00``: of items that all begin so the first line begins them."""
    numbered = [n for n in starts if has_item_number(cells[n]) and anchor_strength(cells[n]) == 1]
    counted = {n for n in starts if not has_item_number(cells[n])}
    above = {n + 1 for n in numbered}
    return numbered if numbered and counted == above and len(starts) == 2 * len(numbered) else list(starts)


def _is_discount(line: Line, cells: Cells, vocabulary: Vocabulary) -> bool:
    """``Less discount``, with or without what it comes to."""
    named = line.text if has_item_number(cells) else cell_text(cells, "description") or line.text
    return any("discount" in vocabulary.totals.whole(text) for text in {line.text, named})
