"""Health, as JSON for programs and as a page for people."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from prometheus_client import CONTENT_TYPE_LATEST

from portal.access.caller import Role
from portal.access.guards import open_to_all, requires
from portal.desk import Desk
from portal.health import PartState
from portal.metrics import Metrics
from portal.templating import Templates

NEVER = {"Cache-Control": "no-store"}


@get("/health", sync_to_thread=True, guards=[open_to_all])
def health(desk: NamedDependency[Desk]) -> Response[dict[str, object]]:
    """Every part of the service: state, since when, a sentence, the cure. 503 when one does not run."""
    report = desk.health.report()
    status = 503 if report.state is PartState.BROKEN else 200
    return Response(report.to_dict() | {"version": desk.version}, status_code=status, headers=NEVER)


@get("/health/live", sync_to_thread=False, guards=[open_to_all])
def live() -> Response[dict[str, str]]:
    """The process answers."""
    return Response({"state": "ok"}, headers=NEVER)


@get("/health/ready", sync_to_thread=True, guards=[open_to_all])
def ready(desk: NamedDependency[Desk]) -> Response[dict[str, str]]:
    """Whether documents can be taken in: 503 when a part does not run."""
    state = desk.health.report().state
    return Response({"state": state.value}, status_code=503 if state is PartState.BROKEN else 200, headers=NEVER)


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
