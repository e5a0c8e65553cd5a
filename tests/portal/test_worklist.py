"""The list's addresses and rows."""

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.jobs import RUNNING, JobState
from pipeline.model import Source
from portal.worklist import Question, Show, question

TODAY = date(2026, 3, 12)


@given(
    st.sampled_from(Show),
    st.text(max_size=40).map(lambda text: " ".join(text.split())),
    st.sampled_from([None, *Source]),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_a_question_survives_its_way_through_an_address(
    show: Show, text: str, source: Source | None, first: date | None, last: date | None
) -> None:
    asked = Question(show, text, source, first, last)
    parts = {name: values[0] for name, values in parse_qs(urlsplit(asked.address()).query).items()}
    names = ("show", "q", "source", "cursor", "from", "to")
    assert question(*(parts.get(name) for name in names)) == asked


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
    assert Question(show).filters(TODAY).states == frozenset(states)


def test_today_begins_at_midnight() -> None:
    assert Question(Show.TODAY).filters(TODAY).received_from == datetime(2026, 3, 12).astimezone()
