"""The ledger of mailboxes: every message that was found, from the moment its bytes are kept until it is put away.

A message is *kept* (bytes in the archive, a row here), *recorded* (each document in it has its job), *settled* (all
its jobs have ended) and *moved*. After a crash each goes on where it stood. All methods are short transactions, safe
to call from any thread.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.jobs import ENDS, RUNNING, TRY_AGAIN, JobState
from pipeline.messages import (
    Answer,
    MailCounts,
    Message,
    MessagePart,
    MessageState,
    NewMessage,
    Outcome,
    Place,
    Ruling,
    Told,
    Verdict,
)
from pipeline.tables import jobs, mail_messages, mail_parts


class MailLedger:
    """The messages and the documents in them."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    # -- coming in ----------------------------------------------------------------------------------------------

    def keep(self, new: NewMessage) -> Message:
        """The row of this message, made when there is none: from now on it is ours and is not fetched again."""
        place = new.place
        with writing(self.engine) as connection:
            found = connection.execute(_at(place).where(mail_messages.c.identity == new.identity)).first()
            return message_of(found) if found else self._insert(connection, new)

    def _insert(self, connection: sa.Connection, new: NewMessage) -> Message:
        row_id, place, now = new_id(), new.place, datetime.now(UTC)
        connection.execute(
            mail_messages.insert().values(
                id=row_id,
                account=place.account,
                folder=place.folder,
                uidvalidity=place.uidvalidity,
                uid=place.uid,
                identity=new.identity,
                raw_digest=new.raw_digest,
                complete=new.complete,
                sender=new.sender,
                subject=new.subject,
                thread=" ".join(new.thread),
                state=MessageState.KEPT,
                words="Kept",
                answer=Answer.NONE,
                tries=0,
                received_at=now,
                updated_at=now,
            )
        )
        return self._one(connection, row_id)

    def record(self, message_id: str, parts: Sequence[MessagePart], verdict: Verdict) -> Message:
        """Write down what is in a message, once: each document with its job."""
        with writing(self.engine) as connection:
            message = self._one(connection, message_id)
            if message.state is not MessageState.KEPT:
                return message
            for part in parts:
                connection.execute(
                    mail_parts.insert().values(
                        message_id=message_id,
                        position=part.position,
                        file_name=part.file_name,
                        job_id=part.job_id,
                        words=part.words,
                        code=part.code,
                    )
                )
            settled = verdict.outcome is not None
            self._change(
                connection,
                message_id,
                state=MessageState.SETTLED if settled else MessageState.RECORDED,
                outcome=verdict.outcome,
                words=verdict.words,
                answer=verdict.answer,
                answer_to=verdict.answer_to,
                next_try_at=None,
            )
            return self._one(connection, message_id)

    def postpone(self, message_id: str, words: str, next_try_at: datetime) -> None:
        """It could not be worked on now; ``words`` say why."""
        with writing(self.engine) as connection:
            self._change(connection, message_id, words=words, next_try_at=next_try_at, tries=mail_messages.c.tries + 1)

    # -- its way ------------------------------------------------------------------------------------------------

    def settle(self, message_id: str, outcome: Outcome, words: str) -> None:
        """All its jobs have ended."""
        with writing(self.engine) as connection:
            self._change(connection, message_id, state=MessageState.SETTLED, outcome=outcome, words=words)

    def moved(self, message_id: str, folder: str | None) -> None:
        """It was put away into ``folder``; None when it was not in its folder any more."""
        with writing(self.engine) as connection:
            self._change(connection, message_id, state=MessageState.MOVED, moved_to=folder)

    def answered(self, message_id: str, answer: Answer, told: Told | None = None, words: str | None = None) -> None:
        """Its reply is written, and this is what it told; or there will be none."""
        said = {"words": words} if words else {}
        now_told = {"told_digest": told.digest, "told_version": told.version} if told else {}
        with writing(self.engine) as connection:
            self._change(connection, message_id, answer=answer, **said, **now_told)

    # -- questions ----------------------------------------------------------------------------------------------

    def at(self, account: str, folder: str, uidvalidity: int, uids: Collection[int]) -> dict[int, Message]:
        """The newest row of each of these UIDs that is known."""
        query = sa.select(mail_messages).where(
            mail_messages.c.account == account,
            mail_messages.c.folder == folder,
            mail_messages.c.uidvalidity == uidvalidity,
        )
        found: dict[int, Message] = {}
        wanted = sorted(uids)
        with reading(self.engine) as connection:
            for start in range(0, len(wanted), 500):
                chunk = query.where(mail_messages.c.uid.in_(wanted[start : start + 500]))
                for row in connection.execute(chunk.order_by(mail_messages.c.id)):
                    found[row.uid] = message_of(row)
        return found

    def message(self, message_id: str) -> Message | None:
        """The message with this id."""
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(mail_messages).where(mail_messages.c.id == message_id)).first()
        return message_of(row) if row else None

    def earlier(self, message: Message) -> Message | None:
        """The newest row of the same mail before this one, if it came before."""
        query = sa.select(mail_messages).where(
            mail_messages.c.identity == message.identity, mail_messages.c.id < message.id
        )
        with reading(self.engine) as connection:
            row = connection.execute(query.order_by(mail_messages.c.id.desc())).first()
        return message_of(row) if row else None

    def messages(self, account: str, folder: str, state: MessageState) -> tuple[Message, ...]:
        """Messages of a folder in this state, oldest first."""
        query = sa.select(mail_messages).where(
            mail_messages.c.account == account, mail_messages.c.folder == folder, mail_messages.c.state == state
        )
        return self._messages(query)

    def ended(self, account: str, folder: str) -> tuple[Message, ...]:
        """Recorded messages of a folder whose jobs have all ended."""
        query = sa.select(mail_messages).where(
            mail_messages.c.account == account,
            mail_messages.c.folder == folder,
            mail_messages.c.state == MessageState.RECORDED,
            ~_in_work(),
        )
        return self._messages(query)

    def to_answer(self) -> tuple[Message, ...]:
        """Messages that get a reply and whose jobs have all ended."""
        recorded = mail_messages.c.state != MessageState.KEPT
        return self._messages(
            sa.select(mail_messages).where(mail_messages.c.answer == Answer.DUE, recorded, ~_in_work())
        )

    def to_answer_again(self, job_ids: Collection[str] | None = None) -> tuple[Message, ...]:
        """Answered messages whose jobs have changed since, when none of them waits for anything any more.

        Only those of the jobs ``job_ids``; without them all are looked through.
        """
        query = sa.select(mail_messages).where(
            mail_messages.c.answer == Answer.WRITTEN, mail_messages.c.told_version != _changes(), ~_has_job(_open())
        )
        if job_ids is not None:
            query = query.where(_has_job(jobs.c.id.in_(job_ids)))
        return self._messages(query)

    def version(self, message_id: str) -> int:
        """How often the jobs of a message have changed: rises with every change."""
        with reading(self.engine) as connection:
            query = sa.select(_changes()).where(mail_messages.c.id == message_id)
            return connection.execute(query).scalar_one()

    def parts(self, message_id: str) -> tuple[MessagePart, ...]:
        """The documents in a message, in its order."""
        query = sa.select(mail_parts).where(mail_parts.c.message_id == message_id).order_by(mail_parts.c.position)
        with reading(self.engine) as connection:
            return tuple(
                MessagePart(row.position, row.file_name, row.job_id, row.words, row.code)
                for row in connection.execute(query)
            )

    def job_states(self, message_id: str) -> tuple[JobState, ...]:
        """How the jobs of a message stand; a part without a job counts as failed, a deleted one as done."""
        query = (
            sa.select(jobs.c.state, jobs.c.deleted_at, mail_parts.c.job_id)
            .select_from(mail_parts.outerjoin(jobs))
            .where(mail_parts.c.message_id == message_id)
        )
        with reading(self.engine) as connection:
            return tuple(_end_of(*row) for row in connection.execute(query))

    def counts(self, account: str, folder: str, held_since: datetime) -> MailCounts:
        """How much is in a folder, for health."""
        here = (mail_messages.c.account == account, mail_messages.c.folder == folder)
        waiting = sa.select(sa.func.count()).where(*here, mail_messages.c.state != MessageState.MOVED)
        held = sa.select(sa.func.count()).where(
            *here,
            mail_messages.c.outcome == Outcome.HELD,
            mail_messages.c.ruling.is_(None),
            mail_messages.c.received_at >= held_since,
        )
        last = sa.select(mail_messages.c.received_at).where(*here).order_by(mail_messages.c.id.desc()).limit(1)
        with reading(self.engine) as connection:
            return MailCounts(
                connection.execute(waiting).scalar_one(),
                connection.execute(held).scalar_one(),
                connection.execute(last).scalar(),
            )

    # -- inside a transaction -----------------------------------------------------------------------------------

    def _messages(self, query: sa.Select[Any]) -> tuple[Message, ...]:
        with reading(self.engine) as connection:
            return tuple(message_of(row) for row in connection.execute(query.order_by(mail_messages.c.id)))

    def _one(self, connection: sa.Connection, message_id: str) -> Message:
        return message_of(connection.execute(sa.select(mail_messages).where(mail_messages.c.id == message_id)).one())

    def _change(self, connection: sa.Connection, message_id: str, **values: object) -> None:
        connection.execute(
            mail_messages.update()
            .where(mail_messages.c.id == message_id)
            .values(**values, updated_at=datetime.now(UTC))
        )


def _changes() -> sa.ScalarSelect[int]:
    versions = sa.select(sa.func.coalesce(sa.func.sum(jobs.c.version), 0)).select_from(mail_parts.join(jobs))
    return versions.where(mail_parts.c.message_id == mail_messages.c.id).scalar_subquery()


def _open() -> sa.ColumnElement[bool]:
    """A person is asked, or it stopped at something that is to be mended and tried again."""
    return sa.or_(jobs.c.state.not_in((JobState.DONE, JobState.FAILED)), jobs.c.code.in_(TRY_AGAIN))


def _in_work() -> sa.ColumnElement[bool]:
    return _has_job(jobs.c.state.in_(RUNNING))


def _has_job(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether one of the message's jobs that were not deleted is so."""
    such = sa.select(mail_parts.c.id).join(jobs)
    return such.where(mail_parts.c.message_id == mail_messages.c.id, jobs.c.deleted_at.is_(None), condition).exists()


def _end_of(state: str | None, deleted_at: datetime | None, job_id: str | None) -> JobState:
    if job_id is None or state is None:
        return JobState.FAILED
    return JobState.DONE if deleted_at and JobState(state) not in ENDS else JobState(state)


def _at(place: Place) -> sa.Select[Any]:
    return sa.select(mail_messages).where(
        mail_messages.c.account == place.account,
        mail_messages.c.folder == place.folder,
        mail_messages.c.uidvalidity == place.uidvalidity,
        mail_messages.c.uid == place.uid,
    )


def message_of(row: sa.Row[Any]) -> Message:
    """A row of the messages' table."""
    values = {f.name: getattr(row, f.name) for f in fields(Message)}
    outcome = Outcome(row.outcome) if row.outcome else None
    return Message(
        **(
            values
            | {
                "thread": tuple(row.thread.split()),
                "state": MessageState(row.state),
                "outcome": outcome,
                "answer": Answer(row.answer),
                "ruling": Ruling(row.ruling) if row.ruling else None,
            }
        )
    )
