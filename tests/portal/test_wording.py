"""How the portal writes what it measures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.wording import age, day, duration, file_size, iso_day, percent, span

NOW = datetime(2026, 3, 12, 10, 41, 52, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-3, "now"),
        (4, "now"),
        (5, "5 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (86_400, "1 d"),
    ],
)
def test_an_age_is_told_in_its_largest_whole_unit(seconds: int, words: str) -> None:
    assert age(NOW - timedelta(seconds=seconds), NOW) == words


def test_what_is_older_than_a_week_is_told_by_its_date() -> None:
    assert age(NOW - timedelta(days=30), NOW) == "10 Feb 2026"


def test_a_date_is_written_with_the_month_as_a_word() -> None:
    assert day(date(2026, 3, 2)) == "2 Mar 2026"
    assert iso_day("2026-03-02") == "2 Mar 2026"


@given(st.text(max_size=20))
def test_what_is_no_date_stays_as_it_stands(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        assert iso_day(text) == text


@pytest.mark.parametrize(
    ("count", "words"),
    [(840, "840 bytes"), (12_288, "12 kB"), (16 * 2**20, "16 MB"), (1_500_000, "1.4 MB")],
)
def test_a_file_size_counts_as_the_limits_do(count: int, words: str) -> None:
    assert file_size(count) == words


@pytest.mark.parametrize(("seconds", "words"), [(0.01, "< 0.1 s"), (0.44, "0.4 s"), (12.2, "12 s"), (185, "3 min 5 s")])
def test_a_duration_keeps_no_more_figures_than_it_needs(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@given(st.floats(0, 1, exclude_max=True))
def test_only_what_is_certain_is_a_hundred_percent(share: float) -> None:
    assert percent(share) != "100%"
    assert percent(1.0) == "100%"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), "12 Mar 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "Feb 2026"),
        (date(2026, 3, 12), date(2026, 4, 4), "12 Mar – 4 Apr 2026"),
        (date(2026, 3, 12), None, "12 Mar 2026 –"),
        (None, date(2026, 3, 12), "– 12 Mar 2026"),
    ],
)
def test_a_stretch_of_days_is_told_as_shortly_as_it_can_be(first: date | None, last: date | None, words: str) -> None:
    assert span(first, last) == words
