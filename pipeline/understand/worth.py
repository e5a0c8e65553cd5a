"""What an item is worth to the reading that found it: what it tells, less what is doubtful about it."""

from __future__ import annotations

from pipeline.model import ItemKind, LineItem
from pipeline.understand.foot.line_sums import adds_up
from pipeline.understand.words.goods import FRAME_ONLY, SPECIFIED

_KNOWN, _SURE, _ADDS_UP, _DOUBT = 0.25, 0.5, 0.5, 0.5
_TORN = 3  # a line that contradicts itself is most likely cut wrong
MOST = 2.0 + _SURE + _ADDS_UP + _KNOWN * len(set(SPECIFIED) - FRAME_ONLY)
"""No item is worth more: a sized and counted door, sure in all that a door can have."""


def worth_of(item: LineItem) -> float:
    """How much ``item`` tells; negative where it is likelier no item."""
    told = [found for name in SPECIFIED if (found := getattr(item, name, None)) is not None]
    doubts = sum(bool(found.doubts) or found.value is None for found in told) + bool(item.other_words)
    if item.kind.value == ItemKind.OTHER:
        return 0.5 * _is_counted(item) - 0.25
    doubts += _TORN * sum("says both" in doubt for found in told for doubt in found.doubts)
    known = sum(found.value is not None for found in told)
    whole = (1.0 if _is_sized(item) else -1.5) + (1.0 if _is_counted(item) else -1.0)
    return whole + _SURE * (not item.kind.doubts) + _KNOWN * known - _DOUBT * doubts + _ADDS_UP * bool(adds_up(item))


def is_whole(item: LineItem) -> bool:
    """Whether its kind is sure, and its size and its count are there."""
    return _is_sized(item) and _is_counted(item) and not item.kind.doubts


def _is_sized(item: LineItem) -> bool:
    return all(found is not None and found.value is not None for found in (item.width_mm, item.height_mm))


def _is_counted(item: LineItem) -> bool:
    return item.quantity is not None and item.quantity.value is not None
