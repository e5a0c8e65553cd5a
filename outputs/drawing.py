"""What a page is drawn with: words, boxes to tick, lines to fill, circles and marks, each with its place in points.

The template draws them and knows nothing of doors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from outputs.fitting import FittedText, fit, printable
from outputs.layout import Rect
from outputs.typeface import CAP_MIDDLE, text_width

Align = Literal["left", "middle"]
LINE_PITCH = 1.2
"""Baseline to baseline, as a share of the size."""
NOTE_REFERENCE_SIZE = 8.0


@dataclass(frozen=True)
class Text:
    """A line of words: left end, baseline, size; ``style`` is a class of job_order.css."""

    x: float
    y: float
    words: str
    size: float
    style: str = "regular"


@dataclass(frozen=True)
class TickBox:
    """A box, its top left corner and whether it is ticked."""

    x: float
    y: float
    ticked: bool


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""

    x0: float
    x1: float
    y: float
    thickness: float = 0.7


@dataclass(frozen=True)
class Circle:
    """The circle of the quantity; ``dash`` when there is nothing in it, as on the paper form."""

    x: float
    y: float
    dash: bool


@dataclass(frozen=True)
class Mark:
    """A marked space, and where its sign stands (left end and foot of a triangle)."""

    space: Rect
    x: float
    y: float


@dataclass(frozen=True)
class Note:
    """Words too long for their cell, and where they belong."""

    number: int
    place: str
    words: str


@dataclass(frozen=True)
class Cell:
    """A space to write a value in, and its ``name`` for a note: ``DOOR 2, remark``."""

    space: Rect
    name: str


@dataclass
class Drawing:
    """One page being drawn. ``add_note`` takes a cell's name and words, and gives the note's number."""

    add_note: Callable[[str, str], int]
    texts: list[Text] = field(default_factory=list)
    boxes: list[TickBox] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)
    doubtful: list[Mark] = field(default_factory=list)
    changed: list[Mark] = field(default_factory=list)

    def write(self, words: str, space: Rect, largest: float) -> None:
        """Words of the form in the middle of ``space``, wrapped and shrunk as needed."""
        fitted = fit(words, space.width, space.height, largest)
        if fitted is not None:
            self._write_middle(fitted, space, "regular", "middle")

    def write_value(
        self, words: str, cell: Cell, largest: float, *, style: str = "regular", align: Align = "middle"
    ) -> None:
        """A value, or the words beside a box: never lost. What no size makes fit goes to a numbered note."""
        if fitted := self._fitted(words, cell, largest, style):
            self._write_middle(fitted, cell.space, style, align)

    def write_from(self, words: str, cell: Cell, baseline: float, largest: float) -> None:
        """A value that stands on ``baseline``; one that takes several lines has them in the middle of its cell."""
        fitted = self._fitted(words, cell, largest, "regular")
        if fitted is not None and len(fitted.lines) == 1:
            self._write_lines(fitted, cell.space.x0, baseline, "regular")
        elif fitted is not None:
            self._write_middle(fitted, cell.space, "regular", "left")

    def write_up(self, words: str, cell: Cell, baseline: float, largest: float) -> None:
        """A value whose last line stands on ``baseline``; further lines grow upwards."""
        if fitted := self._fitted(words, cell, largest, "regular"):
            first = baseline - fitted.size * LINE_PITCH * (len(fitted.lines) - 1)
            self._write_lines(fitted, cell.space.x0, first, "regular")

    def write_on(self, words: str, x: float, baseline: float, size: float, *, style: str = "regular") -> float:
        """Words of a known size from ``x`` on; returns where they end."""
        self.texts.append(Text(x, baseline, words, size, style))
        return x + text_width(words, size, bold=style == "bold")

    def _fitted(self, words: str, cell: Cell, largest: float, style: str) -> FittedText | None:
        space = cell.space
        clean = printable(words)
        fitted = fit(clean, space.width, space.height, largest, bold=style == "bold")
        if fitted is None and clean:
            reference = f"see note {self.add_note(cell.name, clean)}"
            fitted = fit(reference, space.width, space.height, min(largest, NOTE_REFERENCE_SIZE))
            fitted = fitted or FittedText((reference,), NOTE_REFERENCE_SIZE)
        return fitted

    def write_centred(self, words: str, middle: float, baseline: float, size: float, *, style: str = "bold") -> None:
        """Words of a known size around ``middle``."""
        self.write_on(words, middle - text_width(words, size, bold=style == "bold") / 2, baseline, size, style=style)

    def _write_middle(self, fitted: FittedText, space: Rect, style: str, align: Align) -> None:
        half = fitted.size * LINE_PITCH * (len(fitted.lines) - 1) / 2
        first = space.middle_y + fitted.size * CAP_MIDDLE - half
        if align == "left":
            self._write_lines(fitted, space.x0, first, style)
            return
        for n, line in enumerate(fitted.lines):
            self.write_centred(line, space.middle_x, first + fitted.size * LINE_PITCH * n, fitted.size, style=style)

    def _write_lines(self, fitted: FittedText, x: float, first: float, style: str) -> None:
        for n, line in enumerate(fitted.lines):
            self.write_on(line, x, first + fitted.size * LINE_PITCH * n, fitted.size, style=style)
