"""Cuts the body of an item table into rows: one for each item, however many lines it takes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pipeline.model import LineItem
from pipeline.understand.page.blocks import in_blocks
from pipeline.understand.page.layout import Line, Sheet, rows_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.page.text_edge import text_edge
from pipeline.understand.table.anchors import ITEM_NUMBER, anchor_strength, cell_text
from pipeline.understand.table.asides import group_headings, in_effect, of_sections, without_blocks
from pipeline.understand.table.caption_lines import tell_values
from pipeline.understand.table.cells import by_meaning, overhangs
from pipeline.understand.table.closing import end_of_body
from pipeline.understand.table.columns import Column
from pipeline.understand.table.group_specifications import specifies_goods, specifying_headings
from pipeline.understand.table.leading_codes import leading_codes
from pipeline.understand.table.lettered import lettered_parts
from pipeline.understand.table.merged_cells import merged_cells
from pipeline.understand.table.overhang import as_before
from pipeline.understand.table.placing import columns_of
from pipeline.understand.table.repeated_headings import Placed, as_repeated
from pipeline.understand.table.rows import row_starts
from pipeline.understand.table.sections import ends_groups
from pipeline.understand.table.storeys import drawn_end
from pipeline.understand.table.table_headings import Heading, headings_of, with_names, without_title
from pipeline.understand.table.titles import SECOND_TEXT
from pipeline.understand.words.noted import says_goods
from pipeline.understand.words.phrases import Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_NAME_GAP = 1.6  # text heights between a table's name and its heading
_MOSTLY_NAMES = 0.4  # of the lines of such a column; names take several


@dataclass
class Row:
    """An item's words by column meaning (the description under ``description``); unknown columns under their title."""

    lines: list[Line]
    cells: dict[str, list[Ink]] = field(default_factory=dict)
    labels: Phrases | None = None
    """The labels inside items, for telling a column of labels from a block of text."""
    headings: tuple[Passage, ...] = ()
    """The headings above it that hold for it: one that specifies goods, one that names their place."""
    blocks: tuple[Passage, ...] = ()
    """Specifications for all doors or frames of its section only."""
    more: Row | None = None
    """What of the item stands on the next page."""
    table_name: Passage | None = None
    """The line right above its table's heading, where it names goods: ``FRAME SCHEDULE``."""

    def passage(self, meaning: str) -> Passage:
        """The text of a column, line by line; blocks of a description that stand beside each other one by one.

        To be asked for once its cells are filled, and what stands on the next page.
        """
        if meaning not in self._passages:
            self._passages[meaning] = Passage(self._lines(meaning))
        return self._passages[meaning]

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {}

    @cached_property
    def text(self) -> str:
        """All that stands in the row, line by line; to be asked for once its cells are filled."""
        return Passage(rows_of([ink for cell in self.cells.values() for ink in cell])).text

    @cached_property
    def text_edge(self) -> float:
        """Where its description ends on the right (points), but for counts and money that stand by themselves."""
        return text_edge(self.cells.get("description", []))

    @cached_property
    def told(self) -> dict[Hashable, LineItem]:
        """The item that it tells of by itself, by how it was read; filled by :mod:`pipeline.understand.item.items`."""
        return {}

    def meanings(self) -> list[str]:
        """The columns that have something in them."""
        more = self.more.meanings() if self.more else []
        return list(dict.fromkeys([*self.cells, *more]))

    def before_anchor(self, columns: Sequence[Column]) -> tuple[Row, Row] | None:
        """The lines above the first one with a number, a count or money, and the rest; None where it is the first."""
        strong = [n for n, line in enumerate(self.lines) if anchor_strength(by_meaning(line, columns))]
        if not strong or not strong[0]:
            return None
        return self._of(self.lines[: strong[0]], columns), self._of(self.lines[strong[0] :], columns)

    def joined(self, after: Row) -> Row:
        """This row with the lines of ``after``."""
        cells = {m: [*self.cells.get(m, []), *after.cells.get(m, [])] for m in {**self.cells, **after.cells}}
        return replace(after, lines=[*self.lines, *after.lines], cells=cells)

    def _of(self, lines: list[Line], columns: Sequence[Column]) -> Row:
        return replace(_row_of(lines, columns, self.labels), headings=self.headings)

    def _lines(self, meaning: str) -> list[list[Ink]]:
        texts = ("description", SECOND_TEXT) if meaning == "description" else (meaning,)
        rows = [row for text in texts for row in self._in_order(text)]
        return rows + (self.more._lines(meaning) if self.more else [])

    def _in_order(self, meaning: str) -> list[list[Ink]]:
        rows = rows_of(self.cells.get(meaning, []))
        return in_blocks(rows, self.labels) if self.labels and meaning in ("description", SECOND_TEXT) else rows


@dataclass(frozen=True)
class Table:
    """An item table on one page: its columns, its rows, and the lines inside it that are no items."""

    page: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Passage, ...]
    """Specifications for all doors or frames that stand among the rows."""
    first_line: int
    last_line: int
    """Indices of the sheet's lines from the heading to the last row."""
    right_edge: float
    """Where the description column wraps, in points."""
    lead: Row | None = None
    """What stands above the first item, apart from it: the rest of one that began on the page before."""

    def leading_codes(self, vocabulary: Vocabulary) -> frozenset[str]:
        """The package's own codes in front of the items' descriptions."""
        if vocabulary not in self._led:
            self._led[vocabulary] = leading_codes([row.passage("description").text for row in self.rows], vocabulary)
        return self._led[vocabulary]

    @cached_property
    def _led(self) -> dict[Vocabulary, frozenset[str]]:
        return {}


def tables_of(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Table]:
    """Every item table, page by page; a page without a heading continues the table before where its rows fit."""
    tables: list[Table] = []
    last: Placed | None = None
    for sheet in sheets:
        headings = as_repeated(headings_of(sheet, vocabulary), sheet, last, vocabulary)
        last = (sheet, headings[-1]) if headings else last
        if tables and tables[-1].page == sheet.number - 1 and not _repeats(headings[:1], tables[-1]):
            end = headings[0].first if headings else len(sheet.lines)
            continued = _continued(sheet, end, tables[-1], vocabulary)
            tables += [_with_heading_before(continued, tables, vocabulary)] if continued else []
        for heading, following in zip(headings, [*headings[1:], None], strict=False):
            stop = following.first if following else len(sheet.lines)
            before = tables[-1] if tables and tables[-1].page == sheet.number - 1 else None
            rest = _only_rest(sheet, heading, stop, before, vocabulary) if before else None
            table = rest or _table(sheet, heading, stop, vocabulary, before)
            if table:
                tables.append(_with_heading_before(_with_rest_before(table, tables), tables, vocabulary))
    return tables


def _with_heading_before(table: Table, tables: Sequence[Table], vocabulary: Vocabulary) -> Table:
    """A heading that specifies goods holds on over the end of its page; one that names a place is repeated."""
    before = tables[-1] if tables else None
    headings = before.rows[-1].headings if before and before.rows and before.page == table.page - 1 else ()
    held = tuple(heading for heading in headings if specifies_goods(heading.text, vocabulary))
    for row in table.rows:
        row.headings = row.headings or held
    return table


def _only_rest(sheet: Sheet, heading: Heading, stop: int, before: Table, vocabulary: Vocabulary) -> Table | None:
    """A page that holds nothing but the end of the last item of the page before, under the heading repeated."""
    first = heading.last + 1
    columns = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    end = end_of_body(sheet, first, stop, columns, vocabulary)
    lines = list(sheet.lines[first:end])
    anchored = any(anchor_strength(by_meaning(line, columns)) for line in lines)
    if anchored or not (before.rows and lines):
        return None
    row = _row_of(lines, columns, before.rows[-1].labels)
    if set(row.cells) - {"description", SECOND_TEXT}:
        return None
    before.rows[-1].more = row
    return Table(sheet.number, tuple(columns), (), (), heading.first, end - 1, before.right_edge)


def _row_of(lines: list[Line], columns: Sequence[Column], labels: Phrases | None) -> Row:
    cells: dict[str, list[Ink]] = {}
    for line in lines:
        for meaning, ink in by_meaning(line, columns).items():
            cells.setdefault(meaning, []).extend(ink)
    return Row(lines, cells, labels)


def _with_rest_before(table: Table, tables: Sequence[Table]) -> Table:
    """Gives what stands above a page's first item to the last item of the page before, where items begin at top."""
    before = tables[-1] if tables else None
    follows = before is not None and before.rows and before.page == table.page - 1
    if not table.rows:
        return table
    if before is None or not follows:
        return replace(table, rows=(table.lead.joined(table.rows[0]), *table.rows[1:])) if table.lead else table
    if table.lead:
        before.rows[-1].more = table.lead
        return table
    rest = table.rows[0].before_anchor(table.columns)
    if rest is None:
        return table
    lead, own = rest
    before.rows[-1].more = lead
    return replace(table, rows=(own, *table.rows[1:]))


def _table(sheet: Sheet, heading: Heading, stop: int, vocabulary: Vocabulary, before: Table | None) -> Table | None:
    first = heading.last + 1
    if heading.edges:
        stop = min(stop, drawn_end(sheet, heading.last, heading.edges[0][0], heading.edges[-1][1]))
    rough = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    if tell_values(sheet.lines[first:stop], rough, vocabulary):
        rough = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    end = end_of_body(sheet, first, stop, rough, vocabulary)
    names = end == stop < len(sheet.lines) and end > first and _names_a_table(sheet.lines[end - 1], vocabulary)
    if names and not _is_ruled_off(sheet, end - 1, stop):
        end -= 1
    body = sheet.lines[first:end]
    if not body:
        return None
    columns = rough if end == stop else columns_of(heading, body, sheet, vocabulary)
    columns = as_before(columns, before.columns) if before else columns
    false = _false_number(columns, body)
    if false is not None:
        goods = _names_goods(columns[false], body, columns, vocabulary)
        other = with_names(heading, false) if goods else without_title(heading, false)
        return _table(sheet, other, stop, vocabulary, before)
    table = _rows(sheet, heading.first, range(first, end), columns, vocabulary, before=before)
    name = _name_over(sheet, heading, vocabulary) if table else None
    for row in table.rows if table and name else ():
        row.table_name = name
    return table


def _is_ruled_off(sheet: Sheet, last: int, below: int) -> bool:
    """Whether two rules lie between lines: the end of the table that the upper one is in, and the next one's top."""
    left, right = sheet.lines[last].segments[0].x0, sheet.lines[last].segments[-1].x1
    top, bottom = sheet.lines[last].middle, sheet.lines[below].middle
    return sum(top < y < bottom and x0 <= left and right <= x1 for y, x0, x1 in sheet.horizontal_rules) > 1


def _name_over(sheet: Sheet, heading: Heading, vocabulary: Vocabulary) -> Passage | None:
    """The line that names a table: right above its titles, whether or not they were taken for one heading."""
    for below in range(heading.first, heading.last + 1):
        above, line = sheet.lines[below - 1 : below + 1] if below else (None, None)
        close = above and line and 0 <= line.y0 - above.y1 < _NAME_GAP * (above.y1 - above.y0)
        if above and close and _names_a_table(above, vocabulary):
            return Passage([above.ink])
    return None


def _names_a_table(line: Line, vocabulary: Vocabulary) -> bool:
    """``DOOR FRAMES``, ``C. IRONMONGERY / OTHERS``: above another heading the name of the table below it."""
    if len(line.segments) != 1:
        return False
    return ends_groups(line.text, vocabulary) or says_goods(line.text, vocabulary)


def _false_number(columns: Sequence[Column], body: Sequence[Line]) -> int | None:
    """The place of a "number" column that holds words: its title (Item) belongs to the next one (Item Description)."""
    for place, column in enumerate(columns[:-1]):
        if column.meaning == "number" and columns[place + 1].meaning == "description":
            cells = [cell_text(by_meaning(line, columns), "number") for line in body if len(line.segments) > 1]
            filled = [cell for cell in cells if cell]
            numbers = [cell for cell in filled if ITEM_NUMBER.fullmatch(cell)]
            return place if len(numbers) < 0.7 * len(filled) else None
    return None


def _names_goods(column: Column, body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the "number" column (Item) holds the goods' names, beside a column that tells how they are made."""
    cells = [cell_text(by_meaning(line, columns), str(column.meaning)) for line in body]
    named = [cell for cell in cells if any(True for _ in vocabulary.item_kinds.within(cell))]
    return bool(named) and len(named) >= _MOSTLY_NAMES * sum(bool(cell) for cell in cells)


def _repeats(headings: Sequence[Heading], before: Table) -> bool:
    """Whether a page's first heading is that of the table on the page before: nothing of it stands above."""
    meant = {column.meaning for column in before.columns if column.meaning}
    return any(meant <= set(heading.meanings) or set(heading.meanings) - {None} <= meant for heading in headings)


def _continued(sheet: Sheet, stop: int, before: Table, vocabulary: Vocabulary) -> Table | None:
    """What stands above line ``stop`` as rows that go on with the table on the page before."""
    tell_values(sheet.lines[:stop], before.columns, vocabulary)
    anchors = [i for i, line in enumerate(sheet.lines[:stop]) if anchor_strength(by_meaning(line, before.columns)) >= 2]
    if not anchors:
        return None
    first = anchors[0]
    end = end_of_body(sheet, first, stop, before.columns, vocabulary)
    if end == stop < len(sheet.lines) and end > first and _names_a_table(sheet.lines[end - 1], vocabulary):
        end -= 1
    return _rows(sheet, first, range(first, end), before.columns, vocabulary, before=before)


def _rows(  # noqa: PLR0913 - where the table stands on its page and after which
    sheet: Sheet, top: int, places: range, columns: Sequence[Column], vocabulary: Vocabulary, *, before: Table | None
) -> Table | None:
    body = list(sheet.lines[places.start : places.stop])
    blocks, body = without_blocks(body, columns, vocabulary)
    groups = specifying_headings(body, columns, sheet, vocabulary, goes_on=before is not None)
    parts = lettered_parts(body, columns)
    may_lead = before is None or any(row.headings for row in before.rows)  # else it ends the item of the page before
    groups |= group_headings(body, columns, vocabulary, may_lead=may_lead) | parts
    items = [line for line in body if id(line) not in groups]
    rows, lead = _group(items, columns, sheet, vocabulary)
    for row in (*rows, lead) if lead else rows:
        row.labels = vocabulary.specification_labels
    _give_context(rows, body, groups, parts.keys(), vocabulary)
    sections = of_sections(blocks, vocabulary)
    for row in rows:
        row.blocks = in_effect(sections, row.lines[0].y0, list(groups.values()), vocabulary)
    blocks = [block for block in blocks if not any(block is each for each in sections)]
    description = [ink for row in rows for ink in row.cells.get("description", [])]
    edge = max((ink.x1 for ink in description), default=0.0)
    return (
        Table(sheet.number, tuple(columns), tuple(rows), tuple(blocks), top, places.stop - 1, edge, lead)
        if rows or blocks or sections
        else None
    )


def _give_context(
    rows: Sequence[Row], body: Sequence[Line], groups: dict[int, Passage], parts: Set[int], vocabulary: Vocabulary
) -> None:
    """Gives each row the headings above it; one that names a place leaves one that specifies goods standing.

    One that begins a part of the table, by its letter or by what it says, leaves none.
    """
    firsts = {id(row.lines[0]): row for row in rows}
    goods: Passage | None = None
    place: Passage | None = None
    for line in body:
        heading = groups.get(id(line))
        if heading is not None and specifies_goods(heading.text, vocabulary):
            goods = heading
        elif heading is not None:
            ends = id(line) in parts or ends_groups(heading.text, vocabulary)
            goods, place = (None if ends else goods), heading
        if row := firsts.get(id(line)):
            row.headings = tuple(each for each in (goods, place) if each is not None)


def _group(
    lines: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary
) -> tuple[list[Row], Row | None]:
    """The rows, and what stands above the first of them; a discount named without a sum is a row of its own."""
    cells = [by_meaning(line, columns) for line in lines]
    if any(overhangs(line, columns) for line in lines):  # items begin at their own lines, whatever room there is
        least = 0 if any(column.labelled for column in columns) else 1  # their text is told from items by its labels
        starts = [n for n, each in enumerate(cells) if anchor_strength(each) > least]
    else:
        starts = row_starts(lines, cells, sheet)
    if not starts:
        return [], None
    discounts = [
        n for n, line in enumerate(lines) if n > starts[0] and "discount" in vocabulary.totals.whole(line.text)
    ]
    starts = sorted({*starts, *discounts})
    rows = [_row_of(list(lines[a:b]), columns, None) for a, b in pairwise([*starts, len(lines)])]
    for row, shared in zip(rows, merged_cells([row.lines for row in rows], columns, sheet), strict=True):
        row.cells |= shared
    return rows, _row_of(list(lines[: starts[0]]), columns, None) if starts[0] else None
