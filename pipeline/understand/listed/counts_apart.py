"""A count set apart in a card, in a circle or a box of its own, with its label over it: ``Qty`` over ``3``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.listed.captions import Cells
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = re.compile(r"\d{1,4}(?:\s*(?P<unit>[A-Za-z]+)\.?)?")
_CENTRED = 1.0  # text heights of the label between its middle and the count's
_NEXT = 4.0  # text heights from the label down to the count, set large in a circle


def count_apart(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Cells, set[int]]:
    """The count of a card that is centred under its label, by its meaning, and which words these and the label are."""
    segments = [segment for line in lines for segment in line.segments]
    labels = [s for s in segments if vocabulary.columns.whole(s.text.strip(" :.")) == {"quantity"}]
    if len(labels) != 1:
        return {}, set()
    (label,) = labels
    below = _first_below(label, segments)
    if below is None or not _is_count(below.text, vocabulary) or abs(below.centre - label.centre) > _room(label):
        return {}, set()
    return {"quantity": [*below.ink]}, {id(ink) for ink in (*label.ink, *below.ink)}


def _first_below(label: Segment, segments: Sequence[Segment]) -> Segment | None:
    """What stands next under a label, not far down; None where something stands beside it that could be its value."""
    if any(s.x0 - label.x1 >= 0 and s.y0 < label.middle < s.y1 for s in segments):
        return None
    under = (s for s in segments if s.y0 >= label.middle and s.x0 < label.x1 and label.x0 < s.x1)
    below = min(under, key=lambda s: s.y0, default=None)
    return below if below and below.y0 - label.y1 < _NEXT * label.height else None


def _room(label: Segment) -> float:
    return _CENTRED * label.height


def _is_count(text: str, vocabulary: Vocabulary) -> bool:
    found = _COUNT.fullmatch(text)
    return bool(found and (not found["unit"] or vocabulary.units.whole(found["unit"])))
