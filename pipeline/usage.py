"""Pages sent to Document AI and what they cost, by day and month, against the budget.

A call is written down before it is made, and taken back only when Google certainly did not read the pages: a crash or
a lost answer never makes the count too low. Days are the company's own (the machine's time zone).

For the portal's numbers page::

    usage.figures()          Figures: today and this month against the budget, and whether somebody was told
    usage.days("2026-11")    a row for each day of a month on which pages were sent
    usage.months()           a row for each month

All of them are one short query each, safe from any thread. ``Usage.budget`` is None where Document AI is not set up;
the figures of earlier days are shown all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.spending import TOLD_FROM, Account, Asker, Budget, Decision, Spent, decide
from pipeline.tables import paid_reads

_MICRO = Decimal("0.000001")
MADE, ANSWERED, NOT_CHARGED = "made", "answered", "not charged"


def local_now() -> datetime:
    """Now, in the machine's time zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Call:
    """Pages that are about to be sent: by which processor, for whom, at what price for all of them."""

    processor: str
    pages: int
    cost: Decimal
    asker: Asker = Asker.STAFF
    job_id: str | None = None


@dataclass(frozen=True)
class Counted:
    """What became of a wish to call: its ``id`` when it may be made, and the figures with it."""

    decision: Decision
    figures: Figures
    id: str = ""


@dataclass(frozen=True)
class Row:
    """A day (2026-11-27) or a month (2026-11) and what was sent in it; ``visitors`` is part of ``spent``."""

    when: str
    spent: Spent
    visitors: Spent


@dataclass(frozen=True)
class Figures:
    """Today and this month. ``shares`` of the budgets are None where there is none."""

    day: Row
    month: Row
    budget: Budget | None

    @property
    def day_share(self) -> Decimal | None:
        return self.day.spent.share_of(self.budget.per_day) if self.budget else None

    @property
    def month_share(self) -> Decimal | None:
        return self.month.spent.share_of(self.budget.per_month) if self.budget else None

    @property
    def warnings(self) -> tuple[tuple[str, str], ...]:
        """For each budget of which most is used: what it is about ("day 2026-11-27"), and a sentence."""
        if self.budget is None:
            return ()
        both = (
            ("day", self.day, self.day_share, self.budget.per_day),
            ("month", self.month, self.month_share, self.budget.per_month),
        )
        return tuple(
            (f"{name} {row.when}", _told(name, row, share, most, self.budget.currency))
            for name, row, share, most in both
            if share is not None and share >= TOLD_FROM
        )


class Usage:
    """The count of pages and money. ``budget`` None counts without a limit."""

    def __init__(self, engine: sa.Engine, budget: Budget | None, now: Callable[[], datetime] = local_now) -> None:
        self.engine = engine
        self.budget = budget
        self._now = now

    def count(self, call: Call) -> Counted:
        """Write ``call`` down, if the budget allows it: then it may be made."""
        now, call_id = self._now(), new_id()
        with writing(self.engine) as connection:
            figures = self._figures(connection, now)
            decision = self._decide(connection, call, figures, now)
            if not decision.allowed:
                return Counted(decision, figures)
            connection.execute(
                paid_reads.insert().values(
                    id=call_id,
                    at=now,
                    day=now.date().isoformat(),
                    processor=call.processor,
                    job_id=call.job_id,
                    asker=call.asker,
                    pages=call.pages,
                    cost_micros=int(call.cost / _MICRO),
                    state=MADE,
                )
            )
            return Counted(decision, self._figures(connection, now), call_id)

    def answered(self, call_id: str) -> None:
        """The pages were read."""
        self._settle(call_id, ANSWERED)

    def not_charged(self, call_id: str) -> None:
        """Google said no: the pages were not read and cost nothing."""
        self._settle(call_id, NOT_CHARGED)

    def figures(self) -> Figures:
        """Today and this month."""
        with reading(self.engine) as connection:
            return self._figures(connection, self._now())

    def days(self, month: str) -> tuple[Row, ...]:
        """The days of ``month`` (2026-11) on which pages were sent."""
        return self._rows(paid_reads.c.day, paid_reads.c.day.startswith(month))

    def months(self) -> tuple[Row, ...]:
        """Every month in which pages were sent."""
        return self._rows(sa.func.substr(paid_reads.c.day, 1, 7), sa.true())

    # -- inside a transaction -----------------------------------------------------------------------------------------

    def _decide(self, connection: sa.Connection, call: Call, figures: Figures, now: datetime) -> Decision:
        if self.budget is None:
            return Decision(allowed=True)
        last = sa.select(sa.func.max(paid_reads.c.at)).where(paid_reads.c.asker == Asker.VISITOR)
        visited = connection.execute(last).scalar()
        since = (now - visited).total_seconds() if visited else None
        return decide(call.asker, call.cost, Account(figures.day.spent, figures.month.spent, self.budget), since)

    def _figures(self, connection: sa.Connection, now: datetime) -> Figures:
        day = now.date().isoformat()
        return Figures(self._row(connection, day), self._row(connection, day[:7]), self.budget)

    def _row(self, connection: sa.Connection, when: str) -> Row:
        found = connection.execute(_sums(paid_reads.c.day.startswith(when))).one()
        return _row(when, found)

    def _rows(self, period: sa.ColumnElement[Any], condition: sa.ColumnElement[bool]) -> tuple[Row, ...]:
        query = _sums(condition).add_columns(period.label("period")).group_by("period").order_by("period")
        with reading(self.engine) as connection:
            return tuple(_row(row.period, row) for row in connection.execute(query))

    def _settle(self, call_id: str, state: str) -> None:
        with writing(self.engine) as connection:
            connection.execute(paid_reads.update().where(paid_reads.c.id == call_id).values(state=state))


def _sums(condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    by_visitor = paid_reads.c.asker == Asker.VISITOR
    return sa.select(
        sa.func.sum(paid_reads.c.pages).label("pages"),
        sa.func.sum(paid_reads.c.cost_micros).label("micros"),
        sa.func.sum(sa.case((by_visitor, paid_reads.c.pages), else_=0)).label("visitor_pages"),
        sa.func.sum(sa.case((by_visitor, paid_reads.c.cost_micros), else_=0)).label("visitor_micros"),
    ).where(condition, paid_reads.c.state != NOT_CHARGED)


def _row(when: str, found: sa.Row[Any]) -> Row:
    return Row(when, _spent(found.pages, found.micros), _spent(found.visitor_pages, found.visitor_micros))


def _spent(pages: int | None, micros: int | None) -> Spent:
    return Spent(int(pages or 0), int(micros or 0) * _MICRO)


def _told(name: str, row: Row, share: Decimal, most: Decimal, currency: str) -> str:
    return (
        f"Document AI has used {share:.0%} of the {name}'s budget: {row.spent.pages} pages, "
        f"{row.spent.money:.2f} of {most:.2f} {currency}. When it is used up, the embedded engine reads alone."
    )
