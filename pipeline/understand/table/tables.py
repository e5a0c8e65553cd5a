"""The item tables of a document, page by page: where each begins and ends, and which goes on over a page's end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.grammar.stock_codes import is_lone_code
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import ITEM_NUMBER, anchor_strength, cell_text
from pipeline.understand.table.caption_lines import tell_values
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.closing import end_of_body
from pipeline.understand.table.columns import Column
from pipeline.understand.table.cut_body import rows_in
from pipeline.understand.table.group_specifications import specifies_goods
from pipeline.understand.table.item_table import Table, row_of
from pipeline.understand.table.overhang import as_before
from pipeline.understand.table.placing import columns_of
from pipeline.understand.table.repeated_headings import Placed, as_repeated
from pipeline.understand.table.sections import ends_groups
from pipeline.understand.table.specification_over import specification_over
from pipeline.understand.table.storeys import drawn_end
from pipeline.understand.table.table_headings import (
    Heading,
    headings_of,
    with_codes,
    with_goods_first,
    with_names,
    without_title,
)
from pipeline.understand.table.titles import SECOND_TEXT, meanings_of_title
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.noted import says_goods
from pipeline.understand.words.vocabulary import Vocabulary

_MOSTLY_CODES = 0.6  # of such lines
_NUMBERED = re.compile(r"^\d{1,3}[.)]?\s+(?=\S)")
_CLEARLY = 0.3  # text heights by which a room is wider than another
_NAME_GAP = 1.6  # text heights between a table's name and its heading
_MOSTLY_NUMBERS = 0.7  # of the cells of a column of running numbers
_MOSTLY_NAMES = 0.4  # of the lines of such a column; names take several


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
            rest = _only_rest(sheet, heading, stop, before, vocabulary) if before and before.rows else None
            table = rest or _table(sheet, heading, stop, vocabulary, before)
            if table:
                tables.append(_with_heading_before(_with_rest_before(table, tables), tables, vocabulary))
    return tables


def _with_heading_before(table: Table, tables: Sequence[Table], vocabulary: Vocabulary) -> Table:
    """A heading that specifies goods holds on over the end of its page; of one that names a place it is asked.

    But where its part has a sum, that tells whether more of it is to come.
    """
    before = tables[-1] if tables else None
    if before is None or not before.rows or before.page != table.page - 1:
        return table
    last = before.rows[-1]
    goods = tuple(each for each in last.headings if specifies_goods(each.text, vocabulary))
    named = () if before.summed else tuple(each for each in last.headings if each not in goods)
    for row in table.rows:
        row.headings_before = () if row.headings or before.held else named or last.headings_before
        row.headings = row.headings or before.held or goods
    return table


def _only_rest(sheet: Sheet, heading: Heading, stop: int, before: Table, vocabulary: Vocabulary) -> Table | None:
    """A page that holds nothing but the end of the last item of the page before, under the heading repeated."""
    first = heading.last + 1
    columns = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    end = end_of_body(sheet, first, stop, columns, vocabulary)
    lines = list(sheet.lines[first:end])
    anchored = any(anchor_strength(by_meaning(line, columns)) for line in lines)
    if anchored or not lines:
        return None
    row = row_of(lines, columns, before.rows[-1].labels)
    if set(row.cells) - {"description", SECOND_TEXT}:
        return None
    before.rows[-1].more = row
    return Table(sheet.number, tuple(columns), (), (), heading.first, end - 1, before.right_edge)


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
    if rest is None or _is_centred(table, before):
        return table
    lead, own = rest
    before.rows[-1].more = lead
    return replace(table, rows=(own, *table.rows[1:]))


def _is_centred(table: Table, before: Table) -> bool:
    """Whether figures stand in the middle of a page's first item, as in another one: what is above them is its own."""
    others = (*((row, before.columns) for row in before.rows), *((row, table.columns) for row in table.rows[1:]))
    return table.rows[0].is_centred(table.columns) and any(row.is_centred(columns) for row, columns in others)


def _table(sheet: Sheet, heading: Heading, stop: int, vocabulary: Vocabulary, before: Table | None) -> Table | None:
    first = heading.last + 1
    if heading.edges:
        stop = min(stop, drawn_end(sheet, heading.last, heading.edges[0][0], heading.edges[-1][1]))
    rough = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    if tell_values(sheet.lines[first:stop], rough, vocabulary):
        rough = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    end = _end(sheet, first, stop, rough, vocabulary)
    body = sheet.lines[first:end]
    if not body:
        return None
    columns = rough if end == stop else columns_of(heading, body, sheet, vocabulary)
    columns = as_before(columns, before.columns) if before else columns
    if _named_under_number(columns, body, vocabulary):
        return _table(sheet, with_goods_first(heading), stop, vocabulary, before)
    false = _false_number(columns, body)
    if false is not None:
        goods = _names_goods(columns[false], body, columns, vocabulary)
        other = with_names(heading, false) if goods else without_title(heading, false)
        other = with_codes(heading, false) if _holds_codes(columns[false], body, columns) else other
        return _table(sheet, other, stop, vocabulary, before)
    table = rows_in(sheet, heading.first, range(first, end), columns, vocabulary, before=before)
    name = _name_over(sheet, heading, vocabulary) if table else None
    for row in table.rows if table and name else ():
        row.table_name = name
    said = specification_over(sheet, heading, vocabulary) if table else None
    for row in table.rows if table and said else ():
        own = any(specifies_goods(each.text, vocabulary) for each in row.headings)
        row.headings = row.headings if own or said is None else (said, *row.headings)
    return table


def _end(sheet: Sheet, first: int, stop: int, columns: Sequence[Column], vocabulary: Vocabulary) -> int:
    """The first line behind a table's body: its last line may be the name of the table below."""
    end = end_of_body(sheet, first, stop, columns, vocabulary)
    names = end == stop < len(sheet.lines) and end > first and _names_a_table(sheet.lines[end - 1], vocabulary)
    own = names and (_is_ruled_off(sheet, end - 1, stop) or _goes_on(*sheet.lines[end - 2 : end + 1]))
    return end - 1 if names and not own else end


def _goes_on(above: Line, line: Line, below: Line) -> bool:
    """Whether a line ends what the one above it began: it stands flush and close below it, and apart from the next."""
    height = line.y1 - line.y0
    flush = abs(above.x0 - line.x0) < height / 2 and is_next_line(above, line)
    return flush and line.y0 - above.y1 < below.y0 - line.y1 - _CLEARLY * height


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
            return above.passage
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
            return place if len(numbers) < _MOSTLY_NUMBERS * len(filled) else None
    return None


def _holds_codes(column: Column, body: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether the "number" column (Item) holds the codes that goods are kept under: ``LD-895``, ``1 FG-D0112``."""
    cells = [cell_text(by_meaning(line, columns), str(column.meaning)) for line in body]
    filled = [_NUMBERED.sub("", cell) for cell in cells if cell]
    coded = sum(is_lone_code(cell) for cell in filled)
    return coded >= _MOSTLY_CODES * len(filled) and all(cell.isupper() or is_lone_code(cell) for cell in filled)


def _named_under_number(columns: Sequence[Column], body: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether goods stand under the first title, ``Item``, which so is none of running numbers: ``Item   Location``."""
    first, second = (*columns, None, None)[:2]
    if first is None or second is None or first.meaning != "number" or second.meaning == "description":
        return False
    if "description" not in meanings_of_title(first.title, vocabulary):
        return False
    rows = [line for line in body if len(line.segments) > 1]  # details below each other and places' headings are none
    begun = [line.segments[0].text for line in rows if abs(line.x0 - first.title_x0) < line.segments[0].height]
    named = [text for text in begun if _names_a_thing(text, vocabulary) and not ITEM_NUMBER.fullmatch(text.split()[0])]
    return bool(named) and len(named) >= _MOSTLY_NAMES * len(rows)


def _names_a_thing(text: str, vocabulary: Vocabulary) -> bool:
    return any(found.meanings & GOODS for found in vocabulary.item_kinds.within(text))


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
    end = _end(sheet, first, stop, before.columns, vocabulary)
    return rows_in(sheet, first, range(first, end), before.columns, vocabulary, before=before)
