"""The boxes of a column in one row: an option a place, ``Others: ____`` last, a tick where the choice is."""

from __future__ import annotations

from outputs.drawing import Align, Cell, Drawing, Rule, TickBox
from outputs.layout import BoxColumn, Rect
from pipeline.form import BoxGroup
from pipeline.model import Choice

OTHERS = "Others:"
BOX_SIDE = 6.5
"""Side of a box, as on the form."""
BOX_ABOVE_MIDDLE = 0.6
"""The form's boxes stand this much above the middle of their place."""
BLANK_THICKNESS = 1.2


def draw_boxes(drawing: Drawing, cell: Cell, column: BoxColumn, group: BoxGroup, choice: Choice | None) -> None:
    """All boxes of ``group`` in ``cell``, the ``choice`` ticked and its words on their line."""
    places = _places(cell, max(column.slots, len(group.labels) + group.others))
    for label, place in zip(group.labels, places, strict=False):
        chosen = choice if choice is not None and choice.option == label else None
        _draw_box(drawing, place, column, ticked=chosen is not None)
        if column.blanks:
            _draw_label_with_blank(drawing, place, column, label, (chosen.blank if chosen else None) or "")
        else:
            align: Align = "middle" if column.centred else "left"
            drawing.write_value(label, Cell(_label_space(place, column), cell.name), column.size, align=align)
    if group.others:
        chosen = choice if choice is not None and choice.option is None else None
        _draw_box(drawing, places[-1], column, ticked=chosen is not None)
        _draw_others(drawing, places[-1], column, (chosen.other if chosen else None) or "")
    drawing.rules += [Rule(cell.space.x0, cell.space.x1, place.space.y0) for place in places[1:]]


def _places(cell: Cell, count: int) -> list[Cell]:
    space = cell.space
    height = space.height / count
    tops = [space.y0 + height * n for n in range(count)]
    return [Cell(Rect(space.x0, top, space.x1, top + height), cell.name) for top in tops]


def _draw_box(drawing: Drawing, place: Cell, column: BoxColumn, *, ticked: bool) -> None:
    y = place.space.middle_y - BOX_SIDE / 2 - BOX_ABOVE_MIDDLE
    drawing.boxes.append(TickBox(place.space.x0 + column.box, y, ticked))


def _label_space(place: Cell, column: BoxColumn) -> Rect:
    left = place.space.x0 + column.label - (column.width / 2 if column.centred else 0)
    return Rect(left, place.space.y0, left + column.width, place.space.y1)


def _draw_label_with_blank(drawing: Drawing, place: Cell, column: BoxColumn, label: str, words: str) -> None:
    space = _label_space(place, column)
    label_end = space.y0 + 17.0
    upper = Rect(space.x0, space.y0 + 5.0, space.x1, label_end)
    drawing.write_value(label, Cell(upper, place.name), column.size)
    line = Rule(space.x0 + 0.7, space.x1 - 1.6, space.y1 - 3.8, BLANK_THICKNESS)
    drawing.rules.append(line)
    above = Cell(Rect(line.x0, label_end, line.x1, line.y - 0.8), place.name)
    drawing.write_value(words, above, column.size + 1)


def _draw_others(drawing: Drawing, place: Cell, column: BoxColumn, words: str) -> None:
    """The word in the upper part of the place, its line at the foot, the words between them."""
    spot = place.space
    space = _label_space(place, column)
    baseline = spot.y0 + spot.height * 0.4
    size = min(column.size, spot.height * 0.4)
    drawing.write(OTHERS, Rect(space.x0, baseline - size * 0.96, space.x1, baseline + size * 0.24), size)
    line = Rule(spot.x0 + 18.2, spot.x1 - 0.9, spot.y1 - 3.0, BLANK_THICKNESS)
    drawing.rules.append(line)
    above = Cell(Rect(line.x0, spot.y0 + spot.height * 0.43, line.x1, line.y - 0.6), place.name)
    drawing.write_value(words, above, column.size)
