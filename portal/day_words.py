"""Days and months as people type them into the search: ``12 Mar``, ``12/3``, ``2026-03-12``, ``semalam``. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.jobs import OnDate
from pipeline.period import midnight
from pipeline.understand.grammar.dates import dates_in

DAYS_AGO = {"today": 0, "hari ini": 0, "yesterday": 1, "semalam": 1}
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})|(\d{1,2})\s*[a-z]{3,}", re.I)


@dataclass(frozen=True)
class Span:
    """From ``first`` to before ``end``; ``written`` is how such dates begin when they are kept."""

    first: date
    end: date
    written: str

    @property
    def on_date(self) -> OnDate:
        """As the records understand it: days begin at this machine's midnight."""
        return OnDate(self.written, midnight(self.first), midnight(self.end))


def span_meant(text: str, today: date) -> Span | None:
    """The day or month that ``text`` is, as a whole; None when it is something else.

    A date without a year is the last one that has been.
    """
    words = " ".join(text.lower().split())
    if words in DAYS_AGO:
        return _day(today - timedelta(days=DAYS_AGO[words]))
    if match := _ISO_MONTH.fullmatch(words):
        return _month(int(match[1]), int(match[2]))
    if (day := _whole(words)) is not None:
        return _day(day)
    if _DAY_AND_MONTH.fullmatch(words):
        return _day_of_some_year(words, today)
    first = _whole(f"1 {words}")
    return _month(first.year, first.month) if first and not words[0].isdigit() else None


def _day_of_some_year(words: str, today: date) -> Span | None:
    separator = "/" if words.replace(" ", "").replace("/", "").isdigit() else "-" if "-" in words else " "
    for year in (today.year, today.year - 1):
        day = _whole(f"{words}{separator}{year}")
        if day and day <= today:
            return _day(day)
    return None


def _whole(words: str) -> date | None:
    """The date that the words are, from their first letter to their last."""
    found = dates_in(words)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) and not found[0].repaired
    return found[0].value if whole else None


def _day(day: date) -> Span:
    return Span(day, day + timedelta(days=1), day.isoformat())


def _month(year: int, month: int) -> Span | None:
    if not 1 <= month <= 12 or not 1990 <= year <= 2099:
        return None
    first = date(year, month, 1)
    return Span(first, (first + timedelta(days=31)).replace(day=1), f"{first:%Y-%m}")
