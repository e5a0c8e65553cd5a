"""What a page is drawn with: words, boxes to tick, lines to fill, circles and marks, each with its place in points.

The template draws them in this order and knows nothing of doors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from outputs.fitting import SMALLEST, FittedText, fit, printable
from outputs.layout import Rect
from outputs.typeface import CAP_MIDDLE, text_width

Align = Literal["left", "middle"]
LINE_PITCH = 1.2
"""Baseline to baseline, as a share of the size."""
BOX_SIDE = 6.5
"""Side of a box to tick, as on the form."""


@dataclass(frozen=True)
class Text:
    """A line of words: left end or middle, baseline, size; ``style`` is a class of job_order.css."""

    x: float
    y: float
    words: str
    size: float
    style: str = "regular"
    align: Align = "left"


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
class Note:
    """Words too long for their cell, and where they belong."""

    number: int
    place: str
    words: str


@dataclass
class Drawing:
    """One page being drawn. ``doubtful`` and ``changed`` are the cells to mark; ``add_note`` numbers long words."""

    add_note: Callable[[str, str], Note]
    texts: list[Text] = field(default_factory=list)
    boxes: list[TickBox] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)
    doubtful: list[Rect] = field(default_factory=list)
    changed: list[Rect] = field(default_factory=list)

    def write(
        self, words: str, space: Rect, largest: float, *, style: str = "regular", align: Align = "middle"
    ) -> None:
        """Words in the middle of ``space``'s height, wrapped and shrunk as needed."""
        fitted = fit(words, space.width, space.height, largest, bold=style == "bold")
        if fitted is None:
            return
        pitch = fitted.size * LINE_PITCH
        first = space.middle_y + fitted.size * CAP_MIDDLE - pitch * (len(fitted.lines) - 1) / 2
        self._lines(fitted, space.middle_x if align == "middle" else space.x0, first, style, align)

    def write_value(
        self, words: str, space: Rect, largest: float, place: str, *, style: str = "regular", align: Align = "middle"
    ) -> None:
        """A value: as :meth:`write`, and never lost. What no size makes fit goes to a numbered note."""
        if fit(words, space.width, space.height, largest, bold=style == "bold") is None and printable(words):
            words = f"see note {self.add_note(place, printable(words)).number}"
            largest = min(largest, max(SMALLEST, space.height / LINE_PITCH))
        self.write(words, space, largest, style=style, align=align)

    def write_up(self, words: str, space: Rect, baseline: float, largest: float, place: str) -> None:
        """A value whose last line stands on ``baseline``; further lines grow upwards."""
        fitted = fit(words, space.width, space.height, largest)
        if fitted is None and printable(words):
            note = self.add_note(place, printable(words))
            fitted = fit(f"see note {note.number}", space.width, space.height, largest)
        if fitted is not None:
            first = baseline - fitted.size * LINE_PITCH * (len(fitted.lines) - 1)
            self._lines(fitted, space.x0, first, "regular", "left")

    def write_on(self, words: str, x: float, baseline: float, size: float, style: str = "regular") -> float:
        """Words of a known size from ``x`` on; returns where they end."""
        self.texts.append(Text(x, baseline, words, size, style))
        return x + text_width(words, size, bold=style == "bold")

    def _lines(self, fitted: FittedText, x: float, first: float, style: str, align: Align) -> None:
        pitch = fitted.size * LINE_PITCH
        self.texts += [
            Text(x, first + pitch * n, line, fitted.size, style, align) for n, line in enumerate(fitted.lines)
        ]
