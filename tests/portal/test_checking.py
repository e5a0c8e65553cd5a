"""What ``sendora check`` says of a mailbox."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.mail import MailAccount
from config.settings import Settings
from portal.checking import Check, checks


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        yield port


def mailbox_line(settings: Settings) -> Check:
    return next(check for check in checks(settings) if check.name == "mailbox")


def settings(data: Path, *mailboxes: MailAccount) -> Settings:
    return Settings.model_validate({"data": data, "mailboxes": mailboxes})


def account(port: int, **more: object) -> MailAccount:
    return MailAccount.model_validate(
        {
            "name": "orders",
            "host": "127.0.0.1",
            "port": port,
            "user": "orders",
            "allowed": ["*"],
            "password": "x7Kq0sR2wV",
        }
        | more
    )


def test_no_mailbox_is_no_fault(tmp_path: Path) -> None:
    assert not mailbox_line(settings(tmp_path)).broken


def test_a_mail_server_that_answers_is_named(tmp_path: Path, listening: int) -> None:
    line = mailbox_line(settings(tmp_path, account(listening)))
    assert not line.broken
    assert "orders (127.0.0.1)" in line.words


def test_a_mail_server_that_does_not_answer_is_a_fault_with_its_cure(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    line = mailbox_line(settings(tmp_path, account(free)))
    assert line.broken
    assert "does the server run" in line.words


def test_a_password_file_that_has_gone_is_a_fault(tmp_path: Path, listening: int) -> None:
    file = tmp_path / "mailbox"
    file.write_text("x7Kq0sR2wV")
    read = settings(tmp_path, account(listening, password="", password_file=file))
    file.unlink()
    line = mailbox_line(read)
    assert line.broken
    assert str(file) in line.words
