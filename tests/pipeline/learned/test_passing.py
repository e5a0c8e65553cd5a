"""A threshold is judged by past job orders: what would have passed unseen, and how much of that was wrong."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.passing import Judgement, Past
from pipeline.model import Issue, JobOrder
from tests.pipeline.review.orders import door, order

CHOICES = (0.8, 0.93, 0.99)


def read_with(confidence: float, width: int = 915) -> JobOrder:
    """A job order of one door whose width was read so surely; all else is certain."""
    row = door(0, width=width)
    assert row.width_mm
    return replace(order(0, 0), doors=(replace(row, width_mm=replace(row.width_mm, confidence=confidence)),))


def test_what_passes_and_what_of_it_was_wrong_are_told_in_a_sentence() -> None:
    right, wrong = Past.of(read_with(0.95), read_with(0.95)), Past.of(read_with(0.85), read_with(0.85, width=815))
    low, middle, high = Judgement([right, wrong], {}, 0.9).of("width_mm", CHOICES)
    assert low.sentence.startswith("at 0.80: 100% straight through, 50.0% wrong")
    assert middle.sentence.startswith("at 0.93: 50% straight through, 0.0% wrong")
    assert (high.straight_through, high.wrong) == (0.0, None)
    assert low.sentence.endswith("(only 2 reviewed: too few to rely on)")


def test_job_orders_that_nobody_approved_say_nothing_of_what_is_wrong() -> None:
    (found,) = Judgement([Past.of(read_with(0.95), None)], {}, 0.9).of("width_mm", [0.9])
    assert (found.straight_through, found.reviewed, found.wrong) == (1.0, 0, None)
    (nothing,) = Judgement([], {}, 0.9).of("width_mm", [0.9])
    assert nothing.sentence == "at 0.90: no past job orders yet"


def test_a_document_that_is_asked_about_for_another_reason_is_not_straight_through() -> None:
    asked = replace(read_with(1.0), issues=(Issue("", "The lines do not add up."),))
    (found,) = Judgement([Past.of(asked, None)], {}, 0.5).of("width_mm", [0.5])
    assert found.straight_through == 0.0
    (found,) = Judgement([Past.of(read_with(1.0), None)], {"width_mm": 1.01}, 0.5).of("height_mm", [0.5])
    assert found.straight_through == 0.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_higher_threshold_never_lets_more_pass(confidences: list[float]) -> None:
    past = [Past.of(read_with(each), read_with(each)) for each in confidences]
    shares = [found.straight_through or 0.0 for found in Judgement(past, {}, 0.5).of("width_mm", CHOICES)]
    assert shares == sorted(shares, reverse=True)
