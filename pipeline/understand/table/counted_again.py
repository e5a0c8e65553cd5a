"""Columns that count a line's goods once more: ``Delivered``, ``Balance`` beside ``Ordered``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Field
from pipeline.understand.grammar.numbers import quantities_in
from pipeline.understand.item.values import joined
from pipeline.understand.table.item_table import Row

COUNTED_AGAIN = "counted_again"
_OTHERWISE = "the line counts otherwise in another column: how many are to be made?"


def counted_otherwise(row: Row) -> Iterator[Field]:
    """What such columns say where it is anything else than all of the line's quantity, or none of it."""
    passage = row.passage(COUNTED_AGAIN)
    own = {each.value for each in quantities_in(row.passage("quantity").text)}
    again = [each.value for each in quantities_in(passage.text)]
    if len(own) == 1 and again and all(each == 0 or each in own for each in again):
        return
    if passage.text.strip(" -–—\n\t"):
        yield passage.field("other_words", joined(passage.text), "column", doubts=[_OTHERWISE])
