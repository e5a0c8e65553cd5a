"""Each part by itself, since when, and what to do."""

import threading
from collections.abc import Callable

from portal.health import Finding, Health, Part, PartState
from tests.waiting import wait_for


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_since_stays_while_a_part_stays_as_it_is_and_moves_when_it_breaks() -> None:
    clock, findings = Clock(), [Finding(PartState.OK, "Runs.")]
    health = Health([Part("folder", lambda: findings[-1], every=5)], clock)
    (first,) = health.report().parts
    clock.now = 6
    (second,) = health.report().parts
    assert second.since == first.since
    findings.append(Finding(PartState.BROKEN, "Gone.", "Mount it."))
    clock.now = 12
    (third,) = health.report().parts
    assert (third.state, third.cure) == (PartState.BROKEN, "Mount it.")
    assert third.since > first.since


def test_a_part_is_not_looked_at_again_before_its_time() -> None:
    clock, looks = Clock(), []

    def look() -> Finding:
        looks.append(clock.now)
        return Finding(PartState.OK, "Runs.")

    health = Health([Part("fonts", look, every=300)], clock)
    for clock.now in (0.0, 1.0, 299.0, 300.0):
        health.report()
    assert looks == [0.0, 300.0]


def test_the_worst_part_decides() -> None:
    def part(state: PartState) -> Part:
        look: Callable[[], Finding] = lambda: Finding(state, "…")  # noqa: E731 - one line a part
        return Part(state.value, look)

    assert Health([part(PartState.OK), part(PartState.ATTENTION)]).report().state is PartState.ATTENTION
    assert Health([part(PartState.BROKEN), part(PartState.ATTENTION)]).report().state is PartState.BROKEN
    assert Health([]).report().state is PartState.OK


def test_a_look_that_fails_is_itself_the_finding() -> None:
    def look() -> Finding:
        raise OSError("no such device")

    (part,) = Health([Part("archive", look)]).report().parts
    assert part.state is PartState.BROKEN
    assert "no such device" in part.sentence


def test_a_look_that_hangs_is_told_and_hangs_nothing_else() -> None:
    mounted = threading.Event()

    def hang() -> Finding:
        mounted.wait(30)
        return Finding(PartState.OK, "Mounted.")

    sound = Part("database", lambda: Finding(PartState.OK, "Answers."))
    health = Health([Part("folder", hang, every=0), sound], patience=0.05)
    folder, database = health.report().parts
    assert (folder.state, database.state) == (PartState.BROKEN, PartState.OK)
    assert "no answer" in folder.sentence
    mounted.set()
    wait_for(lambda: health.report().state is PartState.OK)


def test_figures_stand_beside_the_finding() -> None:
    part = Part("folder", lambda: Finding(PartState.OK, "Runs.", measures={"a": 1.0}), measure=lambda: {"b": 2.0})
    assert Health([part]).report().parts[0].measures == {"a": 1.0, "b": 2.0}
