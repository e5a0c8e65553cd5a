"""From verdicts to figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.figures import Documents, Tally, calibration_error, reliability
from pipeline.evaluation.scoring import DocumentResult, Outcome, Verdict


def verdict(outcome: Outcome, *, flagged: bool = False) -> Verdict:
    return Verdict("po_no", 1, None, outcome, "a", "b", flagged)


def test_missing_and_invented_values_are_errors_and_only_unasked_ones_are_silent() -> None:
    tally = Tally.of(
        [verdict(Outcome.RIGHT)] * 6
        + [verdict(Outcome.RIGHT, flagged=True), verdict(Outcome.MISSING), verdict(Outcome.MISSING, flagged=True)]
        + [verdict(Outcome.INVENTED), verdict(Outcome.WRONG, flagged=True)]
    )
    assert (tally.values, tally.silent, tally.unasked) == (11, 1, 7)
    assert tally.accuracy == pytest.approx(7 / 11)
    assert tally.silent_rate == pytest.approx(1 / 7)
    assert tally.silently_missing_rate == pytest.approx(1 / 10)


def test_nothing_measured_has_no_rate() -> None:
    assert Tally.of([]).accuracy is None
    assert Documents.of([]).straight_rate is None
    assert calibration_error([]) is None


def test_straight_through_is_of_what_was_read_and_exact_of_what_was_labelled() -> None:
    good = DocumentResult(True, True, False, True, 2, 2, 2)
    asked = DocumentResult(True, True, True, True, 1, 1, 1)
    unread = DocumentResult(True, False, False, False, 3, 0, 0)
    invented = DocumentResult(False, True, False, False, 0, 1, 0)
    found = Documents.of([good, asked, unread, invented])
    assert (found.straight, found.read, found.exact, found.labelled, found.straight_and_exact) == (2, 3, 2, 3, 1)
    assert (found.lines_labelled, found.lines_read, found.lines_paired) == (6, 4, 3)


def test_a_reliability_row_says_what_was_said_and_what_was_right() -> None:
    low, high = reliability([(0.55, False), (0.55, True), (1.0, True)], (0.0, 0.5, 1.0))
    assert (low.low, low.high, low.values, low.right) == (0.5, 1.0, 2, 0.5)
    assert low.said == pytest.approx(0.55)
    assert (high.low, high.high, high.values, high.right) == (1.0, 1.0, 1, 1.0)
    assert calibration_error([low, high]) == pytest.approx((2 * 0.05 + 0) / 3)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_value_stands_in_one_row(told: list[tuple[float, bool]]) -> None:
    table = reliability(told)
    assert sum(row.values for row in table) == len(told)
    assert all(row.low <= row.said + 1e-9 and row.said <= row.high + 1e-9 for row in table)
