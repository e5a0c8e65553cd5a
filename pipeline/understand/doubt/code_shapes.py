"""Codes that OCR misread, put right where the document's other codes leave one reading.

A document's laminate codes are of a maker's pattern: ``6S-A057``, ``6S-A190``. Where one has another pattern, and only
letters and digits that look alike (0/O, 1/I, 5/S, 8/B, 2/Z) set it apart from the one that the others share, it was
misread: ``65-A213`` among these is ``6S-A213``. So it is where the document has codes of several makers, if another one
begins with ``6S`` and no second one is of the pattern that it was read in. A maker that is figures alone and looks like
one that more codes have, ``85`` among ``8S``, is that one, however often. Characters of a text layer are not misread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model import Field, LineItem
from pipeline.understand.grammar.codes import LOOKALIKE, in_shape, maker_of, shape_of

_FEWEST = 2  # different codes that share a pattern before it is the document's
_MOST_OTHERS = 0.25  # of the lines' codes that may have another pattern


def with_codes_repaired(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` with the laminate codes put right that can only have been another."""
    codes = [str(item.laminate_code.value) for item in items if item.laminate_code and item.laminate_code.value]
    shape = _shared(codes)
    items = tuple(_repaired(item, shape) for item in items) if shape else _as_a_makers(items)
    return tuple(_as_another(item, items) for item in items)


def _shared(codes: Sequence[str]) -> str | None:
    """The pattern of the document's codes; None where too few share one, or too many have another."""
    shapes = Counter(shape_of(code) for code in codes)
    if not shapes:
        return None
    shape, count = shapes.most_common(1)[0]
    different = {code for code in codes if shape_of(code) == shape}
    return shape if len(different) >= _FEWEST and len(codes) - count <= _MOST_OTHERS * len(codes) else None


def _as_a_makers(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` with the one code of a pattern of its own as its maker's, which begins with what looks alike."""
    known = {str(i.laminate_code.value) for i in items if i.laminate_code and i.laminate_code.value}
    shapes = Counter(map(shape_of, known))
    shared = {maker_of(code): shape_of(code) for code in known if maker_of(code) and shapes[shape_of(code)] >= _FEWEST}
    return tuple(_with_maker(item, shapes, shared) for item in items)


def _with_maker(item: LineItem, shapes: Counter[str], shared: Mapping[str, str]) -> LineItem:
    code = str(item.laminate_code.value) if item.laminate_code else ""
    fewer = maker_of(code).isdigit() and shapes[shape_of(code)] < max(shapes.values())
    if shapes[shape_of(code)] >= _FEWEST and not fewer:
        return item
    behind = code[len(maker_of(code)) :]
    others = ((maker, shape) for maker, shape in shared.items() if shape != shape_of(code))
    fitting = {shape for maker, shape in others if in_shape(code, shape) == maker + behind}
    return _repaired(item, fitting.pop()) if len(fitting) == 1 else item


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
    doubts = tuple(doubt for doubt in found.doubts if not doubt.endswith(LOOKALIKE))
    return replace(item, laminate_code=replace(found, value=code, rule="the other codes' pattern", doubts=doubts))
