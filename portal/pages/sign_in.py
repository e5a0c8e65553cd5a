"""Signing in and out, and choosing a password by the link that an administrator handed over."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect

from portal.access.addresses import address_of
from portal.access.audit import What
from portal.access.caller import Caller, Kind, Role
from portal.access.cookies import is_secure, no_cookies, session_cookie, session_key
from portal.access.guards import caller_of, open_to_all, requires
from portal.access.passwords import PasswordWeak, hashed
from portal.access.signing_in import Entered, enter, sign_in
from portal.access.users import User
from portal.desk import Desk
from portal.templating import Templates

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]
Asked = Request[Any, Any, Any]
WRONG = "Name or password are wrong. After some tries each further one has to wait."
NOT_THE_SAME = "The two passwords are not the same. Type both again."


@get("/sign-in", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def sign_in_page(
    request: Asked, desk: NamedDependency[Desk], templates: NamedDependency[Templates], to: FromQuery[str] = "/"
) -> Response[Any]:
    """Where a person signs in, or learns that no account exists yet and how the first one is made."""
    caller = caller_of(request.scope)
    if caller is not None and caller.kind in (Kind.USER, Kind.MACHINE):
        return Redirect(own_path(to), status_code=303)
    if not desk.access.users.any() and desk.access.oidc is None:
        return templates.page("no_users", status_code=503)
    return templates.page("sign_in", to=own_path(to), name="", wrong="", wait=None)


@post("/sign-in", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def sign_in_form(
    request: Asked, data: Form, desk: NamedDependency[Desk], templates: NamedDependency[Templates]
) -> Response[Any]:
    """Try name and password: on to the page that was asked for, or the form again with what is wrong."""
    name, to = data.get("name", "").strip()[:200], own_path(data.get("to", "/"))
    outcome = sign_in(desk.access, name, data.get("password", ""), address_of(request))
    if isinstance(outcome, Entered):
        return entered(request, desk, outcome, to)
    if not outcome.wait:
        return templates.page("sign_in", status_code=422, to=to, name=name, wrong=WRONG, wait=None)
    answer = templates.page("sign_in", status_code=429, to=to, name=name, wrong="", wait=outcome.wait)
    answer.headers["Retry-After"] = str(int(outcome.wait.total_seconds()) + 1)
    return answer


@post("/sign-out", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def sign_out(request: Asked, desk: NamedDependency[Desk]) -> Redirect:
    """End this session."""
    caller, key = caller_of(request.scope), session_key(request)
    if key:
        desk.access.sessions.end(key)
    if caller is not None and caller.kind is Kind.USER:
        desk.access.note(What.SIGNED_OUT, caller.name, address_of(request))
    return Redirect("/sign-in", status_code=303, cookies=no_cookies())


@post("/sign-out-everywhere", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def sign_out_everywhere(request: Asked, desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> Redirect:
    """End all sessions of the one who asks."""
    if caller.kind is Kind.USER and caller.id:
        desk.access.sessions.end_all(caller.id)
        desk.access.note(What.SIGNED_OUT_EVERYWHERE, caller.name, address_of(request))
    return Redirect("/sign-in", status_code=303, cookies=no_cookies())


@get("/welcome/{secret:str}", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def welcome_page(
    secret: FromPath[str], desk: NamedDependency[Desk], templates: NamedDependency[Templates]
) -> Response[str]:
    """Where a person who was given this link chooses a password."""
    return templates.page("welcome", user=_invited(desk, secret), secret=secret, wrong="")


@post("/welcome/{secret:str}", sync_to_thread=True, include_in_schema=False, guards=[open_to_all])
def welcome(
    request: Asked,
    secret: FromPath[str],
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
) -> Response[Any]:
    """Keep the chosen password and go in; the link is used up."""
    user = _invited(desk, secret)
    try:
        kept = chosen_password(data, user.name)
    except PasswordWeak as weak:
        return templates.page("welcome", status_code=422, user=user, secret=secret, wrong=str(weak))
    desk.access.users.set_password(user.id, kept)
    desk.access.note(What.PASSWORD_CHANGED, user.name, address_of(request))
    return entered(request, desk, enter(desk.access, user, address_of(request)), "/")


def chosen_password(data: dict[str, str], name: str) -> str:
    """The hash of the password that stands twice in a form. Raises :class:`PasswordWeak`."""
    password = data.get("password", "")
    if password != data.get("again", ""):
        raise PasswordWeak(NOT_THE_SAME)
    return hashed(password, name)


def own_path(to: str) -> str:
    """A path of this portal: whatever an address asks for, nobody is sent to another site."""
    plain = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if plain and not to.startswith("/sign-in") else "/"


def _invited(desk: Desk, secret: str) -> User:
    user = desk.access.users.invited(secret, desk.access.now())
    if user is None:
        raise NotFoundException("This link was used already, or is too old. Ask your administrator for a new one.")
    return user


def entered(request: Asked, desk: Desk, entered: Entered, to: str) -> Redirect:
    """The browser gets a new key; the one that it came with, if any, holds no more."""
    if before := session_key(request):
        desk.access.sessions.end(before)
    cookie = session_cookie(entered.key, secure=is_secure(request, desk.access.https))
    return Redirect(to, status_code=303, cookies=[cookie])


HANDLERS = (
    sign_in_page,
    sign_in_form,
    sign_out,
    sign_out_everywhere,
    welcome_page,
    welcome,
)
