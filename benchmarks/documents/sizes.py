"""Opening sizes as the trade writes them: metric and imperial notations, and what each of them means in millimetres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

Length = Fraction
"""Millimetres, exact: 304.8 a foot, 25.4 an inch."""
Write = Callable[[Length], str]

INCH = Fraction(254, 10)


@dataclass(frozen=True)
class Notation:
    """A way to write width by height. ``pattern`` takes w, h and, where it says so, t."""

    imperial: bool
    pattern: str
    length: Write
    languages: str = "en ms bi"
    mark: str = ""
    """What follows a single length that stands in a column of its own."""

    @property
    def carries_thickness(self) -> bool:
        return "{t}" in self.pattern

    def alone(self, length: Length) -> str:
        """One length, in a column."""
        return self.length(length) + self.mark

    def write(self, width: Length, height: Length, thickness: int | None = None) -> str:
        return self.pattern.format(w=self.length(width), h=self.length(height), t=thickness)


def in_form_mm(length: Length, imperial: bool) -> int:
    """What the job order says: a metric value as it stands, an imperial one to the nearest 5 mm, half up."""
    return 5 * floor(length / 5 + Fraction(1, 2)) if imperial else int(length)


def millimetres(length: Length) -> str:
    """900."""
    return str(int(length))


def metres(length: Length) -> str:
    """0.900, without the unit."""
    return f"{float(length) / 1000:.3f}"


def centimetres(length: Length) -> str:
    """91.5, without the unit."""
    return f"{float(length) / 10:g}"


def inches(length: Length) -> str:
    """36, 82½ or 82 1/2 without the mark of the unit."""
    return _mixed(length / INCH, " 1/2")


def feet_and_inches(feet: str, inch: str, joint: str = "", half: str = " 1/2", always: bool = False) -> Write:
    """Writes 2'-8" in the marks given. ``always``: 3'-0" in place of 3'."""

    def write(length: Length) -> str:
        whole, rest = divmod(length / INCH, 12)
        if rest or always:
            return f"{whole}{feet}{joint}{_mixed(rest, half)}{inch}"
        return f"{whole}{feet}"

    return write


def _mixed(number: Fraction, half: str) -> str:
    whole = floor(number)
    return f"{whole}{half}" if number != whole else str(whole)


_QUOTES = feet_and_inches("'", '"')
_DASHED = feet_and_inches("'", '"', "-", always=True)
_DASHED_HALF = feet_and_inches("'", '"', "-", "½", always=True)
_PRIMES = feet_and_inches("′", "″", always=True)
_TYPEWRITER = feet_and_inches("'", "''", always=True)
_FT_IN = feet_and_inches("ft", "in", " ")
_FT_IN_SPACED = feet_and_inches(" ft", " in", " ", always=True)
_FT_INCHES = feet_and_inches(" feet", " inches", " ")
_KAKI = feet_and_inches(" kaki", " inci", " ")

MILLIMETRES = Notation(False, "{w} x {h}mm", millimetres)
NOTATIONS = (
    MILLIMETRES,
    Notation(False, "{w}mm x {h}mm", millimetres),
    Notation(False, "{w} mm X {h} mm", millimetres),
    Notation(False, "{w} × {h}", millimetres),
    Notation(False, "{w}*{h}mm", millimetres),
    Notation(False, "{w}mm (W) x {h}mm (H)", millimetres, "en bi"),
    Notation(False, "{w}W x {h}H mm", millimetres, "en bi"),
    Notation(False, "W{w} x H{h} mm", millimetres, "en bi"),
    Notation(False, "{h}mm(H) x {w}mm(W)", millimetres, "en bi"),
    Notation(False, "H{h} x W{w}mm", millimetres, "en bi"),
    Notation(False, "Width {w}mm x Height {h}mm", millimetres, "en"),
    Notation(False, "Lebar {w}mm x Tinggi {h}mm", millimetres, "ms"),
    Notation(False, "{w}mm (lebar) x {h}mm (tinggi)", millimetres, "ms"),
    Notation(False, "{w}m x {h}m", metres, mark="m"),
    Notation(False, "{w}cm x {h}cm", centimetres, mark="cm"),
    Notation(False, "{w} x {h} x {t}mm", millimetres),
    Notation(False, "{t} x {w} x {h}mm", millimetres),
    Notation(False, "{t}mm x {w}mm x {h}mm", millimetres),
    Notation(False, "{w}(W) x {h}(H) x {t}(T) mm", millimetres, "en bi"),
    Notation(False, "T{t} x W{w} x H{h}", millimetres, "en bi"),
    Notation(True, "{w} x {h}", _QUOTES),
    Notation(True, "{w} x {h}", _DASHED),
    Notation(True, "{w} x {h}", _DASHED_HALF),
    Notation(True, "{w} × {h}", _PRIMES),
    Notation(True, "{w} x {h}", _TYPEWRITER),
    Notation(True, "{w} x {h}", _FT_IN),
    Notation(True, "{w} X {h}", _FT_IN_SPACED),
    Notation(True, "{w} by {h}", _FT_INCHES, "en"),
    Notation(True, "{w} x {h}", _KAKI, "ms"),
    Notation(True, '{w}" x {h}"', inches, mark='"'),
    Notation(True, "{w} in x {h} in", inches, mark=" in"),
    Notation(True, "{t}mm x {w} x {h}", _DASHED),
    Notation(True, "{w} x {h} x {t}mm", _QUOTES),
    Notation(True, "{w}(W) x {h}(H)", _DASHED, "en bi"),
)

_METRIC = {
    "single": ((600, 700, 750, 762, 800, 813, 838, 850, 864, 900, 915, 926, 965, 1000), (2000, 2040, 2100, 2135, 2150)),
    "double": ((1200, 1350, 1500, 1524, 1600, 1750, 1800), (2040, 2100, 2135, 2400, 2440, 2745)),
    "frame": ((690, 812, 880, 905, 966, 1010, 1428, 1650), (2065, 2120, 2175, 2348, 2465)),
}
_IMPERIAL = {
    "single": ((24, 26, 28, 30, 32, 33, 34, 36, 38, 42), (78, 80, 81, 82, 84, 90, 96)),
    "double": ((48, 54, 60, 64, 66, 72), (81, 84, 90, 96)),
    "frame": ((28, 34, 38, 40, 50, 62), (82, 83, 86, 87, 98)),
}


def draw_measure(rng: Random, notation: Notation, leaf: str) -> tuple[Length, Length]:
    """Width and height of a single leaf, a double leaf or a frame, as exact millimetres."""
    widths, heights = (_IMPERIAL if notation.imperial else _METRIC)[leaf]
    width, height = Fraction(rng.choice(widths)), Fraction(rng.choice(heights))
    if not notation.imperial:
        return width, height
    if rng.random() < 0.2:
        height += Fraction(1, 2)
    return width * INCH, height * INCH


def draw_notation(rng: Random, language: str, imperial: bool | None = None, thickness: bool = True) -> Notation:
    """One way of writing, kept for a whole document. ``thickness``: three numbers are allowed."""
    fitting = [
        notation
        for notation in NOTATIONS
        if language in notation.languages
        and imperial in (None, notation.imperial)
        and (thickness or not notation.carries_thickness)
    ]
    return rng.choice(fitting)
