"""The trial mail server gives every address a mailbox, and lets in nobody without the password."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from tests.waiting import wait_for

SERVER = Path(__file__).parent.parent.parent / "deploy/mail"
NOBODY = 65534


@pytest.fixture
def server() -> Iterator[tuple[int, int, str]]:
    """The SMTP port, the IMAP port and the password of a running one; it refuses to serve as root, as Dovecot does."""
    with tempfile.TemporaryDirectory() as folder:
        home, ports, password = Path(folder), (_free_port(), _free_port()), secrets.token_hex(16)
        (home / "password").write_text(password)
        shutil.copytree(SERVER, home / "server")
        user = NOBODY if os.geteuid() == 0 else None
        if user:
            for path in (home, *home.rglob("*")):
                shutil.chown(path, user, user)
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "MAIL_FOLDER": f"{home}/mail",
            "RUN_FOLDER": f"{home}/run",
            "PASSWORD_FILE": f"{home}/password",
            "ADDRESS": "127.0.0.1",
            "SMTP_PORT": str(ports[0]),
            "IMAP_PORT": str(ports[1]),
        }
        process = subprocess.Popen(  # noqa: S603 - our own script
            [home / "server/serve.sh"], env=environment, user=user, group=user, start_new_session=True
        )
        try:
            wait_for(lambda: process.poll() is None and all(_answers(port) for port in ports), 20)
            yield *ports, password
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_a_mail_sent_to_any_address_lies_in_its_mailbox(server: tuple[int, int, str]) -> None:
    smtp, imap, password = server
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "sales@sendora.example", "orders@sendora.example", "An invoice"
    letter.set_content("As agreed.")
    with smtplib.SMTP("127.0.0.1", smtp) as sending:
        sending.send_message(letter)
    with IMAPClient("127.0.0.1", imap, ssl=False) as client:
        client.login("orders@sendora.example", password)
        client.select_folder("INBOX")
        (message,) = client.fetch(client.search(), ["ENVELOPE"]).values()
    assert message[b"ENVELOPE"].subject == b"An invoice"
    with IMAPClient("127.0.0.1", imap, ssl=False) as client, pytest.raises(LoginError):
        client.login("orders@sendora.example", "changeme")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
