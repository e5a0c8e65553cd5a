"""What cannot end where its line ends, and how it goes on: ``PO-2026-``, ``8hb September``, ``Mr.``, ``… SDN``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.dates import lacks_year
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.neighbours import is_under
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_DASHED = re.compile(r"\w[-/]$")
_HALF_A_FIRM, _REST_OF_A_FIRM = re.compile(r"\bsdn\.?$", re.IGNORECASE), re.compile(r"bhd\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}\b")


def read_on(segment: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """The value that begins with ``segment``: with what stands beside or below it where it cannot end there."""
    text = segment.text.strip(" :")
    title = is_persons_title(text, vocabulary)
    if title and (beside := _beside(segment, lines)):
        return Passage([(*segment.ink, *beside.ink)])
    below = _below(segment, lines)
    if below is None:
        return segment.passage
    year = lacks_year(text) and _YEAR.match(below.text)
    name = title and re.match(r"[^\W\d_]", below.text)
    firm = _HALF_A_FIRM.search(text) and _REST_OF_A_FIRM.match(below.text)
    return Passage([(*segment.ink, *below.ink)]) if _DASHED.search(text) or year or name or firm else segment.passage


def is_persons_title(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is but how a person is addressed, which alone is nobody's name."""
    return text.removesuffix(".").casefold() in vocabulary.language.titles


def _beside(segment: Segment, lines: Sequence[Line]) -> Segment | None:
    line = next((line for line in lines if any(ink is segment.ink[-1] for ink in line.ink)), None)
    following = [s for s in line.segments if s.x0 > segment.x1] if line else []
    nearest = min(following, key=lambda s: s.x0, default=None)
    return nearest if nearest and nearest.x0 - segment.x1 < 3 * segment.height else None


def _below(segment: Segment, lines: Sequence[Line]) -> Segment | None:
    below = (
        s
        for line in lines
        for s in line.segments
        if 0 <= s.y0 - segment.y1 + 0.4 * s.height < 1.3 * s.height and is_under(s, segment)
    )
    return next(below, None)
