"""The list's addresses and rows."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.jobs import RUNNING, JobState
from pipeline.model import Source
from portal.worklist import Question, Show, question

MIDNIGHT = datetime(2026, 3, 12, tzinfo=UTC)


@given(
    st.sampled_from(Show),
    st.text(max_size=40).map(lambda text: " ".join(text.split())),
    st.sampled_from([None, *Source]),
)
def test_a_question_survives_its_way_through_an_address(show: Show, text: str, source: Source | None) -> None:
    asked = Question(show, text, source)
    parts = {name: values[0] for name, values in parse_qs(urlsplit(asked.address()).query).items()}
    assert question(parts.get("show"), parts.get("q"), parts.get("source"), parts.get("cursor")) == asked


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_an_address_that_nobody_wrote_asks_for_all_jobs(show: str, source: str, cursor: str) -> None:
    asked = question(f"x{show}", None, f"x{source}", f"-{cursor}")
    assert asked == Question()
    assert not asked.narrowed


@pytest.mark.parametrize(
    ("show", "states"),
    [
        (Show.NEEDS_YOU, {JobState.NEEDS_REVIEW}),
        (Show.RUNNING, RUNNING),
        (Show.REFUSED, {JobState.FAILED}),
        (Show.ALL, set()),
    ],
)
def test_a_tab_shows_the_states_it_is_named_after(show: Show, states: set[JobState]) -> None:
    assert Question(show).filters(MIDNIGHT).states == frozenset(states)


def test_today_begins_at_midnight() -> None:
    assert Question(Show.TODAY).filters(MIDNIGHT).received_from == MIDNIGHT
