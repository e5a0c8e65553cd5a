"""Where the text of an item ends on the right, apart from what is counted and paid beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.numbers import PRICE, SIGN
from pipeline.understand.item.separators import COUNT_LINE
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import segments_of
from pipeline.understand.page.passage import Ink

_FIGURE = re.compile(rf"@?\s*\(?{SIGN}?\s*-?[\d,.]+\)?|\d{{1,3}}\s*[x×@]\s*{PRICE}", re.IGNORECASE)


def text_edge(ink: Sequence[Ink]) -> float:
    """The right edge (points) of the widest run of words in ``ink`` that is more than a count, a unit or money."""
    segments = (segment for line in rows_of(ink) for segment in segments_of(line))
    return max((segment.x1 for segment in segments if not only_counts(segment.text)), default=0.0)


def only_counts(text: str) -> bool:
    """Whether a run of words is a count, a unit or money: ``12 unit × RM 395.00``, ``14 × 398.00``."""
    return bool(_FIGURE.fullmatch(text) or COUNT_LINE.fullmatch(text))
