"""The list: ``/``, and its parts that are asked for again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from pipeline.jobs import RUNNING, JobState
from pipeline.model import Source
from pipeline.period import today
from portal.access.addresses import address_of
from portal.access.caller import Caller, Kind, Role
from portal.access.guards import requires
from portal.desk import Desk, Way
from portal.pages.visitor import landing
from portal.tallies import Tallies
from portal.templating import Templates
from portal.worklist import Question, Row, Show, question, rows

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Tab:
    """A tab of the list and how many jobs are behind it."""

    show: Show
    count: int


def asked(  # noqa: PLR0913, PLR0917 - the parts of an address
    show: FromQuery[str | None] = None,
    q: FromQuery[str | None] = None,
    source: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    since: Annotated[str | None, QueryParameter(name="from")] = None,
    until: Annotated[str | None, QueryParameter(name="to")] = None,
) -> Question:
    """The list's question as it stands in the address (a dependency of the handlers)."""
    return question(show, q, source, cursor, since, until)


@get("/", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER, visitors=True)])
def work(  # noqa: PLR0913, PLR0917 - what it is given
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    asked: NamedDependency[Question],
    caller: NamedDependency[Caller],
    tallies: NamedDependency[Tallies],
) -> Response[str]:
    """The list, or the ways in while nothing has come yet; a visitor's own page in the demo."""
    if caller.kind is Kind.VISITOR:
        return landing(desk, templates, caller, address_of(request))
    first_run = not asked.narrowed and desk.records.last_event_id() == 0
    found, more = ((), None) if first_run else _rows(desk, asked)
    return templates.page(
        "work",
        here="work",
        asked=asked,
        first_run=first_run,
        ways=_ways(desk, request),
        tabs=_tabs(desk, tallies, asked),
        rows=found,
        more=more,
        may_review=caller.may(Role.REVIEWER),
    )


def look_ahead(desk: Desk, tallies: Tallies) -> None:
    """The list and its tabs as they open."""
    everything = Question()
    _rows(desk, everything)
    _tabs(desk, tallies, everything)


@get("/live/rows", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER, visitors=True)])
def live_rows(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    asked: NamedDependency[Question],
) -> Response[str]:
    """The list's rows."""
    found, more = _rows(desk, asked)
    return templates.fragment(request, "rows", asked=asked, rows=found, more=more)


@get("/live/tabs", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def live_tabs(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    asked: NamedDependency[Question],
    tallies: NamedDependency[Tallies],
) -> Response[str]:
    """The list's tabs with their numbers."""
    return templates.fragment(request, "tabs", asked=asked, tabs=_tabs(desk, tallies, asked))


@get("/live/first-run", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER, visitors=True)])
def live_first_run(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], templates: NamedDependency[Templates]
) -> Response[str]:
    """Whether anything has come yet."""
    return templates.fragment(request, "anything", came=desk.records.last_event_id() > 0)


def _rows(desk: Desk, asked: Question) -> tuple[tuple[Row, ...], str | None]:
    page = desk.records.list_jobs(asked.filters(today()), cursor=asked.cursor, limit=PAGE_LENGTH)
    return rows(page.jobs, desk.records.orders.of_jobs([job.id for job in page.jobs])), page.next_cursor


def _tabs(desk: Desk, tallies: Tallies, asked: Question) -> tuple[Tab, ...]:
    """Counts keep to the words and the way in that were asked for, not to the tab."""
    everything = replace(asked, show=Show.ALL)
    counts = tallies.counts(desk.records, everything.filters(today()))
    since_midnight = tallies.counts(desk.records, replace(asked, show=Show.TODAY).filters(today()))
    return (
        Tab(Show.NEEDS_YOU, counts[JobState.NEEDS_REVIEW]),
        Tab(Show.RUNNING, sum(counts[state] for state in RUNNING)),
        Tab(Show.TODAY, sum(since_midnight.values())),
        Tab(Show.REFUSED, counts[JobState.FAILED]),
        Tab(Show.ALL, sum(counts.values())),
    )


def _ways(desk: Desk, request: Request[Any, Any, Any]) -> tuple[Way, ...]:
    own = f"{str(request.base_url).rstrip('/')}/upload"
    return tuple(replace(way, address=own) if way.source is Source.UPLOAD else way for way in desk.ways)
