"""When something that failed is tried again."""

from __future__ import annotations

from intake.troubles import LONGEST_WAIT, Troubles
from tests.intake.conftest import Clock


def test_the_wait_doubles_up_to_a_minute() -> None:
    clock = Clock()
    troubles = Troubles(clock)
    waits = [troubles.note("a.pdf", "busy") - clock.now for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]
    assert troubles.all()[0].tries == 9


def test_it_is_due_when_its_wait_is_over_and_forgotten_when_it_went_well() -> None:
    clock = Clock()
    troubles = Troubles(clock)
    troubles.note("a.pdf", "busy")
    assert not troubles.due("a.pdf")
    assert troubles.due("b.pdf")
    clock.now = 1
    assert troubles.due("a.pdf")
    assert troubles.seconds_until(troubles.all()[0]) == 0
    troubles.solved("a.pdf")
    assert (troubles.all(), troubles.next_try()) == ((), None)


def test_since_stays_while_the_trouble_lasts() -> None:
    troubles = Troubles(Clock())
    troubles.note("a.pdf", "busy")
    since = troubles.all()[0].since
    troubles.note("a.pdf", "forbidden")
    assert (troubles.all()[0].since, troubles.all()[0].words) == (since, "forbidden")


def test_what_is_gone_is_no_trouble_any_more() -> None:
    troubles = Troubles(Clock())
    troubles.note("a.pdf", "busy")
    troubles.note("b.pdf", "busy")
    troubles.keep_only({"b.pdf"})
    assert len(troubles.all()) == 1
