"""The work list's question and answer: which jobs a page's address asks for, and what a row shows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from pipeline.jobs import RUNNING, Job, JobFilters, JobState
from pipeline.model import Source
from pipeline.orders import OrderRecord
from pipeline.period import midnight, today
from portal.day_words import Span, span_meant


class Show(StrEnum):
    """The tabs of the list, as its address names them."""

    ALL = "all"
    NEEDS_YOU = "needs-you"
    RUNNING = "running"
    TODAY = "today"
    REFUSED = "refused"


@dataclass(frozen=True)
class Question:
    """What the list's address asks: tab, words to look for, way in, days it came on, and where the page starts."""

    show: Show = Show.ALL
    text: str = ""
    source: Source | None = None
    first: date | None = None
    last: date | None = None
    cursor: str | None = None

    def filters(self, today: date) -> JobFilters:
        """As the records understand it."""
        states = {
            Show.NEEDS_YOU: frozenset({JobState.NEEDS_REVIEW}),
            Show.RUNNING: RUNNING,
            Show.REFUSED: frozenset({JobState.FAILED}),
        }.get(self.show, frozenset())
        first = today if self.show is Show.TODAY else self.first
        span = span_meant(self.text, today)
        return JobFilters(
            states=states,
            source=self.source,
            text=self.text,
            dated=span.on_date if span else None,
            received_from=midnight(first) if first else None,
            received_until=midnight(self.last + timedelta(days=1)) if self.last else None,
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.source or self.first or self.last or self.show is not Show.ALL)

    @property
    def meant(self) -> Span | None:
        """The day or month that the words are."""
        return span_meant(self.text, today())

    def address(
        self, path: str = "/", *, show: Show | None = None, cursor: str | None = None, bare: bool = False
    ) -> str:
        """The same question on another tab or further down, as an address; ``bare`` keeps only the tab."""
        if bare:
            return Question(self.show).address(path)
        shown = show or self.show
        parts = {
            "show": "" if shown is Show.ALL else shown.value,
            "q": self.text,
            "source": self.source.value if self.source else "",
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "cursor": cursor or "",
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{path}?{query}" if query else path


def question(  # noqa: PLR0913, PLR0917 - the parts of an address
    show: str | None,
    text: str | None,
    source: str | None,
    cursor: str | None,
    first: str | None = None,
    last: str | None = None,
) -> Question:
    """What an address asks; what it names and we do not know is left out."""
    return Question(
        show=Show(show) if show in set(Show) else Show.ALL,
        text=" ".join((text or "").split())[:200],
        source=Source(source) if source in set(Source) else None,
        first=_day(first),
        last=_day(last),
        cursor=(cursor or None) if (cursor or "").isalnum() else None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


class Standing(StrEnum):
    """What a job's state means to a person."""

    RUNNING = "running"
    DONE = "done"
    NEEDS_YOU = "needs-you"
    REFUSED = "refused"
    FAILED = "failed"


def standing(job: Job) -> Standing:
    """Refused is about the document (it has a code), failed is about us."""
    if job.state is JobState.DONE:
        return Standing.DONE
    if job.state is JobState.NEEDS_REVIEW:
        return Standing.NEEDS_YOU
    if job.state is JobState.FAILED:
        return Standing.REFUSED if job.code else Standing.FAILED
    return Standing.RUNNING


STEPS = (JobState.RECEIVED, JobState.READING, JobState.EXTRACTING, JobState.BUILDING, JobState.RENDERING)
"""The five steps a person is told of; delivering is the end of the last."""


def step_number(job: Job) -> int:
    """How many of the five steps have begun, 1 to 5; 5 for a job at its end."""
    return STEPS.index(job.state) + 1 if job.state in STEPS else len(STEPS)


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    job: Job
    order: OrderRecord | None
    more_orders: int

    @property
    def title(self) -> str:
        return self.job.title or self.job.file_name

    @property
    def standing(self) -> Standing:
        return standing(self.job)

    @property
    def step(self) -> int:
        return step_number(self.job)


def rows(jobs: tuple[Job, ...], orders: dict[str, tuple[OrderRecord, ...]]) -> tuple[Row, ...]:
    """Each job with the first of its job orders."""
    found = [(job, orders.get(job.id, ())) for job in jobs]
    return tuple(Row(job, mine[0] if mine else None, max(0, len(mine) - 1)) for job, mine in found)
