"""Items that are not in a table: cards with their own little labels, numbered paragraphs, bullet lists.

Each item begins at a *start*: a running number ("1.", "2)", "Item 3", "C."), a count with a unit ("4 nos …"),
or a name with its count behind it ("Bedroom door – 8 pcs"). What
stands below and beside it up to the next start is its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.understand.captions import captioned
from pipeline.understand.closing import is_footer, is_summary
from pipeline.understand.item_labels import size_at_once
from pipeline.understand.layout import Line, Segment, Sheet, rows_of
from pipeline.understand.passage import Ink, Passage
from pipeline.understand.sizes import sizes_in
from pipeline.understand.tables import Row, Table
from pipeline.understand.values import joined_lines
from pipeline.understand.vocabulary import Vocabulary

# "1.", "2)", "Item 3", "S/N 4:" – a word that is no item word needs the mark behind its number.
_NUMBERED = re.compile(
    r"^\W*(?:(?:(?:item|no|bil|line|ln|door|pintu|frame|bingkai|set|product|produk)\s*\.?\s*(?:no\.?)?\s*[#:]?\s*)?"
    r"|[a-z][a-z/]{0,7}\.?\s*(?=\d{1,3}\s*[.):](?!\d)))"
    r"(?P<n>\d{1,3})(?P<sub>\.\d{1,2})?\s*(?:[.):\]/–-]|$|(?=\s))",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"^\W*(?:[Ii]tem\s*)?(?:(?P<n>[A-Z])(?:\s*[.):](?=\s|$)|$|\s(?=\w))|(?P<small>[a-z])\s*[.):](?=\s|$))"
)
_BULLET = re.compile(r"^\s*[•·●▪*–—-]\s+")
_COUNTED = re.compile(r"^\W*(?P<n>\d{1,3})\s*(?:x\s*)?(?P<unit>[A-Za-z]+)")
# "Bedroom door – 8 pcs", also with money behind: the name, and the count behind a dash or a colon.
_NAMED = re.compile(
    r"^\W*[^\W\d][^,;:=]*?\s*(?:\s[-–—x×]\s|:)\s*(?P<n>\d{1,3})\s*(?P<unit>[A-Za-z]+)\.?\s*"
    r"(?:[-–—=@].*\d\.\d{2}\D*)?$",
    re.IGNORECASE,
)
MARK = re.compile(r"\W*(?:[A-Z]{1,3}-?\d{1,3}[A-Za-z]?)(?=\s|\s*[:|–-]\s)")
"""How doors are marked on drawings: ``D1``, ``FD-02``, ``W12A``."""
_LEAST_ITEMS = 1
# What stands beside a sum's name: a note, a rate, the sum itself.
_FIGURES = re.compile(r"\([^)]*\)|\d+\s*%|(?:\b(?:rm|myr)\b)?\s*[\d,]+\.\d{2}\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Start:
    """Where an item begins, and its running number (0 where it has none)."""

    segment: Segment
    number: int = 0


def listed_on(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Table]:
    """The items on each of ``sheets`` as rows that have only a description; the numbering goes on over the pages."""
    tables: list[Table] = []
    count = 0
    for sheet in sheets:
        table = _listed(sheet, count + 1, vocabulary)
        if table:
            tables.append(table)
            count += len(table.rows)
    return tables


def _listed(sheet: Sheet, first_number: int, vocabulary: Vocabulary) -> Table | None:
    made: Made = {}
    found = [
        (starts, [row_from(start, starts, sheet, vocabulary, made) for start in starts])
        for starts in _candidates(sheet, first_number, vocabulary)
    ]
    told = [([row for row in rows if row.lines and _tells_of_goods(row, vocabulary)], rows) for _, rows in found]
    good = [(goods, rows) for goods, rows in told if len(goods) >= _LEAST_ITEMS and len(goods) >= 0.4 * len(rows)]
    if not good:
        return None
    _, rows = max(good, key=lambda pair: len(pair[0]))
    return table_of([row for row in rows if row.lines], sheet)


def table_of(rows: Sequence[Row], sheet: Sheet) -> Table:
    """``rows`` (at least one, each with lines) as a table without columns."""
    first, last = _extent(rows, sheet)
    edge = max((ink.x1 for row in rows for ink in row.cells.get("description", [])), default=0.0)
    return Table(sheet.number, (), tuple(rows), (), first, last, edge)


def _candidates(sheet: Sheet, first: int, vocabulary: Vocabulary) -> list[list[Start]]:
    """Ways to see starts on the page, the surest first: running numbers, letters, bullets, counts before and behind."""
    numbered = _running([s for s in (_start(seg, _NUMBERED) for seg in sheet.segments) if s], first)
    lettered = _running([s for s in (_start(seg, _LETTERED) for seg in sheet.segments) if s], first)
    bulleted = [
        Start(seg, 0) for seg in sheet.segments if _BULLET.match(seg.text) and _names_goods(seg.text, vocabulary)
    ]
    counted = [Start(seg, 0) for seg in sheet.segments if _is_count(seg.text, vocabulary)]
    return [starts for starts in (numbered, lettered, bulleted, counted, _named(sheet, vocabulary)) if starts]


def _named(sheet: Sheet, vocabulary: Vocabulary) -> list[Start]:
    """Goods with their count behind the name, and what else is counted so in line with them."""
    counted = [seg for seg in sheet.segments if (m := _NAMED.match(seg.text)) and vocabulary.units.whole(m["unit"])]
    goods = [seg for seg in counted if _names_goods(seg.text, vocabulary)]
    return [Start(seg, 0) for seg in counted if any(abs(seg.x0 - other.x0) < other.height for other in goods)]


def _start(segment: Segment, pattern: re.Pattern[str]) -> Start | None:
    match = pattern.match(segment.text)
    if not match:
        return None
    text = match["n"] or match["small"]
    sub = match.groupdict().get("sub")  # 1.1, 1.2 … count by their last part
    number = int(sub[1:]) if sub else int(text) if text.isdigit() else ord(text.upper()) - ord("A") + 1
    return Start(segment, number)


def _running(found: Sequence[Start], number: int) -> list[Start]:
    """The longest run ``number``, ``number`` + 1 … whose starts stand under or beside each other."""
    best: list[Start] = []
    for first in (s for s in found if s.number == number):
        run = [first]
        for start in found:
            if start.number == run[-1].number + 1 and _follows(run, start.segment):
                run.append(start)
        best = max(best, run, key=len)
    return best


def _follows(run: Sequence[Start], after: Segment) -> bool:
    """Whether a start goes on with ``run``: below it at the left edge of one of its starts, or beside its last one."""
    before = run[-1].segment
    if abs(after.middle - before.middle) < before.height:
        return after.x0 > before.x1
    return after.y0 > before.y1 - 1 and any(abs(after.x0 - s.segment.x0) < before.height for s in run)


def _is_count(text: str, vocabulary: Vocabulary) -> bool:
    match = _COUNTED.match(text)
    return bool(match and vocabulary.units.whole(match["unit"]) and _names_goods(text, vocabulary))


def _names_goods(text: str, vocabulary: Vocabulary) -> bool:
    return any(f.meanings & {"door", "frame"} for f in vocabulary.item_kinds.within(text))


def _tells_of_goods(row: Row, vocabulary: Vocabulary) -> bool:
    return _names_goods(row.text, vocabulary) and bool(sizes_in(joined_lines(row.text)))


Made = dict[tuple[int, ...], Row]
"""The rows that were made of the words of some sheets, by the identities of these words."""


def row_from(start: Start, starts: Sequence[Start], sheet: Sheet, vocabulary: Vocabulary, made: Made) -> Row:
    """What stands from ``start`` to the next one below it, and left of the next one beside it.

    The same words make the same row; it is taken from ``made``, or added there.
    """
    segment = start.segment
    beside = [
        s.segment.x0
        for s in starts
        if abs(s.segment.middle - segment.middle) < segment.height and s.segment.x0 > segment.x0
    ]
    right = min(beside, default=sheet.width + 2 * segment.height) - segment.height
    left = segment.x0 - segment.height
    below = [s.segment.y0 for s in starts if s.segment.y0 > segment.y1 - 1 and left - 1 <= s.segment.x0 < right]
    bottom = min(below, default=sheet.height)
    last = not below
    leftmost = all(s.segment.x0 >= segment.x0 - segment.height for s in starts)
    lines: list[Line] = []
    ink: list[Ink] = []
    for above, line in zip((sheet.lines[0], *sheet.lines), sheet.lines, strict=False):
        if line.y1 < segment.y0 - 1 or line.y0 >= bottom:
            continue
        words = [
            w for w in line.ink if left <= w.x0 < right and segment.y0 - 1 <= w.middle < bottom - 0.2 * segment.height
        ]
        outside = leftmost and line.segments[0].x0 < left  # it begins left of the items
        if words and lines and last and (outside or _ends(line, above, left, vocabulary)):
            break
        if words:
            lines.append(line)
            ink += words
    key = tuple(map(id, ink))
    if key not in made:
        cells = captioned(_without_number(ink), vocabulary) if ink else {}
        made[key] = Row(lines, cells, vocabulary.specification_labels)
    return made[key]


def _ends(line: Line, before: Line, left: float, vocabulary: Vocabulary) -> bool:
    """Whether a line comes after the last item: far below it, a closing phrase, or a sum that stands elsewhere."""
    height = before.y1 - before.y0
    elsewhere = line.segments[0].x0 - left > 6 * height
    far = line.y0 - before.y1 > 2.6 * height
    label = line.segments[0].text.split(":")[0]
    bare = _FIGURES.sub(" ", label)
    closes = vocabulary.totals.whole(bare) or any(vocabulary.totals.whole(part) for part in bare.split("/"))
    own = vocabulary.specification_labels.whole(label)
    total = bool(closes and not own) or (elsewhere and is_summary(line, (), vocabulary))
    return far or total or is_footer(line, (), vocabulary)


def _without_number(ink: Sequence[Ink]) -> list[Ink]:
    """The words without the running number or the door's mark in front."""
    passage = Passage(rows_of(ink))
    match = _NUMBERED.match(passage.text) or _LETTERED.match(passage.text) or _mark_of(passage.text)
    if not match or _COUNTED.match(passage.text):
        return list(ink)
    dropped = {id(word) for word in passage.words(0, match.end())}
    return [word for word in ink if id(word) not in dropped]


def _mark_of(text: str) -> re.Match[str] | None:
    """The mark of a door that a name or a label follows: ``D1 – Flush door``; ``W900 x …`` is a size."""
    match = MARK.match(text)
    return match if match and not size_at_once(text) else None


def _extent(rows: Sequence[Row], sheet: Sheet) -> tuple[int, int]:
    places = [n for n, line in enumerate(sheet.lines) if any(line is each for row in rows for each in row.lines)]
    return min(places), max(places)
