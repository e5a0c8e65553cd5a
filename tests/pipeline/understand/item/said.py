"""What a text says of an item, in short."""

from __future__ import annotations

from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.specified import Specification
from tests.pipeline.understand.laid_out import TRADE, passage_of


def specified(text: str) -> Specification:
    return specification_of(passage_of(text), TRADE)


def found(text: str) -> dict[str, object]:
    """The values by their names."""
    return {name: each.value for name, each in specified(text).fields.items()}


def unknown(text: str) -> list[str]:
    """The words that nobody knows."""
    whole = passage_of(text).text
    return [whole[a:b] for a, b in specified(text).unknown]
