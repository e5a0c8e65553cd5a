"""A mail in the words of the ledger: how far it is, what is in it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.jobs import JobState


class MessageState(StrEnum):
    """How far a message is."""

    KEPT = "kept"
    RECORDED = "recorded"
    SETTLED = "settled"
    MOVED = "moved"


class Outcome(StrEnum):
    """Where a message belongs when all in it has ended. ``HELD`` was kept but not worked on: a person decides."""

    PROCESSED = "processed"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"
    HELD = "held"


class Ruling(StrEnum):
    """What a person decided about a held message."""

    LET_IN = "let_in"
    SET_ASIDE = "set_aside"


class Answer(StrEnum):
    """Whether a message gets a reply. After it was written a further one follows only when what it told has changed."""

    DUE = "due"
    WRITTEN = "written"
    NONE = "none"


@dataclass(frozen=True)
class Place:
    """Where a message lies. UIDs mean something only together with their folder's UIDVALIDITY (RFC 3501, 2.3.1.1)."""

    account: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True)
class NewMessage:
    """A message whose bytes are in the archive. ``identity`` is the same for the same mail wherever it turns up.

    ``complete`` is False when only its head was fetched because it is too large. ``thread`` are the Message-IDs that a
    reply refers to, oldest first.
    """

    place: Place
    identity: str
    raw_digest: str
    complete: bool
    sender: str
    subject: str
    thread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message in the ledger. ``words`` say in a sentence how it stands, ``answer_to`` where the reply goes.

    ``told_digest`` is what its newest reply told, ``told_version`` how often its jobs had changed by then.
    ``ruling`` is what a person decided when it was held.
    """

    id: str
    account: str
    folder: str
    uidvalidity: int
    uid: int
    identity: str
    raw_digest: str
    complete: bool
    sender: str
    subject: str
    thread: tuple[str, ...]
    state: MessageState
    outcome: Outcome | None
    words: str
    answer: Answer
    answer_to: str | None
    told_digest: str | None
    told_version: int | None
    tries: int
    next_try_at: datetime | None
    moved_to: str | None
    ruling: Ruling | None
    ruled_by: str | None
    ruled_at: datetime | None
    received_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class MessagePart:
    """A document in a message: its job, or in ``words`` why there is none (``code`` says it to programs)."""

    position: int
    file_name: str
    job_id: str | None
    words: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What a message came to before or without any job: ``outcome`` None leaves that to its jobs."""

    words: str
    answer: Answer
    answer_to: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Told:
    """What a reply told: ``digest`` is the same for the same job orders; ``version`` see :meth:`MailLedger.version`."""

    digest: str
    version: int


@dataclass(frozen=True)
class MailCounts:
    """``backlog`` messages are not put away yet; ``held`` ones of the last days wait for a person."""

    backlog: int
    held: int
    last_message: datetime | None


def outcome_of(states: Collection[JobState]) -> Outcome:
    """Where a message belongs by its jobs: one that failed or needs a person decides for all of it."""
    if JobState.FAILED in states or not states:
        return Outcome.FAILED
    return Outcome.NEEDS_REVIEW if set(states) != {JobState.DONE} else Outcome.PROCESSED
