"""Charges between the goods' sum and the total, by whatever name: ``Freight 150.00``, ``Shipping: RM 80.00``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Field
from pipeline.understand.foot.totals import DO_NOT_ADD_UP, Sum, money_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage


def without_charges_asked(total: Field | None, sums: Sequence[Sum], lines: Sequence[Line]) -> Field | None:
    """``total``; not asked about where the sub-total and every sum printed between the two come to it."""
    if total is None or len(total.doubts) != 1 or not total.doubts[0].startswith(DO_NOT_ADD_UP):
        return total
    places = [_place(s.passage) for s in sums if s.meaning == "sub_total"]
    own = next((_place(s.passage) for s in sums if s.meaning == "total" and s.passage.ink[0].page == total.page), None)
    if len(places) != 1 or own is None:
        return total
    added = Decimal()
    for line in lines:
        passage = line.pieces
        if places[0] <= _place(passage) < own:
            amounts = money_in(passage.text)
            added += amounts[-1].value if len(amounts) == 1 else Decimal()
    return replace(total, doubts=()) if added == Decimal(str(total.value)) else total


def _place(passage: Passage) -> tuple[int, float]:
    return passage.ink[0].page, min(ink.y0 for ink in passage.ink)
