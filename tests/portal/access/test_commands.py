"""Accounts and tokens from the machine itself, also while the service runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.database import open_database
from portal.access.access import Access
from portal.access.caller import Role
from portal.access.passwords import fits
from portal.commands import main
from tests.tables import with_tables

PASSWORD = "walnut door seven hinges"  # noqa: S105 - the tests' own
Sendora = Callable[..., Result]


@pytest.fixture
def sendora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sendora:
    """The command, on an empty data folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, types: str | None = None) -> Result:
        return CliRunner().invoke(main, [*words, "--data", str(tmp_path / "data")], input=types)

    return run


@pytest.fixture
def access(tmp_path: Path) -> Access:
    (tmp_path / "data").mkdir()
    return Access.over(open_database(with_tables(tmp_path / "data" / "sendora.db")), loopback=False)


def test_the_first_user_is_made_here_and_must_be_an_admin(sendora: Sendora, access: Access) -> None:
    refused = sendora("user", "add", "office", "--password-file", "-", types=PASSWORD)
    assert (refused.exit_code, "must be an administrator" in refused.output) == (1, True)
    made = sendora("user", "add", "office", "--role", "admin", "--password-file", "-", types=f"{PASSWORD}\n")
    assert (made.exit_code, made.output) == (0, "office can sign in as admin.\n")
    user = access.users.named("office")
    assert user is not None
    assert user.role is Role.ADMIN
    assert fits(access.users.password_hash(user.id), PASSWORD)
    assert sendora("user", "add", "Office", "--password-file", "-", types=PASSWORD).exit_code == 1
    assert "office\tadmin\thas never signed in" in sendora("user", "list").output
    assert "last administrator" in sendora("user", "disable", "office").output
    assert "last administrator" in sendora("user", "role", "office", "viewer").output


def test_a_password_is_never_taken_from_the_command_line(sendora: Sendora, access: Access) -> None:
    assert sendora("user", "add", "office", PASSWORD, "--role", "admin").exit_code == 2
    untold = sendora("user", "add", "office", "--role", "admin")
    assert "There is no terminal to ask for the password" in untold.output
    weak = sendora("user", "add", "office", "--role", "admin", "--password-file", "-", types="door")
    assert "too short" in weak.output
    assert not access.users.any()


def test_accounts_change_and_it_is_written_down(sendora: Sendora, access: Access) -> None:
    for name, role in (("office", Role.ADMIN), ("shop", Role.VIEWER)):
        access.users.add(name, role, access.now())
    assert sendora("user", "role", "shop", "reviewer").output == "shop is reviewer.\n"
    assert sendora("user", "disable", "shop").output == "shop is disabled.\n"
    assert "disabled" in sendora("user", "list").output
    assert sendora("user", "enable", "shop").exit_code == 0
    assert sendora("user", "password", "shop", "--password-file", "-", types=PASSWORD).exit_code == 0
    assert "There is no user nobody" in sendora("user", "role", "nobody", "admin").output
    told = [(event.what.value, event.name, event.actor) for event in access.audit.newest()]
    assert told == [
        (what, "shop", "the command line")
        for what in ("password_changed", "user_enabled", "user_disabled", "role_changed")
    ]


def test_a_token_is_printed_once_and_can_be_revoked(sendora: Sendora, access: Access) -> None:
    made = sendora("token", "add", "Planner", "--scope", "read", "--scope", "submit", "--days", "90")
    secret = made.stdout.strip()
    assert secret.startswith("sendora_")
    assert access.tokens.of_secret(secret, access.now()) is not None
    listed = sendora("token", "list").output
    assert "read,submit" in listed
    assert secret not in listed
    token_id = listed.split("\t", maxsplit=1)[0]
    assert sendora("token", "revoke", token_id).output == "Planner is revoked.\n"
    assert access.tokens.of_secret(secret, access.now()) is None
    assert "no token" in sendora("token", "revoke", token_id).output


@pytest.mark.parametrize(
    "command",
    ["token add Planner --scope read", "token list", "user add office --role admin", "user list", "check", "usage",
     "backup ../backups"],
)  # fmt: skip
def test_a_data_folder_that_is_not_there_is_refused_and_not_made(
    sendora: Sendora, tmp_path: Path, command: str
) -> None:
    refused = sendora(*command.split())
    assert (refused.exit_code, f"There is no data folder {tmp_path / 'data'}." in refused.output) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_before_the_first_start_only_the_first_account_is_made_in_a_folder_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, ["token", "list"])
    assert (refused.exit_code, list(tmp_path.iterdir())) == (1, [])
    command = ["user", "add", "office", "--role", "admin", "--password-file", "-"]
    assert CliRunner().invoke(main, command, input=PASSWORD).output == "office can sign in as admin.\n"
    assert (tmp_path / "data" / "sendora.db").is_file()
