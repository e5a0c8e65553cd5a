"""The reply to a mail: one per message, in its thread, when everything in it has ended.

A message may hold several documents, and a document that was refused has no job order: so a reply is not written by a
step of one document, but here, from the ledger. Each job order that goes out with it is recorded as a delivery.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from outputs.files import file_stem
from outputs.letters import Attached, Envelope, LetterWriter, OrderFacts, Refusal, ReplyFacts, answer_subject
from outputs.order_facts import order_facts
from pipeline.archive import Archive
from pipeline.delivery import Finished
from pipeline.jobs import Job, JobState
from pipeline.mail_out import MailKind, MailsOut, NewMail, OutgoingMail
from pipeline.mails import Answer, MailLedger, Message, MessagePart
from pipeline.model import JobOrder, from_json
from pipeline.orders import OrderRecord
from pipeline.records import Records

log = logging.getLogger(__name__)

NAME = "reply"
"""The destination's name in the records."""


@dataclass(frozen=True)
class ReplyOptions:
    """``sender`` is our address, ``link`` the portal's address of a job with ``{id}`` in it.

    ``per_day`` is the most replies to one address in 24 hours, ``most_bytes`` the most that is attached to one.
    """

    sender: str
    sender_name: str
    link: str
    per_day: int = 100
    most_bytes: int = 15 * 2**20


@dataclass(frozen=True)
class _Ready:
    """A job order that goes along."""

    record: OrderRecord
    facts: OrderFacts
    attached: Attached


class Replies:
    """Writes the replies that are due."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it is made of
        self,
        ledger: MailLedger,
        mails: MailsOut,
        records: Records,
        archive: Archive,
        writer: LetterWriter,
        options: ReplyOptions,
    ) -> None:
        self.ledger = ledger
        self.mails = mails
        self.records = records
        self.archive = archive
        self.writer = writer
        self.options = options

    def write_due(self) -> None:
        """Write the reply to each message whose jobs have all ended."""
        for message in self.ledger.to_answer():
            self._write(message)

    def _write(self, message: Message) -> None:
        to = message.answer_to or message.sender
        day_ago = datetime.now(UTC) - timedelta(days=1)
        if self.mails.answers_to(to, day_ago) >= self.options.per_day:
            words = f"No reply: {to} got {self.options.per_day} in 24 hours already"
            log.warning(words)
            self.ledger.answered(message.id, Answer.NONE, words)
            return
        parts = self.ledger.parts(message.id)
        ready = [one for part in parts for one in self._orders(message, part)]
        raw = self.writer.reply(*self._composed(message, to, parts, ready))
        new = NewMail(self._message_id(message), MailKind.REPLY, to, self.archive.put(raw), message.id)
        self.mails.write(new)
        self.ledger.answered(message.id, Answer.WRITTEN)

    def _composed(
        self, message: Message, to: str, parts: tuple[MessagePart, ...], ready: list[_Ready]
    ) -> tuple[ReplyFacts, Envelope, tuple[Attached, ...]]:
        attached = tuple(one.attached for one in ready)
        too_big = sum(len(one.data) for one in attached) > self.options.most_bytes
        refusals = tuple(refusal for part in parts for refusal in self._refusals(part))
        facts = ReplyFacts(tuple(one.facts for one in ready), refusals, too_big)
        envelope = Envelope(
            message_id=self._message_id(message),
            sender=self.options.sender,
            sender_name=self.options.sender_name,
            to=to,
            subject=self._subject(message, facts),
            at=datetime.now(UTC),
            thread=message.thread,
        )
        return facts, envelope, () if too_big else attached

    def _subject(self, message: Message, facts: ReplyFacts) -> str:
        subject = answer_subject(message.subject)
        draft = any(order.draft for order in facts.orders)
        return f"{subject} [{self.writer.say['subject_draft']}]" if draft else subject

    def _message_id(self, message: Message) -> str:
        """Made from the mail that is answered: a repeat after a crash has the same one."""
        again = f".{message.id}" if self.ledger.earlier(message) else ""
        domain = self.options.sender.rpartition("@")[2]
        return f"<reply.{message.identity[:40]}{again}@{domain}>"

    # -- what is said -------------------------------------------------------------------------------------------

    def _orders(self, message: Message, part: MessagePart) -> list[_Ready]:
        job = self.records.job(part.job_id) if part.job_id else None
        if job is None or job.state is JobState.FAILED:
            return []
        known = self.records.arrivals(job.id)[0].origin.partition("/")[0] != message.id
        return [self._ready(job, record, known=known) for record in self.records.orders.of_job(job.id)]

    def _ready(self, job: Job, record: OrderRecord, *, known: bool) -> _Ready:
        order = from_json(self.archive.get(record.order_digest), JobOrder)
        pdf = self.archive.get(str(record.pdf_digest))
        name = f"{file_stem(Finished(job, record, order, pdf))}.pdf"
        return _Ready(record, order_facts(record, order, self._link(job), known=known), Attached(name, pdf))

    def _refusals(self, part: MessagePart) -> list[Refusal]:
        if part.job_id is None:
            return [Refusal(self._reason(part.code, part.file_name, part.words or part.file_name))]
        job = self.records.job(part.job_id)
        if job is None or job.state is not JobState.FAILED:
            return []
        words = self._reason(job.code, part.file_name, job.words)
        return [Refusal(words if part.file_name in words else f"{part.file_name}: {words}", self._link(job))]

    def _reason(self, code: str | None, file_name: str, words: str) -> str:
        """A refusal in the language of the replies, where it has its own words for it."""
        reasons = self.writer.say["reasons"]
        return str(reasons[code]).format(file=file_name) if code in reasons else words

    def _link(self, job: Job) -> str:
        return self.options.link.format(id=job.id)

    # -- how it went --------------------------------------------------------------------------------------------

    def ended(self, mail: OutgoingMail, error: str | None) -> None:
        """Write how sending a reply went beside each of its job orders, where the portal shows deliveries."""
        if mail.kind is not MailKind.REPLY or mail.answers is None:
            return
        for part in self.ledger.parts(mail.answers):
            for record in self.records.orders.of_job(part.job_id) if part.job_id else ():
                delivery = self.records.orders.begin_delivery(record.id, NAME)
                self.records.orders.end_delivery(delivery, target=f"mail to {mail.recipient}", error=error)
