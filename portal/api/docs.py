"""The API's description, for programs as OpenAPI and for people as a page; both are served without any network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency

from portal.access.guards import open_to_all
from portal.api.connector import connector
from portal.api.description import Described, describe
from portal.api.reading import PROBLEM, events, sections, told_once, types, usual_problems
from portal.templating import Templates

MEDIA_TYPE = "application/vnd.oai.openapi+json"
KEPT = {"Cache-Control": "no-cache"}


class Description:
    """The description of some handlers, made when it is first asked for."""

    def __init__(self, handlers: Iterable[object], version: str) -> None:
        self._handlers = tuple(handlers)
        self._version = version

    @property
    def content(self) -> Described:
        return _described(self._handlers, self._version)

    @cached_property
    def json(self) -> bytes:
        return msgspec.json.encode(self.content)


@cache
def _described(handlers: tuple[object, ...], version: str) -> Described:
    """Once for each set of handlers: making it takes a moment."""
    return describe(handlers, version)


@get("/api/openapi.json", include_in_schema=False, sync_to_thread=True, guards=[open_to_all])
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What can be asked, as OpenAPI 3.1."""
    description: Description = request.app.state.description
    return Response(description.json, media_type=MEDIA_TYPE, headers=KEPT)


@get("/api/connector.json", include_in_schema=False, sync_to_thread=True, guards=[open_to_all])
def connector_definition(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What Power Automate makes a custom connector from."""
    address = request.app.state.address or str(request.base_url).rstrip("/")
    made = connector(request.app.state.description.content, address)
    return Response(msgspec.json.encode(made), media_type="application/json", headers=KEPT)


@get("/api/docs", include_in_schema=False, sync_to_thread=True, guards=[open_to_all])
def docs_page(request: Request[Any, Any, Any], templates: NamedDependency[Templates]) -> Response[str]:
    """The same for people, without a line from elsewhere."""
    content = request.app.state.description.content
    found = sections(content)
    usual = usual_problems(call for _, calls in found for call in calls)
    return templates.page(
        "api",
        here="api",
        about=content["info"]["description"],
        sections=[(name, [told_once(call, usual) for call in calls]) for name, calls in found],
        problems=usual,
        problem=PROBLEM[0],
        events=events(content),
        types=types(content),
    )
