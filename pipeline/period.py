"""Days of this machine's clock: when they begin, and stretches of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Period:
    """From the beginning of ``first`` to the end of ``last``, by this machine's clock."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def since(self) -> datetime:
        return midnight(self.first)

    @property
    def until(self) -> datetime:
        return midnight(self.last + timedelta(days=1))


def midnight(day: date) -> datetime:
    """When ``day`` began, in the machine's own time zone."""
    return datetime.combine(day, time()).astimezone()


def today() -> date:
    """By this machine's clock and zone."""
    return datetime.now().astimezone().date()
