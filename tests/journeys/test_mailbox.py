"""A mail goes in, the job order comes back: the real service, a real Dovecot, a real mail server."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.intake.dovecot import PASSWORD, USER, Dovecot
from tests.intake.letters import SENDER, a_mail
from tests.journeys.conftest import Start
from tests.journeys.running import RunningService
from tests.postbox import Postbox, pdfs, texts
from tests.waiting import wait_for


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    yield server
    server.end()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    server = Postbox()
    yield server
    server.end()


@pytest.fixture
def mail_settings(dovecot: Dovecot, postbox: Postbox) -> dict[str, str]:
    account = {
        "name": "orders",
        "host": "127.0.0.1",
        "port": dovecot.port,
        "security": "none",
        "user": USER,
        "password": PASSWORD,
        "allowed": ["sendora.example"],
    }
    out = {"host": "127.0.0.1", "port": postbox.port, "security": "none", "sender": USER, "replies_per_day": 10_000}
    return {"SENDORA_MAILBOXES": json.dumps([account]), "SENDORA_MAIL_OUT": json.dumps(out)}


def health_of(service: RunningService, part: str) -> str:
    with urllib.request.urlopen(f"{service.address}health") as answer:  # noqa: S310 - our own address
        parts = json.loads(answer.read())["parts"]
    return next(str(p["sentence"]) for p in parts if p["name"].startswith(part))


def test_a_forwarded_scan_comes_back_as_a_job_order_within_reading_time_and_three_seconds(
    start: Start, dovecot: Dovecot, postbox: Postbox, mail_settings: dict[str, str], sample_files: dict[str, bytes]
) -> None:
    service = start(**mail_settings)
    wait_for(lambda: "onnected, told" in health_of(service, "mailbox"))
    dovecot.deliver(a_mail(("scan.pdf", sample_files["scan.pdf"]), subject="Fwd: Invoice"))
    delivered = time.monotonic()
    wait_for(lambda: bool(postbox.taken), 120)
    took = time.monotonic() - delivered
    job = service.jobs()["scan.pdf"]
    worked = sum(event.seconds or 0 for event in service.records.events(job.id))
    reply = postbox.taken[0]
    assert took < worked + 3, (took, worked)
    print(f"reply after {took:.2f} s, of which {worked:.2f} s steps")  # noqa: T201 - the figure asked for
    assert reply["To"] == SENDER
    assert (reply["In-Reply-To"], str(reply["Subject"])[:16]) == ("<mail-1@sendora.example>", "Re: Fwd: Invoice")
    assert len(pdfs(reply)) == 1
    assert f"/jobs/{job.id}" in texts(reply)[0]
    wait_for(lambda: sum(dovecot.folders().values()) == 1 and "INBOX" not in dovecot.folders())
    assert service.stop() == 0
