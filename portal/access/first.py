"""The first account: what is said where there is none yet."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from config.settings import Settings
from pipeline.access_tables import users
from pipeline.database import DatabaseUnsafe, open_engine
from portal.access.addresses import is_loopback

IN_A_CONTAINER = "docker compose run --rm --no-deps sendora sendora user add NAME --role admin"
"""Beside docker-compose.yml; the service need not run for it, and could not."""


def no_user_yet(settings: Settings) -> str:
    """Why the service does not start for other machines, and the command after which it does."""
    reached = settings.public_address or f"the address {settings.host}"
    return (
        f"Others would reach the portal by {reached}, and nobody could sign in: there is no user yet, "
        "no company's login ([oidc]) and no demo ([demo]).\n"
        "Make the first user, who chooses a password when asked, then start again:\n"
        f"  {first_user_command(settings.data)}\n"
        f"In containers: {IN_A_CONTAINER}"
    )


def listens_here_alone(settings: Settings) -> bool:
    """Whether the portal listens for this machine only and is known by no other name."""
    return is_loopback(settings.host) and is_loopback(urlsplit(settings.portal_address).netloc)


def who_gets_in(settings: Settings) -> tuple[bool, str]:
    """For ``sendora check``: nothing of the installation is broken without a user, so it is only told."""
    if _any_user(settings):
        return False, "there are users"
    if settings.oidc or settings.demo:
        return False, "the company's login" if settings.oidc else "visitors of the demo"
    if listens_here_alone(settings):
        return False, "everybody at this machine, until the first user is made"
    return False, f"nobody yet, and so the service will not start; first: {first_user_command(settings.data)}"


def _any_user(settings: Settings) -> bool:
    try:
        engine = open_engine(settings.records_url)
        with engine.connect() as connection:
            return connection.execute(sa.select(users.c.id).limit(1)).first() is not None
    except (SQLAlchemyError, DatabaseUnsafe, OSError):  # no table yet; a database that fails is told in its own line
        return False


def first_user_command(data: Path) -> str:
    """The command on this machine, ready to be copied but for the name."""
    return f"{Path(sys.argv[0]).absolute()} user add NAME --role admin --data {data.resolve()}"
