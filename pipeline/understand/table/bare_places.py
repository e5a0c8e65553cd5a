"""Group headings that are a room's name and nothing else: ``BEDROOM 1`` above the lines of its doors.

Below an item's own line such a name tells where that item goes. It heads what stands under it where it begins left of
all descriptions, or where the table or its page before begins with one, and only such names stand between its items.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.places import is_place
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.cells import by_meaning, descriptions_begin, overhangs
from pipeline.understand.table.columns import Column
from pipeline.understand.table.item_table import Table
from pipeline.understand.table.sections import without_continued
from pipeline.understand.words.vocabulary import Vocabulary

_DESCRIBED = frozenset({"number", "description"})
"""Under other titles such a name is a cell of its own."""


def bare_places(
    body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary, before: Table | None
) -> dict[int, Passage]:
    """Such headings, by the line's id; what stands first may end an item of the page ``before``."""
    free = [line for line in body if not anchor_strength(by_meaning(line, columns))]
    whole = (line for line in free if len(line.segments) == 1 and by_meaning(line, columns).keys() <= _DESCRIBED)
    named = [line for line in whole if _is_place(line.text, vocabulary)]
    if not named or any(overhangs(line, columns) for line in named):
        return {}
    leads = named[0] is body[0] if before is None else _has_places(before, vocabulary)
    lead = leads and len(named) == len(free)
    left = descriptions_begin(body, columns)
    heads = [line for line in named if lead or (left is not None and line.ink[0].x0 < left - line.ink[0].height)]
    return {id(line): Passage([line.ink]) for line in heads}


def _is_place(text: str, vocabulary: Vocabulary) -> bool:
    return is_place(text[: without_continued(text, vocabulary)], vocabulary)


def _has_places(before: Table, vocabulary: Vocabulary) -> bool:
    return any(_is_place(heading.text, vocabulary) for row in before.rows for heading in row.headings)
