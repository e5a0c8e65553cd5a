"""Health, as JSON for programs and as a page for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from prometheus_client import CONTENT_TYPE_LATEST

from portal.access.caller import Role, Scope
from portal.access.guards import caller_of, open_to_all, requires
from portal.desk import Desk
from portal.health import PartReport, PartState
from portal.metrics import Metrics
from portal.templating import Templates

NEVER = {"Cache-Control": "no-store"}


class HealthAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the service stands: the worst of its parts. All but ``state`` is for those who may read."""

    state: PartState
    started_at: datetime | None = None
    parts: tuple[PartReport, ...] = ()
    version: str = ""


@dataclass(frozen=True)
class StateAnswer:
    """How it stands, in a word."""

    state: PartState


@get("/health", operation_id="health", tags=["health"], sync_to_thread=True, guards=[open_to_all])
def health(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Response[HealthAnswer]:
    """Every part of the service: state, since when, a sentence, the cure. 503 when one does not run.

    Who has no token with the scope read, and is not signed in, is told the state alone: the sentences name folders.
    """
    report, caller = desk.health.report(), caller_of(request.scope)
    status = 503 if report.state is PartState.BROKEN else 200
    if caller is None or not caller.may(Role.VIEWER, Scope.READ):
        return Response(HealthAnswer(report.state), status_code=status, headers=NEVER)
    answer = HealthAnswer(report.state, report.started_at, report.parts, desk.version)
    return Response(answer, status_code=status, headers=NEVER)


@get("/health/live", operation_id="live", tags=["health"], sync_to_thread=False, guards=[open_to_all])
def live() -> Response[StateAnswer]:
    """The process answers."""
    return Response(StateAnswer(PartState.OK), headers=NEVER)


@get("/health/ready", operation_id="ready", tags=["health"], sync_to_thread=True, guards=[open_to_all])
def ready(desk: NamedDependency[Desk]) -> Response[StateAnswer]:
    """Whether documents can be taken in: 503 when a part does not run."""
    state = desk.health.report().state
    return Response(StateAnswer(state), status_code=503 if state is PartState.BROKEN else 200, headers=NEVER)


@get("/metrics", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def metrics(counted: NamedDependency[Metrics]) -> Response[bytes]:
    """What Prometheus scrapes; a token with the scope read lets it in."""
    return Response(counted.text(), media_type=CONTENT_TYPE_LATEST, headers=NEVER)


@get("/status", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def status_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """Does everything run?"""
    return templates.page("status", here="health", report=desk.health.report())


@get("/live/status", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def live_status(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], templates: NamedDependency[Templates]
) -> Response[str]:
    """The health page's content as it is now."""
    return templates.fragment(request, "status_body", report=desk.health.report())
