"""The cookie of a session: hidden from scripts and from other sites, and by https only where there is https."""

from __future__ import annotations

from litestar.datastructures import Cookie

from portal.access.guards import Connection

PLAIN = "sendora"
SECURE = "__Host-sendora"
"""A browser takes a cookie of such a name by https only, for this host alone (RFC 6265bis, 4.1.3)."""


def is_secure(connection: Connection, https: bool) -> bool:
    """Whether the asker reaches us by https: as the server sees it, or as the setting public_address says."""
    return https or connection.url.scheme in ("https", "wss")


def session_key(connection: Connection) -> str | None:
    """What the browser holds, if it holds anything."""
    return connection.cookies.get(SECURE) or connection.cookies.get(PLAIN)


def session_cookie(key: str, *, secure: bool) -> Cookie:
    """The cookie for a session that has begun; the browser forgets it when it is closed."""
    return Cookie(key=SECURE if secure else PLAIN, value=key, path="/", httponly=True, secure=secure, samesite="lax")


def no_cookies() -> list[Cookie]:
    """What makes the browser forget."""
    return [
        Cookie(key=PLAIN, value="", max_age=0, path="/", httponly=True, samesite="lax"),
        Cookie(key=SECURE, value="", max_age=0, path="/", httponly=True, secure=True, samesite="lax"),
    ]
