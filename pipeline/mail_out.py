"""Mails that leave: written down with all their bytes before the first try, sent until they arrive or are given up.

A mail's Message-ID is made from what it is about. Writing the same one again changes nothing, and a repeat after a
crash carries the same Message-ID and the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.tables import mail_out

CLAIM_LASTS = timedelta(minutes=15)
"""After so long another process may take up a mail that one process was about to send."""


LONGEST_WAIT = timedelta(hours=1)
"""Nothing is put off for longer: a mail that seems to be was written before the clock was set back."""


class SendState(StrEnum):
    """``sending`` is written before a try, so that a crash leaves a trace."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class MailKind(StrEnum):
    """Why a mail leaves: to reply to a message, to give production its copy, or to tell the one who runs this."""

    REPLY = "reply"
    COPY = "copy"
    NOTICE = "notice"


@dataclass(frozen=True)
class NewMail:
    """A mail to send; its bytes are in the archive under ``raw_digest``, ``answers`` is the message it replies to."""

    message_id: str
    kind: MailKind
    recipient: str
    raw_digest: str
    answers: str | None = None


@dataclass(frozen=True)
class OutgoingMail:
    """A mail and how sending it goes. ``error`` is why the last try failed."""

    id: str
    message_id: str
    kind: MailKind
    answers: str | None
    recipient: str
    raw_digest: str
    state: SendState
    attempts: int
    error: str | None
    next_try_at: datetime
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class OutCounts:
    """How many mails wait, and how many of the last days were given up; ``error`` is the newest failure."""

    waiting: int
    failed: int
    error: str | None


class MailsOut:
    """The mails that leave."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def write(self, new: NewMail) -> OutgoingMail:
        """Put a mail into the queue; one with a Message-ID that is known stays as it was written first."""
        now = datetime.now(UTC)
        with writing(self.engine) as connection:
            known = sa.select(mail_out).where(mail_out.c.message_id == new.message_id)
            if found := connection.execute(known).first():
                return _mail(found)
            connection.execute(
                mail_out.insert().values(
                    id=new_id(),
                    message_id=new.message_id,
                    kind=new.kind,
                    answers=new.answers,
                    recipient=new.recipient,
                    raw_digest=new.raw_digest,
                    state=SendState.WAITING,
                    attempts=0,
                    next_try_at=now,
                    created_at=now,
                    updated_at=now,
                )
            )
            return _mail(connection.execute(known).one())

    def claim_next(self, owner: str) -> OutgoingMail | None:
        """The next mail that is due, marked as being sent by ``owner``; None when there is none."""
        now = datetime.now(UTC)
        due = sa.or_(mail_out.c.next_try_at <= now, mail_out.c.next_try_at > now + LONGEST_WAIT)
        free = sa.or_(
            sa.and_(mail_out.c.state == SendState.WAITING, due),
            sa.and_(mail_out.c.state == SendState.SENDING, mail_out.c.updated_at <= now - CLAIM_LASTS),
        )
        with writing(self.engine) as connection:
            row = connection.execute(sa.select(mail_out.c.id).where(free).order_by(mail_out.c.id).limit(1)).first()
            if row is None:
                return None
            self._change(
                connection, row.id, state=SendState.SENDING, claimed_by=owner, attempts=mail_out.c.attempts + 1
            )
            return _mail(connection.execute(sa.select(mail_out).where(mail_out.c.id == row.id)).one())

    def release(self, owner: str) -> None:
        """Take up again what this ``owner`` was sending when it was killed. Call it at start."""
        with writing(self.engine) as connection:
            connection.execute(
                mail_out.update()
                .where(mail_out.c.state == SendState.SENDING, mail_out.c.claimed_by == owner)
                .values(state=SendState.WAITING, updated_at=datetime.now(UTC))
            )

    def sent(self, mail_id: str) -> None:
        """The server has taken it."""
        with writing(self.engine) as connection:
            self._change(connection, mail_id, state=SendState.SENT, error=None)

    def failed(self, mail_id: str, error: str, next_try_at: datetime | None) -> None:
        """The try failed; None gives the mail up."""
        again = {"state": SendState.WAITING, "next_try_at": next_try_at} if next_try_at else {}
        with writing(self.engine) as connection:
            self._change(connection, mail_id, **({"state": SendState.FAILED, "error": error} | again))

    def bounced(self, message_id: str, error: str) -> OutgoingMail | None:
        """A mail that was sent came back; gives it, None when it is none of ours."""
        ours = sa.select(mail_out).where(mail_out.c.message_id == message_id)
        with writing(self.engine) as connection:
            if (row := connection.execute(ours).first()) is None:
                return None
            self._change(connection, row.id, state=SendState.FAILED, error=error)
            return _mail(connection.execute(ours).one())

    def next_due(self) -> datetime | None:
        """When the next waiting mail is to be tried."""
        query = sa.select(sa.func.min(mail_out.c.next_try_at)).where(mail_out.c.state == SendState.WAITING)
        with reading(self.engine) as connection:
            return connection.execute(query).scalar()

    def answers_to(self, recipient: str, since: datetime) -> int:
        """How many replies were written to this address since then."""
        query = sa.select(sa.func.count()).where(
            mail_out.c.recipient == recipient, mail_out.c.kind == MailKind.REPLY, mail_out.c.created_at >= since
        )
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one()

    def all(self) -> tuple[OutgoingMail, ...]:
        """Every mail, oldest first."""
        with reading(self.engine) as connection:
            return tuple(_mail(row) for row in connection.execute(sa.select(mail_out).order_by(mail_out.c.id)))

    def counts(self, since: datetime) -> OutCounts:
        """How sending goes, for health; failures since then."""
        waiting = sa.select(sa.func.count()).where(mail_out.c.state.in_((SendState.WAITING, SendState.SENDING)))
        lost = (mail_out.c.state == SendState.FAILED, mail_out.c.updated_at >= since)
        failed = sa.select(sa.func.count()).where(*lost)
        error = sa.select(mail_out.c.error).where(mail_out.c.error.is_not(None), mail_out.c.updated_at >= since)
        with reading(self.engine) as connection:
            return OutCounts(
                connection.execute(waiting).scalar_one(),
                connection.execute(failed).scalar_one(),
                connection.execute(error.order_by(mail_out.c.updated_at.desc()).limit(1)).scalar(),
            )

    def _change(self, connection: sa.Connection, mail_id: str, **values: object) -> None:
        connection.execute(
            mail_out.update().where(mail_out.c.id == mail_id).values(**values, updated_at=datetime.now(UTC))
        )


def _mail(row: sa.Row[Any]) -> OutgoingMail:
    values = {f.name: getattr(row, f.name) for f in fields(OutgoingMail)}
    return OutgoingMail(**(values | {"kind": MailKind(row.kind), "state": SendState(row.state)}))
