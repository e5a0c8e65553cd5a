"""Lengths as the trade writes them: ``915``, ``900MM``, ``0.9m``, ``3FT``, ``2'8"``, ``6'10½"``, ``2 400MM``.

A grammar over characters, in exact arithmetic. The unit is kept apart from the number, because a bare number gets its
unit from its neighbours (``900 x 2100MM``) or from its column, and may stay ambiguous.

    length   = feet [ inches ] | inches | metric | bare
    feet     = number ("ft" | "feet" | "foot" | "kaki" | "'")
    inches   = number ( '"' | "in" | "inch" | "inci" )         the mark may be missing straight after feet (2'8)
    number   = digits [ "." digits ] [ fraction ] | fraction
    metric   = digits [ "." digits ] ("mm" | "cm" | "m")
    bare     = digits [ "." digits ] [ fraction ]

Feet are followed by less than twelve inches; ``2'13"`` is a misreading and no length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import NamedTuple

MM_PER_FOOT = Fraction(3048, 10)
MM_PER_INCH = Fraction(254, 10)
MM_PER = {"mm": Fraction(1), "cm": Fraction(10), "m": Fraction(1000), "ft": MM_PER_FOOT, "in": MM_PER_INCH}
_FEET_WORDS, _INCH_WORDS = ("feet", "foot", "kaki", "ft"), ("inches", "inch", "inci", "ins", "in")
UNIT_WORDS = (
    {each: each for each in ("mm", "cm", "m")} | dict.fromkeys(_FEET_WORDS, "ft") | dict.fromkeys(_INCH_WORDS, "in")
)
"""Which unit a length is in, by the word behind its figure."""
UNIT_WORD = "(?:" + "|".join(sorted(UNIT_WORDS, key=len, reverse=True)) + ")"
"""One of these words as a piece of a pattern that does not tell capitals apart."""
INCHES_PER_FOOT = 12
IMPERIAL_STEP_MM = 5
"""Imperial lengths round to the nearest 5 mm, half up: the company's rule for job orders."""

# Every prime and quote that keyboards, word processors and OCR produce (R27).
FEET_MARK = "['‘’‚‛′´`ʹʼ＇]"
INCH_MARK = '(?:["“”„‟″ʺ＂]|' + FEET_MARK + "{2})"
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅓": "1/3", "⅔": "2/3"}
# OCR may read the lower figure of a fraction twice: "1½2".
_FRACTION = r"\d{1,2}\s*[/⁄]\s*\d{1,2}|[" + "".join(_VULGAR) + "](?:(?<=½)2|(?<=[¼¾])4)?"
_DIGITS = r"(?:\d{1,2},\d{3}(?!\d)|\d+)(?:\.\d+)?"


def _number_pattern(prefix: str) -> str:
    """A whole number with or without a fraction, or a fraction alone, as groups that begin with ``prefix``."""
    whole = rf"(?P<{prefix}whole>{_DIGITS})(?:\s*[-–]?\s*(?P<{prefix}frac>{_FRACTION})(?!\d))?"
    return rf"(?:(?P<{prefix}only>{_FRACTION})(?!\d)|{whole})"


# An x may follow a unit at once (3FTX7FT), and so may the letter of an axis (900mmW).
_END = r"(?=[wht](?:x|[^a-z]|$)|[^a-wyz]|$)"
_FEET_UNIT = rf"(?:{FEET_MARK}(?!{FEET_MARK})|(?:{'|'.join(_FEET_WORDS)})\.?{_END})"
_INCH_UNIT = rf"(?:{INCH_MARK}|(?:{'|'.join(_INCH_WORDS)})\.?{_END})"

# 3' x 7' 4 set, 7ft 1-LEAF, 7ft - 2 nos: a count stands behind the size.
_COUNTED_IN = (
    r"nos?|pcs?|pieces?|sets?|units?|pairs?|leafs?|leaves|lvs|daun|belah|keping|buah|bilah|biji|helai"
    r"|doors|frames|grooves?|lines?|hours?|hrs?|jam"
)
_COUNTED = (
    rf"(?:\s+|\s*[–-]\s+)(?:1\s(?:door|frame)\b|\d{{1,3}}(?:[\s–-]*(?:{_COUNTED_IN})\b|l\b"
    r"|[–-](?:panel|groove|line|ply|layer|lite|light|point|way)))"
)
# 7' 6S-A025: the figure begins a laminate's code and is no inches.
_CODE_BEHIND = r"[a-wyz][a-z]?-?[a-z]{0,2}-?\d{2}"
_FEET_INCHES = re.compile(
    rf"{_number_pattern('f')}\s*{_FEET_UNIT}"
    rf"(?:(?!{_COUNTED})\s*[-–]?\s*{_number_pattern('i')}(?:\s*{_INCH_UNIT}|(?![\d.,/]|{_CODE_BEHIND}|\s*(?:{_FEET_UNIT}|mm|cm|m{_END}))))?",
    re.IGNORECASE,
)
# 6'10%", 4'-": a reader lost the inches or their fraction, and nobody knows which it was.
_INCHES_LOST = re.compile(rf"\d{{1,2}}\s*{_FEET_UNIT}\s*(?:[-–]?\s*\d{{1,2}}\s*%|[-–]\s*{INCH_MARK})", re.IGNORECASE)
_INCHES = re.compile(rf"{_number_pattern('i')}\s*{_INCH_UNIT}", re.IGNORECASE)
# "8 50MM": a thousand or hundred set apart by a typist or by OCR; only where a unit closes it.
_SPLIT_MM = re.compile(r"(?P<a>\d{1,3}) (?P<b>\d{1,3})(?=\s*mm)", re.IGNORECASE)
_MM_BEHIND = re.compile(r"\s*mm\.?", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(?P<whole>\d)(?P<part>1/2|[13]/4|[1357]/8)")
_OVER = re.compile(r"\s*[/⁄]\s*")
_METRIC = re.compile(rf"(?P<n>{_DIGITS})\s*(?P<unit>mm|cm|m)\.?{_END}", re.IGNORECASE)
_BARE = re.compile(
    rf"(?P<iwhole>{_DIGITS})(?:\s*(?P<ifrac>{_FRACTION})(?!\d))?(?P<ionly>)(?![\d⁄½¼¾%]|/(?![wht]\s*\d))", re.IGNORECASE
)


# Feet and inches have one of these behind their figures.
_MAY_BE_IMPERIAL = re.compile(
    rf"[\d.,/⁄\s–-{''.join(_VULGAR)}]*(?:{INCH_MARK}|{FEET_MARK}|[fki])".replace("–-", "–\\-"), re.IGNORECASE
)
_FIGURE = re.compile(rf"[\d{''.join(_VULGAR)}]")  # every length begins with one


class Length(NamedTuple):
    """A length in ``text[start:end]``: ``number`` in ``unit``, or in no stated unit (``unit`` None)."""

    number: Fraction
    unit: str | None
    start: int
    end: int

    @property
    def imperial(self) -> bool:
        return self.unit in ("ft", "in")

    def millimetres(self, unit: str | None = None, imperial_step: int = IMPERIAL_STEP_MM) -> int | None:
        """Whole millimetres, taking ``unit`` where none was written; None where neither is known.

        A metric value stays exactly as written (a fraction of a millimetre has no reading, hence None); an imperial
        one rounds to the nearest ``imperial_step`` millimetres, half up.
        """
        unit = self.unit or unit
        if unit is None:
            return None
        exact = self.number if unit == "mm" else self.number * MM_PER[unit]
        if unit in ("ft", "in"):
            return floor(exact / imperial_step + Fraction(1, 2)) * imperial_step
        return int(exact) if exact.denominator == 1 else None


def parse_length(text: str, start: int = 0) -> Length | None:
    """The length that begins exactly at ``text[start]``, or None."""
    if not _FIGURE.match(text, start):
        return None
    imperial = _MAY_BE_IMPERIAL.match(text, start)
    if imperial and _INCHES_LOST.match(text, start):
        return None
    return (
        (imperial and _feet_and_inches(text, start))
        or (imperial and _match_number(_INCHES, text, start, "in"))
        or _split_millimetres(text, start)
        or _metric(text, start)
        or _match_number(_BARE, text, start, None)
    )


def lengths_in(text: str) -> Iterator[Length]:
    """Every length in ``text``, from left to right, not overlapping; a number never starts inside another word."""
    position = 0
    while position < len(text):
        found = parse_length(text, position) if _may_start(text, position) else None
        if found:
            yield found
        position = found.end if found else position + 1


def _may_start(text: str, position: int) -> bool:
    character = text[position]
    before = text[position - 1] if position else " "
    return (character.isdigit() or character in _VULGAR) and not (before.isdigit() or before in ".,/")


def _feet_and_inches(text: str, start: int) -> Length | None:
    match = _FEET_INCHES.match(text, start)
    if not match:
        return None
    feet = _number(match, "f")
    inches = _number(match, "i") if match["iwhole"] or match["ionly"] else Fraction(0)
    if feet is None or inches is None or inches >= INCHES_PER_FOOT:
        return None
    return Length(feet + inches / INCHES_PER_FOOT if inches else feet, "ft", start, match.end())


def _match_number(pattern: re.Pattern[str], text: str, start: int, unit: str | None) -> Length | None:
    match = pattern.match(text, start)
    number = _number(match, "i") if match else None
    return Length(number, unit, start, match.end()) if match and number is not None else None


def _split_millimetres(text: str, start: int) -> Length | None:
    match = _SPLIT_MM.match(text, start)
    if not match:
        return None
    unit = _MM_BEHIND.match(text, match.end())
    return Length(Fraction(match["a"] + match["b"]), "mm", start, unit.end() if unit else match.end())


def _metric(text: str, start: int) -> Length | None:
    match = _METRIC.match(text, start)
    return Length(_decimal(match["n"]), match["unit"].lower(), start, match.end()) if match else None


def _number(match: re.Match[str], prefix: str) -> Fraction | None:
    """The number of the group ``prefix``, or None where its fraction divides by zero.

    A number in front of a small fraction without room is no improper one: ``21/2`` is two and a half.
    """
    whole, part = match[prefix + "whole"], match[prefix + "frac"] or match[prefix + "only"]
    if not part:
        return _decimal(whole) if whole else Fraction(0)
    if not whole and (run_together := _RUN_TOGETHER.fullmatch(part)):
        whole, part = run_together["whole"], run_together["part"]
    fraction = _fraction(part)
    return fraction if fraction is None or not whole else _decimal(whole) + fraction


def _fraction(text: str) -> Fraction | None:
    over, under = _OVER.split(_VULGAR.get(text[0], text))
    return Fraction(int(over), int(under)) if int(under) else None


@lru_cache(maxsize=1024)  # the same few sizes stand everywhere
def _decimal(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))
