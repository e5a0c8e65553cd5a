"""Lengths that stand together, each with the axis that it is labelled with: ``W900 x H2100 x 43``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.understand.grammar.lengths import FEET_MARK, UNIT_WORD, Length, parse_length

AXIS_WORDS = {
    "width": "w", "lebar": "w", "wide": "w", "w": "w",
    "height": "h", "tinggi": "h", "high": "h", "ht": "h", "h": "h",
    "thickness": "t", "ketebalan": "t", "tebal": "t", "thick": "t", "thk": "t", "t": "t",
}  # fmt: skip
AXES = "|".join(sorted(AXIS_WORDS, key=len, reverse=True))
_PREFIX = re.compile(rf"(?:\(\s*({AXES})\s*\)|\[\s*({AXES})\s*\]|({AXES}))\s*[:=.]?\s*(?=[\d½¼¾⅛⅜⅝⅞])", re.IGNORECASE)
# A label with its unit: "900 x 2100   Tebal mm   43".
_WITH_UNIT = re.compile(rf"(?:{AXES})\s*\(?(?:mm|cm)\)?\s*[:=.]?\s*(?=\d)", re.IGNORECASE)
_SUFFIX = re.compile(rf"\s*(?:\(\s*({AXES})\.?\s*\)|({AXES})(?!x?[a-wyz]|\d|x$|/c))", re.IGNORECASE)
# What stands before a number that begins no size: money, feet, or the first part of a sum (900+300).
_NO_SIZE = re.compile(
    rf"(?:(?:\bRM|MYR|SGD|USD|\$|\d\s*(?:mm|['\"])?\s*[+&])\s*|\d\s?{FEET_MARK}\s?-?)$", re.IGNORECASE
)
_ENDS_SO = re.compile(rf"[MRD$+&-]|{FEET_MARK}", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r"\s*(mm|cm)(?![a-wyz])", re.IGNORECASE)  # 900W x 2000H mm
_SEPARATOR = re.compile(r"\s*(?:[x×✕╳*]|by(?![a-z]))\s*[:;.,]?\s*", re.IGNORECASE)
# An axis in front of a number, or behind it and its unit: without one, what stands loose beside a length is another.
_AXIS_SOON = re.compile(rf"[^A-Za-z]*+(?:{UNIT_WORD}\.?[^A-Za-z]*+)*(?:{AXES})", re.IGNORECASE)
_LOOSE_SEPARATOR = re.compile(r"\s*[,;/]?\s*")
# A figure, or what an axis begins with; no length begins inside a word.
_MAY_BEGIN = re.compile(r"[\d½¼¾(\[WwLlHhTtKk](?<![^\W_].)", re.DOTALL)
_AT_PRICE = re.compile(r"(?:[12]?\d\s*[x×✕╳*]\s*\d{3,}|[12]?\d?\d\s*[x×✕╳*]\s*\d{1,3},\d{3})\.\d\d", re.IGNORECASE)
_LEAST_THICKNESS = 10  # millimetres; no door or frame has one of one figure
_INSIDE = frozenset(".,-/#")  # in front of a figure that goes on with a number


class Measure(NamedTuple):
    """A length, the axis it was labelled with ("w", "h", "t" or None) and its own place in the text."""

    length: Length
    axis: str | None
    start: int
    end: int


def runs_in(text: str) -> Iterator[list[Measure]]:
    """Lengths that stand together, at least two; read no further than they are asked for."""
    position = 0
    while begins := _MAY_BEGIN.search(text, position):
        position = begins.start()
        measures = _measures_at(text, position) if _begins_a_length(text, position) else []
        if len(measures) > 1 and not _counts_at_a_price(text, measures):
            yield measures
        position = measures[-1].end if measures else position + 1


def _counts_at_a_price(text: str, measures: list[Measure]) -> bool:
    """``14 × 398.00``, ``6 x 1,220.00``: so few of any unit are no width, and no height is written so."""
    bare = all(measure.axis is None and measure.length.unit is None for measure in measures)
    return bare and bool(_AT_PRICE.fullmatch(text, measures[0].start, measures[-1].end))


def _measures_at(text: str, start: int) -> list[Measure]:
    measures: list[Measure] = []
    measure = _measure_at(text, start)
    while measure:
        measures.append(measure)
        measure = _next_measure(text, measures)
    return _without_stray_letter(text, measures)


def _without_stray_letter(text: str, measures: list[Measure]) -> list[Measure]:
    """A single letter behind an otherwise unlabelled size (``3FT X 7FT T-BAR``) names no axis, unless it fits there."""
    if not measures or measures[-1].axis in (None, {2: "h", 3: "t"}.get(len(measures))):
        return measures
    *others, last = measures
    behind = text[last.length.end : last.end].strip()
    if len(behind) != 1 or any(measure.axis for measure in others):
        return measures
    return [*others, last._replace(axis=None, end=last.length.end)]


def _next_measure(text: str, measures: list[Measure]) -> Measure | None:
    last = measures[-1]
    separator = _SEPARATOR.match(text, last.end)
    following = _measure_at(text, separator.end()) if separator else None
    if following:
        return following
    loose = _LOOSE_SEPARATOR.match(text, last.end)
    following = _measure_at(text, loose.end()) if loose and _AXIS_SOON.match(text, loose.end()) else None
    if not following or not following.axis or following.axis in {m.axis for m in measures}:
        return None
    if len(measures) == 1 and last.end == following.start and not (last.axis or last.length.unit):
        return None  # "79T40" is a code
    return following if last.axis or (following.axis == "t" and not text[last.end : following.start].strip()) else None


def _measure_at(text: str, start: int) -> Measure | None:
    prefix = _PREFIX.match(text, start)
    length = parse_length(text, prefix.end() if prefix else start)
    if not length:
        return None
    suffix = None if prefix else _SUFFIX.match(text, length.end)
    if suffix and suffix[2] and _begins_next(text, suffix.start(2), length):
        suffix = None
    named = prefix or suffix
    word = next(filter(None, named.groups()), None) if named else None
    end = suffix.end() if suffix else length.end
    unit = _UNIT_BEHIND.match(text, end) if suffix and length.unit is None else None
    if unit:
        length, end = length._replace(unit=unit[1].lower()), unit.end()
    return Measure(length, AXIS_WORDS[word.lower()] if word else None, start, end)


def _begins_a_length(text: str, position: int) -> bool:
    """Whether a figure begins there that goes on with nothing before it, or the name of an axis with its figure."""
    if not text[position].isnumeric():
        return bool(_PREFIX.match(text, position))
    inside = position > 0 and text[position - 1] in _INSIDE
    return not inside and not _belongs_to_another(text, position)


def _belongs_to_another(text: str, position: int) -> bool:
    """Whether money, feet or a sum's first part stands before a number."""
    last = position - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    # What it ends with tells most of the others apart.
    return last >= 0 and bool(_ENDS_SO.match(text, last) and _NO_SIZE.search(text, 0, position))


_OF_A_WALL = re.compile(r"\s*(?:tebal|ketebalan|thick(?:ness)?)\s+(?:of\s+)?(?:dinding|wall|jamb|bingkai|frame)", re.I)


def _begins_next(text: str, start: int, before: Length) -> bool:
    """Whether the axis at ``start`` names the length behind it (``2100 tebal 43``) and not the one before.

    Between two lengths a thickness is the thinner one: ``43MM THK 900MM X 2100MM``; a bare figure counts something:
    ``43mm thick 1 leaf door``.
    """
    if _OF_A_WALL.match(text, start) or _WITH_UNIT.match(text, start):
        return True
    prefix = _PREFIX.match(text, start)
    following = parse_length(text, prefix.end()) if prefix else None
    if not prefix or following is None or _SUFFIX.match(text, following.end):
        return False
    axis = AXIS_WORDS[next(filter(None, prefix.groups())).lower()]
    counts = following.unit is None and following.number < _LEAST_THICKNESS
    return not (axis == "t" and (_thinner(before, following) or counts))


def _thinner(length: Length, other: Length) -> bool:
    """Whether ``length`` is stated in millimetres and less than ``other``; a bare number may be feet."""
    millimetres = other.millimetres("mm")
    return length.unit == "mm" and millimetres is not None and length.number < millimetres
