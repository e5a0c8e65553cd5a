"""Mail is plugged in only when it is set up, and health says how it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from config.settings import Settings, read_settings
from portal.health import Health, PartState
from portal.mailing import Mailing
from portal.metrics import Metrics
from portal.parts import look_at_mailbox, look_at_outbox, mail_parts
from portal.wiring import Service, open_service
from tests.intake.dovecot import PASSWORD, USER, Dovecot
from tests.intake.letters import a_mail
from tests.waiting import wait_for


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    yield server
    server.end()


def with_mail(folder: Path, port: int, password: str = PASSWORD) -> Settings:
    box = {"name": "orders", "host": "127.0.0.1", "port": port, "security": "none", "user": USER, "password": password}
    out = {"host": "127.0.0.1", "port": port, "security": "none", "sender": USER, "operator": "it@sendora.example"}
    (folder / "secret").write_text(password)
    return read_settings(
        data=folder / "data", workers=1, mailboxes=json.loads(json.dumps([box | {"allowed": ["*"]}])), mail_out=out
    )


@pytest.fixture
def service(tmp_path: Path, dovecot: Dovecot) -> Iterator[Service]:
    opened = open_service(with_mail(tmp_path, dovecot.port))
    yield opened
    close(opened)


def close(opened: Service) -> None:
    opened.mailing.stop()
    opened.workers.close()
    opened.records.engine.dispose()
    opened.lock.close()


def test_without_a_mailbox_nothing_of_mail_is_there(tmp_path: Path) -> None:
    opened = open_service(read_settings(data=tmp_path, workers=1))
    assert opened.mailing == Mailing()
    assert mail_parts(opened.mailing) == []
    close(opened)


def test_health_tells_connected_last_search_and_backlog(service: Service) -> None:
    (box,) = service.mailing.mailboxes
    box.start()
    wait_for(lambda: box.status.connected)
    found = look_at_mailbox(box)
    assert found.state is PartState.OK
    assert found.sentence.startswith("Connected, told of new mail at once; searched at ")
    assert found.sentence.endswith("no message yet, 0 in work.")
    assert [part.name for part in mail_parts(service.mailing)] == ["mailbox orders INBOX", "outbox"]


def test_each_mailbox_and_the_outbox_have_their_figures_for_prometheus(service: Service, dovecot: Dovecot) -> None:
    (box,) = service.mailing.mailboxes
    box.start()
    dovecot.deliver(a_mail(text="nothing in it"))
    wait_for(lambda: dovecot.folders() == {"Failed": 1})
    wait_for(lambda: box.status.connected)
    text = Metrics(service.records, Health(mail_parts(service.mailing)), None, "0").text().decode()
    found = {
        (sample.labels["part"], sample.labels["figure"]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "sendora_part"
    }
    mine = {figure: value for (part, figure), value in found.items() if part == "mailbox orders INBOX"}
    assert (mine["connected"], mine["messages_held"], mine["logins_refused"]) == (1, 0, 0)
    assert (0 <= mine["search_age_seconds"] < 60, 0 <= mine["message_age_seconds"] < 60) == (True, True)
    assert {figure for part, figure in found if part == "outbox"} == {"mails_waiting", "mails_given_up"}


def test_a_refused_login_is_red_with_its_cure_and_the_operator_is_written_to(
    service: Service, dovecot: Dovecot, tmp_path: Path
) -> None:
    close(service)
    opened = open_service(with_mail(tmp_path, dovecot.port, "not-the-right-one"))
    (box,) = opened.mailing.mailboxes
    for _ in range(2):
        box._note_refused("127.0.0.1 refuses the login of orders@sendora.example: wrong password")
    found = look_at_mailbox(box)
    assert (found.state, "Check user name and password" in found.cure) == (PartState.BROKEN, True)
    assert opened.mailing.outbox is not None
    (notice,) = opened.mailing.outbox.mails.all()
    assert (notice.recipient, notice.kind) == ("it@sendora.example", "notice")
    assert look_at_outbox(opened.mailing.outbox).state is PartState.BROKEN  # it was not started
    close(opened)
