"""The first look at a year of numbers waits for no day that is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from pipeline.database import reading
from pipeline.period import midnight, today
from pipeline.tables import day_sums
from pipeline.usage import Usage
from portal.ahead import Ahead
from portal.desk import Desk
from portal.stats import Span, StatsDesk
from tests.waiting import wait_for


def test_all_days_that_are_over_are_added_up_when_the_service_starts_whatever_else_fails(desk: Desk) -> None:
    def kept() -> set[datetime]:
        with reading(desk.records.engine) as connection:
            return set(connection.scalars(sa.select(day_sums.c.since)))

    def fails() -> None:
        raise OSError("a share is gone")

    engine = desk.records.engine
    ahead = Ahead(fails, StatsDesk(engine, Usage(engine, None)).ahead)
    ahead.start()
    wait_for(lambda: len(kept()) == Span.YEAR - 1, 30)
    ahead.stop()
    assert max(kept()) == midnight(today() - timedelta(days=1))
