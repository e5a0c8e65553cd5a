"""Sends the mails that are written, in a thread of its own: again with growing pauses, until taken or given up."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from outputs.smtp import SmtpServer, send
from pipeline.archive import Archive, NotInArchive
from pipeline.errors import Refused, Temporary
from pipeline.mail_out import MailsOut, OutgoingMail
from pipeline.retry import RetryPolicy, wait_before

log = logging.getLogger(__name__)

PATIENCE = RetryPolicy(first=15.0, factor=2.0, longest=1800.0, total=2 * 24 * 3600.0)
"""Two days, as mail servers themselves are patient (RFC 5321, 4.5.4.1, asks for four to five)."""
FEWEST_TRIES = 12
"""So often a mail is tried at least, whatever the clock says."""
LONGEST_REST = 5.0
"""Seconds between two looks when nobody calls."""

Ended = Callable[[OutgoingMail, str | None], None]
"""Is told of each mail that was taken (None), or failed for good or for now (the error)."""


class Outbox:
    """Sends. ``prepare`` is called before each look, to write what has become due."""

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        mails: MailsOut,
        archive: Archive,
        server: SmtpServer,
        sender: str,
        owner: str,
        *,
        prepare: Callable[[], None] = lambda: None,
        ended: Ended = lambda _mail, _error: None,
        policy: RetryPolicy = PATIENCE,
    ) -> None:
        self.mails = mails
        self.server = server
        self._archive = archive
        self._sender = sender
        self._owner = owner
        self._prepare = prepare
        self._ended = ended
        self._policy = policy
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail outbox", daemon=True)

    def start(self) -> None:
        """Take up what was being sent when the process was killed, and begin."""
        self.mails.release(self._owner)
        self._thread.start()

    def stop(self) -> None:
        """Finish the mail in hand and end."""
        self._stopping.set()
        self.wake()
        if self._thread.is_alive():
            self._thread.join(self.server.answer_seconds + 5)

    def wake(self) -> None:
        """Look now."""
        self._bell.set()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._prepare()
                while not self._stopping.is_set() and self.send_next():
                    pass
            except Exception:  # the boundary of this thread: a bug in one mail must not end the sending
                log.exception("The outbox stumbled; it goes on")
                self._stopping.wait(LONGEST_REST)
            self._bell.wait(LONGEST_REST)
            self._bell.clear()

    def send_next(self) -> bool:
        """Send the next mail that is due; whether there was one."""
        mail = self.mails.claim_next(self._owner)
        if mail is None:
            return False
        try:
            send(self.server, self._sender, mail.recipient, self._archive.get(mail.raw_digest))
        except Temporary as error:
            self._failed(mail, error.reason, self._next_try(mail, error))
        except (Refused, NotInArchive) as error:
            self._failed(mail, str(error), None)
        except Exception as error:  # the boundary around one mail: it must not stay marked as being sent
            log.exception("The mail to %s stumbled over a bug", mail.recipient)
            words = f"Unexpected error, see the log: {type(error).__name__}"
            self._failed(mail, words, self._next_try(mail, Temporary(words)))
        else:
            self.mails.sent(mail.id)
            self._ended(mail, None)
        return True

    def _failed(self, mail: OutgoingMail, error: str, next_try: datetime | None) -> None:
        log.warning("The mail to %s was not sent: %s", mail.recipient, error)
        self.mails.failed(mail.id, error, next_try)
        self._ended(mail, error)

    def _next_try(self, mail: OutgoingMail, error: Temporary) -> datetime | None:
        now = datetime.now(UTC)
        elapsed = (now - mail.created_at).total_seconds()
        wait = wait_before(self._policy, error, mail.attempts, elapsed, random.random())  # noqa: S311 - jitter
        if wait is None and mail.attempts < FEWEST_TRIES:  # the clock was set forward meanwhile
            wait = self._policy.longest
        return now + timedelta(seconds=wait) if wait is not None else None
