"""Whether a page may be sent to a reader that costs money: the budget, and who comes first. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

TOLD_FROM = Decimal("0.8")
"""From this share of a budget on somebody is told."""
VISITORS_SLOWED_FROM = Decimal("0.4")
VISITORS_STOPPED_FROM = Decimal("0.6")
"""Shares of a budget from which visitors are slowed, and are read by the embedded engine only: staff come first."""
VISITOR_PAUSE = 120.0
"""Seconds between two calls for visitors, once they are slowed."""


class Asker(StrEnum):
    """For whom a document is read: the company's own people and systems, or a visitor of the demo."""

    STAFF = "staff"
    VISITOR = "visitor"


@dataclass(frozen=True)
class Budget:
    """Most that a day and a month may cost, in ``currency`` (ISO 4217)."""

    per_day: Decimal
    per_month: Decimal
    currency: str = "USD"


@dataclass(frozen=True)
class Spent:
    """Pages that were sent, and what they cost."""

    pages: int = 0
    money: Decimal = Decimal()

    def share_of(self, most: Decimal) -> Decimal:
        """How much of a budget this is; of a budget of nothing everything is used up."""
        return self.money / most if most else Decimal(1)


@dataclass(frozen=True)
class Account:
    """What was spent today and this month, and the budget for both."""

    day: Spent
    month: Spent
    budget: Budget

    @property
    def used(self) -> Decimal:
        """The larger share that is used of the two budgets."""
        return max(self.day.share_of(self.budget.per_day), self.month.share_of(self.budget.per_month))


@dataclass(frozen=True)
class Decision:
    """Whether a page may be sent; ``why`` not, as the end of a sentence."""

    allowed: bool
    why: str = ""


YES = Decision(allowed=True)


def decide(asker: Asker, cost: Decimal, account: Account, since_visitor: float | None = None) -> Decision:
    """Whether pages that cost ``cost`` may be sent for ``asker``.

    ``since_visitor`` is the seconds since pages were last sent for any visitor, None when they never were.
    """
    if account.day.money + cost > account.budget.per_day:
        return Decision(allowed=False, why="the day's budget is used up")
    if account.month.money + cost > account.budget.per_month:
        return Decision(allowed=False, why="the month's budget is used up")
    return YES if asker is Asker.STAFF else _decide_for_visitor(account.used, since_visitor)


def _decide_for_visitor(used: Decimal, since_visitor: float | None) -> Decision:
    if used >= VISITORS_STOPPED_FROM:
        return Decision(allowed=False, why="what is left of the budget is kept for the staff")
    if used >= VISITORS_SLOWED_FROM and since_visitor is not None and since_visitor < VISITOR_PAUSE:
        return Decision(allowed=False, why="visitors' pages are sent one after the other only")
    return YES
