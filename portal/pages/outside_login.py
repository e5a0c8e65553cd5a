"""Going to the company's own login, and coming back from it."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery
from litestar.response import Redirect

from portal.access.access import Access
from portal.access.addresses import address_of
from portal.access.audit import UNKNOWN, What
from portal.access.cookies import is_secure
from portal.access.guards import open_to_all
from portal.access.oidc import COOKIE, RETURNS_WITHIN, Known, LoginRefused, Oidc
from portal.access.signing_in import enter
from portal.access.users import User, UserProblem
from portal.desk import Desk
from portal.pages.sign_in import Asked, entered, own_path
from portal.templating import Templates

DISABLED = "This account is disabled. Ask an administrator."


@get("/sign-in/company", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def go(
    request: Asked, desk: NamedDependency[Desk], templates: NamedDependency[Templates], to: FromQuery[str] = "/"
) -> Response[Any]:
    """Send the browser to the company's login."""
    try:
        begun = _oidc(desk).begin(own_path(to), desk.access.now())
    except LoginRefused as refused:
        return _again(templates, str(refused))
    cookie = Cookie(
        key=COOKIE,
        value=begun.key,
        path="/sign-in",
        max_age=int(RETURNS_WITHIN.total_seconds()),
        httponly=True,
        secure=is_secure(request, desk.access.https),
        samesite="lax",
    )
    return Redirect(begun.address, status_code=303, cookies=[cookie])


@get("/sign-in/return", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def come_back(request: Asked, desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[Any]:
    """Let in who the login knows and gives a role; the account is made at the first time."""
    access, address = desk.access, address_of(request)
    try:
        known = _oidc(desk).finish(dict(request.query_params), request.cookies.get(COOKIE, ""), access.now())
        user = _account(access, known)
    except (LoginRefused, UserProblem) as refused:
        access.note(What.OUTSIDE_REFUSED, UNKNOWN, address, words=str(refused))
        return _again(templates, str(refused))
    return entered(request, desk, enter(access, user, address), known.then)


def _account(access: Access, known: Known) -> User:
    user = access.users.from_outside(known.subject, known.name, known.role, access.now())
    if user.disabled_at:
        raise LoginRefused(DISABLED)
    return user


def _again(templates: Templates, wrong: str) -> Response[str]:
    return templates.page("sign_in", status_code=403, to="/", name="", wrong=wrong, wait=None)


def _oidc(desk: Desk) -> Oidc:
    if desk.access.oidc is None:
        raise NotFoundException("No company's login is set up here.")
    return desk.access.oidc


HANDLERS = (go, come_back)
