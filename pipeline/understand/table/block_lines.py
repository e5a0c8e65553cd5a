"""Which lines among an item table's rows a specification for all doors or frames has.

``SPECIFICATION FOR ALL DOORS`` is but a title: what it says stands on the lines below.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.item.general import is_an_items_own, specifies
from pipeline.understand.page.layout import Line
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.vocabulary import Vocabulary


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
