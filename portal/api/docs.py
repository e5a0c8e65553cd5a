"""The API's description, for programs as OpenAPI and for people as a page; both are served without any network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

import msgspec
from litestar import Request, Response, get

from portal.access.guards import open_to_all
from portal.api.description import Described, describe

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
