"""Items known by what repeats: whatever begins every one of them, in boxes, strips, blocks or lines without a heading.

Nobody says beforehand what the beginning looks like. Every sort of piece that stands on the page more than once (a
name of goods, a label, a door's mark, a size, a room, money at the end of a line, a wide gap or a rule above) is tried,
and the sort that cuts the page into pieces with one size each is the one that begins the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.counts import is_counted
from pipeline.understand.item.item_labels import label_of, size_at_once, surely_a_value
from pipeline.understand.item.values import joined_lines
from pipeline.understand.listed.left_edges import from_left
from pipeline.understand.listed.till_lines import names_on_slip
from pipeline.understand.page.cuts import Cut, cut_at
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.stretches import MARK, Made, Start
from pipeline.understand.table.item_table import Table
from pipeline.understand.words.goods import things_named
from pipeline.understand.words.vocabulary import Vocabulary

_AMONG_SUMS = 0.45  # of the page's width
_WIDE = 1.0  # text heights between two lines: more than lines of one item have
_MOST_TRIED = 3
_NEARLY = 0.8  # of the best promise: what promises less is not tried
_SIZED_LINE, _SIZED_AND_COUNTED = "sized line", "sized and counted line"
_SIZED = frozenset({_SIZED_LINE, _SIZED_AND_COUNTED})

_Places = tuple[tuple[int, ...], ...]
"""The runs of words that items begin with on each page, by their identities."""


def repeated_on(
    sheets: Sequence[Sheet], vocabulary: Vocabulary, made: Made, may_win: Callable[[int], bool]
) -> list[list[Table]]:
    """The most promising ways to cut ``sheets`` into items by what begins each, the best first.

    None where so many items as any of them has cannot win (``may_win``) against what is known already.
    """
    starts = [_starts(sheet, vocabulary) for sheet in sheets]
    sorts = dict.fromkeys(sort for by_sort in starts for sort in by_sort)
    begun = {sort: [by_sort.get(sort, []) for by_sort in starts] for sort in sorts}
    tried: dict[_Places, Cut] = {}  # several sorts may begin at the same places
    # What is likely to promise much comes first: the others are given up as soon as they cannot come near it.
    likely = sorted(sorts, key=lambda sort: (sort not in _SIZED, -sum(map(len, begun[sort]))))
    large = [begun[sort] for sort in likely if may_win(sum(map(len, begun[sort])))]
    _try(tried, large, sheets, vocabulary, made)
    if not any(cut.promise > 0 and may_win(cut.items) for cut in tried.values()):
        return []
    _try(tried, [begun[sort] for sort in likely], sheets, vocabulary, made)
    every = [tried[_places(each)] for each in begun.values()]
    good = sorted((cut for cut in every if cut.promise > 0), key=lambda cut: -cut.promise)
    near = [cut for cut in good if cut.promise >= _NEARLY * good[0].promise]
    return [list(cut.tables) for cut in dict.fromkeys(near[:_MOST_TRIED])]


def _try(
    tried: dict[_Places, Cut], begun: Sequence[Sequence[list[Start]]], sheets: Sequence[Sheet], vocabulary: Vocabulary,
    made: Made,
) -> None:  # fmt: skip
    """Adds the cuts by where their items begin; those that cannot come near the best one promise nothing."""
    best = max((cut.promise for cut in tried.values()), default=0.0)
    for starts in begun:
        places = _places(starts)
        if places not in tried:
            tried[places] = cut_at(list(zip(sheets, starts, strict=True)), vocabulary, made, _NEARLY * best)
            best = max(best, tried[places].promise)


def _places(starts: Sequence[list[Start]]) -> _Places:
    return tuple(tuple(id(start.segment) for start in each) for each in starts)


# ── what may begin an item ───────────────────────────────────────────────────────────────────────────────────────────


def _starts(sheet: Sheet, vocabulary: Vocabulary) -> dict[str, list[Start]]:
    found: dict[str, list[Start]] = {}
    before: Line | None = None
    for line in sheet.lines:
        if _is_discount(line, sheet, vocabulary):
            continue
        for segment in line.segments:
            for sort in _sorts(segment, vocabulary):
                found.setdefault(sort, []).append(Start(segment))
        for sort in _sorts_of_line(line, before, vocabulary):
            found.setdefault(sort, []).append(Start(line.segments[0]))
        before = line
    found["name on a slip"] = [Start(segment) for segment in names_on_slip(sheet)]
    found["money"] = from_left(found.get("money", []), [start.segment for start in found.get("money", [])], sheet)
    found["name"] = from_left(found.get("name", []), [line.segments[0] for line in sheet.lines], sheet)
    return {sort: starts for sort, starts in found.items() if starts}


def _is_discount(line: Line, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a line is the discount on the whole, at the right among the sums; further left it may be an item."""
    first = line.segments[0]
    discount = first.x0 > _AMONG_SUMS * sheet.width and "discount" in vocabulary.totals.whole(first.text)
    return discount and bool(amounts_in(line.segments[-1].text))


def _sorts(segment: Segment, vocabulary: Vocabulary) -> Iterator[str]:
    """What a run of words is that may begin an item."""
    text = segment.text
    label = vocabulary.specification_labels.starting(text) or vocabulary.columns.starting(text)
    if label and not squeeze(text[: label.start]):
        yield from (f"label {meaning}" for meaning in label.meanings)
    labels = label and (COLON.match(text, label.end) or vocabulary.specification_labels.whole(text))  # "Door core"
    stated = label and (found := label_of(text, vocabulary)) and surely_a_value(found, text[found.end :], vocabulary)
    if not (labels or stated) and things_named(text, vocabulary):
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
        yield _SIZED_LINE
        if is_counted(text, vocabulary):
            yield _SIZED_AND_COUNTED
