"""What every answer tells the browser to forbid."""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from portal.access.visitors import Demo

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Only files of the portal itself: no inline script or style, no other host, no frame around it."""

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_RAW = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items())
_NAMES = frozenset(name for name, _ in _RAW)


class DemoHeaders:
    """What every answer of a demo says besides: that it is one, whether this was too often, how big a file may be."""

    def __init__(self, demo: Demo) -> None:
        self._size = str(demo.rules.max_bytes)

    async def __call__(self, message: Message, _: Scope) -> None:
        """A hook, as below."""
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        headers["X-Demo-Mode"] = "true"
        headers["X-Rate-Limited"] = "true" if message["status"] == 429 else "false"
        headers["X-Max-File-Size"] = self._size


def demo_headers(demo: Demo | None) -> tuple[DemoHeaders, ...]:
    """The hook where there is a demo."""
    return (DemoHeaders(demo),) if demo else ()


async def add_security_headers(message: Message, _: Scope) -> None:
    """Before anything is sent, also an error's page: a hook, because errors pass by a handler's own headers."""
    if message["type"] != "http.response.start":
        return
    ours = [one for one in message["headers"] if one[0] not in _NAMES]
    message["headers"] = [*ours, *_RAW]
