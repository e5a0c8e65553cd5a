"""One's own account: another password, and signing out everywhere."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from portal.access.addresses import address_of
from portal.access.audit import What
from portal.access.caller import Caller, Kind, Role
from portal.access.cookies import is_secure, session_cookie
from portal.access.guards import requires
from portal.access.passwords import PasswordWeak
from portal.access.signing_in import TurnedAway, prove
from portal.access.users import User
from portal.desk import Desk
from portal.pages.sign_in import Asked, Form, chosen_password
from portal.templating import Templates

OLD_WRONG = "The present password is wrong."
WAIT = "Too many tries. Wait a quarter of an hour and try again."


@get("/account", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def account_page(
    desk: NamedDependency[Desk], templates: NamedDependency[Templates], caller: NamedDependency[Caller]
) -> Response[str]:
    """Who one is here, and in how many places one is signed in."""
    user = _own(desk, caller)
    return templates.page("account", here="account", user=user, places=_places(desk, user), wrong="")


@post("/account/password", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def change_password(
    request: Asked,
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[Any]:
    """Another password, by who knows the present one: a browser left open is not enough. Other sessions end."""
    user, access = _own(desk, caller), desk.access
    outcome = prove(access, user.name, data.get("present", ""), address_of(request))
    if isinstance(outcome, TurnedAway):
        return _again(desk, templates, user, WAIT if outcome.wait else OLD_WRONG)
    try:
        kept = chosen_password(data, user.name)
    except PasswordWeak as weak:
        return _again(desk, templates, user, str(weak))
    access.users.set_password(user.id, kept)
    access.note(What.PASSWORD_CHANGED, user.name, address_of(request))
    key = access.sessions.begin(user.id, address_of(request), access.now())
    cookie = session_cookie(key, secure=is_secure(request, access.https))
    return Redirect("/account", status_code=303, cookies=[cookie])


def _again(desk: Desk, templates: Templates, user: User, wrong: str) -> Response[str]:
    return templates.page(
        "account", status_code=422, here="account", user=user, places=_places(desk, user), wrong=wrong
    )


def _places(desk: Desk, user: User) -> int:
    return desk.access.sessions.count(user.id, desk.access.now())


def _own(desk: Desk, caller: Caller) -> User:
    user = desk.access.users.user(caller.id) if caller.kind is Kind.USER and caller.id else None
    if user is None:
        raise NotFoundException("Whoever asks has no account of their own here.")
    return user


HANDLERS = (
    account_page,
    change_password,
)
