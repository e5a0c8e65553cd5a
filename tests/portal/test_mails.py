"""Held mails on their page and over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.held_mails import HeldMails
from pipeline.mails import MailLedger
from pipeline.messages import Answer, NewMessage, Outcome, Place, Verdict
from portal.app import create_portal
from portal.desk import Desk

Hold = Callable[[int], str]


@pytest.fixture
def called() -> list[str]:
    return []


@pytest.fixture
def held(desk: Desk, called: list[str]) -> HeldMails:
    return HeldMails(desk.records.engine, {"orders"}, lambda: called.append("mailbox"))


@pytest.fixture
def client(desk: Desk, held: HeldMails) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_portal(replace(desk, held_mails=held)), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def hold(desk: Desk) -> Hold:
    """Holds a mail; gives its id."""

    def put(number: int) -> str:
        ledger = MailLedger(desk.records.engine)
        digest = desk.archive.put(f"mail {number}".encode())
        sender, subject = f"s{number}@elsewhere.example", f"<b>Order {number}</b>"
        new = NewMessage(Place("orders", "INBOX", 1, number), str(number), digest, True, sender, subject)
        message = ledger.keep(new)
        words = f"{sender} is not on the list of those who may send"
        ledger.record(message.id, (), Verdict(words, Answer.NONE, outcome=Outcome.HELD))
        return message.id

    return put


def test_the_page_shows_who_sent_what_and_why_it_waits(client: TestClient[Litestar], hold: Hold) -> None:
    hold(1)
    page = client.get("/mails").text
    assert "&lt;b&gt;Order 1&lt;/b&gt;" in page
    assert "s1@elsewhere.example is not on the list of those who may send" in page
    assert "Held mails (1)" in client.get("/upload").text


def test_letting_in_wakes_the_mailbox_and_the_name_stands_beside_it(
    client: TestClient[Litestar], hold: Hold, held: HeldMails, called: list[str]
) -> None:
    mail = hold(1)
    answer = client.post(f"/mails/{mail}/let_in", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/mails")
    assert called == ["mailbox"]
    assert [(m.id, m.ruled_by) for m in held.decided(9)] == [(mail, "this machine")]
    assert "this machine" in client.get("/mails").text


def test_setting_aside_leaves_the_mailbox_alone(
    client: TestClient[Litestar], hold: Hold, held: HeldMails, called: list[str]
) -> None:
    client.post(f"/mails/{hold(1)}/set_aside")
    assert (called, held.count()) == ([], 0)


def test_programs_list_and_decide_too(client: TestClient[Litestar], hold: Hold) -> None:
    mail = hold(1)
    (shown,) = client.get("/api/held-mails").json()
    assert (shown["id"], shown["mailbox"], shown["sender"]) == (mail, "orders", "s1@elsewhere.example")
    assert client.post(f"/api/held-mails/{mail}/let-in").status_code == 200
    again = client.post(f"/api/held-mails/{mail}/set-aside")
    assert (again.status_code, again.json()["code"]) == (409, "not_held")
    assert client.post("/api/held-mails/none/let-in").status_code == 409


def test_the_mail_as_it_came_is_only_ever_downloaded(client: TestClient[Litestar], hold: Hold) -> None:
    answer = client.get(f"/mails/{hold(1)}/mail.eml")
    assert answer.content == b"mail 1"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_other_decisions_and_other_mails_are_not_found(client: TestClient[Litestar], hold: Hold) -> None:
    assert client.post(f"/mails/{hold(1)}/burn").status_code == 404
    assert client.get("/mails/none/mail.eml").status_code == 404


def test_without_a_mailbox_the_page_says_so_and_nothing_leads_to_it(desk: Desk) -> None:
    with TestClient(create_portal(desk), base_url="http://127.0.0.1") as client:
        assert "No mailbox is set up" in client.get("/mails").text
        assert "/mails" not in client.get("/upload").text
