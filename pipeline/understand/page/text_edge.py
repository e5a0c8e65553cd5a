"""Where the text of an item ends on the right, apart from what is counted and paid beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.numbers import SIGN
from pipeline.understand.item.separators import COUNT_LINE
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import segments_of
from pipeline.understand.page.passage import Ink

_FIGURE = re.compile(rf"@?\s*\(?{SIGN}?\s*-?[\d,.]+\)?", re.IGNORECASE)


def text_edge(ink: Sequence[Ink]) -> float:
    """The right edge (points) of the widest run of words in ``ink`` that is more than a count, a unit or money."""
    segments = (segment for line in rows_of(ink) for segment in segments_of(line))
    edges = (s.x1 for s in segments if not (_FIGURE.fullmatch(s.text) or COUNT_LINE.fullmatch(s.text)))
    return max(edges, default=0.0)
