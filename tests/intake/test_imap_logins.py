"""Logins as the world has them: TLS, STARTTLS, access tokens; on a real server with a certificate of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from intake.imap import ConnectionLost, Folder, LoginRefused, Server
from intake.oauth import Client, Tokens
from tests.intake.dovecot import PASSWORD, USER, Dovecot
from tests.intake.letters import an_invoice_mail
from tests.intake.provider import Provider

Security = Literal["tls", "starttls"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    server = Provider()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def secure(provider: Provider) -> Iterator[Dovecot]:
    server = Dovecot(tls=True, tokeninfo=provider.tokeninfo)
    server.deliver(an_invoice_mail(1))
    yield server
    server.end()


def over(security: Security, dovecot: Dovecot) -> Server:
    port = dovecot.tls_port if security == "tls" else dovecot.port
    return Server("localhost", port, security, USER, lambda: PASSWORD, ca_file=str(dovecot.certificate))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mails_are_fetched_over_tls_of_both_kinds(secure: Dovecot, security: Security) -> None:
    with closing(Folder.open(over(security, secure), "INBOX")) as folder:
        (uid,) = folder.uids()
        assert b"invoice-1.pdf" in (folder.raw(uid) or b"")
        folder.wait(0.1, lambda _seconds: False)  # IDLE works inside TLS, too


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_gets_no_password(secure: Dovecot, security: Security) -> None:
    asked: list[str] = []

    def secret() -> str:
        asked.append("it")
        return PASSWORD

    stranger = replace(over(security, secure), ca_file=None, secret=secret)
    with pytest.raises(ConnectionLost, match="certificate"):
        Folder.open(stranger, "INBOX")
    assert asked == []


def test_a_certificate_of_another_name_gets_no_password(secure: Dovecot) -> None:
    with pytest.raises(ConnectionLost, match="certificate"):
        Folder.open(replace(over("tls", secure), host="127.1"), "INBOX")


def test_a_server_without_starttls_gets_no_password(dovecot: Dovecot) -> None:
    with pytest.raises(ConnectionLost, match=r"(?i)starttls"):
        Folder.open(Server("localhost", dovecot.port, "starttls", USER, lambda: PASSWORD), "INBOX")


def test_an_access_token_opens_the_mailbox_and_the_refresh_token_that_rotates_is_kept(
    secure: Dovecot, provider: Provider, tmp_path: Path
) -> None:
    """R15."""
    client = Client(provider.address, "app", "", provider.valid, "", tmp_path / "tokens/orders.json")
    for _ in range(2):  # the second time as after a restart
        tokens = Tokens(client)
        with closing(Folder.open(replace(over("tls", secure), oauth=True, secret=tokens), "INBOX")) as folder:
            assert len(folder.uids()) == 1
    assert provider.given == 2
    assert provider.valid in (tmp_path / "tokens/orders.json").read_text()


def test_a_refused_access_token_is_a_refused_login_and_the_next_try_asks_for_a_new_one(
    secure: Dovecot, provider: Provider, tmp_path: Path
) -> None:
    provider.lasts = 3600
    tokens = Tokens(Client(provider.address, "app", "", provider.valid, "", tmp_path / "orders.json"))
    server = replace(over("starttls", secure), oauth=True, secret=tokens, refused=tokens.forget)
    tokens()
    provider.given += 1  # the provider ends the token before its time
    with pytest.raises(LoginRefused, match=f"refuses the login of {USER}"):
        Folder.open(server, "INBOX")
    Folder.open(server, "INBOX").close()
