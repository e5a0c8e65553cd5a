"""The numbers: how much comes, how much goes straight through, how long it takes, what is corrected, what it costs."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from portal.access.caller import Role
from portal.access.guards import requires
from portal.charts import stacked
from portal.languages import text
from portal.stats import OUTCOMES, Span, Stats, StatsDesk, by_week
from portal.templating import Templates
from portal.wording import short_day


@get("/numbers", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def numbers_page(
    figures: NamedDependency[StatsDesk], templates: NamedDependency[Templates], days: FromQuery[int] = Span.MONTH
) -> Response[str]:
    """How are we doing?"""
    span = _span(days)
    stats = figures.stats(span)
    stretches = by_week(stats.days) if span is Span.YEAR else stats.days
    chart = stacked(
        [(short_day(one.day, text), [(kind.value, one.outcomes[kind.value]) for kind in OUTCOMES]) for one in stretches]
    )
    return templates.page(
        "numbers", here="numbers", stats=stats, chart=chart, span=span, spans=tuple(Span), stretches=stretches
    )


@get("/api/stats", operation_id="stats", sync_to_thread=True, guards=[requires(Role.VIEWER)])
def stats(figures: NamedDependency[StatsDesk], days: FromQuery[int] = Span.MONTH) -> Stats:
    """The last 7, 30, 90 or 365 days, today among them, in figures: documents, outcomes, times, corrections, money."""
    return figures.stats(_span(days))


def _span(days: int) -> Span:
    """The shortest that holds so many days; the longest for more."""
    return next((span for span in Span if days <= span), Span.YEAR)
