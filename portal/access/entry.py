"""The way into the portal: finds out who asks, before anything is answered."""

from __future__ import annotations

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from portal.access.access import Access
from portal.access.addresses import sits_here
from portal.access.caller import THIS_MACHINE, Caller, Kind, role_of
from portal.access.cookies import is_secure, session_key
from portal.access.guards import Connection
from portal.access.secret import new_secret
from portal.access.visitors import visitor, visitor_cookie, visitor_key

BEARER = "bearer "


class Entry(ASGIMiddleware):
    """Puts the caller of each request into its scope as ``user``, where guards and handlers find it."""

    scopes = (ScopeType.HTTP, ScopeType.WEBSOCKET)
    exclude_opt_key = "for_nobody"

    def __init__(self, access: Access) -> None:
        self.access = access

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Ask who it is, then go on."""
        connection: Connection = ASGIConnection(scope)
        caller = await to_thread.run_sync(caller_behind, self.access, connection)
        if caller is None and self.access.demo and "authorization" not in connection.headers:
            caller, send = self._visitor(connection, send)
        scope["user"] = caller
        await next_app(scope, receive, send)

    def _visitor(self, connection: Connection, send: Send) -> tuple[Caller, Send]:
        """One without an account. A new one is given a cookie with the answer, to be known again."""
        key = visitor_key(connection)
        if key:
            return visitor(key), send
        key = new_secret()
        cookie = visitor_cookie(key, secure=is_secure(connection, self.access.https))

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders.from_message(message).add("Set-Cookie", cookie.to_header(header=""))
            await send(message)

        return visitor(key), send_with_cookie


def asker(access: Access, connection: Connection) -> Caller | None:
    """Who asks where no route led through the way in: for the frame around "There is no such page"."""
    caller, key = caller_behind(access, connection), visitor_key(connection)
    return visitor(key) if caller is None and access.demo and key else caller


def caller_behind(access: Access, connection: Connection) -> Caller | None:
    """Who asks; None for nobody that is known. A token that does not hold is nobody, whatever else comes with it."""
    authorization = connection.headers.get("authorization", "")
    if authorization.lower().startswith(BEARER):
        return _program(access, authorization[len(BEARER) :].strip())
    if person := _person(access, session_key(connection)):
        return person
    here = access.loopback and access.demo is None and sits_here(connection)
    return THIS_MACHINE if here and not access.users.any() else None


def _program(access: Access, secret: str) -> Caller | None:
    token = access.tokens.of_secret(secret, access.now())
    if token is None:
        return None
    return Caller(token.name, role_of(token.scopes), Kind.TOKEN, token.scopes, id=token.id)


def _person(access: Access, key: str | None) -> Caller | None:
    signed_in = access.sessions.signed_in(key, access.now()) if key else None
    if signed_in is None:
        return None
    return Caller(signed_in.name, signed_in.role, Kind.USER, id=signed_in.user_id)
