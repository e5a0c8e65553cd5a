"""Cuts the body of an item table into rows: one for each item, however many lines it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.understand.blocks import in_blocks
from pipeline.understand.columns import (
    ACROSS,
    SECOND_TEXT,
    Column,
    Heading,
    cell_ink,
    columns_of,
    headings_of,
    without_title,
)
from pipeline.understand.layout import Line, Segment, Sheet, rows_of
from pipeline.understand.numbers import amounts_in, quantities_in
from pipeline.understand.passage import Ink, Passage
from pipeline.understand.vocabulary import Phrases, Vocabulary, squeeze, tokens_in

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})?\s*[A-Za-z]?|[A-Za-z]{1,2})\s*[.):]?")
_FIGURES = re.compile(r"[\W\d]*(?:rm|myr)?[\W\d]*", re.IGNORECASE)
_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*[A-Za-z./² ]*")
_SUMMARY = ("total", "sub_total", "tax_total", "discount", "rounding", "paid", "carried", "counted")
_FAR_RIGHT = 0.45  # of the description column's width
_FAR_GAP = 2.6  # line pitches; a wider gap ends a table that no total closes


@dataclass
class Row:
    """An item's words by column meaning (the description under ``description``); unknown columns under their title."""

    lines: list[Line]
    cells: dict[str, list[Ink]] = field(default_factory=dict)
    labels: Phrases | None = None
    """The labels inside items, for telling a column of labels from a block of text."""
    heading: Passage | None = None
    more: Row | None = None
    """What of the item stands on the next page."""

    def passage(self, meaning: str) -> Passage:
        """The text of a column, line by line; blocks of a description that stand beside each other one by one."""
        return Passage(self._lines(meaning))

    def meanings(self) -> list[str]:
        """The columns that have something in them."""
        more = self.more.meanings() if self.more else []
        return list(dict.fromkeys([*self.cells, *more]))

    def before_anchor(self, columns: Sequence[Column]) -> tuple[Row, Row] | None:
        """The lines above the first one with a number, a count or money, and the rest; None where it is the first."""
        strong = [n for n, line in enumerate(self.lines) if _anchor_strength(_by_meaning(line, columns))]
        if not strong or not strong[0]:
            return None
        return self._of(self.lines[: strong[0]], columns), self._of(self.lines[strong[0] :], columns)

    def _of(self, lines: list[Line], columns: Sequence[Column]) -> Row:
        cells: dict[str, list[Ink]] = {}
        for line in lines:
            for meaning, ink in _by_meaning(line, columns).items():
                cells.setdefault(meaning, []).extend(ink)
        return Row(lines, cells, self.labels, self.heading)

    def _lines(self, meaning: str) -> list[list[Ink]]:
        rows = rows_of(self.cells.get(meaning, []))
        if meaning == "description":
            rows = in_blocks(rows, self.labels) if self.labels else rows
            rows += rows_of(self.cells.get(SECOND_TEXT, []))
        return rows + (self.more._lines(meaning) if self.more else [])


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
    top_aligned: bool = True
    """Whether items begin on the line of their number or count."""


def tables_of(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Table]:
    """Every item table, page by page; a page without a heading continues the table before where its rows fit."""
    tables: list[Table] = []
    for sheet in sheets:
        headings = headings_of(sheet, vocabulary)
        for heading, following in zip(headings, [*headings[1:], None], strict=False):
            stop = following.first if following else len(sheet.lines)
            table = _table(sheet, heading, stop, vocabulary)
            if table:
                tables.append(_with_rest_before(table, tables))
        if not headings and tables and tables[-1].page == sheet.number - 1:
            continued = _continued(sheet, tables[-1], vocabulary)
            tables += [continued] if continued else []
    return tables


def _with_rest_before(table: Table, tables: Sequence[Table]) -> Table:
    """Gives what stands above a page's first item to the last item of the page before, where items begin at top."""
    before = tables[-1] if tables else None
    if before is None or not before.rows or before.page != table.page - 1 or not table.rows or not before.top_aligned:
        return table
    rest = table.rows[0].before_anchor(table.columns)
    if rest is None:
        return table
    lead, own = rest
    before.rows[-1].more = lead
    return replace(table, rows=(own, *table.rows[1:]))


def _table(sheet: Sheet, heading: Heading, stop: int, vocabulary: Vocabulary) -> Table | None:
    first = heading.last + 1
    rough = columns_of(heading, sheet.lines[first:stop], sheet, vocabulary)
    end = _end_of_body(sheet, first, stop, rough, vocabulary)
    body = sheet.lines[first:end]
    if not body:
        return None
    columns = columns_of(heading, body, sheet, vocabulary)
    false = _false_number(columns, body)
    if false is not None:
        return _table(sheet, without_title(heading, false), stop, vocabulary)
    return _rows(sheet, heading.first, range(first, end), columns, vocabulary)


def _false_number(columns: Sequence[Column], body: Sequence[Line]) -> int | None:
    """The place of a "number" column that holds words: its title (Item) belongs to the next one (Item Description)."""
    for place, column in enumerate(columns[:-1]):
        if column.meaning == "number" and columns[place + 1].meaning == "description":
            cells = [_text(_by_meaning(line, columns), "number") for line in body if len(line.segments) > 1]
            filled = [cell for cell in cells if cell]
            numbers = [cell for cell in filled if _NUMBER.fullmatch(cell)]
            return place if len(numbers) < 0.7 * len(filled) else None
    return None


def _continued(sheet: Sheet, before: Table, vocabulary: Vocabulary) -> Table | None:
    anchors = [i for i, line in enumerate(sheet.lines) if _anchor_strength(_by_meaning(line, before.columns)) >= 2]
    if not anchors:
        return None
    first = anchors[0]
    end = _end_of_body(sheet, first, len(sheet.lines), before.columns, vocabulary)
    return _rows(sheet, first, range(first, end), before.columns, vocabulary)


def _rows(
    sheet: Sheet, top: int, places: range, columns: Sequence[Column], vocabulary: Vocabulary
) -> Table | None:  # fmt: skip
    body = list(sheet.lines[places.start : places.stop])
    blocks, body = _without_blocks(body, columns, vocabulary)
    groups = _group_headings(body, columns, vocabulary)
    items = [line for line in body if id(line) not in groups]
    rows = _group(items, columns, sheet)
    for row in rows:
        row.labels = vocabulary.specification_labels
    _give_context(rows, body, groups)
    description = [ink for row in rows for ink in row.cells.get("description", [])]
    edge = max((ink.x1 for ink in description), default=0.0)
    return (
        Table(sheet.number, tuple(columns), tuple(rows), tuple(blocks), top, places.stop - 1, edge)
        if rows or blocks
        else None
    )


# ── where the body ends ──────────────────────────────────────────────────────────────────────────────────────────────


def _end_of_body(sheet: Sheet, first: int, stop: int, columns: Sequence[Column], vocabulary: Vocabulary) -> int:
    lines = sheet.lines
    pitch = _pitch(lines[first:stop])
    seen = False
    for index in range(first, stop):
        line = lines[index]
        if _is_carried(line, vocabulary):
            continue
        gap = line.y0 - lines[index - 1].y1 if index > first else 0.0
        apart = gap > 0.5 * (line.y1 - line.y0) or not _under_descriptions(line, columns)
        if is_summary(line, columns, vocabulary) or (apart and is_footer(line, columns, vocabulary)):
            return index
        if seen and _sum_by_its_place(line, columns):
            return index
        strong = _anchor_strength(_by_meaning(line, columns)) > 0
        if seen and gap > _FAR_GAP * pitch and not strong:
            return index
        seen = seen or strong
    return stop


def is_summary(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line of totals: a total's name that does not stand where descriptions stand, or a carried-forward sum."""
    label = _summary_label(line, vocabulary)
    if label is None:
        return False
    meanings, x0 = label
    cells = _by_meaning(line, columns)
    if _item_number(cells) and not {"carried", "total", "sub_total"} & meanings:
        return False
    description = next((c for c in columns if c.meaning == "description"), None)
    indented = description is None or not _starts_with_descriptions(x0, description, columns)
    summed = bool({"total", "sub_total", "carried", "counted"} & meanings)
    return indented or (summed and (not _quantity(cells) or _only_a_sum(line, vocabulary)))


def _only_a_sum(line: Line, vocabulary: Vocabulary) -> bool:
    """``Total   6   900.00``: with the count of pieces in the quantity column, but no word besides the sum's name."""
    words = [s.text for s in line.segments if not _FIGURES.fullmatch(s.text)]
    return all({"total", "sub_total", "counted"} & vocabulary.totals.whole(text) for text in words)


def _under_descriptions(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line begins where descriptions do."""
    description = next((c for c in columns if c.meaning == "description"), None)
    return description is not None and line.segments[0].x0 >= description.x0


def _sum_by_its_place(line: Line, columns: Sequence[Column]) -> bool:
    """Words and money far right of where descriptions begin, and no number, count or price: a sum by any name."""
    cells = _by_meaning(line, columns)
    description = next((c for c in columns if c.meaning == "description"), None)
    if description is None or _item_number(cells) or _quantity(cells) or not amounts_in(_text(cells, "amount")):
        return False
    first = line.segments[0]
    worded = bool(re.search(r"[^\W\d_]{3}", first.text))
    return worded and first.x0 > description.x0 + _FAR_RIGHT * (description.x1 - description.x0)


def _is_carried(line: Line, vocabulary: Vocabulary) -> bool:
    """A sum carried over from or to another page stands among the rows without being one."""
    label = _summary_label(line, vocabulary)
    return label is not None and "carried" in label[0]


def _starts_with_descriptions(x0: float, description: Column, columns: Sequence[Column]) -> bool:
    del columns
    return x0 <= description.title_x0 + 0.25 * (description.x1 - description.x0)


def _summary_label(line: Line, vocabulary: Vocabulary) -> tuple[frozenset[str], float] | None:
    for segment in line.segments:
        text = re.sub(r"\([^)]*\)", " ", segment.text)
        found = vocabulary.totals.starting(text)
        if found and not squeeze(text[: found.start]) and len(squeeze(text[found.end :])) <= max(14, len(found.phrase)):
            return found.meanings, segment.x0
        if not _FIGURES.fullmatch(segment.text):
            return None
    return None


def is_footer(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line that closes a document ("Goods sold are not returnable", a signature rule)."""
    found = vocabulary.footers.starting(line.text)
    if found and not squeeze(line.text[: found.start]):
        return not _item_number(_by_meaning(line, columns))
    return bool(re.fullmatch(r"[_.\-\s]{8,}", line.text))


# ── lines that are not items ─────────────────────────────────────────────────────────────────────────────────────────


def _without_blocks(
    body: list[Line], columns: Sequence[Column], vocabulary: Vocabulary
) -> tuple[list[Passage], list[Line]]:
    """Takes specifications for all doors or frames out of the body."""
    blocks: list[Passage] = []
    rest: list[Line] = []
    for line in body:
        if _is_carried(line, vocabulary):
            continue
        if block_label(line.text, vocabulary) and _anchor_strength(_by_meaning(line, columns)) == 0:
            blocks.append(Passage([line.ink]))
        else:
            rest.append(line)
    return blocks, rest


def block_label(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """What a line like ``SPECIFICATION (ALL DOORS BELOW): …`` is a specification for; None for any other line."""
    head, colon, _ = text.partition(":")
    tokens = tokens_in(head)
    found = vocabulary.blocks.at(tokens, 0) if tokens else None
    if not found or not colon or ("no_location" in found.meanings and len(found.meanings) == 1):
        return None
    meanings = {m for f in vocabulary.blocks.within(head) for m in f.meanings} - {"no_location"}
    narrow = meanings - {"all_items"}
    return frozenset(narrow or meanings) or None


def _group_headings(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> dict[int, Passage]:
    """Lines such as ``LOCATION : D2`` that say something about the items under them, by the line's id.

    Such a line stands out to the left of the descriptions, or comes before the first item of the table.
    """
    description = next((c for c in columns if c.meaning == "description"), None)
    found: dict[int, Passage] = {}
    leads = False
    for number, line in enumerate(body):
        cells = _by_meaning(line, columns)
        if _anchor_strength(cells) or len(line.segments) > 2 or not _is_group(line, vocabulary):
            continue
        outside = description is not None and line.ink[0].x0 < description.title_x0 - line.ink[0].height
        outside = outside and any(c.x1 <= description.x0 + 1 for c in columns if description and c is not description)
        leads = leads or number == 0
        if outside or leads:
            found[id(line)] = Passage([line.ink])
    return found


def _is_group(line: Line, vocabulary: Vocabulary) -> bool:
    text = line.text
    if text[0] in "-*•·●▪":
        return False
    if "no_location" in vocabulary.blocks.whole(text):
        return True
    label = vocabulary.specification_labels.starting(text)
    return bool(label and "location" in label.meanings and re.match(r"[\s.]*[:\-–=]", text[label.end :]))


def _give_context(rows: Sequence[Row], body: Sequence[Line], groups: dict[int, Passage]) -> None:
    place = {id(line): number for number, line in enumerate(body)}
    marks = sorted((place[key], passage) for key, passage in groups.items()) if groups else []
    for row in rows:
        start = min(place[id(line)] for line in row.lines)
        before = [passage for at, passage in marks if at < start]
        row.heading = before[-1] if before else None


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _group(lines: Sequence[Line], columns: Sequence[Column], sheet: Sheet) -> list[Row]:
    cells = [_by_meaning(line, columns) for line in lines]
    anchors = _anchors(cells, lines)
    if not anchors:
        return []
    starts = _starts(lines, anchors, sheet)
    rows = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        row = Row(list(lines[start:end]))
        for line_cells in cells[start:end]:
            for meaning, ink in line_cells.items():
                row.cells.setdefault(meaning, []).extend(ink)
        rows.append(row)
    return rows


def _by_meaning(line: Line, columns: Sequence[Column]) -> dict[str, list[Ink]]:
    result: dict[str, list[Ink]] = {}
    if not columns:
        return result
    wide = [ink for segment in line.segments if _across(segment, columns) for ink in segment.ink]
    if wide:
        result["description"] = list(wide)
    rest = [ink for ink in line.ink if ink not in wide] if wide else line.ink
    for column, ink in zip(columns, cell_ink(rest, columns), strict=True):
        if ink:
            result.setdefault(column.meaning or f"?{column.title}", []).extend(ink)
    return result


def _across(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a run of words stands under several titles: it is text of the item, whatever column it crosses."""
    described = any(column.meaning == "description" for column in columns)
    middles = [(column.title_x0 + column.title_x1) / 2 for column in columns]
    return described and sum(segment.x0 < middle < segment.x1 for middle in middles) >= ACROSS


def _text(cells: dict[str, list[Ink]], meaning: str) -> str:
    return " ".join(ink.text for ink in cells.get(meaning, []))


def _item_number(cells: dict[str, list[Ink]]) -> bool:
    return bool(_NUMBER.fullmatch(_text(cells, "number")))


def _quantity(cells: dict[str, list[Ink]]) -> bool:
    text = _text(cells, "quantity")
    return bool(_COUNT.fullmatch(text)) and bool(quantities_in(text))


def _money(cells: dict[str, list[Ink]]) -> bool:
    return bool(amounts_in(_text(cells, "amount")) or amounts_in(_text(cells, "unit_price")))


def _anchor_strength(cells: dict[str, list[Ink]]) -> int:
    return _item_number(cells) + _quantity(cells) + _money(cells)


def _anchors(cells: Sequence[dict[str, list[Ink]]], lines: Sequence[Line]) -> list[int]:
    """The lines that begin or carry an item: by its number where items are numbered, else by count or money."""
    numbered = [i for i, c in enumerate(cells) if _item_number(c)]
    counted = [i for i, c in enumerate(cells) if _quantity(c) or _money(c)]
    if not numbered:
        return counted or _described(cells, lines)
    with_count = [i for i, c in enumerate(cells) if _quantity(c)] or counted
    if len(numbered) < 0.6 * len(with_count):
        return sorted(set(numbered) | set(with_count))
    pitch = _pitch(lines)
    lost = [i for i in counted if _anchor_strength(cells[i]) >= 2 and not _near(i, numbered, lines, pitch)]
    return sorted(set(numbered) | set(lost))


def _near(index: int, anchors: Sequence[int], lines: Sequence[Line], pitch: float) -> bool:
    return any(abs(lines[index].middle - lines[a].middle) < 0.8 * pitch for a in anchors)


def _described(cells: Sequence[dict[str, list[Ink]]], lines: Sequence[Line]) -> list[int]:
    """Without numbers, counts and money: each line that does not follow closely on the one before."""
    pitch = _pitch(lines)
    return [
        i
        for i, c in enumerate(cells)
        if "description" in c and (i == 0 or lines[i].middle - lines[i - 1].middle > 1.25 * pitch)
    ]


def _starts(lines: Sequence[Line], anchors: Sequence[int], sheet: Sheet) -> list[int]:
    """The first line of each item. Items begin at their anchor, unless text stands above the first anchor already."""
    pitch = _pitch(lines)
    centred = lines[anchors[0]].middle - lines[0].middle > 0.8 * pitch
    between = [_start_between(lines, a, b, sheet, centred=centred) for a, b in pairwise(anchors)]
    if not centred:
        between = [_with_jitter(lines, start, pitch) for start in between]
    return [0, *between]


def _with_jitter(lines: Sequence[Line], start: int, pitch: float) -> int:
    """Takes in lines just above the start that stand on the same row but for the skew of a scan."""
    anchor = lines[start]
    while start > 0 and lines[start - 1].page == anchor.page and anchor.middle - lines[start - 1].middle < 0.6 * pitch:
        start -= 1
    return start


def _start_between(lines: Sequence[Line], before: int, anchor: int, sheet: Sheet, *, centred: bool) -> int:
    """Where the item of ``anchor`` begins: on that line; in a centred table at a rule or the widest gap above it."""
    if not centred:
        return anchor
    for index in range(before + 1, anchor + 1):
        if _ruled_between(lines[index - 1], lines[index], sheet):
            return index
    gaps = [(lines[i].y0 - lines[i - 1].y1, i) for i in range(before + 1, anchor + 1)]
    return max(gaps)[1]


def _ruled_between(above: Line, below: Line, sheet: Sheet) -> bool:
    left, right = below.segments[0].x0, below.segments[-1].x1
    least = 0.5 * max(right - left, 0.3 * sheet.width)
    total = sum(
        min(x1, sheet.width) - max(x0, 0.0) for y, x0, x1 in sheet.horizontal_rules if above.middle < y < below.middle
    )
    return total >= least


def _pitch(lines: Sequence[Line]) -> float:
    steps = [b.middle - a.middle for a, b in pairwise(lines) if b.middle > a.middle + 1]
    heights = [line.y1 - line.y0 for line in lines]
    return min(median(steps), 2.2 * median(heights)) if steps else (1.3 * median(heights) if heights else 10.0)
