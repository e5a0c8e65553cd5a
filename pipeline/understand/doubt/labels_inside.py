"""Labels below what was taken for a table's heading: it may be the first line of labels of a card for each item.

Where each heading has one row, and another line of labels stands among the rows or below them, the values under those
labels are read as more words of the columns above, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.understand.listed.captions import names_a_value
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_LABELS = 3
_MOSTLY = 0.6  # of the runs of words on a line that are labels
_MOST_NAMED = 1
"""So many lines are named in questions; the others are like them."""


def labels_inside(reading: Reading, vocabulary: Vocabulary) -> Iterator[str]:
    """A question about labels that no column and no card explains."""
    if reading.headed and reading.heads_items:
        lines = (line for line in _among_rows(reading) if _is_of_labels(line.segments, vocabulary))
        yield from islice(map(_asked, lines), _MOST_NAMED)


def _among_rows(reading: Reading) -> Iterator[Line]:
    """The lines of the rows but their first, and those between tables and below."""
    for table in reading.tables:
        yield from (line for row in table.rows for line in row.lines[1:])
        first = table.rows[0].lines[0].y0 if table.rows else 0.0
        yield from (line for line in reading.outside[table.page] if line.y0 > first)


def _is_of_labels(segments: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    known = sum(names_a_value(segment, vocabulary) for segment in segments)
    return known >= _LEAST_LABELS and known >= _MOSTLY * len(segments)


def _asked(line: Line) -> str:
    return f"“{line.text}” on page {line.page} looks like labels: what stands below them may be missing."
