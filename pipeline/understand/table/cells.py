"""The words of a line by the column that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import Cells, LineCells, anchor_strength
from pipeline.understand.table.columns import Column, Laid, cell_ink, descriptions, laid
from pipeline.understand.table.spanning import begun_under, is_stated_across, is_value_apart, runs_on, spanning
from pipeline.understand.table.titles import SECOND_TEXT

BOX = "box"
"""The meaning of a stretch beside the table that holds a box of text and nothing of the items."""
_FLUSH = 0.3  # text heights between the left edges of a text's lines
_TOLD = 0
"""The identity of no columns."""


def by_meaning(line: Line, columns: Sequence[Column]) -> Cells:
    """The words of ``line`` by column meaning; an unknown column under its title with a question mark."""
    known = line.cells.get(_TOLD) or line.cells.get(id(columns))  # several rules look at the same lines so
    if known is None:
        # Kept with the columns, so that no others can have their identity.
        known = line.cells[id(columns)] = (columns, LineCells(_by_meaning(line, laid(columns))))
    return known[1]


def tell(line: Line, cells: Cells) -> None:
    """Makes ``cells`` what ``line`` holds under any columns."""
    line.cells[_TOLD] = ((), LineCells(cells))


def tell_under(line: Line, columns: Sequence[Column], cells: Cells) -> None:
    """Makes ``cells`` what ``line`` holds under these ``columns`` only."""
    line.cells[id(columns)] = (columns, LineCells(cells))


def keep_together(lines: Sequence[Line], columns: Sequence[Column]) -> None:
    """Makes text what stands below the begin of a run of words over several columns, and goes on with it.

    ``Frame: width 115~140MM, rebated 52mm,`` over ``profile L-50``: the second line stands under one title by chance.
    """
    runs: list[Segment] = []
    lie = laid(columns)
    for above, line in pairwise(lines):
        runs = [*runs, *spanning(above, lie)]
        free = bool(runs) and is_next_line(above, line) and not anchor_strength(by_meaning(line, columns))
        free = free and not is_value_apart(line, lie)
        runs = [s for s in line.segments if any(_goes_on(run, s) for run in runs)] if free else []
        if runs:
            tell_under(line, columns, _as_text(runs, by_meaning(line, columns), columns))


def _goes_on(run: Segment, segment: Segment) -> bool:
    return abs(segment.x0 - run.x0) < _FLUSH * run.height


def _as_text(segments: Sequence[Segment], cells: Cells, columns: Sequence[Column]) -> Cells:
    moved = {id(ink) for segment in segments for ink in segment.ink}
    kept = {m: [ink for ink in own if id(ink) not in moved] for m, own in cells.items()}
    told = {m: own for m, own in kept.items() if own}
    for segment in segments:
        told.setdefault(_text_of(segment, columns), []).extend(segment.ink)
    return told


def _text_of(segment: Segment, columns: Sequence[Column]) -> str:
    """Whose text a run of words over several columns is: the description's, or a second one right of it."""
    described = descriptions(columns)
    beside = described is not None and segment.x0 >= described.x1
    return SECOND_TEXT if beside else "description"


def is_told(line: Line) -> bool:
    """Whether something else than the columns tells what a line holds."""
    return _TOLD in line.cells


def overhangs(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is text of the item above it that begins left of the descriptions."""
    described = descriptions(columns)
    if described is None or described.text_x0 is None or is_told(line):
        return False
    begins, height = line.ink[0].x0 - described.text_x0, line.ink[0].height
    if described.labelled and begins > height and (len(line.segments) > 1 or line.ink[0].x0 > described.x1):
        return not anchor_strength(by_meaning(line, laid(columns).bare))  # the labels' values go on
    if abs(begins) > height:
        return False
    if described.labelled:
        strength = anchor_strength(by_meaning(line, laid(columns).bare))
        return strength <= (not any(map(str.isdigit, line.ink[0].text)))  # a scan may have lost an item's number
    apart = [segment for segment in line.segments[1:] if segment.x0 >= described.x1]
    return not apart and (len(line.segments) == 1 or not anchor_strength(by_meaning(line, laid(columns).bare)))


def _by_meaning(line: Line, columns: Laid) -> Cells:
    if overhangs(line, columns):
        return {"description": list(line.ink)}
    result: dict[str, list[Ink]] = {}
    if not columns:
        return result
    if is_stated_across(line, columns) or is_value_apart(line, columns) or runs_on(line, columns):
        return {"description": list(line.ink)}
    spans = spanning(line, columns)
    begun: list[tuple[Column, Ink]] = []
    for segment in line.segments:
        if segment in spans:
            result.setdefault(_text_of(segment, columns), []).extend(segment.ink)
        else:
            begun += begun_under(segment, columns)
    apart = {id(ink) for segment in spans for ink in segment.ink} | {id(ink) for _, ink in begun}
    rest = [ink for ink in line.ink if id(ink) not in apart] if apart else line.ink
    for column, name, own in zip(columns, columns.names, cell_ink(rest, columns), strict=True):
        ink = [*own, *(each for place, each in begun if place is column)] if begun else own
        if ink and column.meaning != BOX:
            result.setdefault(name, []).extend(ink)
    return result


def descriptions_begin(body: Sequence[Line], columns: Sequence[Column]) -> float | None:
    """Where the items' descriptions begin: at their title's left edge, or left of it; None without a column beside."""
    described = descriptions(columns)
    if described is None or not any(column.x1 <= described.x0 + 1 for column in columns if column is not described):
        return None
    cells = [by_meaning(line, columns) for line in body]
    starts = [each["description"][0].x0 for each in cells if "description" in each and anchor_strength(each)]
    return min([described.title_x0, *starts])
