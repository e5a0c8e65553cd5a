"""What a till says was paid: the money handed over less the change is what a receipt came to.

It tells which of several sums is the total, and finds one whose label is missing or was misread; where it is none of
them, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Field
from pipeline.understand.foot.totals import PAYMENTS, Sum, money_in
from pipeline.understand.page.layout import Line

_BY_LABEL = ("total", "sub_total")
_NO_TOTAL = PAYMENTS | {"counted", "carried", "tax_total", "discount"}


@dataclass(frozen=True)
class _Paid:
    """What was paid, less the change; ``handed`` is the line that says what was handed over."""

    value: Decimal
    handed: Sum
    change: Sum | None


def settled(total: Field | None, sums: Sequence[Sum], lines: Sequence[Line]) -> Field | None:
    """``total`` as the payment below it has it; as it is where nothing was paid.

    Three figures that agree leave no doubt. Where there is no total, a sum that is paid by card is one, doubtfully.
    """
    paid = list(_paid(sums))
    for each in paid:
        if total and Decimal(str(total.value)) == each.value:
            return replace(total, doubts=()) if each.change is not None else total
    for each in paid:
        found = _sum_of(each, sums, lines) if each.change is not None or total is None else None
        if found:
            return found.field(
                "total", [] if each.change is not None else ["only the payment says that this is the total"]
            )
    given_back = next((each for each in paid if each.change is not None and each.change.meaning == "change"), None)
    if total and given_back:
        doubt = f"what was paid less the change is {given_back.value:,.2f}"
        return replace(total, doubts=(*total.doubts, doubt))
    return total


def _paid(sums: Sequence[Sum]) -> Iterator[_Paid]:
    """What may have been paid: by all that was handed over, or by one of it; a balance below cash is the change."""
    handed = [s for s in sums if s.meaning == "tendered" and s.value > 0]
    changes = [s for s in sums if s.meaning == "change"] or [s for s in sums if s.meaning == "paid"]
    changes = [s for s in changes if handed and _place(s) > _place(handed[0])]
    if not handed:
        return
    every = sum((s.value for s in handed), Decimal())
    amounts = [(every, handed[0]), *((s.value, s) for s in handed)]
    given_back: Sequence[Sum | None] = changes or [None]
    for change in given_back:
        back = Decimal() if change is None else abs(change.value)
        yield from (_Paid(value - back, first, change) for value, first in amounts if value > back)


def _sum_of(paid: _Paid, sums: Sequence[Sum], lines: Sequence[Line]) -> Sum | None:
    """The sum above the payment that comes to it: a total by its label, else whatever stands nearest."""
    above = [s for s in sums if s.value == paid.value and _place(s) < _place(paid.handed)]
    for meaning in _BY_LABEL:
        if named := next((s for s in above if s.meaning == meaning), None):
            return named
    taken = {s.passage.ink[0] for s in sums if s.meaning in _NO_TOTAL}
    for line in reversed(lines):
        passage = line.pieces
        amounts = money_in(passage.text)
        if not amounts or amounts[-1].value != paid.value or passage.ink[0] in taken:
            continue
        if (line.page, line.y0) < _place(paid.handed):
            return Sum("total", "paid", paid.value, passage, amounts[-1].start, amounts[-1].end)
    return None


def _place(found: Sum) -> tuple[int, float]:
    return found.passage.ink[0].page, min(ink.y0 for ink in found.passage.ink)
