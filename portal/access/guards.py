"""The guard before every handler: ``guards=[requires(Role.REVIEWER)]``, or ``guards=[open_to_all]``.

A portal with a handler that has none does not start: forgetting it is found by the first test that opens a page.
Guards wait for nothing and are coroutines all the same: the framework would give each that is none a thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import Scope as Asked

from portal.access.caller import SCOPE_OF, Caller, Kind, Role, Scope

Connection = ASGIConnection[Any, Any, Any, Any]

BEARER = 'Bearer realm="Sendora"'
"""RFC 6750, 3."""
SIGN_IN = "Sign in first. A program sends its token: Authorization: Bearer …"
NOT_ENOUGH = "Your account may not do this: it takes the role {role}. Ask an administrator of this portal."
NOT_IN_SCOPE = "This token may not do this: it takes the scope {scope}. Use another token, or have one made."
NOT_FOR_VISITORS = "Visitors of the demo cannot do this. Sign in with an account."


@dataclass(frozen=True)
class Requirement:
    """What a handler asks of its caller; ``visitors`` lets in those of the demo, who then see their own only."""

    role: Role
    scope: Scope
    visitors: bool = False

    async def __call__(self, connection: Connection, _: BaseRouteHandler) -> None:
        """Let the caller in. Raises 401 when there is none and 403 when it is not enough."""
        caller = caller_of(connection.scope)
        if caller is None:
            raise NotAuthorizedException(SIGN_IN, headers={"WWW-Authenticate": BEARER})
        if caller.may(self.role, self.scope) or (self.visitors and caller.kind is Kind.VISITOR):
            return
        raise self._refusal(caller)

    def _refusal(self, caller: Caller) -> PermissionDeniedException:
        if caller.kind is Kind.TOKEN:
            lacking = f'{BEARER}, error="insufficient_scope", scope="{self.scope}"'
            words = NOT_IN_SCOPE.format(scope=self.scope)
            return PermissionDeniedException(words, headers={"WWW-Authenticate": lacking})
        if caller.kind is Kind.VISITOR:
            return PermissionDeniedException(NOT_FOR_VISITORS)
        return PermissionDeniedException(NOT_ENOUGH.format(role=self.role.word))


def requires(role: Role, *, scope: Scope | None = None, visitors: bool = False) -> Requirement:
    """The guard that lets in ``role`` and above, and tokens with ``scope`` (by default the role's own)."""
    return Requirement(role, scope or SCOPE_OF[role], visitors)


async def open_to_all(_: Connection, __: BaseRouteHandler) -> None:
    """The guard of what shows nothing of any document: style sheets, the sign-in page, whether the process lives."""


FOR_NOBODY = {"for_nobody": True}
"""``opt=FOR_NOBODY`` of a handler that is open to all and does not even look who asks."""


def caller_of(scope: Asked) -> Caller | None:
    """Who asks; None when they are nobody yet."""
    caller = scope.get("user")
    return caller if isinstance(caller, Caller) else None


class Unguarded(TypeError):
    """A handler says not who may call it. ``str(error)`` names it and the cure."""


def check_guarded(app: Litestar) -> None:
    """Raise :class:`Unguarded` for the first handler of ``app`` that has no guard of ours."""
    for handler in handlers_of(app):
        if not guarded(handler):
            raise Unguarded(
                f"{handler.handler_name} answers {', '.join(sorted(handler.paths))} and has no guard. "
                "Give it guards=[requires(Role.…)] or guards=[open_to_all] (portal/access/guards.py)."
            )


def handlers_of(app: Litestar) -> Iterator[BaseRouteHandler]:
    """Every handler of every route, without the framework's own answers to OPTIONS."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            yield route.route_handler
            continue
        yield from (handler for handler in route.route_handlers if handler.http_methods != {"OPTIONS"})


def guarded(handler: BaseRouteHandler) -> bool:
    """Whether one of the handler's guards, or of those around it, decides who may call it."""
    given = [guard for layer in handler.ownership_layers for guard in layer.guards or ()]
    return any(isinstance(guard, Requirement) or guard is open_to_all for guard in given)
