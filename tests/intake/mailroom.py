"""A mailbox on a real Dovecot with a real door, ledger and archive; replies are not part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake.imap import Server
from intake.judging import Judge, MailLimits, Who
from intake.mailbox import Mailbox, MailboxOptions
from intake.receive import Door
from pipeline.mail_out import MailsOut
from pipeline.mails import MailLedger
from pipeline.messages import Outcome
from tests.intake.dovecot import PASSWORD, USER

TARGETS = {
    Outcome.PROCESSED: "Processed",
    Outcome.NEEDS_REVIEW: "Needs review",
    Outcome.HELD: "Needs review",
    Outcome.FAILED: "Failed",
}


@dataclass
class Mailroom:
    """Makes mailboxes over one door; ``told`` collects what a person is told."""

    door: Door
    told: list[str]

    @property
    def ledger(self) -> MailLedger:
        return MailLedger(self.door.records.engine)

    def judge(self, who: Who | None = None, limits: MailLimits | None = None) -> Judge:
        return Judge(
            self.door,
            self.ledger,
            MailsOut(self.door.records.engine),
            who or Who(frozenset({"sendora.example"}), frozenset({USER})),
            limits or MailLimits(),
            held=lambda _message, words: self.told.append(words),
        )

    def mailbox(
        self,
        port: int,
        *,
        who: Who | None = None,
        limits: MailLimits | None = None,
        secret: Callable[[], str] = lambda: PASSWORD,
        poll_seconds: float = 60,
        answer_seconds: float = 5,
        max_message_bytes: int = 40 * 2**20,
        recorded: Callable[[], None] = lambda: None,
    ) -> Mailbox:
        server = Server("127.0.0.1", port, "none", USER, secret, answer_seconds=answer_seconds)
        options = MailboxOptions("orders", "INBOX", server, TARGETS, poll_seconds, max_message_bytes)
        return Mailbox(
            self.door, self.ledger, self.judge(who, limits), options, alert=self.told.append, recorded=recorded
        )
