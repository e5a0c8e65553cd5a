"""The service is killed for real between any two steps of a mail: nothing is lost, nothing is done twice."""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.database import open_engine
from pipeline.jobs import JobFilters, JobState
from pipeline.mail_out import MailsOut, SendState
from pipeline.mails import MailLedger
from pipeline.messages import MessageState, Outcome
from pipeline.records import Records
from tests.forked import Forked
from tests.intake.dovecot import Dovecot
from tests.intake.letters import an_invoice_mail
from tests.intake.mailbox_process import run
from tests.memory import in_memory
from tests.postbox import Postbox
from tests.tables import with_tables
from tests.waiting import wait_for

Start = Callable[[str], Forked]

POINTS = [
    f"{when} {what}"
    for what in (
        "raw",
        "keep",
        "receive",
        "record",
        "settle",
        "move",
        "moved",
        "write",
        "answered",
        "claim_next",
        "send",
        "sent",
    )
    for when in ("before", "after")
]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    server = Postbox()
    yield server
    server.end()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the process keeps everything: in memory, for a killed process loses nothing there either."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as name:
        yield Path(name)


@pytest.fixture
def start(folder: Path, dovecot: Dovecot, postbox: Postbox) -> Iterator[Start]:
    """Starts the process; ends what is left."""
    started: list[Forked] = []

    def begin(point: str) -> Forked:
        started.append(Forked(run, folder, dovecot.port, postbox.port, point))
        return started[-1]

    yield begin
    for process in started:
        process.kill()


@pytest.fixture
def records(folder: Path) -> Iterator[Records]:
    engine = open_engine(with_tables(folder / "records.db"))
    yield Records(engine)
    engine.dispose()


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_step_a_mail_is_one_job_one_move_and_one_reply(
    point: str, start: Start, dovecot: Dovecot, postbox: Postbox, records: Records
) -> None:
    """R9."""
    dovecot.deliver(an_invoice_mail(1))
    killed = start(point)
    assert killed.wait(30) == -signal.SIGKILL
    start("never")
    wait_for(lambda: dovecot.folders() == {"Processed": 1}, 40)
    wait_for(lambda: any(mail.state is SendState.SENT for mail in MailsOut(records.engine).all()), 40)
    ledger = MailLedger(records.engine)
    wait_for(lambda: len(ledger.messages("orders", "INBOX", MessageState.MOVED)) == 1)
    (job,) = records.list_jobs(JobFilters()).jobs
    assert job.state is JobState.DONE
    assert len(records.arrivals(job.id)) == 1
    assert len({str(mail["Message-ID"]) for mail in postbox.taken}) == 1
    assert len(postbox.taken) == (2 if point in {"after send", "before sent"} else 1)
    assert ledger.messages("orders", "INBOX", MessageState.MOVED)[0].outcome is Outcome.PROCESSED


COUNT, KILLS = 500, 20


@pytest.mark.timeout(900)
def test_five_hundred_mails_with_twenty_kills_are_five_hundred_outcomes_and_replies(
    start: Start, dovecot: Dovecot, postbox: Postbox, records: Records
) -> None:
    sender = threading.Thread(target=_deliver, args=(dovecot,))
    sender.start()
    chance, kills = random.Random(7), 0  # noqa: S311 - the same moments every time
    while kills < KILLS:
        process = start("never")
        pace = len(postbox.taken) + chance.randint(5, 20)  # somewhere in the middle of the next replies
        wait_for(lambda pace=pace: len(postbox.taken) >= pace, 120)  # type: ignore[misc] # a default binds it
        process.kill()
        kills += 1
    sender.join()
    start("never")
    wait_for(lambda: len(postbox.taken) >= COUNT, 400)
    wait_for(lambda: dovecot.folders() == {"Processed": COUNT}, 100)
    wait_for(lambda: len({str(mail["In-Reply-To"]) for mail in postbox.taken}) == COUNT, 100)
    jobs = records.list_jobs(JobFilters(), limit=2000).jobs
    assert Counter(job.state for job in jobs) == {JobState.DONE: COUNT}
    ids = Counter(str(mail["Message-ID"]) for mail in postbox.taken)
    assert len(ids) == COUNT
    answered = {str(mail["In-Reply-To"]) for mail in postbox.taken}
    assert answered == {f"<mail-{n}@sendora.example>" for n in range(COUNT)}
    assert len(MailLedger(records.engine).messages("orders", "INBOX", MessageState.MOVED)) == COUNT
    sys.stderr.write(f"{kills} kills, {len(postbox.taken)} mails taken, {len(ids)} different\n")


def _deliver(dovecot: Dovecot) -> None:
    client = dovecot.client()
    for number in range(COUNT):
        client.append("INBOX", an_invoice_mail(number))
        time.sleep(0.01)  # as mails come: while the service works and while it is down
    client.logout()
