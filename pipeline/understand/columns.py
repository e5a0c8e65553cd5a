"""Finds the heading of an item table and the columns under it.

A heading is a line, or a few stacked ones, made of column titles that the vocabulary knows ("Qty", "Description /
Keterangan", "Unit Price" over "(RM)"). Where a column ends is decided by the text below: the boundary between two
titles runs where it cuts through the least of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from statistics import median

from pipeline.understand.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.passage import Ink
from pipeline.understand.storeys import BELOW, Grid, drawn_end, grid_at
from pipeline.understand.titles import (
    RUN_ON,
    SECOND_TEXT,
    bare_title,
    meanings_of_title,
    merged_titles,
    one_meaning_each,
    slashes_restored,
    title_stacks,
    titled,
    titles_apart,
)
from pipeline.understand.tokens import squeeze
from pipeline.understand.vocabulary import Vocabulary

_BARE_FIGURES = re.compile(r"[\d.,() ]{2,}")
_RUNNING_TEXT = re.compile(r"[,;:]\s*\S|\d|\s[-–]\s")
_LEAST_MEANINGS = 3
_LEAST_APART = 3  # titles that stand apart; the other gaps may be narrow
_LEAST_COVER = 0.6  # share of a heading's letters that known titles must explain
_FIGURES = frozenset({"number", "quantity", "unit_price", "amount", "discount", "tax"})

ACROSS = 3  # titles under which one run of words stands
_MOST_LINES = 6
_MOSTLY_SLASHED = 0.6
_RULE_SHARE = 0.6  # of the table's height that a rule between columns covers at least
_NARROW_GAP = 0.38  # text heights: any wider gap is no word space
_TITLE_GAP = 0.62  # text heights: titles stand closer to each other than other columns' text
WIDER = 1.15  # times the usual word space of a line: a gap between cells
_EXACTLY = 1.0  # points
_NARROWEST = 6.0  # points; a narrower stretch between two columns holds no text
_WIDE_ENOUGH = 12.0  # points; of rooms wider than this the one nearest the middle is taken


@dataclass(frozen=True)
class Column:
    """A column between ``x0`` and ``x1`` (points); ``meaning`` is None where its title is unknown."""

    title: str
    meaning: str | None
    x0: float
    x1: float
    title_x0: float
    title_x1: float
    text_x0: float | None = None
    """Of the descriptions: where further lines of an item begin, if left of the column."""

    def __hash__(self) -> int:
        return hash((self.title, self.x0, self.x1))


@dataclass(frozen=True)
class Heading:
    """A table heading: its titles, left to right, and the lines it takes (indices into the sheet's lines)."""

    titles: tuple[tuple[str, Segment], ...]
    meanings: tuple[str | None, ...]
    first: int
    last: int
    edges: tuple[tuple[float, float], ...] = ()
    """Where the column of each title lies, if rules drawn around the titles say so (points)."""


def headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    """Every table heading on ``sheet``, top to bottom."""
    if vocabulary not in sheet.headings:
        sheet.headings[vocabulary] = tuple(_headings_of(sheet, vocabulary))
    return [heading for heading in sheet.headings[vocabulary] if isinstance(heading, Heading)]


def _headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    found: list[Heading] = []
    index = end = 0
    while index < len(sheet.lines):
        heading = _heading_at(sheet, index, vocabulary)
        if heading and not heading.edges:  # the line above a heading reads as its first storey
            inside = (_heading_at(sheet, n, vocabulary) for n in range(index + 1, heading.last + 1))
            least = _known(heading)
            heading = next((o for o in inside if o and (o.edges or _known(o) > least)), heading)
        if heading and (heading.edges or index >= end):  # inside a grid nothing but a grid is a heading
            found.append(heading)
            index = heading.last + 1
            end = drawn_end(sheet, heading.last, heading.edges[0][0], heading.edges[-1][1]) if heading.edges else end
        else:
            index += 1
    return found


def drawn_columns(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> list[Column]:
    """The columns under ``heading``, bounded by drawn rules or by where the text of ``body`` leaves room."""
    if heading.edges:
        return list(_ruled_columns(heading, sheet.width))
    boxes = [segment for _, segment in heading.titles]
    body = [line for line in body if not runs_across(line, boxes)]
    words = [segment for line in body for segment in line.segments if _is_wording(segment.text, vocabulary)]
    edges = [0.0]
    for place, (left, right) in enumerate(pairwise(boxes)):
        figures = [meaning in _FIGURES for meaning in heading.meanings[place : place + 2]]
        wrong = [s for s in words if s.x1 > left.x0 - 1] if figures == [True, False] else words
        edges.append(_boundary((left, right), body, sheet, wrong if figures[0] != figures[1] else [], figures[0]))
    edges.append(sheet.width)
    return [
        Column(title, meaning, x0, x1, box.x0, box.x1)
        for (title, box), meaning, x0, x1 in zip(heading.titles, heading.meanings, edges, edges[1:], strict=False)
    ]


def _ruled_columns(heading: Heading, width: float) -> Iterator[Column]:
    """The columns as the rules around their titles part them; one without a title where they leave room."""
    before = 0.0
    for place, ((title, box), meaning, (x0, x1)) in enumerate(
        zip(heading.titles, heading.meanings, heading.edges, strict=True)
    ):
        if place and x0 - before > _NARROWEST:
            yield Column("", None, before, x0, before, x0)
        last = place == len(heading.edges) - 1
        yield Column(title, meaning, before if not place else x0, width if last else x1, box.x0, box.x1)
        before = x1


def without_title(heading: Heading, index: int) -> Heading:
    """``heading`` with title ``index`` joined to the one on its right, which keeps its meaning."""
    (left, a), (right, b) = heading.titles[index], heading.titles[index + 1]
    joined = (f"{left} {right}", segment_of((*a.ink, *b.ink)))
    titles = (*heading.titles[:index], joined, *heading.titles[index + 2 :])
    meanings = (*heading.meanings[:index], *heading.meanings[index + 1 :])
    edges = heading.edges
    if edges:
        edges = (*edges[:index], (edges[index][0], edges[index + 1][1]), *edges[index + 2 :])
    return replace(heading, titles=titles, meanings=meanings, edges=edges)


def with_names(heading: Heading, index: int) -> Heading:
    """``heading`` with title ``index`` for the goods' names, and the description next to it for how they are made."""
    meanings = (*heading.meanings[:index], "description", SECOND_TEXT, *heading.meanings[index + 2 :])
    return replace(heading, meanings=meanings)


def _heading_at(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that begins with line ``index``: one drawn as a grid where lines tell less, else the widest."""
    grid = grid_at(sheet, index, vocabulary)
    drawn = _of_grid(grid, index) if grid and not grid.plain else None
    return drawn or _of_lines(sheet, index, vocabulary)


def _of_grid(grid: Grid, index: int) -> Heading | None:
    meanings = one_meaning_each([title.meanings for title in grid.titles])
    known = [meaning for meaning in meanings if meaning]
    told = sum(meaning is not None or BELOW in t.text for t, meaning in zip(grid.titles, meanings, strict=True))
    if len(set(known)) < _LEAST_MEANINGS or told < _LEAST_COVER * len(grid.titles) or not _is_item_heading(known):
        return None
    titles = tuple((title.text, title.segment) for title in grid.titles)
    edges = tuple((title.x0, title.x1) for title in grid.titles)
    return Heading(titles, tuple(meanings), index, grid.last, edges)


def _of_lines(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The widest heading that begins with line ``index``."""
    best: Heading | None = None
    for last in range(index, min(index + _MOST_LINES, len(sheet.lines))):
        if last > index and not _stacked(sheet.lines[last - 1], sheet.lines[last], vocabulary):
            break
        heading = _as_heading(sheet, index, last, vocabulary)
        if heading and (best is None or _known(heading) > _known(best) or _no_worse(heading, best, sheet, vocabulary)):
            best = heading
        if _is_running(sheet.lines[last]) and not _goes_on(sheet.lines[max(last - 1, index) : last]):
            break  # no heading goes on over it
    return best


def _no_worse(heading: Heading, best: Heading, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a longer heading knows as much, and its last line is no text of the first item that stands alone."""
    line = sheet.lines[heading.last]
    known = sum(len(found.phrase) for found in vocabulary.columns.within(line.text))
    titles = len(line.segments) > 1 or known >= _LEAST_COVER * len(squeeze(line.text))
    return _known(heading) == _known(best) and titles


def _known(heading: Heading) -> int:
    return sum(meaning is not None for meaning in heading.meanings) - sum(m is None for m in heading.meanings)


def _stacked(above: Line, below: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line may belong to the heading above it: close below, no figures, and not the first item's name."""
    if not below.y0 - above.y1 < 1.4 * max(segment.height for segment in above.segments):
        return False
    if any(_BARE_FIGURES.fullmatch(segment.text) for segment in below.segments):
        return False
    alone = len(below.segments) == 1
    return not (alone and any(f.meanings & {"door", "frame"} for f in vocabulary.item_kinds.within(below.text)))


def _as_heading(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> Heading | None:
    lines = sheet.lines[first : last + 1]
    gap = max(_TITLE_GAP, 1.5 * sheet.word_gap)
    narrow = max(_NARROW_GAP, 1.5 * sheet.word_gap)
    if (
        any(_is_running(line) and not _goes_on(lines[:n]) for n, line in enumerate(lines))
        or sum(len(line.cut_at(narrow)) for line in lines) < _LEAST_APART
    ):
        return _two_titles(sheet, first, vocabulary) if first == last else None
    stacks = title_stacks(lines, gap)
    apart = max(len(line.cut_at(narrow)) for line in lines) >= _LEAST_APART
    if not apart and len(stacks) < _LEAST_APART:
        return _two_titles(sheet, first, vocabulary) if first == last else None
    cells = [titled(part, vocabulary) for stack in stacks for part in titles_apart(stack, vocabulary, sheet.word_gap)]
    cells = merged_titles(sorted(cells, key=lambda cell: cell[1].x0), vocabulary)
    meanings = one_meaning_each([meanings_of_title(text, vocabulary) for text, _ in cells])
    known = [m for m in meanings if m]
    letters = sum(len(squeeze(text)) for text, _ in cells) or 1
    cover = sum(len(squeeze(t)) for (t, _), m in zip(cells, meanings, strict=True) if m) / letters
    least = _LEAST_MEANINGS if cover < 1 else 2
    if not apart and "description" not in known:
        return None
    if len(set(known)) < least or cover < _LEAST_COVER or not _is_item_heading(known):
        return None
    return Heading(tuple(cells), tuple(meanings), first, last)


def _two_titles(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The shortest heading there is: a description, and far to its right a count or an amount."""
    segments = sheet.lines[index].segments
    if len(segments) != 2:
        return None
    meanings = one_meaning_each([vocabulary.columns.whole(bare_title(s.text)) for s in segments])
    if meanings[0] != "description" or meanings[1] not in ("quantity", "amount"):
        return None
    return Heading(tuple((s.text, s) for s in segments), tuple(meanings), index, index)


def _is_running(line: Line) -> bool:
    """Commas, colons and figures stand in text and beside labels, not in column titles."""
    return _runs_on_with(line.text)


@lru_cache(maxsize=4096)
def _runs_on_with(text: str) -> bool:
    return bool(_RUNNING_TEXT.search(slashes_restored(text)))


def _goes_on(above: Sequence[Line]) -> bool:
    """Whether most titles of the last line end with the slash before their translation: ``Item /`` over ``Bil``."""
    segments = above[-1].segments if above else ()
    slashed = sum(segment.text.rstrip().endswith("/") for segment in segments)
    return len(segments) > 1 and slashed > _MOSTLY_SLASHED * len(segments)


def _is_item_heading(known: Sequence[str]) -> bool:
    goods = {"description", "size", "laminate_code", "width_mm", "location", "door_type", "frame_profile"}
    counts = {"quantity", "amount", "unit_price", "number", "unit"}
    return bool(goods & set(known)) and bool(counts & set(known))


def runs_across(line: Line, titles: Sequence[Segment]) -> bool:
    """Whether a line is text set over the full width: it says nothing about where columns end."""
    middles = [(t.x0 + t.x1) / 2 for t in titles]
    return any(sum(s.x0 < middle < s.x1 for middle in middles) >= ACROSS for s in line.segments)


@lru_cache(maxsize=4096)
def _is_wording(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a segment is words, which a column of figures does not hold: more than a unit or a currency."""
    letters = re.sub(r"[^A-Za-z]+", " ", text).split()
    return any(len(word) > 3 and not vocabulary.units.whole(word) for word in letters)


def _boundary(
    titles: tuple[Segment, Segment], body: Sequence[Line], sheet: Sheet, wording: Sequence[Segment], figures_left: bool
) -> float:
    """Where to cut between two titles: along a drawn rule, else through the room that cuts least text.

    ``wording`` are segments that belong to the column of words of the two; none may fall to the column of figures.
    """
    left, right = titles
    low, high = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    spans = _Spans(
        [(w.x0, w.x1) for line in body for w in line.ink if w.x1 > low and w.x0 < high]
        + [(left.x0, left.x1), (right.x0, right.x1)],
        [(s.x0, s.x1) for line in body for s in line.segments if s.x1 > low and s.x0 < high],
        [(s.x0, s.x1) for s in wording if s.x1 > low and s.x0 < high],
        figures_left,
    )
    ruled = _ruled(sheet, (low, high), (left.y0, body[-1].y1 if body else left.y1), spans.words)
    middle = (left.x1 + right.x0) / 2
    if ruled:
        return min(ruled, key=lambda x: abs(x - middle))
    edges = sorted({low, high, *(x for span in spans.words for x in span if low < x < high)})
    best = min(
        ((a, b) for a, b in pairwise(edges) if b > a), key=lambda r: spans.cost(r, middle), default=(middle, middle)
    )
    return (best[0] + best[1]) / 2


_Span = tuple[float, float]


@dataclass(frozen=True)
class _Spans:
    """What stands between two titles: words, runs of words, and the runs that only a column of words may hold."""

    words: list[_Span]
    runs: list[_Span]
    wording: list[_Span]
    figures_left: bool

    def cost(self, room: _Span, middle: float) -> tuple[int, int, int, float, float]:
        """How bad a cut through ``room`` is: words cut, wording among figures, runs cut, narrowness, eccentricity."""
        x = (room[0] + room[1]) / 2
        cut = _crossing(self._word_starts, self._word_ends, x)
        ends = self._wording_ends
        misplaced = bisect_right(ends, x) if self.figures_left else len(ends) - bisect_left(ends, x)
        width = min(room[1] - room[0], _WIDE_ENOUGH)
        return cut, misplaced, _crossing(self._run_starts, self._run_ends, x), -width, abs(x - middle)

    @cached_property
    def _word_starts(self) -> list[float]:
        return sorted(a for a, _ in self.words)

    @cached_property
    def _word_ends(self) -> list[float]:
        return sorted(b for _, b in self.words)

    @cached_property
    def _wording_ends(self) -> list[float]:
        """The ends of the wording that fall to the figures where the cut lies beyond them."""
        return sorted(b if self.figures_left else a for a, b in self.wording)

    @cached_property
    def _run_starts(self) -> list[float]:
        return sorted(a for a, _ in self.runs)

    @cached_property
    def _run_ends(self) -> list[float]:
        return sorted(b for _, b in self.runs)


def _crossing(starts: Sequence[float], ends: Sequence[float], x: float) -> int:
    """How many spans with these sorted ends lie across ``x``."""
    return bisect_left(starts, x) - bisect_right(ends, x)


def _ruled(sheet: Sheet, across: _Span, down: _Span, words: Sequence[_Span]) -> list[float]:
    """Upright rules between two titles that run down most of the table and cut through no word."""
    lengths: dict[int, float] = {}
    for x, y0, y1 in sheet.vertical_rules:
        if across[0] < x < across[1] and not any(a + 1 < x < b - 1 for a, b in words):
            lengths[round(x)] = lengths.get(round(x), 0.0) + max(0.0, min(y1, down[1]) - max(y0, down[0]))
    return [float(x) for x, length in lengths.items() if length > _RULE_SHARE * (down[1] - down[0])]


def cell_ink(ink: Sequence[Ink], columns: Sequence[Column], word_gap: float = 0.3) -> list[list[Ink]]:
    """The words of a line by column, each list left to right.

    A description that runs on into the next columns with plain word spaces stays together.
    """
    cells: list[list[Ink]] = [[] for _ in columns]
    usual = median([b.x0 - a.x1 for a, b in pairwise(ink)] or [0.0])
    before: tuple[int, Ink] | None = None
    for word in ink:
        place = next((n for n, c in enumerate(columns) if c.x0 <= word.centre < c.x1), len(columns) - 1)
        if (
            before
            and columns[before[0]].meaning == "description"
            and _runs_on(before[1], word, word_gap)
            and not (set_under(word, columns[place]) and word.x0 - before[1].x1 > WIDER * usual)
        ):
            place = before[0]
        cells[place].append(word)
        before = place, word
    return cells


def set_under(word: Ink, column: Column) -> bool:
    """Whether a word begins, or ends, exactly where the title of its column does."""
    return min(abs(word.x0 - column.title_x0), abs(word.x1 - column.title_x1)) < _EXACTLY


def _runs_on(left: Ink, right: Ink, word_gap: float) -> bool:
    return right.x0 - left.x1 <= RUN_ON * max(word_gap, 0.2) * right.height
