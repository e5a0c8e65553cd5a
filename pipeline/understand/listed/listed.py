"""Items that are not in a table: cards with their own little labels, numbered paragraphs, bullet lists.

Each item begins at a running number ("1.", "2)", "Item 3", "C."), at a count with a unit ("4 nos …"), or at a name with
its count behind it ("Bedroom door – 8 pcs").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.cuts import is_sold
from pipeline.understand.page.layout import Segment, Sheet
from pipeline.understand.page.stretches import COUNTED, LETTERED, NUMBERED, Made, Start, row_from, table_of
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_BULLET = re.compile(r"^\s*[•·●▪*–—-]\s+")
# "Bedroom door – 8 pcs", also with money behind: the name, and the count behind a dash or a colon.
_NAMED = re.compile(
    r"^\W*[^\W\d][^,;:=]*?\s*(?:\s[-–—x×]\s|:)\s*(?P<n>\d{1,3})\s*(?P<unit>[A-Za-z]+)\.?\s*"
    r"(?:[-–—=@].*\d\.\d{2}\D*)?$",
    re.IGNORECASE,
)
_LEAST_ITEMS = 1


def listed_on(sheets: Sequence[Sheet], vocabulary: Vocabulary, made: Made) -> list[Table]:
    """The items on each of ``sheets`` as rows that have only a description; the numbering goes on over the pages."""
    tables: list[Table] = []
    count = 0
    for sheet in sheets:
        table = _listed(sheet, count + 1, vocabulary, made)
        if table:
            tables.append(table)
            count += len(table.rows)
    return tables


def _listed(sheet: Sheet, first_number: int, vocabulary: Vocabulary, made: Made) -> Table | None:
    found = [
        (starts, [row_from(start, starts, sheet, vocabulary, made) for start in starts])
        for starts in _candidates(sheet, first_number, vocabulary)
    ]
    told = [([row for row in rows if row.lines and _tells_of_goods(row, vocabulary)], rows) for _, rows in found]
    good = [(goods, rows) for goods, rows in told if len(goods) >= _LEAST_ITEMS and len(goods) >= 0.4 * len(rows)]
    if not good:
        return None
    _, rows = max(good, key=lambda pair: (len(pair[0]), _sold_in(pair[1], vocabulary)))
    return table_of([row for row in rows if row.lines], sheet)


def _sold_in(rows: Sequence[Row], vocabulary: Vocabulary) -> int:
    """How many items ``rows`` are where each of them is counted or priced; none where one is a part of another."""
    return len(rows) if all(is_sold(row.text, vocabulary) for row in rows) else 0


def _candidates(sheet: Sheet, first: int, vocabulary: Vocabulary) -> list[list[Start]]:
    """Ways to see starts on the page, the surest first: running numbers, letters, bullets of goods, bullets, counts."""
    uncounted = [seg for seg in sheet.segments if not _is_only_a_count(seg.text, vocabulary)]
    numbered = _running([s for s in (_start(seg, NUMBERED) for seg in uncounted) if s], first)
    lettered = _running([s for s in (_start(seg, LETTERED) for seg in sheet.segments) if s], first)
    bullets = [seg for seg in sheet.segments if _BULLET.match(seg.text)]
    bulleted = [Start(seg, 0) for seg in bullets if names_goods(seg.text, vocabulary)]
    beside = [Start(seg, 0) for seg in bullets if any(_in_line(seg, start.segment) for start in bulleted)]
    counted = [Start(seg, 0) for seg in sheet.segments if _is_count(seg.text, vocabulary)]
    others = [Start(seg, 0) for seg in sheet.segments if _counts_more(seg, counted, vocabulary)]
    every = (numbered, lettered, bulleted, beside, counted, others, _named(sheet, vocabulary))
    return [starts for starts in every if starts]


def _named(sheet: Sheet, vocabulary: Vocabulary) -> list[Start]:
    """Goods with their count behind the name, and what else is counted so in line with them."""
    counted = [seg for seg in sheet.segments if (m := _NAMED.match(seg.text)) and vocabulary.units.whole(m["unit"])]
    goods = [seg for seg in counted if names_goods(seg.text, vocabulary)]
    return [Start(seg, 0) for seg in counted if any(_in_line(seg, other) for other in goods)]


def _in_line(one: Segment, other: Segment) -> bool:
    """Whether two segments begin at the same place across the page."""
    return abs(one.x0 - other.x0) < other.height


def _start(segment: Segment, pattern: re.Pattern[str]) -> Start | None:
    match = pattern.match(segment.text)
    if not match:
        return None
    text = match["n"] or match["small"]
    sub = match.groupdict().get("sub")  # 1.1, 1.2 … count by their last part
    number = int(sub[1:]) if sub else int(text) if text.isdigit() else ord(text.upper()) - ord("A") + 1
    return Start(segment, number, marked=not match[0].rstrip().endswith(sub or text))


def _running(found: Sequence[Start], number: int) -> list[Start]:
    """The longest run ``number``, ``number`` + 1 … whose starts stand under or beside each other."""
    best: list[Start] = []
    for first in (s for s in found if s.number == number):
        run = [first]
        for start in found:
            follows = start.number == run[-1].number + 1 and start.marked is run[0].marked
            if follows and _follows(run, start.segment):
                run.append(start)
        best = max(best, run, key=len)
    return best


def _follows(run: Sequence[Start], after: Segment) -> bool:
    """Whether a start goes on with ``run``: below it at the left edge of one of its starts, or beside its last one."""
    before = run[-1].segment
    if abs(after.middle - before.middle) < before.height:
        return after.x0 > before.x1
    return after.y0 > before.y1 - 1 and any(abs(after.x0 - s.segment.x0) < before.height for s in run)


def _is_only_a_count(text: str, vocabulary: Vocabulary) -> bool:
    """``2 nos`` beside the first item: a count, and not the number of the second."""
    match = COUNTED.match(text)
    return bool(match and vocabulary.units.whole(match["unit"]) and not squeeze(text[match.end() :]))


def _counts_more(segment: Segment, counted: Sequence[Start], vocabulary: Vocabulary) -> bool:
    """``2 pcs - door closer``: a count of any things, in line with those of goods."""
    match = COUNTED.match(segment.text)
    if match is None or not vocabulary.units.whole(match["unit"]):
        return False
    named = any(True for _ in vocabulary.item_kinds.within(segment.text))
    return named and any(_in_line(segment, start.segment) for start in counted)


def _is_count(text: str, vocabulary: Vocabulary) -> bool:
    match = COUNTED.match(text)
    return bool(match and vocabulary.units.whole(match["unit"]) and names_goods(text, vocabulary))


def _tells_of_goods(row: Row, vocabulary: Vocabulary) -> bool:
    return names_goods(row.text, vocabulary) and bool(sizes_in(joined_lines(row.text)))
