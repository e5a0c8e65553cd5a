"""What Document AI costs can be asked for: exactly what was counted, against the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from litestar.testing import TestClient

from pipeline.spending import Asker, Budget
from pipeline.usage import Call, Usage
from portal.app import create_portal
from portal.desk import Desk
from tests.portal.api.conftest import Client

KUALA_LUMPUR = timezone(timedelta(hours=8))


class Clock:
    """Stands still until a test moves it."""

    now = datetime(2026, 11, 27, 0, 30, tzinfo=KUALA_LUMPUR)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def usage(desk: Desk) -> Usage:
    """Some pages in two months, of staff and of visitors; one call was refused and cost nothing."""
    clock = Clock()
    usage = Usage(desk.records.engine, Budget(Decimal(2), Decimal(10), "USD"), clock)
    clock.now -= timedelta(days=30)
    usage.count(Call("processor", 3, Decimal("0.03")))
    clock.now += timedelta(days=30)
    usage.count(Call("processor", 2, Decimal("0.5")))
    usage.count(Call("processor", 1, Decimal("0.0015"), Asker.VISITOR))
    usage.not_charged(usage.count(Call("processor", 5, Decimal(1))).id)
    return usage


@pytest.fixture
def client(desk: Desk, usage: Usage) -> Iterator[Client]:
    with TestClient(create_portal(replace(desk, usage=usage)), base_url="http://127.0.0.1") as client:
        yield client


def test_pages_and_price_of_today_and_of_each_month_stand_against_the_budget(ask: Callable[..., Any]) -> None:
    told = ask("GET", "/api/usage").json()
    spent = {"pages": 3, "price": "0.501500", "visitor_pages": 1}
    assert told["currency"] == "USD"
    assert told["today"] == spent | {"period": "2026-11-27", "budget": "2", "share": pytest.approx(0.25075)}
    assert told["this_month"] == spent | {"period": "2026-11", "budget": "10", "share": pytest.approx(0.05015)}
    assert [(one["period"], one["pages"], one["price"]) for one in told["months"]] == [
        ("2026-10", 3, "0.030000"),
        ("2026-11", 3, "0.501500"),
    ]


def test_the_days_of_any_month_can_be_asked_for(ask: Callable[..., Any]) -> None:
    assert [one["period"] for one in ask("GET", "/api/usage").json()["days"]] == ["2026-11-27"]
    assert [one["period"] for one in ask("GET", "/api/usage?month=2026-10").json()["days"]] == ["2026-10-28"]
    assert ask("GET", "/api/usage?month=2026-13").status_code == 400


def test_without_document_ai_nothing_was_used_and_nothing_limits_it(desk: Desk) -> None:
    with TestClient(create_portal(replace(desk, usage=None)), base_url="http://127.0.0.1") as client:
        told = client.get("/api/usage").json()
    assert (told["currency"], told["today"]["budget"], told["this_month"]["share"]) == (None, None, None)
