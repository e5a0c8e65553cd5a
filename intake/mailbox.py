"""A mailbox: IDLE makes it fast, a search at least every two minutes makes it sure.

The bytes of a message are kept before anything else happens to it, and it leaves its folder only when every document
in it has a job that has ended. What stands in the folder is the truth: flags are neither believed nor set, because
people read the same mailbox.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from intake.imap import ConnectionLost, Folder, LoginRefused, Server
from intake.judging import Judge
from intake.letter import references
from intake.message import take_apart
from intake.oauth import TokenRefused
from intake.pairing import Shows
from intake.receive import Door
from pipeline.archive import NotInArchive
from pipeline.errors import Temporary
from pipeline.mails import MailLedger
from pipeline.messages import Message, MessageState, NewMessage, Outcome, Place, outcome_of

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0
"""Seconds between two tries to connect, at most: so the next mail is seen within two minutes whatever happens."""
LONGEST_LOGIN_WAIT = 900.0
"""The same after refused logins: servers lock accounts that knock too often."""
LONGEST_POSTPONED = 60.0
"""Seconds after which what could not be worked on is tried again, at most."""
BREATH = 0.2
"""Seconds between two looks at least, however much happens to jobs."""
ALERT_AFTER = 2
"""From so many refused logins in a row on a person is told."""


@dataclass(frozen=True)
class MailboxOptions:
    """A watched folder of an account. ``poll_seconds`` is the longest between two searches.

    ``targets`` are the folders for each outcome.
    """

    account: str
    folder: str
    server: Server
    targets: dict[Outcome, str]
    poll_seconds: float = 60.0
    max_message_bytes: int = 40 * 2**20


@dataclass
class MailboxStatus:
    """How a mailbox does, for health. ``login_refused`` counts refusals in a row."""

    connected: bool = False
    words: str = "connecting"
    last_search: datetime | None = None
    error: str | None = None
    error_at: datetime | None = None
    login_refused: int = 0
    since: datetime = field(default_factory=lambda: datetime.now(UTC))


class Mailbox:
    """Watches one folder in a thread of its own. ``alert`` tells a person what happened, once a trouble.

    ``recorded`` is called when a message's documents are known: when all of them had ended before, as the same bytes
    again and refusals have, no job will tell that its reply is due.
    """

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        door: Door,
        ledger: MailLedger,
        judge: Judge,
        options: MailboxOptions,
        *,
        shows: Shows = lambda _pdf, _number: False,
        alert: Callable[[str], None] = lambda _words: None,
        recorded: Callable[[], None] = lambda: None,
    ) -> None:
        self.door = door
        self.ledger = ledger
        self.judge = judge
        self.options = options
        self.status = MailboxStatus()
        self._shows = shows
        self._alert = alert
        self._recorded = recorded
        self._tries: dict[int, int] = {}
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._stop_listening: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name=f"mailbox {options.account}", daemon=True)

    # -- life ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to watch."""
        self._stop_listening = self.door.records.listen(lambda _job_id: self._bell.set())
        self._thread.start()

    def stop(self) -> None:
        """Finish the message in hand and end."""
        self._stopping.set()
        self._bell.set()
        self._stop_listening()
        self._stop_listening = lambda: None
        if self._thread.is_alive():
            self._thread.join(self.options.server.answer_seconds + 5)

    def wake(self) -> None:
        """Look now."""
        self._bell.set()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        tries = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            try:
                self._watch()
            except (LoginRefused, TokenRefused) as error:
                wait = self._note_refused(str(error))
            except (ConnectionLost, Temporary) as error:
                tries = 1 if time.monotonic() - started > LONGEST_WAIT else tries + 1
                self._note_error(str(error), "reconnecting")
                wait = min(LONGEST_WAIT, 2.0 ** min(tries - 1, 10))
            except Exception as error:  # the boundary of this thread: a bug must not end the mailbox
                log.exception("%s: unexpected error", self.options.account)
                self._note_error(f"{type(error).__name__}: {error}", "reconnecting")
                wait = LONGEST_WAIT
            else:
                return
            self._stopping.wait(wait)

    def _note_refused(self, words: str) -> float:
        self.status.login_refused += 1
        self._note_error(words, "login refused")
        if self.status.login_refused == ALERT_AFTER:
            self._alert(words)
        return min(LONGEST_LOGIN_WAIT, 15.0 * 2.0 ** min(self.status.login_refused - 1, 10))

    def _note_error(self, words: str, state: str) -> None:
        log.warning("%s: %s", self.options.account, words)
        self.status.connected = False
        self.status.words = state
        self.status.error = words
        self.status.error_at = datetime.now(UTC)

    def _watch(self) -> None:
        """Connect and look until told to stop. Raises what :meth:`Folder.open` raises, and :class:`ConnectionLost`."""
        folder = Folder.open(self.options.server, self.options.folder)
        try:
            self.status.login_refused = 0
            while not self._stopping.is_set():
                while self.look(folder) and not self._stopping.is_set():
                    pass  # what came meanwhile was told with other answers
                self.status.connected = True
                self.status.words = "connected, told of new mail at once" if folder.can_idle else "connected"
                self._stopping.wait(BREATH)
                folder.wait(self._until_next(), self._is_called)
                self._bell.clear()
        finally:
            folder.close()

    def _is_called(self, seconds: float) -> bool:
        return self._bell.wait(seconds)

    def _until_next(self) -> float:
        """Until the next search, or until a postponed message is due."""
        kept = self.ledger.messages(self.options.account, self.options.folder, MessageState.KEPT)
        due = (max(0.5, _seconds_until(message)) for message in kept)
        return min([self.options.poll_seconds, *due])

    # -- one look -----------------------------------------------------------------------------------------------

    def look(self, folder: Folder) -> bool:
        """Keep what is new, record what was kept, put away what has ended; whether there was anything to do."""
        present = folder.uids()
        moved = self._finish(folder, set(present))
        new = self._keep_new(folder, present)
        if new:
            self._finish(folder, set(present))  # some are settled at once
        self.status.last_search = datetime.now(UTC)
        return moved or new

    def _finish(self, folder: Folder, present: set[int]) -> bool:
        self.record_kept()
        self._settle_ended()
        return self._put_away(folder, present)

    def _keep_new(self, folder: Folder, present: list[int]) -> bool:
        """Fetch what is new; whether there was anything.

        A message that could not be fetched before comes last: it must not hold up the others.
        """
        known = self.ledger.at(self.options.account, self.options.folder, folder.uidvalidity, present)
        fresh = [uid for uid in present if uid not in known or known[uid].state is MessageState.MOVED]
        fresh.sort(key=lambda uid: (self._tries.get(uid, 0), uid))
        sizes = folder.sizes(fresh)
        kept = [self._attempt(folder, uid, sizes.get(uid)) for uid in fresh]
        return any(kept)

    def _attempt(self, folder: Folder, uid: int, size: int | None) -> bool:
        """Keep a message; whether that went well. One that a bug stumbles over must not hold up the others."""
        if self._stopping.is_set():
            return False
        self._tries[uid] = self._tries.get(uid, 0) + 1
        try:
            if size is not None:
                self._keep(folder, uid, size)
                self.record_kept()
        except (ConnectionLost, Temporary):
            raise
        except Exception as error:  # the boundary around one mail: its bytes are a stranger's
            log.exception("%s: message %s cannot be kept; it is tried again", self.options.account, uid)
            words = f"Message {uid} cannot be kept: {type(error).__name__}. It stays where it is; see the log."
            self.status.error, self.status.error_at = words, datetime.now(UTC)
            return False
        del self._tries[uid]
        return True

    def _keep(self, folder: Folder, uid: int, size: int) -> None:
        """Fetch a message and keep it durably: bytes first, then the row."""
        if reason := self.door.paused():
            raise Temporary(reason)
        complete = size <= self.options.max_message_bytes
        raw = folder.raw(uid, head_only=not complete)
        if raw is None:
            return
        mail = take_apart(raw, self.judge.limits.container)
        place = Place(self.options.account, self.options.folder, folder.uidvalidity, uid)
        known = self.ledger.at(place.account, place.folder, place.uidvalidity, [uid]).get(uid)
        if known and known.identity == mail.identity:
            folder.move(uid, known.moved_to or self._target(known))  # it was put away, and somebody put it back
            return
        digest = self.door.archive.put(raw)
        self.ledger.keep(
            NewMessage(
                place,
                mail.identity,
                digest,
                complete,
                mail.letter.sender,
                mail.letter.subject,
                references(mail.message),
            )
        )

    def record_kept(self) -> None:
        """Bring each kept message's documents through the door."""
        for message in self.ledger.messages(self.options.account, self.options.folder, MessageState.KEPT):
            if _seconds_until(message) <= 0:
                self._record(message)

    def _record(self, message: Message) -> None:
        try:
            mail = take_apart(self.door.archive.get(message.raw_digest), self.judge.limits.container)
            judged = self.judge.judge(message, mail, self._shows)
            self.ledger.record(message.id, judged.parts, judged.verdict)
            self._recorded()
        except (Temporary, OSError, NotInArchive) as error:
            self._postpone(message, str(error))
        except Exception as error:  # the boundary around one mail
            log.exception("The mail %r of %s waits", message.subject, message.sender)
            self._postpone(message, f"Unexpected error, see the log: {type(error).__name__}")

    def _postpone(self, message: Message, words: str) -> None:
        wait = min(LONGEST_POSTPONED, 2.0 ** min(message.tries, 12))
        self.ledger.postpone(message.id, words, datetime.now(UTC) + timedelta(seconds=wait))
        self.status.error, self.status.error_at = words, datetime.now(UTC)
        log.warning("The mail %r of %s waits: %s", message.subject, message.sender, words)

    def _settle_ended(self) -> None:
        for message in self.ledger.ended(self.options.account, self.options.folder):
            outcome = outcome_of(self.ledger.job_states(message.id))
            self.ledger.settle(message.id, outcome, WORDS[outcome])

    def _put_away(self, folder: Folder, present: set[int]) -> bool:
        settled = self.ledger.messages(self.options.account, self.options.folder, MessageState.SETTLED)
        for message in settled:
            if message.moved_to:  # it was held and then let in: it lies where it was put, its UID here is free
                self.ledger.moved(message.id, message.moved_to)
                continue
            if message.uidvalidity != folder.uidvalidity or message.uid not in present:
                self.ledger.moved(message.id, None)  # somebody else took it away, or before a crash we did
                continue
            target = self._target(message)
            if target != self.options.folder:
                folder.move(message.uid, target)
            self.ledger.moved(message.id, target)
        return bool(settled)

    def _target(self, message: Message) -> str:
        return self.options.targets[message.outcome or Outcome.NEEDS_REVIEW]


def _seconds_until(message: Message) -> float:
    """Until a postponed message is due. Nothing waits longer than that: the clock was set back then."""
    if message.next_try_at is None:
        return 0.0
    seconds = (message.next_try_at - datetime.now(UTC)).total_seconds()
    return seconds if seconds <= LONGEST_POSTPONED else 0.0


WORDS = {
    Outcome.PROCESSED: "Processed",
    Outcome.NEEDS_REVIEW: "A person is asked",
    Outcome.FAILED: "Refused or failed",
    Outcome.HELD: "Kept, not worked on",
}
