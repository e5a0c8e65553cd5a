"""The budget is never passed, and the demo's visitors are slowed and stopped long before staff are."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.spending import VISITOR_PAUSE, Account, Asker, Budget, Spent, decide

BUDGET = Budget(Decimal(10), Decimal(100))
money = st.decimals(0, 200, places=3)


def account(day: object, month: object) -> Account:
    return Account(Spent(1, Decimal(str(day))), Spent(1, Decimal(str(month))), BUDGET)


@given(st.sampled_from(Asker), money, money, money, st.none() | st.floats(0, 1000))
def test_what_is_allowed_never_passes_a_budget(
    asker: Asker, cost: Decimal, day: Decimal, month: Decimal, since: float | None
) -> None:
    decision = decide(asker, cost, account(day, month), since)
    if decision.allowed:
        assert day + cost <= BUDGET.per_day
        assert month + cost <= BUDGET.per_month
    assert decision.allowed == (decision.why == "")


@given(money, money, money, st.none() | st.floats(0, 1000))
def test_a_visitor_may_nothing_that_staff_may_not(
    cost: Decimal, day: Decimal, month: Decimal, since: float | None
) -> None:
    visitor, staff = (decide(asker, cost, account(day, month), since) for asker in reversed(Asker))
    assert staff.allowed or not visitor.allowed


def test_visitors_are_slowed_then_stopped_and_staff_go_on() -> None:
    cost = Decimal("0.01")

    def visitor(day: object, since: float | None) -> bool:
        return decide(Asker.VISITOR, cost, account(day, day), since).allowed

    assert visitor(3, 1.0)
    assert visitor(5, None)
    assert not visitor(5, 1.0)
    assert visitor(5, VISITOR_PAUSE)
    assert not visitor(6, VISITOR_PAUSE)
    assert decide(Asker.STAFF, cost, account("9.99", 50)).allowed
    assert "month" in decide(Asker.STAFF, cost, account(0, 100)).why


def test_a_budget_of_nothing_sends_nothing() -> None:
    none = Budget(Decimal(0), Decimal(0))
    assert not decide(Asker.STAFF, Decimal("0.01"), Account(Spent(), Spent(), none)).allowed
