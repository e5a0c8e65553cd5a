"""A card ruled into a column of labels and one of values beside it: labels with nothing beside them, and wrapped ones.

``LOCK HOLE`` with a drawn and empty cell on its right says nothing. ``FRAME LAMINATE`` over ``CODE`` in one cell is one
label, though the value beside it and whatever else is in that line stand between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.understand.listed.captions import names_a_value
from pipeline.understand.page.layout import Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.storeys import Cell, cell_at
from pipeline.understand.words.vocabulary import Vocabulary

_NEAR = 3.0  # points
_LEAST = 2  # labels below one another that make a column of them

Held = Mapping[Cell, Sequence[Segment]]


def label_cells(held: Held, vocabulary: Vocabulary) -> list[Cell]:
    """The cells of the columns that hold a label in each of their cells, ``held`` being what stands in a card's."""
    columns: dict[tuple[int, int], list[Cell]] = {}
    for cell in held:
        columns.setdefault((round(cell.x0 / _NEAR), round(cell.x1 / _NEAR)), []).append(cell)
    labels = {cell for cell, segments in held.items() if names_a_value(_whole(segments), vocabulary)}
    return [
        cell for column in columns.values() if len(column) >= _LEAST and labels.issuperset(column) for cell in column
    ]


def blank(held: Held, cells: Sequence[Cell], sheet: Sheet) -> set[int]:
    """The words, by their identity, of labels in ``cells`` whose cell on the right is drawn and empty."""
    empty = (cell for cell in cells if _is_empty(_right_of(cell, sheet), held))
    return {id(ink) for cell in empty for ink in _whole(held[cell]).ink}


def unwrapped(words: Sequence[Sequence[Ink]], held: Held, cells: Sequence[Cell]) -> list[list[Ink]]:
    """The words of a card's lines, with each label in ``cells`` that takes several lines whole in its first one."""
    lines = [list(line) for line in words]
    for first, *others in (held[cell] for cell in cells):
        moved = [ink for segment in others for ink in segment.ink]
        own = {id(ink) for ink in moved}
        lines = [[ink for ink in line if id(ink) not in own] for line in lines]
        for line in lines:
            place = next((n for n, ink in enumerate(line) if ink is first.ink[-1]), None)
            if place is not None:
                line[place + 1 : place + 1] = moved
    return lines


def _whole(segments: Sequence[Segment]) -> Segment:
    return segment_of([ink for segment in segments for ink in segment.ink])


def _right_of(cell: Cell, sheet: Sheet) -> Cell | None:
    right = cell_at(cell.x1 + _NEAR + 1, (cell.y0 + cell.y1) / 2, sheet)
    level = right and abs(right.y0 - cell.y0) < _NEAR and abs(right.y1 - cell.y1) < _NEAR
    return right if level else None


def _is_empty(cell: Cell | None, held: Held) -> bool:
    return cell is not None and not any(
        other.x0 < cell.x1 - _NEAR
        and cell.x0 < other.x1 - _NEAR
        and other.y0 < cell.y1 - _NEAR
        and cell.y0 < other.y1 - _NEAR
        for other in held
    )
