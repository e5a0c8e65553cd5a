"""How the portal writes moments, ages, sizes and shares. Pure: the present is an argument, and so is the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

Words = Callable[[str], str]
"""Says a word in the reader's language; ``str`` leaves it English."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SECOND_STEPS = ((60, 1, "s"), (3600, 60, "min"), (86_400, 3600, "h"), (7 * 86_400, 86_400, "d"))


def age(moment: datetime, now: datetime, words: Words = str) -> str:
    """How long ago, in the largest whole unit: ``now``, ``40 s``, ``4 min``, ``3 h``, ``2 d``, then the date."""
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < 5:
        return words("now")
    for limit, unit, name in _SECOND_STEPS:
        if seconds < limit:
            return f"{seconds // unit} {words(name)}"
    return day(moment.astimezone().date(), words)


def day(value: date, words: Words = str) -> str:
    """``12 Mar 2026``."""
    return f"{value.day} {words(MONTHS[value.month - 1])} {value.year}"


def short_day(value: date, words: Words = str) -> str:
    """``12 Mar``."""
    return f"{value.day} {words(MONTHS[value.month - 1])}"


def span(first: date | None, last: date | None, words: Words = str) -> str:
    """``12 Mar 2026``, ``Mar 2026`` for a whole month, ``12 Mar – 4 Apr 2026``, ``12 Mar 2026 –``."""
    if first and last and first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return f"{words(MONTHS[first.month - 1])} {first.year}"
    if first == last and first:
        return day(first, words)
    if first and last and first.year == last.year:
        return f"{short_day(first, words)} – {day(last, words)}"
    return " – ".join(day(end, words) if end else "" for end in (first, last)).strip()


def exact(moment: datetime, words: Words = str) -> str:
    """``12 Mar 2026, 10:41:52`` in the machine's own time zone."""
    local = moment.astimezone()
    return f"{day(local.date(), words)}, {local:%H:%M:%S}"


def clock(moment: datetime) -> str:
    """``10:41:52`` in the machine's own time zone."""
    return f"{moment.astimezone():%H:%M:%S}"


def duration(seconds: float) -> str:
    """``< 0.1 s``, ``0.4 s``, ``12 s``, ``3 min 5 s``."""
    if seconds < 0.05:
        return "< 0.1 s"
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def file_size(count: int) -> str:
    """Bytes as the limits count them (1 MB = 1024 x 1024): ``840 bytes``, ``12 kB``, ``1.4 MB``, ``16 MB``."""
    if count < 1024:
        return f"{count} bytes"
    if count < 2**20:
        return f"{count / 1024:.0f} kB"
    return f"{count / 2**20:.1f} MB".replace(".0 MB", " MB")


def percent(share: float) -> str:
    """A share of 1 as ``98%``; only what is certain is 100%."""
    return f"{min(int(share * 100 + 0.5), 100 if share >= 1 else 99)}%"


def iso_day(text: str) -> str:
    """An ISO date as people read it; what is no ISO date stays as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def sentence(words: str) -> str:
    """With a capital letter in front, as it stands on a line of its own."""
    return words[:1].upper() + words[1:]
