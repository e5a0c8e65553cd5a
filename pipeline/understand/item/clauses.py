"""Cuts an item's text into clauses: the pieces between commas, bars, bullets and meant line breaks.

A line break is meant when the next line's first word would still have fitted; otherwise the text was only wrapped. A
label followed by a colon begins a clause wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.item.colons import colon_labels, label_at
from pipeline.understand.item.meant_breaks import (
    goes_on_under_value,
    leaves_room,
    meant_breaks,
    next_block,
    paid_beside,
    stands_apart,
)
from pipeline.understand.item.separators import SEPARATOR, marks_in
from pipeline.understand.item.wide_gaps import wide_gaps
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.phrases import Phrases


class Clause(NamedTuple):
    """``text[start:end]`` of the passage it was cut from."""

    start: int
    end: int


def clauses_of(
    passage: Passage,
    labels: Phrases,
    right_edge: float | None = None,
    *,
    gaps: bool = False,
    begun: Iterable[int] = (),
) -> list[Clause]:
    """The clauses of ``passage``; ``right_edge`` (points) is where its column wraps, its own widest line by default.

    ``gaps`` says that wide gaps part statements, as where no columns do; some are ``begun`` at known places.
    """
    text = passage.text
    marks = marks_in(text, labels)
    listed = frozenset(at for at in marks.listed if not goes_on_under_value(passage, at))
    breaks = listed | meant_breaks(passage, right_edge, listed=bool(marks.listed))
    breaks -= {at for at in breaks if _ends_with_label(text, at, labels)}
    cuts = marks.cuts | colon_labels(text, labels, breaks) | set(begun)
    cuts |= {
        at
        for at in breaks
        if not marks.flowing
        or _begins_anew(text, at, labels)
        or next_block(passage, at)
        or leaves_room(passage, at, right_edge)
        or paid_beside(text, at)
        or stands_apart(passage, at)
    }
    cuts |= set(wide_gaps(text, labels, cuts)) if gaps else set()
    places = sorted(at for at in cuts if not any(a < at < b for a, b in marks.uncut))
    pairs = pairwise(places)
    return [Clause(a, b) for a, b in pairs if a not in marks.skipped and text[a:b].strip()]


def _ends_with_label(text: str, start: int, labels: Phrases) -> bool:
    """Whether the line before the one at ``start`` ends with a label whose value comes now: ``…, Kod laminate``."""
    _, comma, last = text[: start - 1].rpartition("\n")[2].rpartition(",")
    return bool(comma and labels.whole(last)) and not label_at(text, start, labels)


def _begins_anew(text: str, start: int, labels: Phrases) -> bool:
    """In running text a line begins something new only with a label's colon, or after a title that stands alone."""
    return not SEPARATOR.search(text[: start - 1]) or label_at(text, start, labels)
