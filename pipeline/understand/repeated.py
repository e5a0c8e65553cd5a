"""Items known by what repeats: whatever begins every one of them, in boxes, strips, blocks or lines without a heading.

Nobody says beforehand what the beginning looks like. Every sort of piece that stands on the page more than once (a
name of goods, a label, a door's mark, a size, a room, money at the end of a line, a wide gap or a rule above) is tried,
and the sort that cuts the page into pieces with one size each is the one that begins the items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.understand.clauses import COLON
from pipeline.understand.counts import counts_only_time, is_counted
from pipeline.understand.item_labels import size_at_once
from pipeline.understand.layout import Line, Segment, Sheet
from pipeline.understand.numbers import amounts_in
from pipeline.understand.places import is_place
from pipeline.understand.sizes import sizes_in
from pipeline.understand.stretches import MARK, Made, Start, row_from, table_of
from pipeline.understand.tables import Row, Table
from pipeline.understand.tokens import squeeze
from pipeline.understand.values import joined_lines
from pipeline.understand.vocabulary import Vocabulary

_WIDE = 1.0  # text heights between two lines: more than lines of one item have
_MOST_TRIED = 3
_NEARLY = 0.8  # of the best promise: what promises less is not tried
_BEST_PROMISE = 2.0  # of a piece: one size, a count, a name
_TORN = 0.75
_SHORT_NAME = 3  # letters of a sum's name that is a word of its own too often
_WORD = 0.05
_TEAR = 0.35  # text heights that a gap inside an item is wider than its usual ones
_FEWEST_GAPS = 2
_GOODS = frozenset({"door", "frame"})


_Places = tuple[tuple[int, ...], ...]
"""The runs of words that items begin with on each page, by their identities."""


@dataclass(frozen=True, eq=False)
class _Cut:
    """The items that one sort of beginning gives, on all pages, and how well they look at first sight."""

    tables: tuple[Table, ...]
    promise: float

    @property
    def items(self) -> int:
        return sum(len(table.rows) for table in self.tables)


def repeated_on(
    sheets: Sequence[Sheet], vocabulary: Vocabulary, made: Made, may_win: Callable[[int], bool]
) -> list[list[Table]]:
    """The most promising ways to cut ``sheets`` into items by what begins each, the best first.

    None where so many items as any of them has cannot win (``may_win``) against what is known already.
    """
    starts = [_starts(sheet, vocabulary) for sheet in sheets]
    sorts = dict.fromkeys(sort for by_sort in starts for sort in by_sort)
    begun = {sort: [by_sort.get(sort, []) for by_sort in starts] for sort in sorts}
    tried: dict[_Places, _Cut] = {}  # several sorts may begin at the same places
    large = [each for each in begun.values() if may_win(sum(map(len, each)))]
    _try(tried, large, sheets, vocabulary, made)
    if not any(cut.promise > 0 and may_win(cut.items) for cut in tried.values()):
        return []
    _try(tried, list(begun.values()), sheets, vocabulary, made)
    every = [tried[places] for each in begun.values() if (places := _places(each)) in tried]
    good = sorted((cut for cut in every if cut.promise > 0), key=lambda cut: -cut.promise)
    near = [cut for cut in good if cut.promise >= _NEARLY * good[0].promise]
    return [list(cut.tables) for cut in dict.fromkeys(near[:_MOST_TRIED])]


def _try(
    tried: dict[_Places, _Cut], begun: Sequence[Sequence[list[Start]]], sheets: Sequence[Sheet], vocabulary: Vocabulary,
    made: Made,
) -> None:  # fmt: skip
    """Adds the cuts by where their items begin, but for those that cannot come near the best one."""
    best = max((cut.promise for cut in tried.values()), default=0.0)
    for starts in sorted(begun, key=lambda each: -sum(map(len, each))):
        places, most = _places(starts), _BEST_PROMISE * sum(map(len, starts))
        if places not in tried and most >= _NEARLY * best:
            tried[places] = _cut(list(zip(sheets, starts, strict=True)), vocabulary, made)
            best = max(best, tried[places].promise)


def _places(starts: Sequence[list[Start]]) -> _Places:
    return tuple(tuple(id(start.segment) for start in each) for each in starts)


def _cut(begun: Sequence[tuple[Sheet, list[Start]]], vocabulary: Vocabulary, made: Made) -> _Cut:
    tables: list[Table] = []
    promise = 0.0
    for sheet, starts in begun:
        rows = [row for start in starts if (row := row_from(start, starts, sheet, vocabulary, made)).lines]
        named = [_is_goods(row, vocabulary) for row in rows]
        if any(named):
            first = rows[named.index(True)].lines[0].y0
            kept = [
                row
                for row, goods in zip(rows, named, strict=True)
                if goods or (row.lines[0].y0 > first and _is_other(row, vocabulary))
            ]
            table = table_of(kept, sheet)
            if _shares_words(table):
                return _Cut((), 0.0)
            tables.append(table)
            promise += sum(_promise(row, vocabulary) for row in kept) - _TORN * sum(map(_is_torn, kept))
            promise -= _WORD * _strays(table, sheet)
    return _Cut(tuple(tables), promise)


def _promise(row: Row, vocabulary: Vocabulary) -> float:
    """How much a piece looks like one item: one size, a count, a name; several sizes are several items."""
    text = row.text
    sizes = len(sizes_in(joined_lines(text)))
    if sizes > 1 or (not sizes and _names(text, vocabulary, _GOODS)):
        return -1.0
    return sizes + 0.5 * is_counted(text, vocabulary) + 0.5 * _names(text, vocabulary, _GOODS)


def _is_torn(row: Row) -> bool:
    """Whether a gap inside the piece is wider than its others, as where two items were cut wrong."""
    gaps = [below.y0 - above.y1 for above, below in pairwise(row.lines)]
    if len(gaps) < _FEWEST_GAPS:
        return False
    usual = sorted(gaps)[len(gaps) // 2]
    height = row.lines[0].y1 - row.lines[0].y0
    return max(gaps) > usual + _TEAR * height


def _taken(table: Table) -> Counter[int]:
    return Counter(id(ink) for row in table.rows for cell in row.cells.values() for ink in cell)


def _shares_words(table: Table) -> bool:
    """Whether a word would belong to two items: a door would be made twice."""
    return any(count > 1 for count in _taken(table).values())


def _strays(table: Table, sheet: Sheet) -> int:
    """How many words among the items belong to none of them."""
    taken = _taken(table)
    within = [ink for line in sheet.lines[table.first_line : table.last_line + 1] for ink in line.ink]
    return sum(not taken[id(ink)] for ink in within)


def _is_goods(row: Row, vocabulary: Vocabulary) -> bool:
    text = row.text
    return bool(sizes_in(joined_lines(text))) and (is_counted(text, vocabulary) or _names(text, vocabulary, _GOODS))


def _is_other(row: Row, vocabulary: Vocabulary) -> bool:
    """Something that is counted or costs money and is neither door nor frame."""
    text = row.text
    named = any(True for _ in vocabulary.item_kinds.within(text))
    sums = [found for found in vocabulary.totals.within(text) if len(found.phrase) > _SHORT_NAME]
    if any(found.meanings & {"total", "sub_total"} for found in sums):
        return False
    return named and (bool(amounts_in(text)) or (is_counted(text, vocabulary) and not counts_only_time(text)))


def _names(text: str, vocabulary: Vocabulary, kinds: frozenset[str]) -> bool:
    return any(found.meanings & kinds for found in vocabulary.item_kinds.within(text))


# ── what may begin an item ───────────────────────────────────────────────────────────────────────────────────────────


def _starts(sheet: Sheet, vocabulary: Vocabulary) -> dict[str, list[Start]]:
    found: dict[str, list[Start]] = {}
    before: Line | None = None
    for line in sheet.lines:
        for segment in line.segments:
            for sort in _sorts(segment, vocabulary):
                found.setdefault(sort, []).append(Start(segment))
        for sort in _sorts_of_line(line, before, vocabulary):
            found.setdefault(sort, []).append(Start(line.segments[0]))
        before = line
    return found


def _sorts(segment: Segment, vocabulary: Vocabulary) -> Iterator[str]:
    """What a run of words is that may begin an item."""
    text = segment.text
    label = vocabulary.specification_labels.starting(text) or vocabulary.columns.starting(text)
    if label and not squeeze(text[: label.start]):
        yield from (f"label {meaning}" for meaning in label.meanings)
    if not (label and COLON.match(text, label.end)) and any(True for _ in vocabulary.item_kinds.within(text)):
        yield "name"
    if MARK.match(text) and not size_at_once(text):
        yield "mark"
    if is_place(text, vocabulary):
        yield "place"
    sizes = sizes_in(joined_lines(text))
    if sizes and not squeeze(text[: sizes[0].start]):
        yield "size"


def _sorts_of_line(line: Line, before: Line | None, vocabulary: Vocabulary) -> Iterator[str]:
    """What makes a whole line one that may begin an item."""
    height = line.y1 - line.y0
    if before is None or line.y0 - before.y1 > _WIDE * height:
        yield "after a gap"
    text = line.text
    if amounts_in(line.segments[-1].text):
        yield "money"
    if sizes_in(joined_lines(text)):
        yield "sized line"
        if is_counted(text, vocabulary):
            yield "sized and counted line"
