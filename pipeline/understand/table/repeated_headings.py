"""A heading that a page repeats takes the same lines as it did on the page before.

What stands below it may be the rest of an item, whose words are titles elsewhere: ``T-bar`` under ``Description``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Sheet
from pipeline.understand.table.table_headings import Heading, heading_in
from pipeline.understand.words.vocabulary import Vocabulary

Placed = tuple[Sheet, Heading]
"""A heading and the page that it stands on."""


def as_repeated(
    headings: Sequence[Heading], sheet: Sheet, before: Placed | None, vocabulary: Vocabulary
) -> list[Heading]:  # fmt: skip
    """``headings`` of ``sheet``; the first without the lines below it that the same one has not on the page before."""
    if not headings or before is None or headings[0].edges:
        return list(headings)
    first, (earlier_sheet, earlier) = headings[0], before
    own, known = _texts(sheet, first), _texts(earlier_sheet, earlier)
    ended = next((n for n in range(len(own) - 1, 0, -1) if own[:n] == known[-n:]), 0)  # what stood above it aside
    shorter = heading_in(sheet, first.first, first.first + ended - 1, vocabulary) if ended else None
    return [shorter or first, *headings[1:]]


def _texts(sheet: Sheet, heading: Heading) -> list[str]:
    return [squeeze(line.text) for line in sheet.lines[heading.first : heading.last + 1]]
