"""Dates as Malaysian documents write them: day first, in figures or with English or Malay months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.understand.grammar.lookalikes import alike

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januari jan", "february februari feb", "march mac mar", "april apr", "may mei", "june jun",
            "july julai jul", "august ogos ogo aug", "september sept sep", "october oktober oct okt",
            "november nov", "december disember dec dis",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MISREAD = {"o": "[o0]", "l": "[l1|i]", "i": "[i1l]", "s": "[s5]"}
_MONTH = "|".join("".join(_MISREAD.get(c, c) for c in name) for name in sorted(_MONTHS, key=len, reverse=True))
_TO_LETTERS = str.maketrans("1i|05", "lllos")
_MONTHS_LIKENED = {name.translate(_TO_LETTERS): number for name, number in _MONTHS.items()}
_BEGIN_MONTHS = frozenset(alike(name[:3]) for name in _MONTHS)
_DIGIT = "[0-9OoIl]"
_SEPARATOR = r"(?:\s*[/.\-–,'\s]\s*)"
_NUMERIC = re.compile(
    rf"(?={_DIGIT})(?:(?<![\w.])|(?<=[A-Z0]{{3}}[A-Z])(?=\d\d?[/-]\d\d?[/-]\d{{4}}))(?P<d>{_DIGIT}{{1,2}})\s*(?P<s>[/.\-–])\s*(?P<m>{_DIGIT}{{1,2}})\s*(?P=s)\s*"
    rf"(?P<y>{_DIGIT}{{4}}(?=T?\d\d?:\d\d)|(?!19|20){_DIGIT}{{2}}(?=\d\d:\d\d)"
    rf"|{_DIGIT}{{4}}(?![\w/])|{_DIGIT}{{2}}(?![\w/]))"
)
_ISO = re.compile(r"(?<![\w/-])(?P<y>\d{4})[-/.]\s?(?P<m>\d{1,2})[-/.]\s?(?P<d>\d{1,2})(?!\d)")
_NAMED = re.compile(
    rf"(?<![\w])(?P<d>{_DIGIT}{{1,2}})(?:st|nd|rd|th|\s?hb|\s?haribulan)?\.?{_SEPARATOR}?(?P<m>{_MONTH})\.?{_SEPARATOR}?(?P<y>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    rf"(?<![\w])(?P<m>{_MONTH})[.\-/]?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|\s*[-/.]\s*)(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_UNUSUAL = re.compile(
    r"(?<![\w./-])(?:(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})|(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d))(?![\d-]|/(?!\d\d:))"
)
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|isnin|selasa|rabu|khamis|jumaat|sabtu|ahad)"
)
"""The name of a day, whole or cut, in English or Malay; a date may follow it."""
_WITHOUT_YEAR = re.compile(
    rf"(?:{WEEKDAY}\b[\s,.]+)?\d{{1,2}}(?:st|nd|rd|th|\s?hb|\s?haribulan)?\.?{_SEPARATOR}(?:{_MONTH})[.,]?",
    re.IGNORECASE,
)
_TWO_FIGURES = re.compile(r"\d\d")  # of a year; only where figures part all of a date can they be misread
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


@dataclass(frozen=True)
class WrittenDate:
    """A date in ``text[start:end]``. ``repaired`` says that OCR's letters were read as digits."""

    value: date
    start: int
    end: int
    repaired: bool = False


def dates_in(text: str) -> list[WrittenDate]:
    """Every real date in ``text``, from left to right. ``31/02/2026`` is none."""
    return list(_dates_in(text))


@lru_cache(maxsize=4096)  # several rules look at the same lines
def _dates_in(text: str) -> tuple[WrittenDate, ...]:
    found: list[WrittenDate] = []
    for pattern in _patterns_for(text):
        for match in pattern.finditer(text):
            written = _date(match)
            if written and not any(written.start < other.end and other.start < written.end for other in found):
                found.append(written)
    return tuple(sorted(found, key=lambda written: written.start))


def _patterns_for(text: str) -> tuple[re.Pattern[str], ...]:
    if not _TWO_FIGURES.search(text):
        return (_NUMERIC,)
    return (_ISO, _NAMED, _NAMED_FIRST, _NUMERIC) if _may_name_a_month(text) else (_ISO, _NUMERIC)


def _may_name_a_month(text: str) -> bool:
    """Whether a month's first letters stand in it; only among ASCII are letters always found in small ones."""
    letters = alike(text.lower())
    return not text.isascii() or any(map(letters.__contains__, _BEGIN_MONTHS))


def is_date(text: str) -> bool:
    """Whether ``text`` is a date and nothing else but the day's name."""
    dates = dates_in(text)
    rest = text[: dates[0].start] + text[dates[0].end :] if dates else text
    return bool(dates) and not re.search(r"\w", re.sub(rf"\b{WEEKDAY}\b", "", rest, flags=re.IGNORECASE))


def unusual_dates_in(text: str) -> list[WrittenDate]:
    """Dates as some tills write them where no other is meant: the month first (``3/25/2026``), run together."""
    found = []
    for match in _UNUSUAL.finditer(text):
        year, month, day = (match["y"] or match["year"], match["m"] or match["month"], match["d"] or match["day"])
        value = _real(int(year), int(month), int(day))
        found += [WrittenDate(value, match.start(), match.end())] if value else []
    return found


def lacks_year(text: str) -> bool:
    """Whether ``text`` is a day and a month alone: in a narrow cell the year stands on the next line."""
    return bool(_WITHOUT_YEAR.fullmatch(text.strip()))


def _date(match: re.Match[str]) -> WrittenDate | None:
    month_text = match["m"].lower()
    named = _MONTHS.get(month_text) or _MONTHS_LIKENED.get(month_text.translate(_TO_LETTERS))  # one month is left
    month = named or _number(month_text)
    day, year = _number(match["d"]), _number(match["y"])
    if month is None or day is None or year is None:
        return None
    year += 2000 if year < 100 else 0
    value = _real(year, month, day)
    if value is None:
        return None
    digits = match["d"] + match["y"] + ("" if named else month_text)
    return WrittenDate(value, match.start(), match.end(), repaired=not digits.isdigit())


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    repaired = text.translate(str.maketrans("OoIl", "0011"))
    return int(repaired) if repaired.isdigit() else None
