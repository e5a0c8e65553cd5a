"""The columns under the heading of an item table.

Where a column ends is decided by drawn rules, else by the text below: the boundary between two titles runs where it
cuts through the least of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from statistics import median

from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.table_headings import Heading
from pipeline.understand.table.titles import RUN_ON
from pipeline.understand.words.vocabulary import Vocabulary

FIGURES = frozenset({"number", "quantity", "unit_price", "amount", "sen", "discount", "tax", "extent"})

ACROSS = 3  # titles under which one run of words stands
_LETTERS = re.compile(r"[A-Za-z]+")
_RULE_SHARE = 0.6  # of the table's height that a rule between columns covers at least
_PASSED = 0.9  # of the rows with most columns filled
_FEWEST_ROWS = 2
WIDER = 1.15  # times the usual word space of a line: a gap between cells
_EXACTLY = 1.0  # points
_ALMOST = 0.25  # text heights
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
    labelled: bool = False
    """Whether labels begin there, so that such lines are the item's text under whatever titles they run on."""
    doubt: str = ""
    """Why a person is asked whether the column means that."""
    ruled: bool = False
    """Whether a drawn rule parts it from the column on its left."""
    title_ink: tuple[Ink, ...] = ()
    stack: tuple[str, str] | None = None
    """What two titles over it mean that stand one over the other, as its cells may."""

    @lazily
    def title_middle(self) -> float:
        return (self.title_x0 + self.title_x1) / 2

    def __hash__(self) -> int:
        return hash((self.title, self.x0, self.x1))


Columns = tuple[Column, ...]


class Laid(Columns):
    """Columns, and what every line under them asks of where they lie, found out once."""

    @lazily
    def starts(self) -> list[float]:
        """Where each begins, if each begins where the one before it ends; else nothing."""
        joined = all(left.x0 <= left.x1 == right.x0 for left, right in pairwise(self))
        return [column.x0 for column in self] if joined else []

    @lazily
    def described(self) -> int | None:
        """The place of the column that describes the goods."""
        return next((place for place, column in enumerate(self) if column.meaning == "description"), None)

    @lazily
    def bare(self) -> Laid:
        """The same without where their texts begin."""
        return one_and_the_same(tuple(replace(column, text_x0=None) for column in self))

    @lazily
    def names(self) -> list[str]:
        """What each cell is called: by what its column means, or by its title with a question mark."""
        # several columns may be "noted"
        return [c.meaning if c.meaning and c.meaning != "noted" else f"?{c.title}" for c in self]

    @lazily
    def rules(self) -> list[float]:
        """Where drawn rules part them, from left to right."""
        return sorted(column.x0 for column in self if column.ruled)

    @lazily
    def _titles(self) -> list[float]:
        return sorted(column.title_x0 for column in self)

    @lazily
    def middles(self) -> list[float]:
        """Where the middles of their titles stand, from left to right."""
        return sorted(column.title_middle for column in self)

    def titles_within(self, x0: float, x1: float) -> int:
        """How many titles have their middle there."""
        return bisect_left(self.middles, x1) - bisect_right(self.middles, x0)

    def titles_begun(self, x0: float, x1: float) -> int:
        """How many titles begin there."""
        return bisect_left(self._titles, x1) - bisect_right(self._titles, x0)

    def place_at(self, x: float) -> int:
        """Which of them is at ``x``; the last where none is."""
        if self.starts:
            place = bisect_right(self.starts, x) - 1
            return place if place >= 0 else len(self) - 1
        return next((place for place, column in enumerate(self) if column.x0 <= x < column.x1), len(self) - 1)


def laid(columns: Sequence[Column]) -> Laid:
    """``columns`` as what knows where they lie."""
    return columns if isinstance(columns, Laid) else Laid(columns)


def descriptions(columns: Sequence[Column]) -> Column | None:
    """The column that describes the goods."""
    if not isinstance(columns, Laid):
        return next((column for column in columns if column.meaning == "description"), None)
    return None if columns.described is None else columns[columns.described]


@lru_cache(maxsize=64)
def one_and_the_same(columns: Columns) -> Laid:
    """The columns that were drawn alike before, so that what stands under them is known by their identity."""
    return laid(columns)


def drawn_columns(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    """The columns under ``heading``, bounded by drawn rules or by where the text of ``body`` leaves room."""
    if heading.edges:
        return tuple(_ruled_columns(heading, sheet.width))
    boxes = [segment for _, segment in heading.titles]
    middles = sorted(box.centre for box in boxes)
    cells = [segment for line in body for segment in line.segments if not _crosses(segment, middles)]
    words = [segment for segment in cells if _is_wording(segment.text, vocabulary)]
    rows = [line.middle for line in body if 2 * len(line.segments) > len(boxes)]
    edges = [(0.0, False)]
    for place, (left, right) in enumerate(pairwise(boxes)):
        figures = [meaning in FIGURES for meaning in heading.meanings[place : place + 2]]
        wrong = [s for s in words if s.x1 > left.x0 - 1] if figures == [True, False] else words
        wording = wrong if figures[0] != figures[1] else []
        cut = _boundary((left, right), cells, sheet, wording, figures_left=figures[0], rows=rows)
        edges.append(cut)
    edges.append((sheet.width, False))
    return tuple(
        Column(title, meaning, x0, x1, box.x0, box.x1, ruled=ruled, title_ink=tuple(box.ink))
        for (title, box), meaning, ((x0, ruled), (x1, _)) in zip(
            heading.titles, heading.meanings, pairwise(edges), strict=True
        )
    )


def _ruled_columns(heading: Heading, width: float) -> Iterator[Column]:
    """The columns as the rules around their titles part them; one without a title where they leave room."""
    before = 0.0
    for place, ((title, box), meaning, (x0, x1)) in enumerate(
        zip(heading.titles, heading.meanings, heading.edges, strict=True)
    ):
        if place and x0 - before > _NARROWEST:
            yield Column("", None, before, x0, before, x0)
        last = place == len(heading.edges) - 1
        left, right = before if not place else x0, width if last else x1
        yield Column(title, meaning, left, right, box.x0, box.x1, ruled=place > 0, title_ink=tuple(box.ink))
        before = x1


def runs_across(line: Line, titles: Sequence[Segment]) -> bool:
    """Whether a line is text set over the full width: it says nothing about where columns end."""
    middles = sorted(title.centre for title in titles)
    return any(_crosses(segment, middles) for segment in line.segments)


def _crosses(segment: Segment, middles: Sequence[float]) -> bool:
    """Whether a run of words stands under several titles, whose ``middles`` stand in order."""
    return bisect_left(middles, segment.x1) - bisect_right(middles, segment.x0) >= ACROSS


@lru_cache(maxsize=4096)
def _is_wording(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a segment is words, which a column of figures does not hold: more than a unit or a currency."""
    return any(len(word) > 3 and not vocabulary.units.whole(word) for word in _LETTERS.findall(text))


def _boundary(  # noqa: PLR0913 - what stands around it
    titles: tuple[Segment, Segment],
    cells: Sequence[Segment],
    sheet: Sheet,
    wording: Sequence[Segment],
    *,
    figures_left: bool,
    rows: Sequence[float],
) -> tuple[float, bool]:
    """Where to cut between two titles, and whether a rule is drawn there: else the room that cuts least of ``cells``.

    ``wording`` are segments that belong to the column of words of the two; none may fall to the column of figures.
    ``rows`` are the middles of the lines that fill most columns.
    """
    left, right = titles
    low, high = left.centre, right.centre
    runs = [s for s in cells if s.x1 > low and s.x0 < high]
    inside = [w for s in runs for w in s.ink if w.x1 > low and w.x0 < high]
    ruled = _ruled(sheet, (low, high), (left.y0, cells[-1].y1 if cells else left.y1), [*inside, left, right], rows)
    middle = (left.x1 + right.x0) / 2
    if ruled:
        return min(ruled, key=lambda x: abs(x - middle)), True
    spans = _Spans(
        [(w.x0, w.x1) for w in inside] + [(left.x0, left.x1), (right.x0, right.x1)],
        [(s.x0, s.x1) for s in runs],
        [(s.x0, s.x1) for s in wording if s.x1 > low and s.x0 < high],
        figures_left,
    )
    best = spans.room(low, high, middle)
    return (best[0] + best[1]) / 2, False


_Span = tuple[float, float]


@dataclass(frozen=True)
class _Spans:
    """What stands between two titles: words, runs of words, and the runs that only a column of words may hold."""

    words: list[_Span]
    runs: list[_Span]
    wording: list[_Span]
    figures_left: bool

    def room(self, low: float, high: float, middle: float) -> _Span:
        """Of the rooms between where words begin and end, that through which a cut does least harm."""
        starts, ends = sorted([a for a, _ in self.words]), sorted([b for _, b in self.words])
        edges = sorted({low, high, *[x for x in (*starts, *ends) if low < x < high]})
        rooms = list(pairwise(edges))
        if not rooms:
            return middle, middle
        cut = [_crossing(starts, ends, (a + b) / 2) for a, b in rooms]
        least = min(cut)  # few rooms cut so few words, and only of these more is asked
        return min((r for r, n in zip(rooms, cut, strict=True) if n == least), key=lambda r: self._cost(r, middle))

    def _cost(self, room: _Span, middle: float) -> tuple[int, int, float, float]:
        """How bad a cut through ``room`` is: wording among figures, runs cut, narrowness, eccentricity."""
        x = (room[0] + room[1]) / 2
        ends = self._wording_ends
        misplaced = bisect_right(ends, x) if self.figures_left else len(ends) - bisect_left(ends, x)
        width = min(room[1] - room[0], _WIDE_ENOUGH)
        return misplaced, _crossing(self._run_starts, self._run_ends, x), -width, abs(x - middle)

    @lazily
    def _wording_ends(self) -> list[float]:
        """The ends of the wording that fall to the figures where the cut lies beyond them."""
        return sorted(b if self.figures_left else a for a, b in self.wording)

    @lazily
    def _run_starts(self) -> list[float]:
        return sorted(a for a, _ in self.runs)

    @lazily
    def _run_ends(self) -> list[float]:
        return sorted(b for _, b in self.runs)


def _crossing(starts: Sequence[float], ends: Sequence[float], x: float) -> int:
    """How many spans with these sorted ends lie across ``x``."""
    return bisect_left(starts, x) - bisect_right(ends, x)


def _ruled(
    sheet: Sheet, across: _Span, down: _Span, words: Sequence[Ink | Segment], rows: Sequence[float]
) -> list[float]:  # fmt: skip
    """Upright rules between two titles that cut through no word on their way.

    They run down most of the table, or past nearly all its ``rows``: those are no rows whose cells are one.
    """
    between = [rule for rule in sheet.vertical_rules if across[0] < rule[0] < across[1]]
    if not between:
        return []
    lengths: dict[int, float] = {}
    passed: dict[int, set[float]] = {}
    # Where cells are drawn, many rules stand at one place: the words there are looked for once.
    crossed = {x: [w.middle for w in words if w.x0 + 1 < x < w.x1 - 1] for x in {x for x, _, _ in between}}
    for x, y0, y1 in between:
        if not any(y0 < middle < y1 for middle in crossed[x]):
            lengths[round(x)] = lengths.get(round(x), 0.0) + max(0.0, min(y1, down[1]) - max(y0, down[0]))
            passed.setdefault(round(x), set()).update(row for row in rows if y0 < row < y1)
    least = _PASSED * max(len(rows), _FEWEST_ROWS)
    return [
        float(x)
        for x, length in lengths.items()
        if length > _RULE_SHARE * (down[1] - down[0]) or len(passed[x]) >= least
    ]


def cell_ink(ink: Sequence[Ink], columns: Sequence[Column], word_gap: float = 0.3) -> list[list[Ink]]:
    """The words of a line by column, each list left to right.

    A description that runs on into the next columns with plain word spaces stays together.
    """
    cells: list[list[Ink]] = [[] for _ in columns]
    place_at = laid(columns).place_at
    before: Ink | None = None
    own = 0  # the place of the word before
    for word in ink:
        place = place_at(word.centre)
        if not (
            before
            and place != own
            and columns[own].meaning == "description"
            and _runs_on(before, word, word_gap)
            and not any(column.ruled for column in columns[own + 1 : place + 1])
            and not (set_under(word, columns[place]) and word.x0 - before.x1 > WIDER * _usual_gap(ink))
        ):
            own = place
        cells[own].append(word)
        before = word
    return cells


def _usual_gap(ink: Sequence[Ink]) -> float:
    return median([b.x0 - a.x1 for a, b in pairwise(ink)] or [0.0])


def set_under(word: Ink, column: Column) -> bool:
    """Whether a word begins, or ends, exactly where the title of its column does."""
    return min(abs(word.x0 - column.title_x0), abs(word.x1 - column.title_x1)) < _EXACTLY


def begins_under(word: Ink, column: Column) -> bool:
    """Whether a word begins exactly where the title of its column does, but for the skew of a scan."""
    return abs(word.x0 - column.title_x0) < _tolerance(word)


def ends_under(word: Ink, column: Column) -> bool:
    """Whether a word ends exactly where the title of its column does, but for the skew of a scan."""
    return abs(word.x1 - column.title_x1) < _tolerance(word)


def _tolerance(word: Ink) -> float:
    return _EXACTLY if word.word.confidence == 1.0 else _ALMOST * word.height


def _runs_on(left: Ink, right: Ink, word_gap: float) -> bool:
    return right.x0 - left.x1 <= RUN_ON * max(word_gap, 0.2) * right.height
