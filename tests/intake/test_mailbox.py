"""The mailbox on a real server: nothing is lost, nothing is taken twice, and it comes back after every trouble."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from intake.imap import Folder, Server
from intake.judging import MailLimits, Who
from intake.mailbox import Mailbox
from intake.receive import Door, DoorLimits
from pipeline.archive import Archive
from pipeline.errors import Temporary
from pipeline.jobs import Job, JobFilters, JobState
from pipeline.mails import MailLedger
from pipeline.messages import Answer, Message, MessageState, NewMessage, Outcome
from pipeline.records import Records
from tests.intake.conftest import pdf
from tests.intake.dovecot import PASSWORD, USER, Dovecot
from tests.intake.letters import a_mail, an_invoice_mail
from tests.intake.mailroom import Mailroom
from tests.waiting import wait_for

Watch = Callable[..., Mailbox]
UIDS_IN_A_FILE = pytest.mark.parametrize("dovecot", ["maildir"], indirect=True)
"""UIDs and UIDVALIDITY stand in a file that a test can change."""


@pytest.fixture
def mailroom(door: Door) -> Mailroom:
    return Mailroom(door, [])


@pytest.fixture
def watch(mailroom: Mailroom, dovecot: Dovecot) -> Iterator[Watch]:
    """Starts a mailbox; stops every one that is left."""
    started: list[Mailbox] = []

    def start(**options: object) -> Mailbox:
        started.append(mailroom.mailbox(dovecot.port, **options))  # type: ignore[arg-type] # its own options
        started[-1].start()
        return started[-1]

    yield start
    for mailbox in started:
        mailbox.stop()


def jobs(records: Records) -> list[Job]:
    return list(records.list_jobs(JobFilters(), limit=1000).jobs)


def put_away(mailroom: Mailroom) -> Message:
    """The one message that was moved, when the ledger knows it too."""
    wait_for(lambda: bool(mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED)))
    (message,) = mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED)
    return message


def test_a_mail_becomes_a_job_and_is_put_away_unread(dovecot: Dovecot, watch: Watch, records: Records) -> None:
    mailbox = watch()
    wait_for(lambda: mailbox.status.connected)
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: dovecot.folders() == {"Processed": 1})
    (job,) = jobs(records)
    assert (job.file_name, job.sender, job.source) == ("invoice-1.pdf", "sales@sendora.example", "mail")
    client = dovecot.client()
    client.select_folder("Processed")
    assert client.get_flags([1])[1] in {(), (b"\\Recent",)}
    client.logout()


def test_what_came_while_nobody_watched_is_taken_too(dovecot: Dovecot, watch: Watch, records: Records) -> None:
    dovecot.deliver(*(an_invoice_mail(n) for n in range(5)))
    watch()
    wait_for(lambda: dovecot.folders() == {"Processed": 5})
    assert len(jobs(records)) == 5


def test_a_mail_that_a_person_has_read_is_taken_all_the_same(dovecot: Dovecot, watch: Watch, records: Records) -> None:
    client = dovecot.client()
    client.append("INBOX", an_invoice_mail(1), flags=[b"\\Seen"])
    client.logout()
    watch()
    wait_for(lambda: dovecot.folders() == {"Processed": 1})
    assert len(jobs(records)) == 1


@pytest.fixture
def slow_door(door: Door) -> Door:
    """Its jobs stay in work until a test ends them."""
    door._hand_over = lambda _job: None  # the workflow that has not come to it yet
    return door


def test_many_searches_while_its_job_is_in_work_leave_one_job(
    dovecot: Dovecot, slow_door: Door, watch: Watch, records: Records
) -> None:
    mailbox = watch(poll_seconds=0.3)
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: len(jobs(records)) == 1)
    looked: set[object] = set()

    def often() -> bool:
        looked.add(mailbox.status.last_search)
        return len(looked) > 8

    wait_for(often)
    assert dovecot.folders() == {"INBOX": 1}
    (job,) = jobs(records)
    assert len(records.arrivals(job.id)) == 1
    slow_door.records.add_event(job.id, JobState.DONE, "Done")
    wait_for(lambda: dovecot.folders() == {"Processed": 1})


@pytest.mark.parametrize(("state", "folder"), [(JobState.NEEDS_REVIEW, "Needs review"), (JobState.FAILED, "Failed")])
def test_a_mail_goes_where_its_jobs_end_belongs(
    dovecot: Dovecot, slow_door: Door, watch: Watch, state: JobState, folder: str
) -> None:
    records = slow_door.records
    watch()
    dovecot.deliver(a_mail(("a.pdf", pdf("a")), ("b.pdf", pdf("b"))))
    wait_for(lambda: len(jobs(records)) == 2)
    first, second = jobs(records)
    slow_door.records.add_event(first.id, JobState.DONE, "Done")
    slow_door.records.add_event(second.id, state, "Ended")
    wait_for(lambda: dovecot.folders() == {folder: 1})


@UIDS_IN_A_FILE
@pytest.mark.usefixtures("slow_door")
def test_uid_1_of_a_mailbox_made_anew_is_another_mail(dovecot: Dovecot, watch: Watch, records: Records) -> None:
    """R11: a UID means something only with its UIDVALIDITY."""
    mailbox = watch()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: len(jobs(records)) == 1)
    mailbox.stop()
    uidvalidity = _uidvalidity(dovecot)
    _make_anew(dovecot, uidvalidity + 1)
    dovecot.deliver(an_invoice_mail(2))
    assert _uids(dovecot) == [1]
    watch()
    wait_for(lambda: len(jobs(records)) == 2)


@UIDS_IN_A_FILE
def test_the_same_mail_in_a_mailbox_made_anew_is_not_worked_on_or_answered_again(
    dovecot: Dovecot, watch: Watch, records: Records, mailroom: Mailroom
) -> None:
    mailbox = watch()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: dovecot.folders() == {"Processed": 1})
    mailbox.stop()
    _make_anew(dovecot, _uidvalidity(dovecot) + 1)
    dovecot.deliver(an_invoice_mail(1))
    watch()
    wait_for(lambda: dovecot.folders() == {"Processed": 2})
    (job,) = jobs(records)
    assert len(records.arrivals(job.id)) == 1
    assert [m.id for m in mailroom.ledger.to_answer()] == [
        m.id for m in mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED) if m.answer is Answer.DUE
    ]
    assert len(mailroom.ledger.to_answer()) == 1


def test_the_same_uid_and_uidvalidity_is_the_same_mail(
    dovecot: Dovecot, slow_door: Door, watch: Watch, records: Records
) -> None:
    mailbox = watch()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: len(jobs(records)) == 1)
    mailbox.stop()
    again = watch()
    wait_for(lambda: again.status.last_search is not None)
    assert len(jobs(records)) == 1
    assert len(records.arrivals(jobs(records)[0].id)) == 1
    assert slow_door.records.unfinished()


def test_a_failed_mail_that_is_put_back_gets_another_try(dovecot: Dovecot, watch: Watch, mailroom: Mailroom) -> None:
    watch()
    dovecot.deliver(a_mail(number=7, text="nothing here"))
    wait_for(lambda: dovecot.folders() == {"Failed": 1})
    client = dovecot.client()
    client.select_folder("Failed")
    client.move([1], "INBOX")
    client.logout()
    wait_for(lambda: len(mailroom.ledger.messages("orders", "INBOX", MessageState.MOVED)) == 2)
    wait_for(lambda: dovecot.folders() == {"Failed": 1})
    assert len(mailroom.ledger.to_answer()) == 2


def test_a_full_disk_is_waited_out_and_the_mail_taken_without_a_person(
    dovecot: Dovecot, door: Door, watch: Watch, records: Records
) -> None:
    """R10: nothing is marked while it cannot be kept."""
    room = door.limits
    door.limits = DoorLimits(room.max_bytes, 2**62)
    mailbox = watch()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: "Intake is paused" in (mailbox.status.error or ""))
    assert dovecot.folders() == {"INBOX": 1}
    door.limits = room
    wait_for(lambda: dovecot.folders() == {"Processed": 1}, 40)
    assert len(jobs(records)) == 1


def test_a_door_that_fails_after_the_mail_is_kept_is_tried_again(
    dovecot: Dovecot, door: Door, watch: Watch, mailroom: Mailroom, records: Records
) -> None:
    """The mail's bytes fit, the document's do not: the message stays in the ledger as kept."""
    full = _ArchiveThatFillsUp(door.archive.folder)
    door.archive = full
    watch()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: any("cannot be written" in m.words for m in _kept(mailroom)))
    assert dovecot.folders() == {"INBOX": 1}
    full.full = False
    wait_for(lambda: dovecot.folders() == {"Processed": 1}, 40)
    assert len(jobs(records)) == 1


class _ArchiveThatFillsUp(Archive):
    """Takes mails, but no documents while it is full."""

    full = True

    def take_in(self, data: bytes) -> str:
        if self.full:
            raise Temporary(f"The archive {self.folder} cannot be written: No space left on device.")
        return super().take_in(data)


def _kept(mailroom: Mailroom) -> tuple[Message, ...]:
    return mailroom.ledger.messages("orders", "INBOX", MessageState.KEPT)


# -- who may ----------------------------------------------------------------------------------------------------


def test_a_stranger_s_mail_is_kept_not_worked_on_and_a_person_is_told(
    dovecot: Dovecot, watch: Watch, mailroom: Mailroom, records: Records
) -> None:
    watch()
    dovecot.deliver(a_mail(("a.pdf", pdf("a")), sender="stranger@elsewhere.example"))
    wait_for(lambda: dovecot.folders() == {"Needs review": 1})
    assert jobs(records) == []
    message = put_away(mailroom)
    assert (message.outcome, message.answer) == (Outcome.HELD, Answer.NONE)
    assert mailroom.door.archive.get(message.raw_digest).startswith(b"From: stranger")
    assert mailroom.told == ["stranger@elsewhere.example is not on the list of those who may send"]


def test_a_mail_without_the_server_s_word_is_kept_when_that_is_asked_for(
    dovecot: Dovecot, watch: Watch, records: Records
) -> None:
    watch(who=Who(frozenset({"sendora.example"}), confirmed_by="mx.sendora.example"))
    passed = "mx.sendora.example; dkim=pass header.d=sendora.example"
    dovecot.deliver(
        a_mail(("a.pdf", pdf("a")), number=1), a_mail(("b.pdf", pdf("b")), number=2, Authentication_Results=passed)
    )
    wait_for(lambda: dovecot.folders() == {"Needs review": 1, "Processed": 1})
    assert [job.file_name for job in jobs(records)] == ["b.pdf"]


def test_a_mail_over_the_limit_is_refused_without_being_fetched_whole(
    dovecot: Dovecot, watch: Watch, mailroom: Mailroom
) -> None:
    watch(max_message_bytes=20_000)
    dovecot.deliver(a_mail(("a.pdf", pdf("x" * 50_000))))
    wait_for(lambda: dovecot.folders() == {"Failed": 1})
    message = put_away(mailroom)
    assert len(mailroom.door.archive.get(message.raw_digest)) < 2_000
    assert "larger than" in str(mailroom.ledger.parts(message.id)[0].words)
    assert message.answer is Answer.DUE


def test_a_mail_with_more_documents_than_allowed_is_refused_as_a_whole(
    dovecot: Dovecot, watch: Watch, mailroom: Mailroom, records: Records
) -> None:
    watch(limits=replace(MailLimits(), documents=2))
    dovecot.deliver(a_mail(*((f"{n}.pdf", pdf(str(n))) for n in range(3))))
    wait_for(lambda: dovecot.folders() == {"Failed": 1})
    assert jobs(records) == []
    message = put_away(mailroom)
    assert "holds 3 documents, at most 2" in str(mailroom.ledger.parts(message.id)[0].words)


def test_a_mail_that_leaves_no_job_to_wait_for_is_told_of_at_once(
    dovecot: Dovecot, watch: Watch, mailroom: Mailroom
) -> None:
    due: list[int] = []
    watch(recorded=lambda: due.append(len(mailroom.ledger.to_answer())))
    dovecot.deliver(a_mail(text="nothing here"))
    wait_for(lambda: due == [1])


def test_a_mail_that_a_bug_stumbles_over_holds_up_no_other(
    dovecot: Dovecot, watch: Watch, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = MailLedger.keep

    def stumble(self: MailLedger, new: NewMessage) -> Message:
        if new.subject == "poison":
            raise UnicodeEncodeError("utf-8", "x", 0, 1, "no")
        return keep(self, new)

    monkeypatch.setattr(MailLedger, "keep", stumble)  # a bug that nobody knows yet
    dovecot.deliver(a_mail(subject="poison"), an_invoice_mail(2), an_invoice_mail(3))
    mailbox = watch()
    wait_for(lambda: dovecot.folders() == {"INBOX": 1, "Processed": 2})
    wait_for(lambda: mailbox.status.connected)  # told when the look is over, a moment after the mails are put away
    assert mailbox.alive
    assert "Message 1 cannot be kept" in str(mailbox.status.error)
    assert len(jobs(records)) == 2


# -- a server that fails ----------------------------------------------------------------------------------------


def test_a_server_that_was_killed_is_found_again(dovecot: Dovecot, watch: Watch, records: Records) -> None:
    mailbox = watch()
    wait_for(lambda: mailbox.status.connected)
    dovecot.kill()
    wait_for(lambda: mailbox.status.words == "reconnecting")
    dovecot.start_again()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: dovecot.folders() == {"Processed": 1}, 40)
    assert len(jobs(records)) == 1


def test_a_refused_login_is_told_after_two_tries_and_tried_more_and_more_seldom(
    dovecot: Dovecot, mailroom: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = mailroom.mailbox(dovecot.port, secret=lambda: "wrong")
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        if len(waits) == 3:
            mailbox._stopping.set()
        return False

    monkeypatch.setattr(mailbox._stopping, "wait", wait)
    mailbox._run()
    assert waits == [15, 30, 60]
    assert (mailbox.status.words, mailbox.status.login_refused) == ("login refused", 3)
    assert len(mailroom.told) == 1
    assert f"refuses the login of {USER}" in mailroom.told[0]


# -- small things of the protocol -------------------------------------------------------------------------------


def _uidvalidity(dovecot: Dovecot) -> int:
    with closing(_folder(dovecot)) as folder:
        return folder.uidvalidity


def _uids(dovecot: Dovecot) -> list[int]:
    with closing(_folder(dovecot)) as folder:
        return folder.uids()


def _folder(dovecot: Dovecot) -> Folder:
    return Folder.open(Server("127.0.0.1", dovecot.port, "none", USER, lambda: PASSWORD), "INBOX")


def _make_anew(dovecot: Dovecot, uidvalidity: int) -> None:
    """As after a move of the mailbox to another server: empty, UIDs from 1, another UIDVALIDITY."""
    inbox = dovecot.folder / "mail" / USER
    for part in ("cur", "new"):
        for mail in (inbox / part).iterdir():
            mail.unlink()
    for index in inbox.glob("dovecot*index*"):
        index.unlink()
    uidlist = inbox / "dovecot-uidlist"
    facts = uidlist.stat()
    uidlist.write_text(f"3 V{uidvalidity} N1\n")
    os.chown(uidlist, facts.st_uid, facts.st_gid)
