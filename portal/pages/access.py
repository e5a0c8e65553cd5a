"""Who gets in: the accounts, what happened around them, and the tokens of programs. For administrators."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from portal.access.addresses import address_of
from portal.access.audit import What
from portal.access.caller import Caller, Role, Scope
from portal.access.guards import requires
from portal.access.tokens import TokenProblem
from portal.access.users import User, UserProblem
from portal.desk import Desk
from portal.pages import account, outside_login, sign_in, visitor
from portal.pages.sign_in import Asked, Form
from portal.templating import Templates

LONGEST_DAYS = 3650
ENDS = (30, 90, 365, 0)
"""Days after which a new token ends, as the form offers them; 0 is never."""


@get("/access", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def access_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """The people with an account and the last sign-ins."""
    return _people(desk, templates)


@post("/access/users", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def add_user(
    request: Asked,
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """Make an account; its link to choose a password is shown once, to be handed over."""
    access, name = desk.access, data.get("name", "").strip()
    try:
        user = access.users.add(name, Role.of(data.get("role", "")), access.now())
    except ValueError as problem:
        return _people(desk, templates, status_code=422, wrong=str(problem), name=name)
    access.note(What.USER_ADDED, user.name, address_of(request), actor=caller.name, words=user.role.word)
    return _people(desk, templates, status_code=201, invited=user, link=_link(request, desk, user))


@post("/access/users/{user_id:str}/link", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def invite_again(
    request: Asked,
    user_id: FromPath[str],
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """A new link to choose a password, for one who forgot theirs."""
    user = _user(desk, user_id)
    if user.outside or user.disabled_at:
        return _people(desk, templates, status_code=422, wrong="This account has no password that could be chosen.")
    desk.access.note(What.INVITED, user.name, address_of(request), actor=caller.name)
    return _people(desk, templates, status_code=201, invited=user, link=_link(request, desk, user))


@post("/access/users/{user_id:str}", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def change_user(  # noqa: PLR0913, PLR0917 - the parts of its address, and what it is given
    request: Asked,
    user_id: FromPath[str],
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[Any]:
    """Another role, or no way in any more (``state`` is ``disabled`` or ``enabled``)."""
    user = _user(desk, user_id)
    try:
        what, words = _changed(desk, user, data)
    except ValueError as problem:
        return _people(desk, templates, status_code=422, wrong=str(problem))
    desk.access.note(what, user.name, address_of(request), actor=caller.name, words=words)
    return Redirect("/access", status_code=303)


def _changed(desk: Desk, user: User, data: dict[str, str]) -> tuple[What, str]:
    users = desk.access.users
    if data.get("state") == "disabled":
        users.disable(user.id, desk.access.now())
        return What.USER_DISABLED, ""
    if data.get("state") == "enabled":
        users.enable(user.id)
        return What.USER_ENABLED, ""
    if user.outside:
        raise UserProblem("The role of this account is what the company's login says.")
    role = Role.of(data.get("role", ""))
    users.set_role(user.id, role)
    return What.ROLE_CHANGED, role.word


# -- tokens -----------------------------------------------------------------------------------------------------


@get("/access/tokens", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def tokens_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """The tokens of programs."""
    return _tokens(desk, templates)


@post("/access/tokens", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def make_token(
    request: Asked,
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[str]:
    """Make a token and show it, once."""
    scopes = frozenset(scope for scope in Scope if f"scope_{scope}" in data)
    days = int(data["days"]) if data.get("days", "").isdecimal() else 0
    try:
        token, secret = desk.access.tokens.make(
            data.get("name", ""), scopes, caller.name, desk.access.now(), min(days, LONGEST_DAYS) or None
        )
    except TokenProblem as problem:
        return _tokens(desk, templates, status_code=422, wrong=str(problem), name=data.get("name", ""), chosen=scopes)
    words = ", ".join(sorted(scopes))
    desk.access.note(What.TOKEN_MADE, token.name, address_of(request), actor=caller.name, words=words)
    return _tokens(desk, templates, status_code=201, made=token, secret=secret)


@post(
    "/access/tokens/{token_id:str}/revoke", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)]
)
def revoke_token(
    request: Asked, token_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> Redirect:
    """It holds no more."""
    token = desk.access.tokens.revoke(token_id, desk.access.now())
    if token:
        desk.access.note(What.TOKEN_REVOKED, token.name, address_of(request), actor=caller.name)
    return Redirect("/access/tokens", status_code=303)


def _people(desk: Desk, templates: Templates, *, status_code: int = 200, **more: object) -> Response[str]:
    values: dict[str, object] = {"wrong": "", "name": "", "invited": None, "link": ""}
    access = desk.access
    values |= {"users": access.users.all(), "log": access.audit.newest(), "now": access.now()}
    return templates.page("access", status_code=status_code, here="access", **(values | more))


def _tokens(desk: Desk, templates: Templates, *, status_code: int = 200, **more: object) -> Response[str]:
    values: dict[str, object] = {"wrong": "", "name": "", "chosen": frozenset(), "made": None, "secret": ""}
    values |= {"tokens": desk.access.tokens.all(), "now": desk.access.now(), "ends": ENDS, "scopes": tuple(Scope)}
    return templates.page("tokens", status_code=status_code, here="access", **(values | more))


def _user(desk: Desk, user_id: str) -> User:
    user = desk.access.users.user(user_id)
    if user is None:
        raise NotFoundException("There is no such account.")
    return user


def _link(request: Asked, desk: Desk, user: User) -> str:
    secret = desk.access.users.invite(user.id, desk.access.now())
    return f"{str(request.base_url).rstrip('/')}/welcome/{secret}"


HANDLERS = (
    *sign_in.HANDLERS,
    *account.HANDLERS,
    *outside_login.HANDLERS,
    visitor.demo_info,
    access_page,
    add_user,
    invite_again,
    change_user,
    tokens_page,
    make_token,
    revoke_token,
)
