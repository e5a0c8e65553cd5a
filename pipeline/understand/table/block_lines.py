"""Which lines among an item table's rows a specification for all doors or frames has, and which are an item's own.

``SPECIFICATION FOR ALL DOORS`` is but a title: what it says stands on the lines below. ``Spec: 43mm, honeycomb`` below
an item says how that one is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.item.general import is_an_items_own, specifies
from pipeline.understand.page.layout import Line
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.specification_names import begins_specification
from pipeline.understand.words.vocabulary import Vocabulary

_SKEW = 1.0  # points by which rooms above and below a line may differ and be the same


def says_on(block: Sequence[Line], line: Line, vocabulary: Vocabulary) -> bool:
    """Whether ``line``, close below the lines of a block, goes on to say how its goods are made.

    It names no goods, but in a label as "Frame width" is one, and has no size, price or count.
    """
    return (
        is_next_line(block[-1], line)
        and specifies(line.text, vocabulary)
        and not is_an_items_own(line.text, vocabulary)
        and not _goods_outside_labels(line.text, vocabulary)
    )


def _goods_outside_labels(text: str, vocabulary: Vocabulary) -> bool:
    labels = [(found.start, found.end) for found in vocabulary.specification_labels.within(text)]
    named = (found for found in vocabulary.item_kinds.within(text) if found.meanings & GOODS)
    return any(not any(a <= found.start and found.end <= b for a, b in labels) for found in named)


def is_of_item_above(place: int, body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the line of ``body`` at ``place`` begins what is specified of the item above it alone.

    It says nothing of all goods, begins where the item's text does, and stands no nearer to what is below.
    """
    line, above = body[place], body[place - 1] if place else None
    if (
        above is None
        or not begins_specification(line.text, vocabulary.language)
        or not _begins_as_item(place, body, columns)
    ):
        return False
    below = body[place + 1] if place + 1 < len(body) else None
    return below is None or line.y0 - above.y1 <= below.y0 - line.y1 + _SKEW


def _begins_as_item(place: int, body: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether a line begins no further left than the text of the last item above it."""
    above = (by_meaning(line, columns) for line in reversed(body[:place]))
    text = next((cells.get("description") for cells in above if anchor_strength(cells)), None)
    first = body[place].ink[0]
    return text is not None and first.x0 > text[0].x0 - first.height / 2
