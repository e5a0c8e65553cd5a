"""From words and boxes to lines and segments.

A *line* is what stands on one baseline across the page; a *segment* is a run of words in it without a gap wider than
text has, or a drawn rule between them. Tables and label–value pairs are found among segments.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from pipeline.model import Page
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.echoes import without_echoes, without_twins
from pipeline.understand.page.justified import closed_up
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.leaders import without_leaders
from pipeline.understand.page.levelled import levelled
from pipeline.understand.page.passage import TEXT_LAYER, Ink, Passage, ink_of
from pipeline.understand.page.ruled_grids import RuledGrid, ruled_grids
from pipeline.understand.page.rules import Rule, rules_of, typed_rules

SEGMENT_GAP = 1.05
"""Text heights; a wider gap separates segments: a word space is about 0.3, a column gap rarely under 1."""


@dataclass(frozen=True, init=False)
class Segment:
    """A run of words that belong together, left to right."""

    ink: tuple[Ink, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    # Asked for thousands of times on a page, so kept.
    height: float = field(init=False, repr=False, compare=False)
    middle: float = field(init=False, repr=False, compare=False)

    def __init__(self, ink: tuple[Ink, ...], x0: float, y0: float, x1: float, y1: float) -> None:
        # Hundreds are made of a page: all at once is twice as fast as one attribute after the other.
        self.__dict__.update(ink=ink, x0=x0, y0=y0, x1=x1, y1=y1, height=y1 - y0, middle=(y0 + y1) / 2)

    @lazily
    def text(self) -> str:
        return " ".join([ink.text for ink in self.ink])

    @lazily
    def passage(self) -> Passage:
        return Passage([self.ink])

    @lazily
    def page(self) -> int:
        return self.ink[0].page

    @lazily
    def trusted(self) -> bool:
        """Whether all its characters come from a text layer, which misreads none."""
        return min([ink.word.confidence for ink in self.ink]) >= 1.0

    @lazily
    def centre(self) -> float:
        """Half way across, as :attr:`middle` is half way down."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Line:
    """Segments on one baseline, left to right."""

    segments: tuple[Segment, ...]

    @lazily
    def ink(self) -> tuple[Ink, ...]:
        return self.segments[0].ink if len(self.segments) == 1 else tuple([i for s in self.segments for i in s.ink])

    @lazily
    def passage(self) -> Passage:
        return self.segments[0].passage if len(self.segments) == 1 else Passage([self.ink])

    @lazily
    def pieces(self) -> Passage:
        """Its segments as one text, each on a line of its own."""
        return self.passage if len(self.segments) == 1 else Passage([segment.ink for segment in self.segments])

    @lazily
    def _cuts(self) -> dict[float, list[Segment]]:
        return {}

    @lazily
    def cells(self) -> dict[int, tuple[object, Mapping[str, Sequence[Ink]]]]:
        """The line's words under columns that were tried, by their identity; filled by :mod:`.cells`."""
        return {}

    def cut_at(self, gap: float) -> list[Segment]:
        """The line cut at gaps wider than ``gap`` text heights, whatever rules are drawn."""
        if gap not in self._cuts:
            self._cuts[gap] = segments_of(self.ink, gap=gap)
        return self._cuts[gap]

    def parted_at(self, gap: float) -> list[Segment]:
        """The line cut at gaps wider than ``gap`` text heights and at drawn rules; no bracket is torn: ``(W  x H)``."""
        begun = {id(segment.ink[0]) for segment in self.segments}
        pieces: list[list[Ink]] = []
        for segment in self.cut_at(gap):
            goes_on = bool(pieces) and _closes_bracket(pieces[-1], segment.ink)
            for place, ink in enumerate(segment.ink):
                begins = id(ink) in begun or (not place and not goes_on)
                pieces.append([ink]) if begins else pieces[-1].append(ink)
        return [segment_of(piece) for piece in pieces]

    @lazily
    def kept(self) -> dict[object, object]:
        """What was asked of it and answered before; filled by :mod:`.once`."""
        return {}

    @lazily
    def text(self) -> str:
        return "   ".join([segment.text for segment in self.segments])

    @lazily
    def x0(self) -> float:
        return min([segment.x0 for segment in self.segments])

    @lazily
    def last_x0(self) -> float:
        """Where its last word begins."""
        return max(ink.x0 for ink in self.ink)

    @lazily
    def lowest(self) -> float:
        """The height of its lowest word."""
        return min(ink.height for ink in self.ink)

    def place_of(self, word: Ink) -> int:
        """Which of its words ``word`` is; it must be one of them."""
        return self._places[id(word)]

    def has_run(self, words: Sequence[Ink]) -> bool:
        """Whether ``words`` are of this line, and follow each other in it."""
        last = self._places.get(id(words[0]), len(self.ink)) + len(words) - 1
        return last < len(self.ink) and self.ink[last] is words[-1]

    @lazily
    def _places(self) -> dict[int, int]:
        return {id(ink): place for place, ink in enumerate(self.ink)}

    def within(self, words: Sequence[Ink]) -> list[Segment]:
        """The line, or ``words`` that follow each other in it, cut as words without rules are."""
        if words is self.ink:
            return self.cut_at(SEGMENT_GAP)
        first, segments = self.place_of(words[0]), []
        end = first + len(words)
        for segment in self.cut_at(SEGMENT_GAP):
            length = len(segment.ink)
            if first < length and end > 0:
                whole = first <= 0 and length <= end
                segments.append(segment if whole else segment_of(segment.ink[max(first, 0) : end]))
            first, end = first - length, end - length
        return segments

    @lazily
    def y0(self) -> float:
        return min([segment.y0 for segment in self.segments])

    @lazily
    def y1(self) -> float:
        return max([segment.y1 for segment in self.segments])

    @lazily
    def middle(self) -> float:
        return median([segment.middle for segment in self.segments])

    @lazily
    def page(self) -> int:
        return self.segments[0].page


def _closes_bracket(open_ones: Sequence[Ink], ink: Sequence[Ink]) -> bool:
    """Whether a bracket that the last of some words open ends among the words right of them."""
    before, behind = "".join(word.text for word in open_ones), "".join(word.text for word in ink)
    return before.rfind("(") > before.rfind(")") and ")" in behind.split("(")[0]


@dataclass(frozen=True)
class Gutter:
    """What parts a narrow column of text at the page's left or right: at ``x``, from ``y0`` down to ``y1`` (points)."""

    x: float
    y0: float
    y1: float
    left: bool

    def in_side(self, ink: Ink) -> bool:
        """Whether a word belongs to the side column."""
        across = ink.centre < self.x if self.left else ink.centre > self.x
        return across and self.y0 <= ink.middle <= self.y1

    def side_of(self, ink: Sequence[Ink]) -> list[Ink]:
        """Those of many words that belong to the side column."""
        x, y0, y1, left = self.x, self.y0, self.y1, self.left
        return [i for i in ink if (i.centre < x if left else i.centre > x) and y0 <= i.middle <= y1]

    def rest_of(self, ink: Sequence[Ink]) -> list[Ink]:
        """The others."""
        x, y0, y1, left = self.x, self.y0, self.y1, self.left
        return [i for i in ink if not ((i.centre < x if left else i.centre > x) and y0 <= i.middle <= y1)]


@dataclass(frozen=True)
class Sheet:
    """A page with its lines and its drawn rules, in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    vertical_rules: tuple[Rule, ...]
    """(x, y0, y1) of each upright rule."""
    horizontal_rules: tuple[Rule, ...]
    """(y, x0, x1) of each level rule."""
    word_gap: float = 0.3
    """The usual space between words, in text heights; typewriter faces set words far apart."""

    turned: tuple[Ink, ...] = ()
    """Words that run up or down the page, in the order in which they read: titles of narrow columns."""

    gutter: Gutter | None = None
    """What parts a column of text at the side from the rest; its lines come before the others."""

    def parted(self, one: Segment, other: Segment) -> bool:
        """Whether two segments stand on two sides of the gutter."""
        return self.gutter is not None and self.gutter.in_side(one.ink[0]) is not self.gutter.in_side(other.ink[0])

    def of_ink(self, ink: Sequence[Ink]) -> Sheet:
        """The sheet with these words only, in lines of their own."""
        gap = max(SEGMENT_GAP, 1.7 * self.word_gap)
        lines = [Line(tuple(segments_of(row, self.vertical_rules, gap))) for row in rows_of(ink)]
        return replace(self, lines=tuple(lines))

    @lazily
    def headings(self) -> dict[Hashable, tuple[object, ...]]:
        """The table headings found on it, by the vocabulary; filled by :mod:`pipeline.understand.table.columns`."""
        return {}

    @lazily
    def drawn(self) -> dict[tuple[float, float], object]:
        """The drawn cells around points that were asked about; filled by :mod:`pipeline.understand.table.storeys`."""
        return {}

    @lazily
    def grids(self) -> list[RuledGrid]:
        """The small grids that its rules draw."""
        return ruled_grids(self.vertical_rules, self.horizontal_rules)

    @lazily
    def upright_in_order(self) -> list[Rule]:
        """The upright rules from left to right."""
        return sorted(self.vertical_rules)

    @lazily
    def level_in_order(self) -> list[Rule]:
        """The level rules from the top down."""
        return sorted(self.horizontal_rules)

    @lazily
    def segments(self) -> list[Segment]:
        return [segment for line in self.lines for segment in line.segments]


def sheet_of(page: Page) -> Sheet:
    """The lines and rules of ``page``."""
    turned = ink_of(replace(page, words=page.turned)) if page.turned else []
    printed = [i for i in ink_of(page) if i.x1 > i.x0 and i.y1 > i.y0]
    printed = list(levelled(printed)) if page.engine == TEXT_LAYER else printed
    typed = typed_rules(printed)
    upright, level = rules_of(page, printed, turned, typed)
    drawn = set(map(id, typed))
    ink = [i for i in printed if id(i) not in drawn] if drawn else printed
    rows = [without_leaders(without_twins(without_echoes(row))) for row in rows_of(ink)]
    word_gap = _word_gap(rows)
    gap = max(SEGMENT_GAP, 1.7 * word_gap)
    lines = [Line(tuple(segments_of(row, upright, gap))) for row in closed_up(rows, upright, gap, word_gap)]
    return Sheet(page.number, page.width, page.height, tuple(lines), upright, level, word_gap, tuple(turned))


def segment_of(ink: Sequence[Ink]) -> Segment:
    """The segment made of ``ink`` (at least one word)."""
    first = ink[0]
    x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
    for word in ink[1:]:
        x0, y0 = word.x0 if word.x0 < x0 else x0, word.y0 if word.y0 < y0 else y0
        x1, y1 = word.x1 if word.x1 > x1 else x1, word.y1 if word.y1 > y1 else y1
    return Segment(tuple(ink), x0, y0, x1, y1)


def segments_of(row: Sequence[Ink], upright: Sequence[Rule] = (), gap: float = SEGMENT_GAP) -> list[Segment]:
    """Cuts a row of words at wide gaps and at upright rules."""
    if not row:
        return []
    near = _passing(row, upright) if upright else ()
    segments: list[list[Ink]] = [[row[0]]]
    for left, word in pairwise(row):
        if _cut(left, word, near, gap):
            segments.append([word])
        else:
            segments[-1].append(word)
    return [segment_of(words) for words in segments]


def _passing(row: Sequence[Ink], upright: Sequence[Rule]) -> list[Rule]:
    """The upright rules that run past a row of words."""
    middles = [word.middle for word in row]
    top, bottom = min(middles), max(middles)
    return [rule for rule in upright if rule[1] <= bottom and top <= rule[2]]


def _word_gap(rows: Sequence[Sequence[Ink]]) -> float:
    gaps = [(b.x0 - a.x1) / max(b.height, 0.1) for row in rows for a, b in pairwise(row)]
    close = [gap for gap in gaps if 0.05 < gap < 1.0]
    return median(close) if close else 0.3


def _cut(left: Ink, right: Ink, upright: Sequence[Rule], gap: float) -> bool:
    low, high = (left.height, right.height) if left.height < right.height else (right.height, left.height)
    if right.x0 - left.x1 > gap * (high if high < 1.6 * low else 1.6 * low):
        return True
    if not upright:
        return False
    middle = (left.middle + right.middle) / 2
    first, last = left.x1 - 1, right.x0 + 1
    for x, y0, y1 in upright:  # noqa: SIM110 - asked of every two words
        if first <= x <= last and y0 <= middle <= y1:
            return True
    return False
