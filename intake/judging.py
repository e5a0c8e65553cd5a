"""What becomes of a message: whose it is, whether it may come in, and each document in it through the one door."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from intake.allowed import is_confirmed, may_send
from intake.containers import ContainerLimits
from intake.files import File
from intake.letter import returned_ids
from intake.message import Mail
from intake.pairing import Paired, Shows, pair
from intake.receive import Door
from pipeline.jobs import Arrival
from pipeline.mail_out import MailsOut
from pipeline.mails import MailLedger
from pipeline.messages import Answer, Message, MessagePart, Outcome, Ruling, Verdict
from pipeline.model import Source
from pipeline.orders import OrderRecords


@dataclass(frozen=True)
class MailLimits:
    """``documents`` is the most a mail may hold, ``message_bytes`` the largest mail."""

    documents: int = 20
    message_bytes: int = 40 * 2**20
    container: ContainerLimits = field(default_factory=ContainerLimits)


@dataclass(frozen=True)
class Who:
    """Who may send: addresses and domains. ``own`` are our addresses: what comes from them is our own mail come back.

    ``confirmed_by`` is the receiving server whose word on DKIM and SPF is asked for; "" asks for none.
    """

    allowed: frozenset[str]
    own: frozenset[str] = frozenset()
    confirmed_by: str = ""


@dataclass(frozen=True)
class Judged:
    """The parts of a message with their jobs, and what is said of it as a whole."""

    parts: tuple[MessagePart, ...]
    verdict: Verdict


class Judge:
    """Decides about messages. ``held`` is told of each one that waits for a person; ``replies`` off answers none."""

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        door: Door,
        ledger: MailLedger,
        sent: MailsOut,
        who: Who,
        limits: MailLimits,
        *,
        replies: bool = True,
        held: Callable[[Message, str], None] = lambda _message, _words: None,
    ) -> None:
        self.door = door
        self.ledger = ledger
        self.sent = sent
        self.who = who
        self.limits = limits
        self._replies = replies
        self._held = held

    def judge(self, message: Message, mail: Mail, shows: Shows) -> Judged:
        """Let the documents in and say what becomes of the message. Raises :class:`~pipeline.errors.Temporary`.

        Doing it again is harmless: the same part of the same message is the same arrival.
        """
        if aside := self._aside(mail):
            return Judged((), aside)
        let_in = message.ruling is Ruling.LET_IN
        if not let_in and (words := self._why_held(mail)):
            self._held(message, words)
            return Judged((), Verdict(words, Answer.NONE, outcome=Outcome.HELD))
        if reason := self._too_much(message, mail):
            return Judged((MessagePart(1, message.subject or "mail", None, reason),), self._replied(message, mail))
        if again := self._again(message):
            return again
        return Judged(self._let_in(message, mail, shows), self._replied(message, mail))

    # -- mails that are no business of ours ---------------------------------------------------------------------

    def _aside(self, mail: Mail) -> Verdict | None:
        """Our own mail, or the report that it did not arrive: kept, not worked on, never answered."""
        if mail.letter.bounce:
            return self._bounced(mail)
        if mail.letter.sender in self.who.own:
            return Verdict("It is our own mail that came back", Answer.NONE, outcome=Outcome.PROCESSED)
        return None

    def _bounced(self, mail: Mail) -> Verdict:
        for message_id in returned_ids(mail.raw):
            if back := self.sent.bounced(message_id, f"The mail to this address came back: {mail.letter.subject}"):
                words = f"Our mail to {back.recipient} came back"
                return Verdict(words, Answer.NONE, outcome=Outcome.NEEDS_REVIEW)
        return Verdict("It reports that a mail did not arrive", Answer.NONE, outcome=Outcome.NEEDS_REVIEW)

    def _why_held(self, mail: Mail) -> str | None:
        sender, who = mail.letter.sender, self.who
        if not may_send(sender, who.allowed):
            return f"{sender or 'A mail without a sender'} is not on the list of those who may send"
        if who.confirmed_by and not is_confirmed(mail.message, sender, who.confirmed_by):
            return f"{who.confirmed_by} did not confirm that the mail is from {sender} (DKIM, SPF)"
        return None

    def _too_much(self, message: Message, mail: Mail) -> str | None:
        if not message.complete:
            allowed = self.limits.message_bytes // 2**20
            return f"The mail is larger than {allowed} MB. Send fewer documents in one mail, or smaller scans."
        count = len(mail.contents.documents)
        if count > self.limits.documents:
            return (
                f"The mail holds {count} documents, at most {self.limits.documents} are taken at once. "
                "Send them in several mails."
            )
        return None

    def _again(self, message: Message) -> Judged | None:
        """The same mail at another place, after a move of the mailbox or in a second account: it has its answer.

        One that failed or was held and is put back by a person gets another try.
        """
        earlier = self.ledger.earlier(message)
        if earlier is None or earlier.outcome in {Outcome.FAILED, Outcome.HELD}:
            return None
        words = "The same mail came before: it has its answer"
        parts = self.ledger.parts(earlier.id)
        return Judged(parts, Verdict(words, Answer.NONE, outcome=None if parts else Outcome.PROCESSED))

    # -- documents ----------------------------------------------------------------------------------------------

    def _let_in(self, message: Message, mail: Mail, shows: Shows) -> tuple[MessagePart, ...]:
        documents = [d for d in mail.contents.documents if not self._is_ours(d)]
        parts: list[MessagePart] = []
        for position, paired in enumerate(pair(documents, shows), 1):
            parts.append(self._received(message, position, paired))
        for name in mail.contents.left_out:
            parts.append(MessagePart(len(parts) + 1, name, None, NOT_READ.format(name=name), "not_a_document"))
        for problem in mail.contents.problems:
            parts.append(MessagePart(len(parts) + 1, message.subject or "mail", None, problem))
        if not parts:
            parts.append(MessagePart(1, message.subject or "mail", None, NOTHING, "nothing"))
        return tuple(parts)

    def _received(self, message: Message, position: int, paired: Paired) -> MessagePart:
        file = paired.document
        arrival = Arrival(Source.MAIL, f"{message.id}/{position}", message.sender, file.name, message.received_at)
        receipt = self.door.receive(file.data, arrival)
        words = f"With it came {', '.join(paired.companions)}: the same document" if paired.companions else None
        return MessagePart(position, file.name, receipt.job.id, words)

    def _is_ours(self, file: File) -> bool:
        """A job order that we made ourselves, forwarded or quoted: no document of a customer."""
        return OrderRecords(self.ledger.engine).has_pdf(hashlib.sha256(file.data).hexdigest())

    def _replied(self, message: Message, mail: Mail) -> Verdict:
        """A reply goes to the sender, or where the sender wants it when that may send too."""
        if mail.letter.automatic:
            return Verdict(f"No reply: {mail.letter.automatic}", Answer.NONE)
        if not self._replies:
            return Verdict("Received; replies are not set up", Answer.NONE)
        reply_to = mail.letter.reply_to
        to = reply_to if may_send(reply_to, self.who.allowed) and reply_to not in self.who.own else message.sender
        return Verdict(f"Received {datetime.now(UTC):%H:%M:%S} UTC", Answer.DUE, answer_to=to)


NOTHING = (
    "There is no document in the mail. Attach the invoice as PDF, JPG, PNG, TIFF or HEIC, or as an e-invoice (XML or "
    "JSON)."
)
NOT_READ = (
    "{name} is not a document that can be read. Send the invoice as PDF, JPG, PNG, TIFF or HEIC, or as an e-invoice "
    "(XML or JSON)."
)
