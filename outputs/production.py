"""A copy of job orders to the factory's own address, by rule. A destination like any other.

Delivering means writing the mail into the outbox, which sends it until it is taken: a mail server that is down must
not fail the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from outputs.files import file_stem
from outputs.letters import Attached, Envelope, LetterWriter, mail
from outputs.outbox import Outbox
from outputs.words import words
from pipeline.archive import Archive
from pipeline.delivery import Finished
from pipeline.mail_out import MailKind, MailsOut, NewMail
from pipeline.model import Source
from pipeline.orders import Decision

Rule = Literal["approved", "all"]
"""``approved`` copies only what is no draft; ``all`` copies drafts too."""


MAIL_TO = "mail to "


@dataclass(frozen=True)
class CopyOptions:
    """``sources`` empty copies job orders from every way in."""

    sender: str
    sender_name: str
    to: str
    rule: Rule = "approved"
    sources: frozenset[Source] = frozenset()


class ProductionCopy:
    """Mails job orders to production."""

    name = "production mail"

    def __init__(
        self, mails: MailsOut, archive: Archive, writer: LetterWriter, options: CopyOptions, outbox: Outbox
    ) -> None:
        self.mails = mails
        self.archive = archive
        self.writer = writer
        self.options = options
        self._outbox = outbox

    def deliver(self, finished: Finished, previous: str | None) -> str:
        """Write the mail, once for the same content; gives where it goes. Raises :class:`~pipeline.errors.Temporary`.

        After another content was sent it says that it replaces it. One that is left out says where that went.
        """
        sent_before = previous is not None and previous.startswith(MAIL_TO)
        if reason := self._left_out(finished):
            return previous or reason if sent_before else reason
        text = self._text(finished, replaces=sent_before)
        raw = mail(self._envelope(finished), text, None, (self._attached(finished),))
        new = NewMail(self._message_id(finished), MailKind.COPY, self.options.to, self.archive.put(raw))
        self.mails.write(new)
        self._outbox.wake()
        return f"{MAIL_TO}{self.options.to}"

    def _left_out(self, finished: Finished) -> str | None:
        if finished.record.decision is Decision.REJECTED:
            return "nobody: it was rejected"
        if self.options.rule == "approved" and finished.record.draft:
            return "nobody: a draft is not mailed to production"
        if self.options.sources and finished.job.source not in self.options.sources:
            return f"nobody: documents by {finished.job.source} are not mailed to production"
        return None

    def _message_id(self, finished: Finished) -> str:
        """One mail for each content of a job order."""
        domain = self.options.sender.rpartition("@")[2]
        return f"<copy.{finished.record.id}.{finished.record.order_digest[:16]}@{domain}>"

    def _envelope(self, finished: Finished) -> Envelope:
        subject = self.writer.say["copy_subject"].format(number=file_stem(finished))
        return Envelope(
            message_id=self._message_id(finished),
            sender=self.options.sender,
            sender_name=self.options.sender_name,
            to=self.options.to,
            subject=subject,
            at=datetime.now(UTC),
            automatic="auto-generated",
        )

    def _text(self, finished: Finished, *, replaces: bool) -> str:
        customer = words(finished.job_order.customer_name) or "?"
        text: str = self.writer.say["copy_body"].format(number=file_stem(finished), customer=customer)
        return f"{text}\n{self.writer.say['copy_replaces']}\n" if replaces else f"{text}\n"

    def _attached(self, finished: Finished) -> Attached:
        return Attached(f"{file_stem(finished)}.pdf", finished.pdf)
