"""A row of the DOOR and of the FRAME page: each column's value in its cell, doubtful and changed cells marked."""

from __future__ import annotations

from dataclasses import dataclass

from outputs.boxes import draw_boxes
from outputs.drawing import Cell, Circle, Drawing, Text
from outputs.layout import CIRCLE_MIDDLE, CIRCLE_RADIUS, PageLayout, Rect
from outputs.marks import Marks
from outputs.words import door_size_words, frame_size_words, millimetre_words, words
from pipeline.form import FormOptions
from pipeline.model import Choice, DoorRow, FrameRow

PADDING = 3.0
SIGN_HEIGHT = 8.5
"""Kept free above and below the words of a marked cell."""


@dataclass(frozen=True)
class RowPlace:
    """Where a row stands: ``row`` (from 0) of ``rows`` on a page, its ``path`` in the job order, its printed name."""

    layout: PageLayout
    row: int
    rows: int
    path: str
    name: str


@dataclass(frozen=True)
class RowPen:
    """Draws one row. A row without door or frame has its boxes and its circle only."""

    drawing: Drawing
    at: RowPlace
    options: FormOptions
    marks: Marks

    def draw_door(self, row: DoorRow | None) -> None:
        for column, _ in self.at.layout.box_columns:
            self._boxes(column, getattr(row, column, None))
        self._size(row, door_size_words(row) if row else "")
        if row is not None:
            self._item(row.item)
            self._words("laminate_code", words(row.laminate_code))
            self._words("design_name", words(row.design_name))
            self._words("open_hole_type", words(row.open_hole_type))
            self._words("remark", words(row.remark))

    def draw_frame(self, row: FrameRow | None) -> None:
        self._boxes("inner_or_outer", row.inner_or_outer if row else None)
        self._size(row, frame_size_words(row) if row else "")
        if row is not None:
            self._item(row.item)
            self._words("laminate_code", words(row.laminate_code))
            self._words("frame_width", millimetre_words(row.frame_width))
            self._words("rebated", millimetre_words(row.rebated))
            self._words("frame_profile", words(row.frame_profile))
            self._words("remark", words(row.remark))

    def _cell(self, column: str) -> Cell:
        space = self.at.layout.cell(column, self.at.row, self.at.rows)
        return Cell(space, self._name(column))

    def _name(self, column: str) -> str:
        return f"{self.at.name}, {column.replace('_', ' ')}"

    def _path(self, column: str) -> str:
        return f"{self.at.path}.{column}"

    def _item(self, number: int) -> None:
        space = self._cell("item").space
        self.drawing.write(str(number), space.inset(PADDING, PADDING), self.at.layout.text_size)
        self.marks.draw_cell(self.drawing, space, self.at.path, self._path("item"))

    def _words(self, column: str, text: str) -> None:
        cell = self._cell(column)
        path = self._path(column)
        marked = path in self.marks.doubtful | self.marks.changed
        space = cell.space.inset(PADDING, SIGN_HEIGHT if marked else PADDING)
        self.drawing.write_value(text, Cell(space, cell.name), self.at.layout.text_size)
        self.marks.draw_cell(self.drawing, cell.space, path)

    def _boxes(self, column: str, choice: Choice | None) -> None:
        cell = self._cell(column)
        draw_boxes(self.drawing, cell, self.at.layout.box_column(column), getattr(self.options, column), choice)
        self.marks.draw_cell(self.drawing, cell.space, self._path(column))

    def _size(self, row: DoorRow | FrameRow | None, size: str) -> None:
        """The size, ``Location :`` at the foot with the place beside it, and the circle with the quantity."""
        cell = self._cell("size").space
        location = self.at.layout.location
        circle = self._circle(cell)
        quantity = words(row.quantity) if row else ""
        self.drawing.texts.append(Text(location.x, cell.y1 - location.above_end, "Location :", location.size, "bold"))
        self.drawing.circles.append(Circle(circle.middle_x, circle.middle_y, dash=not quantity))
        if row is not None:
            self._size_words(size, Rect(cell.x0 + 3, cell.y0 + 3, cell.x1 - 3, circle.y0 - 2))
            self._quantity(quantity, circle)
            self._location(words(row.location), Rect(location.end + 6, circle.y1 + 1, cell.x1 - 2, cell.y1 - 1.5))

    def _size_words(self, size: str, space: Rect) -> None:
        largest = self.at.layout.location.size + 2
        self.drawing.write_value(size, Cell(space.inset(9, 0), self._name("size")), largest, style="bold")
        self.marks.draw_cell(self.drawing, space, self._path("width_mm"), self._path("height_mm"))

    def _quantity(self, quantity: str, circle: Rect) -> None:
        cell = Cell(circle.inset(1.2, 1.6), self._name("quantity"))
        self.drawing.write_value(quantity, cell, self.at.layout.text_size, style="bold")
        self.marks.draw_circle(self.drawing, circle, self._path("quantity"))

    def _location(self, text: str, space: Rect) -> None:
        location = self.at.layout.location
        baseline = space.y1 + 1.5 - location.above_end
        self.drawing.write_up(text, Cell(space, self._name("location")), baseline, self.at.layout.text_size)
        self.marks.draw_cell(self.drawing, Rect(location.x - 12, space.y0, space.x1, space.y1), self._path("location"))

    def _circle(self, cell: Rect) -> Rect:
        x = cell.x1 - CIRCLE_MIDDLE[0]
        usual_height = (self.at.layout.rows_bottom - self.at.layout.rows_top) / 4
        y = cell.y0 + CIRCLE_MIDDLE[1] * cell.height / usual_height
        return Rect(x - CIRCLE_RADIUS, y - CIRCLE_RADIUS, x + CIRCLE_RADIUS, y + CIRCLE_RADIUS)
