"""Codes that OCR misread, put right where the document's other codes leave one reading.

A document's laminate codes are of a maker's pattern: ``6S-A057``, ``6S-A190``. Where one has another pattern, and only
letters and digits that look alike (0/O, 1/I, 5/S, 8/B, 2/Z) set it apart from the one that the others share, it was
misread: ``65-A213`` among these is ``6S-A213``. Characters of a text layer are not misread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field, LineItem

_DIGITS = {"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2"}
_LETTERS = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}
_FEWEST = 2  # different codes that share a pattern before it is the document's
_MOST_OTHERS = 0.25  # of the lines' codes that may have another pattern


def with_codes_repaired(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` with the laminate codes put right that can only have been another."""
    codes = [str(item.laminate_code.value) for item in items if item.laminate_code and item.laminate_code.value]
    shape = _shared(codes)
    items = tuple(_repaired(item, shape) for item in items) if shape else tuple(items)
    return tuple(_as_another(item, items) for item in items)


def shape_of(code: str) -> str:
    """Letters as ``A``, digits as ``#``, everything else as it is."""
    return "".join("#" if c.isdigit() else "A" if c.isalpha() else c for c in code)


def in_shape(code: str, shape: str) -> str | None:
    """``code`` with lookalikes changed so that it has ``shape``; None where it cannot have it."""
    if len(code) != len(shape):
        return None
    characters = [_fitted(character, wanted) for character, wanted in zip(code, shape, strict=True)]
    return "".join(characters) if all(characters) else None


def _fitted(character: str, wanted: str) -> str:
    if shape_of(character) == wanted:
        return character
    if wanted == "#":
        return _DIGITS.get(character.upper(), "")
    return _LETTERS.get(character, "") if wanted == "A" else ""


def _shared(codes: Sequence[str]) -> str | None:
    """The pattern of the document's codes; None where too few share one, or too many have another."""
    shapes = Counter(shape_of(code) for code in codes)
    if not shapes:
        return None
    shape, count = shapes.most_common(1)[0]
    different = {code for code in codes if shape_of(code) == shape}
    return shape if len(different) >= _FEWEST and len(codes) - count <= _MOST_OTHERS * len(codes) else None


def _as_another(item: LineItem, items: Sequence[LineItem]) -> LineItem:
    """``item`` with a doubted code as another line has it without doubt, in a pattern that a third code shares."""
    found = item.laminate_code
    if found is None or not found.doubts or found.confidence >= 1:
        return item
    sure = {str(i.laminate_code.value) for i in items if i.laminate_code and not i.laminate_code.doubts}
    shapes = Counter(shape_of(code) for code in sure)
    for code in sure:
        if shapes[shape_of(code)] >= _FEWEST and in_shape(str(found.value), shape_of(code)) == code:
            return _repaired(item, shape_of(code))
    return item


def _repaired(item: LineItem, shape: str) -> LineItem:
    found: Field | None = item.laminate_code
    if found is None or not isinstance(found.value, str) or found.confidence >= 1 or shape_of(found.value) == shape:
        return item
    code = in_shape(found.value, shape)
    if code is None:
        return item
    doubts = tuple(doubt for doubt in found.doubts if not doubt.endswith("could be a letter or a digit"))
    return replace(item, laminate_code=replace(found, value=code, rule="the other codes' pattern", doubts=doubts))
