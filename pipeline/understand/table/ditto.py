"""Cells that only repeat the one above them take what stands there: ``"``, ``- do -``, ``as above``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.passage import Ink
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.repeating import repeats
from pipeline.understand.words.vocabulary import Vocabulary

_OWN = frozenset({"number", "amount"})
"""What every line has for itself."""


def repeat_cells(rows: Sequence[Row], before: Row | None, vocabulary: Vocabulary) -> None:
    """Fills the repeating cells of ``rows``, the first of which may follow on ``before`` of the page before.

    One with nothing above it stays as it is.
    """
    for above, row in pairwise([before, *rows] if before else rows):
        for meaning, cell in row.cells.items():
            if meaning not in _OWN and meaning in above.cells and _repeats(cell, vocabulary):
                row.cells[meaning] = above.cells[meaning]
                row.repeated.add(meaning)


def _repeats(cell: Sequence[Ink], vocabulary: Vocabulary) -> bool:
    return repeats(" ".join(ink.text for ink in cell), vocabulary)
