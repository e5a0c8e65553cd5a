"""Item tables lying on their side: a name at the left of each line, one item in each column to its right.

Such a table may come in bands under each other, each with its names again. What stands in a cell that reaches over
several columns, as the drawn rules or its place in the middle of them show, holds for each of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.numbers import quantities_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.table.columns import Column
from pipeline.understand.table.ditto import repeat_cells
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.sections import ends_groups
from pipeline.understand.table.title_units import counted_unit
from pipeline.understand.table.titles import one_meaning_each
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_NAMES = 4
_MOSTLY = 0.6  # of the rows whose names stand again at their right
_TALLEST = 6.0  # text heights of a row between two rules
_FARTHEST = 4  # lines from one known name to the next
_WIDEST_GAP = 5.0  # text heights from a line of the table to the next
_GOODS = frozenset({"size", "width_mm", "height_mm", "laminate_code", "door_type", "door_core", "frame_profile"})
_MARK = re.compile(r"(?:[A-Z]{1,3}[-. ]?)?\d{1,3}[A-Z]?|[A-Z]", re.IGNORECASE)
_AXES = re.compile(r"(?<=\w\s)[WHLT]\s?[x×*]\s?[WHLT]$", re.IGNORECASE)  # "Frame size W × H"
_NOT_SHARED = frozenset({"quantity", "amount", "number", "stock_code"})

_Span = tuple[float, float]


@dataclass(frozen=True)
class _Named:
    """A row with a name at its left, what the name means (empty where it is not known), and the values beside it."""

    first: int
    last: int
    """Indices of the sheet's lines that the row takes."""
    lines: tuple[Line, ...]
    names: tuple[Segment, ...]
    values: tuple[Segment, ...]
    meanings: frozenset[str]

    @property
    def name(self) -> str:
        return _text(self.names)


def transposed_on(sheet: Sheet, vocabulary: Vocabulary) -> list[Table]:
    """The tables on their side on ``sheet``: at least four known names under each other, values beside them."""
    tables: list[Table] = []
    for run in _bands(sheet, vocabulary):
        band = _without_names_again(run, vocabulary)
        known = {meaning for each in band for meaning in each.meanings}
        if len(known) >= _LEAST_NAMES and known & _GOODS and not _labels_beside(band, vocabulary):
            columns = _columns(sheet, band)
            if len(columns) > 1 or tables:  # one item is a block of labels, but for the last band's rest
                table = _table(sheet, band, columns, vocabulary)
                repeat_cells(table.rows, None, vocabulary)
                tables.append(table)
    return [table for table in tables if table.rows]


# ── the lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bands(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[list[_Named]]:
    """Runs of rows with names, cut where a name comes again."""
    run: list[_Named] = []
    between: list[_Named] = []
    for row in _named_rows(sheet, vocabulary):
        if _names_the_head(row, vocabulary) or (run and _heads_another(row, vocabulary)):
            if run:
                yield run
            run, between = [], []
            continue
        if not row.meanings or not row.values:
            between.append(row)
            continue
        if _sums_up(row, run, vocabulary):
            yield run
            run, between = [], []
            continue
        again = any(row.meanings == each.meanings and squeeze(row.name) == squeeze(each.name) for each in run)
        if run and (again or not _follows(run, row, sheet)):
            yield run
            run = []
        run += [*between, row] if run else [row]
        between = []
    if run:
        yield run


def _sums_up(row: _Named, run: Sequence[_Named], vocabulary: Vocabulary) -> bool:
    """Whether a row is the sum below a table that has its amounts: ``Grand Total   RM 4,130.00``."""
    amounts = any("amount" in each.meanings and len(each.values) > 1 for each in run)
    return amounts and len(row.values) == 1 and bool(vocabulary.totals.whole(row.name.strip(" :")))


def _names_the_head(row: _Named, vocabulary: Vocabulary) -> bool:
    """Whether labels of the document's head stand side by side: ``Ref. No.   Date   PO Reference``.

    One with its value behind a colon is enough: ``U.P. / Attn: …   Measured by   : …``.
    """
    labels = vocabulary.labels
    pairs = (a.text for a, b in pairwise(row.values) if b.text.lstrip().startswith(":"))
    own = any(
        not squeeze(text[labels.both_languages(text, found).end :])
        for text in pairs
        if (found := labels.starting(text))
    )
    return own or (len(row.values) > 1 and all(labels.whole(value.text) for value in row.values))


def _heads_another(row: _Named, vocabulary: Vocabulary) -> bool:
    """Whether all that stands on a row are different names, or titles behind a section's: another table's heading."""
    texts = {squeeze(value.text) for value in row.values}
    section = ends_groups(row.name, vocabulary) and bool(texts)
    apart = section or (not row.meanings and len(row.values) > 1 and len(texts) == len(row.values))
    return apart and all(_meanings(value.text, vocabulary) for value in row.values)


def _named_rows(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[_Named]:
    place = 0
    while place < len(sheet.lines):
        last = _end_of_row(sheet, place)
        lines = sheet.lines[place : last + 1]
        edge = _end_of_name(lines, sheet)
        segments = [segment for line in lines for segment in line.segments]
        names = tuple(segment for segment in segments if segment.x0 < edge)
        values = tuple(segment for segment in segments if segment.x0 >= edge)
        names, values = _parted(names, values, vocabulary)
        meanings = _meanings(_text(names), vocabulary)
        yield _Named(place, last, lines, names, values, meanings)
        place = last + 1


def _without_names_again(band: list[_Named], vocabulary: Vocabulary) -> list[_Named]:
    """The rows without the names that stand again at their right, as in the other language."""
    named = [row for row in band if row.meanings and len(row.values) > 1]
    outermost = [(row, max(row.values, key=lambda value: value.x0)) for row in named]
    again = [value for row, value in outermost if _meanings(value.text, vocabulary) & row.meanings]
    if not again or len(again) < _MOSTLY * len(named):
        return band
    left = min(segment.x0 for segment in again) - 1
    return [replace(row, values=tuple(value for value in row.values if value.x0 < left)) for row in band]


def _parted(
    names: tuple[Segment, ...], values: tuple[Segment, ...], vocabulary: Vocabulary
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """A name, and the first value where it stands so close behind the name that no gap parts them."""
    if len(names) != 1 or not values or _meanings(names[0].text, vocabulary) or ends_groups(names[0].text, vocabulary):
        return names, values
    ink = names[0].ink
    for end in range(len(ink) - 1, 0, -1):
        name = segment_of(ink[:end])
        if _meanings(name.text, vocabulary):
            return (name,), (segment_of(ink[end:]), *values)
    return names, values


def _text(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments)


def _end_of_row(sheet: Sheet, place: int) -> int:
    """The last line of the row that begins with line ``place``: with rules drawn above and below, all between them."""
    line = sheet.lines[place]
    x = line.segments[0].x0 + 1
    levels = [y for y, x0, x1 in sheet.horizontal_rules if x0 <= x <= x1]
    above = max((y for y in levels if y <= line.middle), default=None)
    below = min((y for y in levels if y > line.middle), default=None)
    if above is None or below is None or below - above > _TALLEST * (line.y1 - line.y0):
        return place
    last = place
    while last + 1 < len(sheet.lines) and above < sheet.lines[last + 1].middle < below:
        last += 1
    return last


def _end_of_name(lines: Sequence[Line], sheet: Sheet) -> float:
    """Where the cell of a row's name ends: at the upright rule behind it, else behind its first run of words."""
    first = min((line.segments[0] for line in lines), key=lambda segment: segment.x0)
    cell = _cell(first, sheet)
    return cell[1] - 1 if cell else first.x1 + 1


def _follows(run: Sequence[_Named], row: _Named, sheet: Sheet) -> bool:
    """Whether a row goes on with a run: below it and not far, its name under the names, and nothing else in between."""
    last = run[-1]
    if row.first - last.last > _FARTHEST or not _under(row.names[0], [name for n in run for name in n.names]):
        return False
    lines = sheet.lines[last.last : row.first + 1]
    return all(a.y0 - b.y0 < a.y1 - a.y0 and b.y0 - a.y1 < _WIDEST_GAP * (a.y1 - a.y0) for a, b in pairwise(lines))


def _under(segment: Segment, names: Sequence[Segment]) -> bool:
    return any(min(segment.x1, name.x1) > max(segment.x0, name.x0) for name in names)


@lru_cache(maxsize=4096)  # the same names are looked at from several sides
def _meanings(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a name at the left of a line means; a note in brackets says nothing of it, nor the order of two lengths."""
    bare = re.sub(r"\([^)]*\)", " ", text).strip(" :.")
    bare = _AXES.sub("", bare) or bare
    for phrases in (vocabulary.columns, vocabulary.specification_labels):
        if whole := phrases.whole(bare):
            return whole
        found = phrases.starting(bare)
        both = phrases.both_languages(bare, found) if found else None
        if both and not squeeze(bare[both.end :]):
            return both.meanings
        parts = [phrases.whole(part) for part in bare.split("/")]
        if any(parts) and not re.search(r"\d", bare):
            return frozenset.intersection(*parts) or next(part for part in parts if part)
    return frozenset()


def _labels_beside(band: Sequence[_Named], vocabulary: Vocabulary) -> bool:
    """Whether labels stand among the values: two cards beside each other, no table."""
    named = [row for row in band if row.meanings]
    labelled = sum(any(vocabulary.specification_labels.whole(s.text) for s in row.values[1:]) for row in named)
    return labelled > len(named) / 2


# ── the columns ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(sheet: Sheet, band: Sequence[_Named], columns: Sequence[_Span], vocabulary: Vocabulary) -> Table:
    meanings = one_meaning_each([each.meanings for each in band])
    meanings = [_of_marks(each, meaning) for each, meaning in zip(band, meanings, strict=True)]
    rows = [Row([line for each in band for line in each.lines]) for _ in columns]
    title = ""
    for named, meaning in zip(band, meanings, strict=True):
        begun = any(segment.x0 < columns[0][0] for segment in named.names)  # else a value goes on below
        title = (meaning or f"?{named.name}") if begun else title
        for segment in named.values if begun else (*named.names, *named.values):
            for place in _places(segment, columns, sheet, shared=title not in _NOT_SHARED):
                rows[place].cells.setdefault(title, []).extend(segment.ink)
        unit = counted_unit(named.names[-1].ink, vocabulary) if title == "quantity" else []
        for row in rows if unit else ():
            row.cells.setdefault("unit", unit)
            row.repeated.add("unit")  # it stands once for all
    rows = [row for row in rows if _is_item(row)]
    titled = _as_columns(band, meanings, columns)
    return Table(sheet.number, titled, tuple(rows), (), band[0].first, band[-1].last, 0.0)


def _of_marks(named: _Named, meaning: str | None) -> str | None:
    """``Particulars | P1 | P2 | P3``: the items' marks, each another one, stand where the goods' names might."""
    marks = [value.text for value in named.values]
    numbered = meaning == "description" and all(_MARK.fullmatch(mark) for mark in marks)
    return "stock_code" if numbered and len(set(marks)) == len(marks) > 1 else meaning


def _columns(sheet: Sheet, band: Sequence[_Named]) -> list[_Span]:
    """The stretches of the page's width in which values stand: as many as most rows have values."""
    named = [row for row in band if row.meanings and len(row.lines) == 1] or [row for row in band if row.meanings]
    counts = Counter(len(row.values) for row in named)
    usual = max(counts, key=lambda count: (counts[count] if count > 1 else 0, count))
    full = [row.values for row in named if len(row.values) == usual]
    middles = [sum(values[n].centre for values in full) / len(full) for n in range(usual)]
    heights = band[0].lines[0].y0, band[-1].lines[-1].y1
    edges = [min(values[0].x0 for values in full) - 1]
    edges += [_boundary(sheet, a, b, heights) for a, b in pairwise(middles)]
    return list(pairwise([*edges, sheet.width]))


def _boundary(sheet: Sheet, left: float, right: float, heights: _Span) -> float:
    """Where two columns part: at the rule drawn down between them, else half way."""
    ruled = [x for x, y0, y1 in sheet.vertical_rules if left < x < right and y0 < heights[1] and y1 > heights[0]]
    middle = (left + right) / 2
    return min(ruled, key=lambda x: abs(x - middle), default=middle)


def _places(segment: Segment, columns: Sequence[_Span], sheet: Sheet, *, shared: bool) -> list[int]:
    """The columns that a value stands in: the one of its middle, or all that its cell reaches over."""
    own = next((n for n, (x0, x1) in enumerate(columns) if x0 <= segment.centre < x1), len(columns) - 1)
    cell = _cell(segment, sheet) if shared else None
    if cell is None:
        return [own]
    inside = [n for n, (x0, x1) in enumerate(columns) if cell[0] < (x0 + min(x1, cell[1] + 1)) / 2 < cell[1]]
    return inside or [own]


def _cell(segment: Segment, sheet: Sheet) -> _Span | None:
    """The room between the upright rules beside a value; None where there are none."""
    across = [x for x, y0, y1 in sheet.vertical_rules if y0 - 1 <= segment.middle <= y1 + 1]
    left = [x for x in across if x <= segment.x0 + 1]
    right = [x for x in across if x >= segment.x1 - 1]
    return (max(left), min(right)) if left and right else None


def _is_item(row: Row) -> bool:
    """A column with goods in it, or with a count; a column of totals is none."""
    goods = any(squeeze(row.passage(meaning).text) for meaning in _GOODS | {"description"})
    return goods or bool(quantities_in(row.passage("quantity").text))


def _as_columns(band: Sequence[_Named], meanings: Sequence[str | None], columns: Sequence[_Span]) -> tuple[Column, ...]:
    x0, x1 = columns[0][0], columns[-1][1]
    titled = ((each, meaning) for each, meaning in zip(band, meanings, strict=True) if meaning)
    inked = ((each, meaning, tuple(ink for name in each.names for ink in name.ink)) for each, meaning in titled)
    return tuple(Column(each.name, meaning, x0, x1, x0, x1, title_ink=ink) for each, meaning, ink in inked)
