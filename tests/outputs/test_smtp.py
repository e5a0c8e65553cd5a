"""Handing mails over as the world does it: TLS, STARTTLS, passwords, access tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from outputs.smtp import SmtpServer, send
from pipeline.errors import Temporary
from tests.postbox import Postbox
from tests.reverse_proxy import self_signed

MAIL = b"From: a@sendora.example\r\nTo: b@sendora.example\r\nSubject: x\r\n\r\ny\r\n"
PASSWORD = "4c1d-opens-nothing-else"  # noqa: S105 - of a server that lives as long as a test
Security = Literal["tls", "starttls"]
Open = Callable[..., Postbox]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("smtp"))


@pytest.fixture
def listening() -> Iterator[Open]:
    """Starts mail servers; ends them."""
    started: list[Postbox] = []

    def start(*args: object, **options: object) -> Postbox:
        started.append(Postbox(*args, **options))  # type: ignore[arg-type] # its own options
        return started[-1]

    yield start
    for server in started:
        server.end()


def hand_over(server: SmtpServer) -> None:
    send(server, "a@sendora.example", "b@sendora.example", MAIL)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mail_leaves_over_tls_of_both_kinds_with_a_login(
    listening: Open, certificate: tuple[Path, Path], security: Security
) -> None:
    box = listening(security, certificate, {"orders": PASSWORD})
    server = SmtpServer("localhost", box.port, security, "orders", lambda: PASSWORD, ca_file=str(certificate[0]))
    hand_over(server)
    assert len(box.taken) == 1
    with pytest.raises(Temporary, match="localhost refuses the login of orders: 535"):
        hand_over(replace(server, secret=lambda: "another"))
    with pytest.raises(Temporary, match="certificate"):
        hand_over(replace(server, ca_file=None))
    assert len(box.taken) == 1


def test_a_server_without_starttls_gets_neither_mail_nor_password(listening: Open) -> None:
    box = listening()
    with pytest.raises(Temporary, match="STARTTLS"):
        hand_over(SmtpServer("localhost", box.port, "starttls"))
    assert box.offered == 0


def test_a_mail_that_was_taken_is_sent_whatever_the_server_says_at_the_end(listening: Open) -> None:
    """Sent again it would be a second mail: a full or hurried server may answer to QUIT as it likes."""
    box = listening(quit="421 I close now")
    hand_over(SmtpServer("localhost", box.port, "none"))
    assert len(box.taken) == 1


def test_an_access_token_is_a_login_and_a_refused_one_is_asked_for_anew(
    listening: Open, certificate: tuple[Path, Path]
) -> None:
    forgotten: list[str] = []
    box = listening("starttls", certificate, None, lambda token: token in {"valid"})
    server = SmtpServer(
        "localhost", box.port, "starttls", "orders", lambda: "valid", oauth=True, ca_file=str(certificate[0])
    )
    hand_over(server)
    assert len(box.taken) == 1
    with pytest.raises(Temporary, match="refuses the login of orders: 535"):
        hand_over(replace(server, secret=lambda: "ended", refused=lambda: forgotten.append("it")))
    assert (len(box.taken), forgotten) == (1, ["it"])
