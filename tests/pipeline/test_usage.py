"""Pages and money are counted before a call is made, so that neither a crash nor many at once make it too few."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa

from pipeline.database import open_database
from pipeline.spending import Asker, Budget, Spent
from pipeline.usage import Call, Usage

KUALA_LUMPUR = timezone(timedelta(hours=8))
BUDGET = Budget(Decimal("0.10"), Decimal("0.15"))
PAGE = Call("projects/p/locations/us/processors/a", 1, Decimal("0.01"))


class Clock:
    """Stands still until a test moves it."""

    now = datetime(2026, 11, 27, 0, 30, tzinfo=KUALA_LUMPUR)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_a_call_counts_from_before_it_is_made_until_google_says_no(engine: sa.Engine) -> None:
    usage = Usage(engine, BUDGET, Clock())
    lost, answered, refused = (usage.count(PAGE) for _ in range(3))
    usage.answered(answered.id)
    usage.not_charged(refused.id)
    assert lost.decision.allowed
    again = Usage(engine, BUDGET, Clock())  # as after a crash
    assert again.figures().day.spent == Spent(2, Decimal("0.02"))


def test_many_at_once_do_not_pass_the_budget(engine: sa.Engine) -> None:
    usage = Usage(engine, BUDGET, Clock())
    with ThreadPoolExecutor(8) as threads:
        allowed = [counted.decision.allowed for counted in threads.map(lambda _: usage.count(PAGE), range(24))]
    assert allowed.count(True) == 10
    assert usage.figures().day.spent == Spent(10, Decimal("0.10"))
    assert usage.count(PAGE).decision.why == "the day's budget is used up"


def test_a_day_is_the_company_s_own(engine: sa.Engine) -> None:
    clock = Clock()
    usage = Usage(engine, BUDGET, clock)
    usage.count(PAGE)
    assert usage.figures().day.when == "2026-11-27"  # in Greenwich it is still the 26th
    clock.now += timedelta(days=1)
    assert usage.figures().day.spent == Spent()
    assert usage.figures().month.spent.pages == 1
    clock.now += timedelta(days=5)
    usage.count(PAGE)
    assert [(row.when, row.spent.pages) for row in usage.months()] == [("2026-11", 1), ("2026-12", 1)]
    assert [row.when for row in usage.days("2026-12")] == ["2026-12-03"]


def test_the_month_s_budget_holds_over_its_days(engine: sa.Engine) -> None:
    clock = Clock()
    usage = Usage(engine, BUDGET, clock)
    for _ in range(10):
        usage.count(PAGE)
    clock.now += timedelta(days=1)
    allowed = [usage.count(PAGE).decision.allowed for _ in range(6)]
    assert allowed == [True] * 5 + [False]
    assert usage.count(PAGE).decision.why == "the month's budget is used up"


def test_a_warning_comes_at_four_fifths(engine: sa.Engine) -> None:
    usage = Usage(engine, BUDGET, Clock())
    told = [[about for about, _ in usage.count(PAGE).figures.warnings] for _ in range(10)]
    assert told == [[]] * 7 + [["day 2026-11-27"]] * 3
    (_, words), *_ = usage.figures().warnings
    assert words.startswith("Document AI has used 100% of the day's budget: 10 pages, 0.10 of 0.10 USD.")


def test_visitors_are_told_apart_and_slowed(engine: sa.Engine) -> None:
    clock = Clock()
    usage = Usage(engine, BUDGET, clock)
    visit = Call(PAGE.processor, 1, PAGE.cost, Asker.VISITOR)
    for _ in range(4):
        usage.count(PAGE)
    assert usage.count(visit).decision.allowed
    assert "one after the other" in usage.count(visit).decision.why
    clock.now += timedelta(minutes=3)
    assert usage.count(visit).decision.allowed
    assert usage.figures().day.visitors == Spent(2, Decimal("0.02"))
    clock.now += timedelta(minutes=3)
    assert "kept for the staff" in usage.count(visit).decision.why


def test_without_a_budget_everything_is_counted_and_nothing_stopped(engine: sa.Engine) -> None:
    usage = Usage(engine, None, Clock())
    for _ in range(20):
        assert usage.count(PAGE).decision.allowed
    figures = usage.figures()
    assert (figures.day.spent.pages, figures.day_share, figures.warnings) == (20, None, ())
