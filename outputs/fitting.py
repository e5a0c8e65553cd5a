"""Text into a given space: it wraps and shrinks, it is never cut.

Sizes go down in half points, so that the same text always comes out the same. Words stay whole as long as that is
legible; below :data:`COMFORTABLE` a long word or code may break anywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from outputs.typeface import LINE_HEIGHT, is_wide, text_width

STEP = 0.5
COMFORTABLE = 5.5
"""Points. Down to here words stay whole; a little smaller, a word may break, before it goes to a note."""
SMALLEST = 5.0
"""Points. Nothing is printed smaller; what does not fit then goes to a note page."""
LONG_CODE = 14
"""Letters. A longer word may break at its hyphens."""
SLACK = 0.99
"""Of the width is used: the printed text has kerning, the measured has not."""


@dataclass(frozen=True)
class FittedText:
    """Lines of text and their size in points."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True)
class _Piece:
    """What a line may end after: its text, and its width at size 1 with and without the blank at its end."""

    text: str
    width: float
    bare_width: float


@lru_cache(maxsize=2048)
def fit(text: str, width: float, height: float, largest: float, *, bold: bool = False) -> FittedText | None:
    """``text`` in a space of ``width`` × ``height`` points, as large as possible; None when it cannot be legible."""
    clean = printable(text)
    for smallest, pieces in ((COMFORTABLE, _words(clean)), (SMALLEST, _signs(clean))):
        measured = _measured(pieces, bold=bold)
        for size in _sizes(largest, min(smallest, largest)):
            lines = _wrap(measured, width * SLACK / size)
            if lines and len(lines) * size * LINE_HEIGHT <= height:
                return FittedText(lines, size)
    return None


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """``text`` in as many lines of ``width`` points as it takes; words stay whole where they can."""
    clean = printable(text)
    for pieces in (_words(clean), _signs(clean)):
        if lines := _wrap(_measured(pieces, bold=False), width * SLACK / size):
            return lines
    return ()


def printable(text: str) -> str:
    """``text`` in one line: white space as single blanks, control signs (which no font can draw) left out."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def _sizes(largest: float, smallest: float) -> Iterable[float]:
    """From ``largest`` down in steps, in tenths of a point; ``smallest`` itself is the last."""
    count = math.ceil((largest - smallest) / STEP)
    return (*(int((largest - STEP * n) * 10 + 1e-6) / 10 for n in range(count)), smallest)


def _words(text: str) -> list[str]:
    """Pieces that a line may end after: words, parts of a code after / ; , and single Chinese signs.

    A long code may also break before a hyphen. Never after one: readers of the PDF's text would take it for the end
    of a broken word and drop it.
    """
    spaced = "".join(f"{sign}\0" if is_wide(sign) else sign for sign in text)
    words = [piece for piece in re.split(r"\0|(?<= )|(?<=\w\w[/;,])(?=\w\w)", spaced) if piece]
    return [part for word in words for part in (re.split(r"(?<=\w)(?=-\w)", word) if len(word) > LONG_CODE else [word])]


def _signs(text: str) -> list[str]:
    return re.findall(r"-?.", text)


def _measured(pieces: Iterable[str], *, bold: bool) -> tuple[_Piece, ...]:
    return tuple(
        _Piece(piece, text_width(piece, 1, bold=bold), text_width(piece.rstrip(), 1, bold=bold)) for piece in pieces
    )


def _wrap(pieces: tuple[_Piece, ...], width: float) -> tuple[str, ...]:
    """The lines of ``width`` (at size 1), or none at all when a single piece is wider than a line."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in pieces:
        if piece.bare_width > width:
            return ()
        if line and used + piece.bare_width > width:
            lines.append(line.strip())
            line, used = "", 0.0
        line += piece.text
        used += piece.width
    return (*lines, line.strip()) if line.strip() else tuple(lines)
