"""``GET /api/usage``: pages that were sent to Document AI and their price, against the budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from pipeline.usage import Row, Usage
from portal.access.caller import Role
from portal.access.guards import requires
from portal.desk import Desk

MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
Month = Annotated[
    str | None,
    QueryParameter(name="month", pattern=MONTH, description="Whose days are listed, as 2026-11; by default this one."),
]


@dataclass(frozen=True)
class PagesAndPrice:
    """Pages sent to Document AI in a ``period``, a day (2026-11-27) or a month (2026-11), and their price.

    ``visitor_pages`` of them were the demo's. ``budget`` is the most that the period may cost and ``share`` how much of
    it is used, 1 being all; both are null without a budget.
    """

    period: str
    pages: int
    price: Decimal
    visitor_pages: int
    budget: Decimal | None
    share: float | None


@dataclass(frozen=True)
class UsageAnswer:
    """What Document AI was used for. ``currency`` is null, and all figures are 0, where it was never set up.

    ``days`` and ``months`` are those in which pages were sent, oldest first. Prices are decimal numbers as text.
    """

    currency: str | None
    today: PagesAndPrice
    this_month: PagesAndPrice
    days: tuple[PagesAndPrice, ...]
    months: tuple[PagesAndPrice, ...]


@get("/api/usage", operation_id="getUsage", tags=["usage"], sync_to_thread=True, guards=[requires(Role.VIEWER)])
def usage(desk: NamedDependency[Desk], month: Month = None) -> UsageAnswer:
    """Pages sent to Document AI and what they cost.

    Today, by day and by month, against the budget.
    """
    counted = desk.usage or Usage(desk.records.engine, None)
    figures, budget = counted.figures(), counted.budget
    per_day, per_month = (budget.per_day, budget.per_month) if budget else (None, None)
    return UsageAnswer(
        currency=budget.currency if budget else None,
        today=_answer(figures.day, per_day),
        this_month=_answer(figures.month, per_month),
        days=tuple(_answer(row, per_day) for row in counted.days(month or figures.month.when)),
        months=tuple(_answer(row, per_month) for row in counted.months()),
    )


def _answer(row: Row, budget: Decimal | None) -> PagesAndPrice:
    share = None if budget is None else float(row.spent.share_of(budget))
    return PagesAndPrice(row.when, row.spent.pages, row.spent.money, row.visitors.pages, budget, share)


HANDLERS = (usage,)
