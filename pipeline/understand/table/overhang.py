"""Text of items that begins left of their descriptions: under a code or a number, and over the full width.

Line printers and small systems set an item's first line in columns and the rest of it from a further left edge on. Such
lines are text of the item above, not the code under whose title they begin and no heading of what follows: the first
line of the table is an item's own, and the lines stand closer to the item above them than to the one below, or all tell
the sizes that the items' own lines do not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import FIGURES, Column, Columns, one_and_the_same
from pipeline.understand.table.sum_lines import is_carried
from pipeline.understand.table.title_units import LENGTHS
from pipeline.understand.words.vocabulary import Vocabulary

_MEASURED = LENGTHS | {"size"}
_PLACE = frozenset({"location"})  # such labels alone head groups of items
_LEAST_LABELLED = 2  # pieces
_MOSTLY = 0.7
_CLEARLY = 0.12  # text heights by which one room is wider than another


@dataclass(frozen=True)
class _Run:
    """Lines between two items' own lines."""

    above: Line
    lines: list[Line]
    below: Line | None
    """None behind the last item."""

    @property
    def closer_to_above(self) -> int:
        """1 where the lines belong to what is above them by the room left, -1 to what is below, 0 where it is equal."""
        if self.below is None:
            return 0
        height = self.above.y1 - self.above.y0
        more = (self.below.y0 - self.lines[-1].y1) - (self.lines[0].y0 - self.above.y1)
        return (more > _CLEARLY * height) - (more < -_CLEARLY * height)


def with_overhang(columns: Columns, body: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """``columns`` with the left edge of the items' text, where it begins further left than their descriptions.

    Labels that begin there (``Door size ..... 950 x 2400   Core ..... Honeycomb``) tell it by themselves.
    """
    place = next((n for n, column in enumerate(columns) if column.meaning == "description"), None)
    if not place or not body:
        return columns
    edge, labelled = _edge(list(_runs(body, columns, vocabulary)), columns, vocabulary)
    if edge is None:
        return columns
    return (*columns[:place], replace(columns[place], text_x0=edge, labelled=labelled), *columns[place + 1 :])


def as_before(columns: Columns, before: Columns) -> Columns:
    """``columns`` of a table that goes on, with its items' labels where they begin on the page before."""
    place = next((n for n, column in enumerate(columns) if column.meaning == "description"), None)
    labelled = next((column for column in before if column.labelled and column.text_x0 is not None), None)
    if place is None or labelled is None or labelled.text_x0 is None or columns[place].text_x0 is not None:
        return columns
    column = columns[place]
    edge = labelled.text_x0 + column.title_x0 - labelled.title_x0
    return one_and_the_same((*columns[:place], replace(column, text_x0=edge, labelled=True), *columns[place + 1 :]))


def _edge(runs: Sequence[_Run], columns: Sequence[Column], vocabulary: Vocabulary) -> tuple[float | None, bool]:
    """Where such text begins, and whether labels say so."""
    own = [cells["description"][0] for run in runs if "description" in (cells := by_meaning(run.above, columns))]
    if not own:
        return None, False
    left, height = min(ink.x0 for ink in own), own[0].height
    edge = _edge_of_labels([line for run in runs for line in run.lines], columns, left, vocabulary)
    if edge is not None:
        return edge, True
    outside = [run for run in runs if run.below and all(line.ink[0].x0 < left - height for line in run.lines)]
    starts = [line.ink[0].x0 for run in outside for line in run.lines]
    over = any(line.segments[0].x1 > left for run in outside for line in run.lines)
    if not over or max(starts) - min(starts) > height:
        return None, False
    rooms = [run.closer_to_above for run in outside]
    told = sum(rooms) > 0 and min(rooms) >= 0
    return (median(starts) if told or all(map(_tells_the_size, outside)) else None), False


def _edge_of_labels(
    lines: Sequence[Line], columns: Sequence[Column], left: float, vocabulary: Vocabulary
) -> float | None:
    """Where labels begin on most of ``lines``: left of the descriptions, or under them in the first of two lists."""
    described = next(column for column in columns if column.meaning == "description")
    height = max((line.ink[0].height for line in lines), default=0.0)
    lines = [line for line in lines if line.ink[0].x0 < left + height / 2]
    lines = [line for line in lines if not vocabulary.units.whole(line.segments[0].text)]  # a count's, below it
    found = [(line.ink[0].x0, label) for line in lines if (label := _label(line.text, vocabulary))]
    outside = [(x0, label) for x0, label in found if x0 < left - height]
    if len(outside) > _MOSTLY * len(lines):
        found = outside  # "FLUSH DOOR, Single" / "leaf": a label's word that the goods' name ends with
    told = [x0 for x0, _ in found]
    made = sum(each.isdisjoint(_PLACE) for line in lines for each in _labels(line, vocabulary))
    if made < _LEAST_LABELLED or len(told) <= _MOSTLY * len(lines) or max(told) - min(told) > height:
        return None
    if max(told) < left - height:
        return median(told)
    beside = columns[columns.index(described) + 1 :]
    under_figures = bool(beside) and beside[0].meaning in FIGURES | _MEASURED
    reaching = [line for line in lines if line.ink[-1].x1 > described.x1]
    return median(told) if under_figures and _many_apart(reaching, beside, vocabulary) else None


def _many_apart(lines: Sequence[Line], beside: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether labels stand behind the first ones of ``lines`` that are none of the titles over them."""
    titled = {column.meaning for column in beside}
    behind = [each for line in lines for each in _labels(line, vocabulary)[1:]]
    return sum(each.isdisjoint(titled) for each in behind) >= _LEAST_LABELLED


def _labels(line: Line, vocabulary: Vocabulary) -> list[frozenset[str]]:
    """What the pieces of a line are labelled as, those without a label left out."""
    return [label for segment in line.segments if (label := _label(segment.text, vocabulary))]


def _label(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    found = vocabulary.specification_labels.starting(text)
    return found.meanings if found else None


def _tells_the_size(run: _Run) -> bool:
    text = "\n".join(line.text for line in run.lines)
    return bool(sizes_in(joined_lines(text))) and not sizes_in(joined_lines(run.above.text))


def _runs(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> Iterator[_Run]:
    """The lines between items' own ones and below the last; none where more than a carried sum stands on top."""
    above: Line | None = None
    lines: list[Line] = []
    for line in body:
        if anchor_strength(by_meaning(line, columns)) > 1:
            if above is None and lines:
                return
            if above is not None and lines:
                yield _Run(above, lines, line)
            above, lines = line, []
        elif not is_carried(line, vocabulary):
            lines.append(line)
    if above is not None and lines:
        yield _Run(above, lines, None)
