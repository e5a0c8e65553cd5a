"""How segments stand to each other: in one column, under or beside."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.page.layout import Segment


def is_aligned(segment: Segment, above: Segment) -> bool:
    """Whether a segment begins where the one above it does, or is centred under it."""
    left, middle = abs(segment.x0 - above.x0), abs(segment.x0 + segment.x1 - above.x0 - above.x1) / 2
    return min(left, middle) < above.height


def is_under(segment: Segment, label: Segment) -> bool:
    """Whether a segment stands straight below a label: they overlap, or begin at the same edge."""
    overlap = min(segment.x1, label.x1) - max(segment.x0, label.x0)
    return overlap > 0 or abs(segment.x0 - label.x0) < 1.5 * label.height


def is_beside(label: Segment, segment: Segment) -> bool:
    """Whether a segment stands right of a label, on its line but for the skew of a scan."""
    if segment.x0 < label.x1 - 1 or segment.y0 >= label.y1 or segment.y1 <= label.y0:
        return False
    shared = min(label.y1, segment.y1) - max(label.y0, segment.y0)
    return shared > 0.4 * min(label.height, segment.height)


def all_beside(label: Segment, segments: Sequence[Segment]) -> list[Segment]:
    """Those of a page's ``segments`` that stand right of a label; most stand on other lines."""
    top, bottom = label.y0, label.y1
    return [s for s in segments if s.y0 < bottom and s.y1 > top and is_beside(label, s)]
