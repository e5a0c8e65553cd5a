"""``sendora user`` and ``sendora token``: who gets in, from the machine itself. They work while the service runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from portal.data_folder import DATA, existing

if TYPE_CHECKING:
    from portal.access.access import Access
    from portal.access.tokens import Token
    from portal.access.users import User

ROLE = click.Choice(["viewer", "reviewer", "admin"])
PASSWORD = click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="File that holds the password; - reads it from standard input. Asked for on the terminal by default.",
)
BY = "the command line"


@click.group()
def user() -> None:
    """Make and change the accounts of people.

    A password is asked for on the terminal or read from a file, never taken from the command line, where others could
    see it.
    """


@user.command("add")
@click.argument("name")
@click.option("--role", type=ROLE, default="viewer", show_default=True, help="What they may do. The first is an admin.")
@PASSWORD
@DATA
def add_user(name: str, role: str, password_file: IO[str] | None, data: Path | None) -> None:
    """Make the account NAME.

    viewer looks; reviewer also uploads, corrects and approves; admin also decides who gets in.
    """
    from portal.access.audit import What
    from portal.access.caller import Role

    with _opened(data, first=True) as access:
        if access.users.named(name):
            raise click.ClickException(f"There is a user {name} already. Choose another name.")
        kept = _password(name, password_file)
        made = access.users.add(name, Role.of(role), access.now(), password_hash=kept)
        access.note(What.USER_ADDED, made.name, BY, actor=BY, words=role)
    click.echo(f"{made.name} can sign in as {role}.")


@user.command("list")
@DATA
def list_users(data: Path | None) -> None:
    """Name, role, when they last signed in, and who is disabled."""
    with _opened(data) as access:
        for each in access.users.all():
            click.echo(f"{each.name}\t{each.role.word}\t{_standing(each)}")


@user.command("disable")
@click.argument("name")
@DATA
def disable_user(name: str, data: Path | None) -> None:
    """Let NAME in no more; where they are signed in they are out at once."""
    from portal.access.audit import What

    with _opened(data) as access:
        found = _named(access, name)
        access.users.disable(found.id, access.now())
        access.note(What.USER_DISABLED, found.name, BY, actor=BY)
    click.echo(f"{found.name} is disabled.")


@user.command("enable")
@click.argument("name")
@DATA
def enable_user(name: str, data: Path | None) -> None:
    """Let NAME in again."""
    from portal.access.audit import What

    with _opened(data) as access:
        found = _named(access, name)
        access.users.enable(found.id)
        access.note(What.USER_ENABLED, found.name, BY, actor=BY)
    click.echo(f"{found.name} may sign in again.")


@user.command("password")
@click.argument("name")
@PASSWORD
@DATA
def change_password(name: str, password_file: IO[str] | None, data: Path | None) -> None:
    """Give NAME another password; everywhere they are signed in they are out."""
    from portal.access.audit import What

    with _opened(data) as access:
        found = _named(access, name)
        access.users.set_password(found.id, _password(found.name, password_file))
        access.note(What.PASSWORD_CHANGED, found.name, BY, actor=BY)
    click.echo(f"{found.name} has another password.")


@user.command("role")
@click.argument("name")
@click.argument("role", type=ROLE)
@DATA
def change_role(name: str, role: str, data: Path | None) -> None:
    """Make NAME a viewer, reviewer or admin."""
    from portal.access.audit import What
    from portal.access.caller import Role

    with _opened(data) as access:
        found = _named(access, name)
        access.users.set_role(found.id, Role.of(role))
        access.note(What.ROLE_CHANGED, found.name, BY, actor=BY, words=role)
    click.echo(f"{found.name} is {role}.")


@click.group()
def token() -> None:
    """Make and revoke the tokens with which programs use the API."""


@token.command("add")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(["submit", "read", "review", "admin"]),
    multiple=True,
    required=True,
    help="What it may do; several are allowed. review includes read, admin includes all.",
)
@click.option("--days", type=click.IntRange(1, 3650), help="Ends after so many days.  [default: never]")
@DATA
def add_token(name: str, scopes: tuple[str, ...], days: int | None, data: Path | None) -> None:
    """Make a token for the program NAME and print it, once: only its hash is kept."""
    from portal.access.audit import What
    from portal.access.caller import Scope

    with _opened(data) as access:
        made, secret = access.tokens.make(name, [Scope(scope) for scope in scopes], BY, access.now(), days)
        access.note(What.TOKEN_MADE, made.name, BY, actor=BY, words=", ".join(sorted(scopes)))
    click.echo(secret)
    click.echo("It is shown only now. Programs send it as: Authorization: Bearer TOKEN", err=True)


@token.command("list")
@DATA
def list_tokens(data: Path | None) -> None:
    """Id, name, scopes, when it was last used, and whether it still holds."""
    with _opened(data) as access:
        for each in access.tokens.all():
            scopes = ",".join(sorted(each.scopes))
            click.echo(f"{each.id}\t{each.name}\t{each.hint}…\t{scopes}\t{_use(each, access.now())}")


@token.command("revoke")
@click.argument("token_id", metavar="ID")
@DATA
def revoke_token(token_id: str, data: Path | None) -> None:
    """Let the token with ID (see list) in no more."""
    from portal.access.audit import What

    with _opened(data) as access:
        revoked = access.tokens.revoke(token_id, access.now())
        if revoked is None:
            raise click.ClickException(f"There is no token {token_id} that holds. sendora token list shows them.")
        access.note(What.TOKEN_REVOKED, revoked.name, BY, actor=BY)
    click.echo(f"{revoked.name} is revoked.")


@contextmanager
def _opened(data: Path | None, *, first: bool = False) -> Iterator[Access]:
    """The accounts of the installation that the settings name; what is wrong becomes a sentence.

    ``first`` may come before the first start, and then makes the settings' own folder, but none named on the line.
    """
    from config.settings import SettingsInvalid, read_settings
    from pipeline.database import DatabaseUnsafe, open_database
    from portal.access.access import Access

    try:
        settings = read_settings(data=data)
        if first and data is None:
            settings.data.mkdir(parents=True, exist_ok=True)
        existing(settings.data)
        engine = open_database(settings.records_url)
    except (SettingsInvalid, DatabaseUnsafe, OSError) as error:
        raise click.ClickException(str(error)) from error
    try:
        yield Access.over(engine, loopback=False)
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        engine.dispose()


def _password(name: str, file: IO[str] | None) -> str:
    from portal.access.passwords import hashed

    if file is not None:
        return hashed(file.read().rstrip("\r\n"), name)
    if not sys.stdin.isatty():
        raise click.ClickException("There is no terminal to ask for the password. Use --password-file FILE, or -.")
    return hashed(click.prompt("Password", hide_input=True, confirmation_prompt="The same again"), name)


def _named(access: Access, name: str) -> User:
    found = access.users.named(name)
    if found is None:
        raise click.ClickException(f"There is no user {name}. sendora user list shows them.")
    return found


def _standing(each: User) -> str:
    if each.disabled_at:
        return f"disabled {_when(each.disabled_at)}"
    if each.last_sign_in_at:
        return f"signed in {_when(each.last_sign_in_at)}"
    return "has never signed in" if each.has_password or each.outside else "has no password yet"


def _use(each: Token, now: datetime) -> str:
    if each.revoked_at:
        return f"revoked {_when(each.revoked_at)}"
    if not each.holds(now):
        return "ended"
    return f"used {_when(each.last_used_at)}" if each.last_used_at else "never used"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
