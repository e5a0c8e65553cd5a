"""The boxes of a column in one row: an option a place, ``Others: ____`` last, a tick where the choice is."""

from __future__ import annotations

from outputs.drawing import BOX_SIDE, Drawing, Rule, TickBox
from outputs.layout import BoxColumn, Rect
from pipeline.form import BoxGroup
from pipeline.model import Choice

OTHERS = "Others:"
BOX_ABOVE_MIDDLE = 0.6
"""The form's boxes stand this much above the middle of their place."""
BLANK_THICKNESS = 1.2


def draw_boxes(
    drawing: Drawing, cell: Rect, column: BoxColumn, group: BoxGroup, choice: Choice | None, size: float, place: str
) -> None:
    """All boxes of ``group`` in ``cell``, the ``choice`` ticked; ``place`` names the cell for a note."""
    places = _places(cell, max(column.slots, len(group.labels) + group.others))
    for label, spot in zip(group.labels, places, strict=False):
        ticked = choice is not None and choice.option == label
        _draw_box(drawing, spot, column, ticked=ticked)
        if column.blanks:
            blank = choice.blank or "" if ticked and choice is not None else ""
            _draw_label_with_blank(drawing, spot, column, label, blank, size, place)
        else:
            _draw_label(drawing, spot, column, label, size)
    if group.others:
        other = choice.other or "" if choice is not None else ""
        spot = places[-1]
        _draw_box(drawing, spot, column, ticked=choice is not None and choice.option is None)
        _draw_others(drawing, spot, column, other, size, place)
    drawing.rules += [Rule(cell.x0, cell.x1, spot.y0) for spot in places[1:]]


def _places(cell: Rect, count: int) -> list[Rect]:
    height = cell.height / count
    return [Rect(cell.x0, cell.y0 + height * n, cell.x1, cell.y0 + height * (n + 1)) for n in range(count)]


def _draw_box(drawing: Drawing, spot: Rect, column: BoxColumn, *, ticked: bool) -> None:
    y = spot.middle_y - BOX_SIDE / 2 - BOX_ABOVE_MIDDLE
    drawing.boxes.append(TickBox(spot.x0 + column.box, y, ticked))


def _label_space(spot: Rect, column: BoxColumn) -> Rect:
    left = spot.x0 + column.label - (column.width / 2 if column.centred else 0)
    return Rect(left, spot.y0, left + column.width, spot.y1)


def _draw_label(drawing: Drawing, spot: Rect, column: BoxColumn, label: str, size: float) -> None:
    drawing.write(label, _label_space(spot, column), size, align="middle" if column.centred else "left")


def _draw_label_with_blank(
    drawing: Drawing, spot: Rect, column: BoxColumn, label: str, words: str, size: float, place: str
) -> None:
    space = _label_space(spot, column)
    top = spot.y0 + 5.0
    drawing.write(label, Rect(space.x0, top, space.x1, top + 12.0), size)
    line = Rule(spot.x0 + 19.9, spot.x1 - 3.1, spot.y1 - 3.8, BLANK_THICKNESS)
    drawing.rules.append(line)
    drawing.write_value(words, Rect(line.x0, top + 12.0, line.x1, line.y - 0.8), size + 1, place)


def _draw_others(drawing: Drawing, spot: Rect, column: BoxColumn, words: str, size: float, place: str) -> None:
    """The word in the upper part of the place, its line at the foot, the words between them."""
    space = _label_space(spot, column)
    label_size = min(size, spot.height * 0.4)
    middle = spot.y0 + spot.height * 0.4 - label_size * 0.36
    drawing.write(OTHERS, Rect(space.x0, middle - 6, space.x1, middle + 6), label_size)
    line = Rule(spot.x0 + 18.2, spot.x1 - 0.9, spot.y1 - 3.0, BLANK_THICKNESS)
    drawing.rules.append(line)
    drawing.write_value(words, Rect(line.x0, spot.y0 + spot.height * 0.43, line.x1, line.y - 0.6), size, place)
