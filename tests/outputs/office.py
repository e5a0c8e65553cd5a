"""An office that answers mails: real ledger, records, review, archive and outbox; documents end as a test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from outputs.letters import Language, LetterWriter
from outputs.outbox import Outbox
from outputs.reply import Replies, ReplyOptions
from outputs.smtp import SmtpServer
from pipeline.archive import Archive
from pipeline.checks import CheckRules
from pipeline.database import open_database
from pipeline.jobs import Arrival, Job, JobState, NewJob
from pipeline.mail_out import MailsOut
from pipeline.mails import MailLedger
from pipeline.messages import Answer, MessagePart, NewMessage, Place, Verdict
from pipeline.model import JobOrder, Source, to_json
from pipeline.orders import Decision
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from pipeline.review.making import Making
from pipeline.review.reviewing import Reviews
from portal.mailing import saying
from tests.outputs.sample_orders import shipped_options
from tests.postbox import Postbox
from tests.tables import with_tables

US, STAFF = "orders@sendora.example", "sales@sendora.example"
QUICK = RetryPolicy(first=0.01, longest=0.01, total=60)
"""Here nobody waits for a mail server."""
_NOW = datetime(2026, 11, 2, tzinfo=UTC)


class Office:
    """Everything plugged together over one folder."""

    def __init__(self, folder: Path, postbox: Postbox, language: Language = "en", **options: object) -> None:
        self.records = Records(open_database(with_tables(folder / "records.db")))
        self.archive = Archive(folder / "archive")
        self.ledger, self.mails = MailLedger(self.records.engine), MailsOut(self.records.engine)
        chosen = replace(ReplyOptions(US, "Sendora", "https://portal.example/jobs/{id}"), **options)  # type: ignore[arg-type] # its own options
        writer = LetterWriter(language, said=saying(language))
        self.replies = Replies(self.ledger, self.mails, self.records, self.archive, writer, chosen)
        server = SmtpServer("127.0.0.1", postbox.port, "none")
        self.outbox = Outbox(self.mails, self.archive, server, US, "test", ended=self.replies.ended, policy=QUICK)
        self.records.listen(self.replies.heard)
        making = Making(self.records, self.archive, CheckRules())
        self.reviews = Reviews(making, shipped_options(), self.print_and_end)
        self.received = 0

    def receive(
        self,
        *parts: MessagePart,
        subject: str = "Invoice",
        answer: Answer = Answer.DUE,
        thread: tuple[str, ...] | None = None,
    ) -> str:
        """A mail with these parts."""
        self.received += 1
        n = self.received
        place = Place("orders", "INBOX", 1, n)
        thread = thread or ("<first@customer.example>", f"<mail-{n}@sendora.example>")
        digest = self.archive.put(f"mail {n}".encode())
        message = self.ledger.keep(NewMessage(place, f"{n:040x}", digest, True, STAFF, subject, thread))
        self.ledger.record(message.id, parts, Verdict("Received", answer, STAFF))
        return message.id

    def document(self, name: str, order: JobOrder | None = None, refused: tuple[str, str] | None = None) -> MessagePart:
        """A document that became ``order``, or was refused by code and sentence, or is still in work."""
        arrival = Arrival(Source.MAIL, f"{name}/1", STAFF, name, _NOW)
        job, _ = self.records.create_job(NewJob(self.archive.put(name.encode()), "application/pdf", 9, arrival))
        if order:
            self.finish(job, order)
        if refused:
            self.records.add_event(job.id, JobState.FAILED, refused[1], code=refused[0])
        return MessagePart(1, name, job.id)

    def finish(self, job: Job, order: JobOrder) -> None:
        number = str(order.job_order_no.value) if order.job_order_no else None
        digest = self.archive.put(to_json(order))
        record = self.records.orders.claim(job.id, 1, number, number, digest)
        pdf = self.archive.put(b"%PDF " + job.id.encode())
        self.records.orders.save(record.id, customer=None, draft=order.draft, order_digest=digest, pdf_digest=pdf)
        self.records.add_event(job.id, JobState.NEEDS_REVIEW if order.draft else JobState.DONE, "Ended")

    def print_and_end(self, job: Job) -> None:
        """What the workflow does after a person decided."""
        records = self.records.orders.of_job(job.id)
        for record in records:
            if not record.draft and record.decision is not Decision.REJECTED:
                pdf = self.archive.put(f"%PDF {record.order_digest}".encode())
                self.records.orders.printed(record.id, record.order_digest, pdf)
        open_ones = any(record.draft and record.decision is not Decision.REJECTED for record in records)
        self.records.add_event(job.id, JobState.NEEDS_REVIEW if open_ones else JobState.DONE, "Ended")

    def send(self) -> None:
        """Write what is due and send all that can be sent now."""
        self.replies.write_due()
        while self.outbox.send_next():
            pass
