"""A row of the DOOR and of the FRAME page: each column's value in its cell, doubtful and changed cells marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from outputs.boxes import draw_boxes
from outputs.drawing import Circle, Drawing, Text
from outputs.layout import CIRCLE_MIDDLE, CIRCLE_RADIUS, DOOR, PageLayout, Rect
from outputs.words import door_size_words, frame_size_words, millimetre_words, words
from pipeline.form import BoxGroup, FormOptions
from pipeline.model import Choice, DoorRow, Field, FrameRow, JobOrder

PADDING = 2.6
LOCATION_HEIGHT = 35.0
"""Room for the location's lines, up from the row's end to the quantity's circle."""


@dataclass(frozen=True)
class Marks:
    """Which paths of a job order are marked. ``doubtful`` is empty unless the order is a draft."""

    doubtful: frozenset[str]
    changed: frozenset[str]

    @classmethod
    def of(cls, job_order: JobOrder) -> Marks:
        asked = frozenset(issue.path for issue in job_order.issues) | frozenset(_flagged_paths(job_order))
        changed = job_order.revision.changed if job_order.revision else ()
        return cls(asked if job_order.draft else frozenset(), frozenset(changed))

    def draw(self, drawing: Drawing, space: Rect, *paths: str) -> None:
        """Marks ``space`` when one of the ``paths`` shown in it is doubtful or changed."""
        if self.doubtful.intersection(paths):
            drawing.doubtful.append(space)
        if self.changed.intersection(paths):
            drawing.changed.append(space)


@dataclass(frozen=True)
class RowPlace:
    """Where a row is drawn: ``row`` (from 0) of ``rows`` on a page, its ``path`` in the job order and its name."""

    layout: PageLayout
    row: int
    rows: int
    path: str
    name: str

    def cell(self, column: str) -> Rect:
        return self.layout.cell(column, self.row, self.rows)


def draw_door(drawing: Drawing, at: RowPlace, row: DoorRow | None, options: FormOptions, marks: Marks) -> None:
    """A row of the DOOR page; a row without a door has its boxes and its circle only."""
    for column, group in door_groups(options):
        _draw_group(drawing, at, column, group, getattr(row, column, None), marks)
    _draw_size(drawing, at, row, door_size_words(row) if row else "", marks)
    if row is None:
        return
    _draw_item(drawing, at, row.item, marks)
    _draw_text(drawing, at, "laminate_code", row.laminate_code, marks)
    _draw_text(drawing, at, "design_name", row.design_name, marks)
    _draw_text(drawing, at, "open_hole_type", row.open_hole_type, marks)
    _draw_text(drawing, at, "remark", row.remark, marks)


def draw_frame(drawing: Drawing, at: RowPlace, row: FrameRow | None, options: FormOptions, marks: Marks) -> None:
    """A row of the FRAME page; a row without a frame has its boxes and its circle only."""
    _draw_group(drawing, at, "inner_or_outer", options.inner_or_outer, row.inner_or_outer if row else None, marks)
    _draw_size(drawing, at, row, frame_size_words(row) if row else "", marks)
    if row is None:
        return
    _draw_item(drawing, at, row.item, marks)
    _draw_text(drawing, at, "laminate_code", row.laminate_code, marks)
    _draw_text(drawing, at, "frame_width", row.frame_width, marks, in_millimetres=True)
    _draw_text(drawing, at, "rebated", row.rebated, marks, in_millimetres=True)
    _draw_text(drawing, at, "frame_profile", row.frame_profile, marks)
    _draw_text(drawing, at, "remark", row.remark, marks)


def door_groups(options: FormOptions) -> tuple[tuple[str, BoxGroup], ...]:
    """The DOOR page's columns of boxes."""
    return tuple((column, getattr(options, column)) for column, _ in DOOR.box_columns)


def row_fields(row: DoorRow | FrameRow) -> Iterable[tuple[str, Field]]:
    """The fields of a row by column; a choice counts as its field."""
    for name in row.__dataclass_fields__:
        value = getattr(row, name)
        found = value.field if isinstance(value, Choice) else value
        if isinstance(found, Field):
            yield name, found


def _flagged_paths(job_order: JobOrder) -> Iterable[str]:
    header = ((name, getattr(job_order, name)) for name in job_order.__dataclass_fields__)
    rows = chain(
        ((f"doors[{n}].{name}", found) for n, row in enumerate(job_order.doors) for name, found in row_fields(row)),
        ((f"frames[{n}].{name}", found) for n, row in enumerate(job_order.frames) for name, found in row_fields(row)),
    )
    return (path for path, found in chain(header, rows) if isinstance(found, Field) and found.flagged)


def _draw_item(drawing: Drawing, at: RowPlace, number: int, marks: Marks) -> None:
    cell = at.cell("item")
    drawing.write(str(number), cell.inset(PADDING, PADDING), at.layout.text_size)
    marks.draw(drawing, cell, at.path, f"{at.path}.item")


def _draw_text(
    drawing: Drawing, at: RowPlace, column: str, found: Field | None, marks: Marks, *, in_millimetres: bool = False
) -> None:
    cell = at.cell(column)
    text = millimetre_words(found) if in_millimetres else words(found)
    place = f"{at.name}, {column.replace('_', ' ')}"
    drawing.write_value(text, cell.inset(PADDING, PADDING), at.layout.text_size, place)
    marks.draw(drawing, cell, f"{at.path}.{column}")


def _draw_group(
    drawing: Drawing, at: RowPlace, column: str, group: BoxGroup, choice: Choice | None, marks: Marks
) -> None:
    cell = at.cell(column)
    place = f"{at.name}, {column.replace('_', ' ')}"
    draw_boxes(drawing, cell, dict(at.layout.box_columns)[column], group, choice, at.layout.option_size, place)
    marks.draw(drawing, cell, f"{at.path}.{column}")


def _draw_size(drawing: Drawing, at: RowPlace, row: DoorRow | FrameRow | None, size: str, marks: Marks) -> None:
    """The size, ``Location :`` at the foot with the place beside it, and the circle with the quantity."""
    cell = at.cell("size")
    location = at.layout.location
    baseline = cell.y1 - location.above_end
    drawing.texts.append(Text(location.x, baseline, "Location :", location.size, "bold"))
    circle = _circle(cell, at)
    quantity = words(row.quantity) if row else ""
    drawing.circles.append(Circle(circle.middle_x, circle.middle_y, dash=not quantity))
    if row is None:
        return
    size_space = Rect(cell.x0 + 3, cell.y0 + 4, cell.x1 - 3, circle.y0 - 1)
    drawing.write_value(size, size_space, location.size + 2, f"{at.name}, size", style="bold")
    marks.draw(drawing, size_space, f"{at.path}.width_mm", f"{at.path}.height_mm")
    drawing.write_value(quantity, circle.inset(2, 3), 11, f"{at.name}, quantity", style="bold")
    marks.draw(drawing, circle.inset(-1, -1), f"{at.path}.quantity")
    beside = Rect(location.end + 3, circle.y1 + 1, cell.x1 - 2, cell.y1 - 1)
    drawing.write_up(words(row.location), beside, baseline, at.layout.text_size, f"{at.name}, location")
    marks.draw(drawing, beside, f"{at.path}.location")


def _circle(cell: Rect, at: RowPlace) -> Rect:
    x = cell.x1 - CIRCLE_MIDDLE[0]
    usual_height = (at.layout.rows_bottom - at.layout.rows_top) / 4
    y = cell.y0 + CIRCLE_MIDDLE[1] * cell.height / usual_height
    return Rect(x - CIRCLE_RADIUS, y - CIRCLE_RADIUS, x + CIRCLE_RADIUS, y + CIRCLE_RADIUS)
