"""The way into the portal: finds out who asks, before anything is answered."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from portal.access.caller import THIS_MACHINE, Caller
from portal.access.guards import Connection

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy adds: the one who asks is then somewhere else."""


@dataclass(frozen=True)
class Access:
    """Who may get in. ``loopback`` says that the portal listens for this machine only."""

    loopback: bool

    def caller(self, connection: Connection) -> Caller | None:
        """Who asks; None for nobody that is known."""
        return THIS_MACHINE if self.loopback and sits_here(connection) else None


def sits_here(connection: Connection) -> bool:
    """Whether a person at this machine asks the portal by this machine's own name.

    A proxy on this machine asks for somebody else, and a page of another site can make its own name point here (DNS
    rebinding): neither counts.
    """
    headers = connection.headers
    return is_loopback(headers.get("host", "")) and not any(name in headers for name in FORWARDED)


def is_loopback(host: str) -> bool:
    """Whether a Host header or an address, with or without a port, is this machine's own."""
    name = _name(host)
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    try:
        bare = ":" in host and not host.startswith("[") and host.count(":") > 1
        return urlsplit(f"//[{host}]" if bare else f"//{host}").hostname or ""
    except ValueError:
        return ""


class Entry(ASGIMiddleware):
    """Puts the caller of each request into its scope as ``user``, where guards and handlers find it."""

    scopes = (ScopeType.HTTP, ScopeType.WEBSOCKET)

    def __init__(self, access: Access) -> None:
        self.access = access

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Ask who it is, then go on."""
        scope["user"] = self.access.caller(ASGIConnection(scope))
        await next_app(scope, receive, send)
