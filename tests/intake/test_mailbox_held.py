"""A stranger's mail waits for a person, and is worked on like any other when it is let in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from intake.mailbox import Mailbox
from pipeline.held_mails import HeldMails, NotHeld
from pipeline.jobs import JobFilters
from pipeline.messages import Answer, MessageState, Ruling
from pipeline.records import Records
from tests.intake.conftest import pdf
from tests.intake.dovecot import Dovecot
from tests.intake.letters import a_mail
from tests.intake.mailroom import Mailroom
from tests.waiting import wait_for

STRANGER = "stranger@elsewhere.example"


@pytest.fixture
def mailroom(door: object) -> Mailroom:
    return Mailroom(door, [])  # type: ignore[arg-type] # the fixture of this folder


@pytest.fixture
def mailbox(mailroom: Mailroom, dovecot: Dovecot) -> Iterator[Mailbox]:
    box = mailroom.mailbox(dovecot.port)
    box.start()
    yield box
    box.stop()


@pytest.fixture
def held(mailroom: Mailroom, mailbox: Mailbox, dovecot: Dovecot) -> HeldMails:
    """One mail waits."""
    dovecot.deliver(a_mail(("a.pdf", pdf("a")), sender=STRANGER))
    wait_for(lambda: dovecot.folders() == {"Needs review": 1})
    wait_for(lambda: bool(mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED)))
    return HeldMails(mailroom.ledger.engine, {"orders"}, mailbox.wake)


def test_a_mail_that_is_let_in_becomes_a_job_and_is_answered(
    held: HeldMails, mailroom: Mailroom, dovecot: Dovecot, records: Records
) -> None:
    (mail,) = held.waiting()
    held.let_in(mail.id, "ana")
    wait_for(lambda: bool(records.list_jobs(JobFilters()).jobs))
    (job,) = records.list_jobs(JobFilters()).jobs
    assert (job.file_name, job.sender) == ("a.pdf", STRANGER)
    wait_for(lambda: bool(mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED)))
    (answer,) = mailroom.ledger.to_answer()
    assert (answer.answer_to, answer.moved_to) == (STRANGER, "Needs review")
    assert (held.count(), [(m.ruling, m.ruled_by) for m in held.decided(9)]) == (0, [(Ruling.LET_IN, "ana")])
    assert dovecot.folders() == {"Needs review": 1}  # it lies where people find it, and no other mail was touched


def test_a_mail_that_is_set_aside_stays_as_it_lies(held: HeldMails, mailroom: Mailroom, records: Records) -> None:
    (mail,) = held.waiting()
    held.set_aside(mail.id, "ben")
    assert held.waiting() == ()
    kept = mailroom.ledger.message(mail.id)
    assert kept is not None
    assert (kept.answer, kept.words, kept.ruled_by) == (Answer.NONE, "Set aside by ben", "ben")
    assert records.list_jobs(JobFilters()).jobs == ()


def test_what_somebody_decided_is_not_decided_again(held: HeldMails) -> None:
    (mail,) = held.waiting()
    held.set_aside(mail.id, "ben")
    with pytest.raises(NotHeld, match="Set aside by ben"):
        held.let_in(mail.id, "ana")
    with pytest.raises(NotHeld, match="no such mail"):
        held.let_in("another", "ana")


def test_a_mailbox_that_is_not_set_up_any_more_shows_none(held: HeldMails) -> None:
    (mail,) = held.waiting()
    other = HeldMails(held.engine, {"elsewhere"}, lambda: None)
    assert (other.count(), other.waiting()) == (0, ())
    with pytest.raises(NotHeld):
        other.let_in(mail.id, "ana")
