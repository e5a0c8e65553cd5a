"""A card ruled into columns of labels, each with one of values beside it.

What stands in the cell beside a label's is its value. ``LOCK HOLE`` with a drawn and empty cell beside it says nothing.
``FRAME LAMINATE`` over ``CODE`` in one cell is one label, though the value beside it and whatever else is in that line
stand between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.understand.listed.captions import Cells, is_own_value, meaning_of, names_a_value
from pipeline.understand.page.layout import Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.storeys import Cell, cell_at
from pipeline.understand.table.title_units import counted_unit, legend_before
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


def values_beside(
    held: Held, cells: Sequence[Cell], sheet: Sheet, vocabulary: Vocabulary
) -> tuple[Cells, set[int]]:  # fmt: skip
    """What stands in the cells on the right of labels, by its meaning, and which words these and their labels are.

    Where a rule was not seen, a label in line with the others has its value behind it in the same cell.
    """
    found: Cells = {}
    taken: set[int] = set()
    for cell in cells:
        right = _right_of(cell, sheet)
        inside = held.get(right, ()) if right else ()
        for label, values in _parted(_whole(held[cell]), inside, cells, vocabulary):
            meaning = meaning_of(label, found, vocabulary)
            if any(names_a_value(value, vocabulary) and not is_own_value(value, label, vocabulary) for value in values):
                continue  # labels stand over their values here
            if values and meaning and meaning != "description" and meaning not in found:
                found[meaning] = [*legend_before(label, meaning), *(ink for value in values for ink in value.ink)]
                if meaning == "quantity" and (unit := counted_unit(label.ink, vocabulary)):
                    found.setdefault("unit", unit)
                taken |= {id(ink) for ink in (*label.ink, *found[meaning])}
            elif not values:
                taken |= {id(ink) for ink in label.ink}
    return found, taken


def _parted(
    label: Segment, inside: Sequence[Segment], cells: Sequence[Cell], vocabulary: Vocabulary
) -> list[tuple[Segment, list[Segment]]]:
    """A label with what stands beside it, up to another label that keeps the edge of a column of them."""
    parts: list[tuple[Segment, list[Segment]]] = [(label, [])]
    for segment in inside:
        among = any(cell.x0 - _NEAR < segment.x0 < cell.x1 for cell in cells if cell.x0 > label.x1)
        if among and names_a_value(segment, vocabulary):
            parts.append((segment, []))
        else:
            parts[-1][1].append(segment)
    return parts


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
