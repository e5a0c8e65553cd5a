"""The rows of a job order under review, each with what names it: they are found again after the document is re-read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Box, DoorRow, FrameRow
from pipeline.review.operations import Anchor, Made, RowRef
from pipeline.understand.grammar.tokens import squeeze

_SAME_PLACE = 0.5
"""Share of two boxes' union that they have in common to be one place: readers differ by a letter's height at most."""


@dataclass(frozen=True)
class Row:
    """A row and its name."""

    ref: RowRef
    content: DoorRow | FrameRow


def named(table: str, rows: Sequence[DoorRow | FrameRow]) -> tuple[Row, ...]:
    """Rows as they were built, each named by its line."""
    places = [_place(table, row) for row in rows]
    total, seen = Counter(places), Counter[Anchor]()
    found = []
    for place, row in zip(places, rows, strict=True):
        nth = seen[place]
        seen[place] += 1
        found.append(Row(Anchor(table, place.page, place.box, place.text, nth, total[place]), row))
    return tuple(found)


def _place(table: str, row: DoorRow | FrameRow) -> Anchor:
    origin = row.origin
    return Anchor(table, origin.page, origin.box, squeeze(origin.text)) if origin else Anchor(table, 0, None, "")


def found(ref: RowRef, rows: Sequence[Row]) -> int | None:
    """Where ``ref`` is among ``rows``; None when it is gone, or could be more than one."""
    for index, row in enumerate(rows):
        if row.ref == ref:
            return index
    if isinstance(ref, Made):
        return None
    alike = [index for index, row in enumerate(rows) if isinstance(row.ref, Anchor) and _same_line(ref, row.ref)]
    if len(alike) > 1:
        alike = [index for index in alike if _text_of(rows[index].ref) == ref.text]
    return alike[0] if len(alike) == 1 else None


def _same_line(a: Anchor, b: Anchor) -> bool:
    if (a.table, a.page, a.nth, a.of) != (b.table, b.page, b.nth, b.of):
        return False
    if a.box is None or b.box is None:
        return a.box is b.box and a.text == b.text
    return _overlap(a.box, b.box) >= _SAME_PLACE


def _overlap(a: Box, b: Box) -> float:
    """The boxes' common area as a share of what both cover together."""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    high = min(a.y1, b.y1) - max(a.y0, b.y0)
    if wide <= 0 or high <= 0:
        return 0.0
    common = wide * high
    return common / (a.width * a.height + b.width * b.height - common)


def _text_of(ref: RowRef) -> str | None:
    return ref.text if isinstance(ref, Anchor) else None
