"""Dates are day first, in figures or words, English or Malay; what is no real date is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.grammar.dates import dates_in, unusual_dates_in

AUGUST_12 = date(2026, 8, 12)


def only(text: str) -> date:
    (written,) = dates_in(text)
    return written.value


@pytest.mark.parametrize(
    "text",
    [
        "12/08/2026", "12-08-2026", "12.08.2026", "12/8/2026", "12/08/26", "12 / 08 / 2026", "2026-08-12", "2026/08/12",
        "12 Aug 2026", "12 August 2026", "12-AUG-2026", "12Aug2026", "12-Aug-26", "12 Aug, 2026", "12th August 2026",
        "August 12, 2026", "12 Ogos 2026", "12 OGOS 2026", "12hb Ogos 2026", "12 hb Ogos 2026",
        "12 haribulan Ogos 2026",
        "12/08/2026 10:30", "Date: 12/08/2026", "2026-08-12T23:59:00+08:00", "2026-08-12T00:01:00Z",
        "Aug 12,2026 10:42", "AUG-12-2026", "12-08-202618:45", "12/08/2618:45", "12/08/2026T18:45", "12AUG26",
    ],
)  # fmt: skip
def test_every_way_to_write_a_day_means_that_day(text: str) -> None:
    assert only(text) == AUGUST_12


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("January", 1), ("Januari", 1), ("Jan", 1), ("February", 2), ("Februari", 2), ("Feb", 2), ("March", 3),
        ("Mac", 3), ("Mar", 3), ("April", 4), ("Apr", 4), ("May", 5), ("Mei", 5), ("June", 6), ("Jun", 6), ("July", 7),
        ("Julai", 7), ("Jul", 7), ("August", 8), ("Ogos", 8), ("Aug", 8), ("September", 9), ("Sept", 9), ("Sep", 9),
        ("October", 10), ("Oktober", 10), ("Oct", 10), ("Okt", 10), ("November", 11), ("Nov", 11), ("December", 12),
        ("Disember", 12), ("Dec", 12), ("Dis", 12),
    ],
)  # fmt: skip
def test_every_month_has_its_english_and_its_malay_name(word: str, month: int) -> None:
    assert only(f"5 {word} 2026") == only(f"05-{word.upper()}-26") == date(2026, month, 5)


@pytest.mark.parametrize("text", ["8/25/2026 1:11PM", "20260825", "20260825/05:52"])
def test_what_only_a_till_writes_is_a_date_where_no_other_is_meant(text: str) -> None:
    assert [written.value for written in unusual_dates_in(text)] == [date(2026, 8, 25)]
    assert dates_in(text) == []


@pytest.mark.parametrize("text", ["12-0ct-26", "12 0KT 2026", "12 0ctober 2026"])
def test_a_months_name_is_known_with_a_figure_for_a_letter_as_no_other_is_left(text: str) -> None:
    (written,) = dates_in(text)
    assert (written.value, written.repaired) == (date(2026, 10, 12), False)


def test_an_l_in_a_months_name_may_be_read_as_an_i() -> None:
    assert [(found.value, found.repaired) for found in dates_in("04-JuI-2026")] == [(date(2026, 7, 4), False)]


def test_a_title_may_be_glued_to_its_date() -> None:
    assert only("TAX INV0ICE12/08/2026 07:12") == AUGUST_12
    assert dates_in("INV12/08/2026") == []


def test_the_day_stands_first() -> None:
    assert only("01/02/2026") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "31/02/2026", "29/02/2026", "2/13/2026", "13/13/2026", "99/99/9999", "00/08/2026", "12/08/1889", "12/08",
        "2026", "12082026", "03-8123 4567", "012-345 6789", "1-800-88-1234", "PO-2026-0473", "1.5.2", "RM 12.08",
        "50 x 84", "A-12-3A",
    ],
)  # fmt: skip
def test_what_is_no_real_date_is_not_taken_for_one(text: str) -> None:
    assert dates_in(text) == []


def test_a_leap_day_is_a_date_in_a_leap_year_only() -> None:
    assert only("29/02/2028") == date(2028, 2, 29)
    assert dates_in("29/02/2027") == []


@pytest.mark.parametrize("text", ["O1/08/2026", "0l/08/2026", "01/O8/2026", "01/08/2O26"])
def test_a_letter_read_as_a_digit_is_told(text: str) -> None:
    (written,) = dates_in(text)
    assert (written.value, written.repaired) == (date(2026, 8, 1), True)


def test_two_dates_are_told_apart_and_keep_their_places() -> None:
    text = "Issued 01/08/2026, due 31 Ogos 2026"
    assert [(text[w.start : w.end], w.value.day) for w in dates_in(text)] == [("01/08/2026", 1), ("31 Ogos 2026", 31)]


@pytest.fixture(params=["UTC", "Asia/Kuala_Lumpur", "Pacific/Auckland", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("text", ["2026-08-12T23:59:00+08:00", "2026-08-12T00:01:00Z", "12/08/2026 23:59"])
@pytest.mark.usefixtures("zone")
def test_the_time_zone_of_the_machine_never_moves_a_date(text: str) -> None:
    assert only(text) == AUGUST_12


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %b %Y"])
)
def test_a_written_date_reads_back_to_itself(day: date, pattern: str) -> None:
    assert only(day.strftime(pattern)) == day


@given(st.text(max_size=40))
def test_no_text_makes_reading_dates_fail(text: str) -> None:
    for written in dates_in(text):
        assert 0 <= written.start < written.end <= len(text)
