"""A process with the real mailbox, door, workflow records, replies and outbox, that kills itself at one point.

Points are named after what has just been done, or is just about to be ("never" is none). Jobs end as soon as they are
handed over, with a job order each.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import intake.imap
import intake.receive
import outputs.outbox
from intake.mailbox import Mailbox
from intake.receive import Door, DoorLimits
from outputs.letters import LetterWriter
from outputs.outbox import Outbox
from outputs.reply import Replies, ReplyOptions
from outputs.smtp import SmtpServer
from pipeline.archive import Archive
from pipeline.database import open_database
from pipeline.jobs import Job, JobState
from pipeline.mail_out import MailsOut
from pipeline.mails import MailLedger
from pipeline.model import JobOrder, to_json
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from tests.intake.dovecot import USER
from tests.intake.mailroom import Mailroom


def kill_around(owner: Any, name: str, point: str) -> None:
    """Die just before or just after ``owner.name`` when that is the point."""
    original = getattr(owner, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if point == f"before {name}":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if point == f"after {name}":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, wrapped)


def run(folder: Path, imap_port: int, smtp_port: int, point: str) -> None:
    """Work until killed, or told to stop."""
    for owner, names in (
        (intake.imap.Folder, ("raw", "move")),
        (intake.receive.Door, ("receive",)),
        (MailLedger, ("keep", "record", "settle", "moved", "answered")),
        (MailsOut, ("write", "claim_next", "sent")),
        (outputs.outbox, ("send",)),
    ):
        for name in names:
            kill_around(owner, name, point)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    mailbox, outbox = plugged_together(folder, imap_port, smtp_port)
    outbox.start()
    mailbox.start()
    stopping.wait()
    mailbox.stop()
    outbox.stop()
    os._exit(0)


def plugged_together(folder: Path, imap_port: int, smtp_port: int) -> tuple[Mailbox, Outbox]:
    """Mailbox and outbox on records and an archive in ``folder``."""
    archive = Archive(folder / "archive")
    records = Records(open_database(f"sqlite:///{folder / 'records.db'}"))

    def work(job: Job) -> None:
        """What the workflow does, in short: a job order with a PDF, and the end."""
        order = JobOrder(None, None, None, None, None, None)
        record = records.orders.claim(job.id, 1, None, None, archive.put(to_json(order)))
        pdf = archive.put(b"%PDF job order " + job.id.encode())
        records.orders.save(record.id, customer=None, draft=False, order_digest=record.order_digest, pdf_digest=pdf)
        records.add_event(job.id, JobState.DONE, "Done", once="end")

    for left in records.unfinished():
        work(left)
    mails = MailsOut(records.engine)
    options = ReplyOptions(USER, "Sendora", "http://127.0.0.1/jobs/{id}", per_day=10_000)
    replies = Replies(MailLedger(records.engine), mails, records, archive, LetterWriter("en"), options)
    outbox = Outbox(
        mails,
        archive,
        SmtpServer("127.0.0.1", smtp_port, "none"),
        USER,
        "test-1",
        prepare=replies.write_due,
        ended=replies.ended,
        policy=RetryPolicy(first=0.05, longest=0.5),
    )
    records.listen(lambda _job_id: outbox.wake())
    door = Door(archive, records, DoorLimits(16 * 2**20, 0), work)
    return Mailroom(door, []).mailbox(imap_port, recorded=outbox.wake), outbox
