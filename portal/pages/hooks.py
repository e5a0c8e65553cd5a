"""Webhooks for administrators: how each endpoint does, what was told, and sending it again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from portal.access.caller import Role
from portal.access.guards import requires
from portal.api import told
from portal.desk import Desk
from portal.templating import Templates

SHOWN = 100
"""Deliveries on the page, newest first; the API lists all."""


@get("/webhooks", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def hooks_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """Does everything arrive where it should?"""
    endpoints = [told.endpoint_answer(desk, one.name) for one in desk.hooks.endpoints]
    return templates.page(
        "webhooks",
        here="webhooks",
        address=desk.address,
        senders=tuple(desk.webhooks.senders.values()),
        endpoints=endpoints,
        unwilling={one.name for one in endpoints if one.disabled_at},
        deliveries=told.answers(desk, desk.hooks.out.newest(limit=SHOWN)),
    )


@post(
    "/webhooks/out/deliveries/{delivery_id:str}/redeliver",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[requires(Role.ADMIN)],
)
def send_again(request: Request[Any, Any, Any], delivery_id: FromPath[str], desk: NamedDependency[Desk]) -> Redirect:
    """Send one event once more."""
    told.sent_again(desk, delivery_id)
    return _back(request)


@post(
    "/webhooks/out/endpoints/{name:str}/redeliver",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[requires(Role.ADMIN)],
)
def send_dead_again(request: Request[Any, Any, Any], name: FromPath[str], desk: NamedDependency[Desk]) -> Redirect:
    """Send everything once more that was given up for an endpoint."""
    told.dead_sent_again(desk, name)
    return _back(request)


@post(
    "/webhooks/out/endpoints/{name:str}/enable",
    sync_to_thread=True,
    include_in_schema=False,
    guards=[requires(Role.ADMIN)],
)
def enable(request: Request[Any, Any, Any], name: FromPath[str], desk: NamedDependency[Desk]) -> Redirect:
    """Send to a disabled endpoint again."""
    told.enabled(desk, name)
    return _back(request)


def _back(request: Request[Any, Any, Any]) -> Redirect:
    """To the page that the button stood on: a job's, or that of webhooks. Never to another site."""
    path = urlsplit(request.headers.get("referer", "")).path
    return Redirect(path if path.startswith("/jobs/") else "/webhooks", status_code=303)


HANDLERS = (hooks_page, send_again, send_dead_again, enable)
