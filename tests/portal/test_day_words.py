"""Days and months as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from portal.day_words import span_meant

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-03-12", "2026-03-12"),
        ("12 Mar 2026", "2026-03-12"),
        ("12 Mac 2026", "2026-03-12"),
        ("12/3/2026", "2026-03-12"),
        ("12/03/26", "2026-03-12"),
        ("12 Mar", "2026-03-12"),
        ("12mar", "2026-03-12"),
        ("12/3", "2026-03-12"),
        ("12-3", "2026-03-12"),
        ("24 Dec", "2025-12-24"),
        ("29 Feb", None),
        ("2026-03", "2026-03"),
        ("Mac 2026", "2026-03"),
        ("March 2026", "2026-03"),
        ("today", "2026-11-27"),
        ("Semalam", "2026-11-26"),
    ],
)
def test_a_day_or_a_month_is_understood(typed: str, written: str | None) -> None:
    span = span_meant(typed, TODAY)
    assert (span.written if span else None) == written


@pytest.mark.parametrize(
    "typed", ["", "2026", "KDI-2507-003", "6S-A057", "12", "mar", "31/2", "12 Mar 2026 doors", "13/13"]
)
def test_other_words_are_no_date(typed: str) -> None:
    assert span_meant(typed, TODAY) is None


def test_a_month_lasts_until_the_next_one_begins() -> None:
    span = span_meant("2026-12", TODAY)
    assert span is not None
    assert (span.first, span.end) == (date(2026, 12, 1), date(2027, 1, 1))
