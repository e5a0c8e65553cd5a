"""Text into a given space: it wraps and shrinks, it is never cut.

Sizes go down in half points, so that the same text always comes out the same. Words stay whole as long as that is
legible; below :data:`COMFORTABLE` a long word or code may break anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outputs.typeface import LINE_HEIGHT, is_wide, text_width

STEP = 0.5
COMFORTABLE = 6.5
"""Points. Down to here words stay whole: about the smallest type a workshop reads at arm's length."""
SMALLEST = 5.0
"""Points. Nothing is printed smaller; what does not fit then goes to a note page."""
SLACK = 0.99
"""Of the width is used, for the kerning that the printed text has and the measured does not."""


@dataclass(frozen=True)
class FittedText:
    """Lines of text and their size in points."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE_HEIGHT


def fit(text: str, width: float, height: float, largest: float, *, bold: bool = False) -> FittedText | None:
    """``text`` in a space of ``width`` × ``height`` points, as large as possible; None when it cannot be legible."""
    clean = printable(text)
    for smallest, pieces in ((COMFORTABLE, _words(clean)), (SMALLEST, list(clean))):
        for size in _sizes(largest, min(smallest, largest)):
            fitted = FittedText(_wrap(pieces, width * SLACK, size, bold=bold), size)
            if fitted.lines and fitted.height <= height:
                return fitted
    return None


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """``text`` in as many lines of ``width`` points as it takes; words stay whole where they can."""
    clean = printable(text)
    return _wrap(_words(clean), width, size, bold=False) or _wrap(list(clean), width, size, bold=False)


def printable(text: str) -> str:
    """``text`` in one line: white space as single blanks, control signs (which no font can draw) left out."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def _sizes(largest: float, smallest: float) -> Iterable[float]:
    count = int((largest - smallest) / STEP)
    return (round(largest - STEP * n, 1) for n in range(count + 1))


def _words(text: str) -> list[str]:
    """Pieces that a line may end after: words, parts after - / ; , and single Chinese signs."""
    spaced = "".join(f"{sign}\0" if is_wide(sign) else sign for sign in text)
    return [piece for piece in re.split(r"\0|(?<=[ ])|(?<=[-/;,])(?=[^\d ])", spaced) if piece]


def _wrap(pieces: Sequence[str], width: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The lines, or none at all when a single piece is wider than a line."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if text_width(piece.rstrip(), size, bold=bold) > width:
            return ()
        if line and text_width((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return (*lines, line.strip()) if line.strip() else tuple(lines)
