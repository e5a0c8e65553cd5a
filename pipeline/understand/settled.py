"""Whether line items tell all that a document says of goods: then no other way of reading it is looked into.

Every door and frame has its kind, its size and its count, nothing is doubtful, each line's sum comes out, and what they
come to together is printed below. The pages have no more sizes than doors and frames were found, and nothing else is
sold outside of what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.model import ItemKind, LineItem, present_fields
from pipeline.understand.foot.line_sums import adds_up
from pipeline.understand.grammar.numbers import amounts_in, number_of
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.cuts import is_sold
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.words.vocabulary import Vocabulary
from pipeline.understand.worth import is_whole, worth_of


def is_settled(
    items: Sequence[LineItem], sheets: Sequence[Sheet], outside: Iterable[Line], vocabulary: Vocabulary
) -> bool:
    """Whether ``items`` tell all that ``sheets`` say of goods; ``outside`` are the lines that belong to no table."""
    goods = [item for item in items if item.kind.value != ItemKind.OTHER]
    if not all(is_whole(item) and adds_up(item) and not _is_doubtful(item) for item in goods):
        return False
    sizes = sum(len(sizes_in(joined_lines(segment.text))) for sheet in sheets for segment in sheet.segments)
    texts = [line.text for line in outside]
    return (
        0 < sizes <= len(goods)
        and all(worth_of(item) > 0 and adds_up(item) is not False for item in items)
        and _sum_of(items) in {amount.value for text in texts for amount in amounts_in(text)}
        and not any(_sells(text, vocabulary) for text in texts)
    )


def _is_doubtful(item: LineItem) -> bool:
    return item.other_words is not None or any(found.doubts for found in present_fields(item).values())


def _sum_of(items: Sequence[LineItem]) -> Decimal:
    return sum((number_of(item.amount) or Decimal() for item in items), Decimal())


def _sells(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line sells something, and is no sum with its name in front."""
    return is_sold(text, vocabulary) and not vocabulary.totals.starting(text)
