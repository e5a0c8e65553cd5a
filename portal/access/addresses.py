"""Where a request comes from, and whether that is this very machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from portal.access.guards import Connection

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy adds: the one who asks is then somewhere else."""


def address_of(connection: Connection) -> str:
    """The asker's address. Behind a trusted proxy the server has put the one that the proxy saw here already."""
    return connection.client.host if connection.client else "unknown"


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
    bare = host.count(":") > 1 and not host.startswith("[")
    try:
        return urlsplit(f"//[{host}]" if bare else f"//{host}").hostname or ""
    except ValueError:
        return ""
