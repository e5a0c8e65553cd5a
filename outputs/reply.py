"""The reply to a mail: one per message, in its thread, when everything in it has ended.

A further one follows when a person has decided what was doubtful, or what was told has changed otherwise.
A message may hold several documents, and a document that was refused has no job order: so a reply is not written by a
step of one document, but here, from the ledger. Each job order that goes out with it is recorded as a delivery.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from outputs.files import file_stem
from outputs.letters import Attached, Envelope, LetterWriter, OrderFacts, Refusal, ReplyFacts, answer_subject
from outputs.order_facts import order_facts
from pipeline.archive import Archive, digest_of
from pipeline.delivery import Finished
from pipeline.jobs import Job, JobState
from pipeline.mail_out import MailKind, MailsOut, NewMail, OutgoingMail
from pipeline.mails import MailLedger
from pipeline.messages import Answer, Message, MessagePart, Told
from pipeline.model import JobOrder, from_json
from pipeline.orders import Decision, OrderRecord
from pipeline.records import Records

log = logging.getLogger(__name__)

NAME = "reply"
"""The destination's name in the records."""
LOOK_AT_ALL_SECONDS = 600.0
"""Between two looks at every answered mail; in between only at those whose jobs were heard of."""
TRY_AGAIN_SECONDS = 30.0


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
    attached: Attached | None


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
        self._news: set[str] = set()
        self._look_at_all = 0.0
        self._lock = threading.Lock()

    def heard(self, job_id: str) -> None:
        """Something about this job was committed: a reply may be due."""
        with self._lock:
            self._news.add(job_id)

    def write_due(self) -> None:
        """Write the reply to each message whose jobs have all ended, and a further one where the outcome changed since.

        A mail that cannot be answered must not hold up the others: what is wrong with it goes to the log.
        """
        for message in self.ledger.to_answer():
            self._attempt(self._write, message)
        for message in self.ledger.to_answer_again(self._changed()):
            self._attempt(self._write_again, message)

    def _changed(self) -> set[str] | None:
        """The jobs that were heard of since the last look; None, for all, at first and from time to time."""
        with self._lock:
            news, self._news = self._news, set()
        if time.monotonic() < self._look_at_all:
            return news
        self._look_at_all = time.monotonic() + LOOK_AT_ALL_SECONDS
        return None

    def _attempt(self, write: Callable[[Message], None], message: Message) -> None:
        try:
            write(message)
        except Exception:  # the boundary around one mail
            log.exception("The mail %r of %s cannot be answered; it is tried again", message.subject, message.sender)
            self._look_at_all = min(self._look_at_all, time.monotonic() + TRY_AGAIN_SECONDS)

    def _write(self, message: Message) -> None:
        if words := self._why_not(message):
            log.warning(words)
            self.ledger.answered(message.id, Answer.NONE, words=words)
            return
        told, ready = self._told(message)
        self._put(message, self._message_id(message), ready, further=False)
        self.ledger.answered(message.id, Answer.WRITTEN, told)

    def _write_again(self, message: Message) -> None:
        """What people decided, or a new try that went well. The same outcome again is not told again."""
        told, ready = self._told(message)
        if told.digest != message.told_digest:
            if words := self._why_not(message):
                log.warning(words)
            else:
                self._put(message, self._message_id(message, told), ready, further=True)
        self.ledger.answered(message.id, Answer.WRITTEN, told)

    def _why_not(self, message: Message) -> str | None:
        to, day_ago = _recipient(message), datetime.now(UTC) - timedelta(days=1)
        if self.mails.answers_to(to, day_ago) < self.options.per_day:
            return None
        return f"No reply: {to} got {self.options.per_day} in 24 hours already"

    def _told(self, message: Message) -> tuple[Told, list[_Ready]]:
        """What a reply tells now. The version is read first: what changes meanwhile is told once more."""
        version = self.ledger.version(message.id)
        parts = self.ledger.parts(message.id)
        ready = [one for part in parts for one in self._orders(message, part)]
        told = [f"{one.record.id} {one.record.order_digest} {one.record.draft}" for one in ready]
        told += [refusal.words for part in parts for refusal in self._refusals(part)]
        return Told(digest_of("\n".join(told).encode()), version), ready

    def _put(self, message: Message, message_id: str, ready: list[_Ready], *, further: bool) -> None:
        raw = self.writer.reply(*self._composed(message, message_id, ready, further=further))
        self.mails.write(
            NewMail(message_id, MailKind.REPLY, _recipient(message), self.archive.put(raw), answers=message.id)
        )

    def _composed(
        self, message: Message, message_id: str, ready: list[_Ready], *, further: bool
    ) -> tuple[ReplyFacts, Envelope, tuple[Attached, ...]]:
        attached = tuple(one.attached for one in ready if one.attached)
        too_big = sum(len(one.data) for one in attached) > self.options.most_bytes
        refusals = tuple(refusal for part in self.ledger.parts(message.id) for refusal in self._refusals(part))
        facts = ReplyFacts(tuple(one.facts for one in ready), refusals, too_big, further)
        envelope = Envelope(
            message_id=message_id,
            sender=self.options.sender,
            sender_name=self.options.sender_name,
            to=_recipient(message),
            subject=self._subject(message, facts),
            at=datetime.now(UTC),
            thread=message.thread,
        )
        return facts, envelope, () if too_big else attached

    def _subject(self, message: Message, facts: ReplyFacts) -> str:
        subject = answer_subject(message.subject)
        draft = any(order.draft for order in facts.orders)
        return f"{subject} [{self.writer.say['subject_draft']}]" if draft else subject

    def _message_id(self, message: Message, told: Told | None = None) -> str:
        """Made from the mail that is answered and what a further one tells: the same after a crash."""
        again = f".{message.id}" if self.ledger.earlier(message) else ""
        further = f".{told.digest[:16]}" if told else ""
        domain = self.options.sender.rpartition("@")[2]
        return f"<reply.{message.identity[:40]}{again}{further}@{domain}>"

    # -- what is said -------------------------------------------------------------------------------------------

    def _orders(self, message: Message, part: MessagePart) -> list[_Ready]:
        job = self.records.job(part.job_id) if part.job_id else None
        if job is None or job.state is JobState.FAILED:
            return []
        known = self.records.arrivals(job.id)[0].origin.partition("/")[0] != message.id
        records = self.records.orders.of_job(job.id)
        return [self._ready(job, record, known=known) for record in records if not _rejected(record)]

    def _ready(self, job: Job, record: OrderRecord, *, known: bool) -> _Ready:
        order = from_json(self.archive.get(record.order_digest), JobOrder)
        facts = order_facts(record, order, self._link(job), known=known, say=self.writer.said)
        if record.pdf_digest is None:  # it is being changed just now; the link shows it as it is
            return _Ready(record, facts, None)
        pdf = self.archive.get(record.pdf_digest)
        name = f"{file_stem(Finished(job, record, order, pdf))}.pdf"
        return _Ready(record, facts, Attached(name, pdf))

    def _refusals(self, part: MessagePart) -> list[Refusal]:
        if part.job_id is None:
            return [Refusal(self._reason(part.code, part.file_name, part.words or part.file_name))]
        job = self.records.job(part.job_id)
        if job is None:
            return []
        if job.state is JobState.FAILED:
            words = self._reason(job.code, part.file_name, self.writer.said(job.words))
            return [Refusal(words if part.file_name in words else f"{part.file_name}: {words}", self._link(job))]
        rejected = filter(_rejected, self.records.orders.of_job(job.id))
        return [Refusal(self._rejected_words(part, record), self._link(job)) for record in rejected]

    def _rejected_words(self, part: MessagePart, record: OrderRecord) -> str:
        """Of a document in a file of several: it is named by its number."""
        name = f"{part.file_name} ({record.number})" if record.number else part.file_name
        return f"{name}: {record.decided_reason or ''}"

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
                if _rejected(record):
                    continue
                delivery = self.records.orders.begin_delivery(record.id, NAME)
                self.records.orders.end_delivery(delivery, target=f"mail to {mail.recipient}", error=error)


def _recipient(message: Message) -> str:
    return message.answer_to or message.sender


def _rejected(record: OrderRecord) -> bool:
    return record.decision is Decision.REJECTED
