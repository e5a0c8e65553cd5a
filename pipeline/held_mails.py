"""Mails that were kept and not worked on because their sender may not send: a person lets them in, or sets them aside.

A mail that is let in is as good as new: its mailbox takes it up, from the bytes that are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.mails import message_of
from pipeline.messages import Message, MessageState, Outcome, Ruling
from pipeline.tables import mail_messages

MOST = 200
"""So many are listed at once."""

_WAITS = (mail_messages.c.outcome == Outcome.HELD, mail_messages.c.ruling.is_(None))


class NotHeld(LookupError):
    """There is no such mail, or somebody has decided about it already. ``str(error)`` says which."""


class HeldMails:
    """The held mails of the mailboxes ``accounts``. ``called`` tells these that there is something to do."""

    def __init__(self, engine: sa.Engine, accounts: Collection[str], called: Callable[[], None]) -> None:
        self.engine = engine
        self._accounts = frozenset(accounts)
        self._called = called

    def count(self) -> int:
        """How many wait for a person."""
        query = sa.select(sa.func.count()).select_from(mail_messages).where(*_WAITS, self._ours())
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one()

    def waiting(self) -> tuple[Message, ...]:
        """Those that wait for a person, newest first."""
        return self._messages(sa.select(mail_messages).where(*_WAITS, self._ours()))

    def decided(self, most: int) -> tuple[Message, ...]:
        """The last ones that somebody has decided about, newest first."""
        query = sa.select(mail_messages).where(mail_messages.c.ruling.is_not(None), self._ours())
        return self._messages(query, most)

    def held(self, message_id: str) -> Message:
        """The mail that waits. Raises :class:`NotHeld`."""
        with reading(self.engine) as connection:
            return self._held(connection, message_id)

    def let_in(self, message_id: str, by: str) -> Message:
        """Work on it as if its sender might send. Raises :class:`NotHeld`."""
        rest = {"state": MessageState.KEPT, "outcome": None, "tries": 0, "next_try_at": None}
        message = self._rule(message_id, Ruling.LET_IN, f"Let in by {by}", by, **rest)
        self._called()
        return message

    def set_aside(self, message_id: str, by: str) -> Message:
        """Leave it as it lies. Raises :class:`NotHeld`."""
        return self._rule(message_id, Ruling.SET_ASIDE, f"Set aside by {by}", by)

    def _rule(self, message_id: str, ruling: Ruling, words: str, by: str, **rest: object) -> Message:
        now = datetime.now(UTC)
        values = {"ruling": ruling, "words": words, "ruled_by": by, "ruled_at": now, "updated_at": now, **rest}
        with writing(self.engine) as connection:
            message = self._held(connection, message_id)
            connection.execute(mail_messages.update().where(mail_messages.c.id == message_id).values(**values))
        return message

    def _held(self, connection: sa.Connection, message_id: str) -> Message:
        query = sa.select(mail_messages).where(mail_messages.c.id == message_id, self._ours())
        row = connection.execute(query).first()
        if row is None:
            raise NotHeld("There is no such mail.")
        message = message_of(row)
        if message.ruling or message.outcome is not Outcome.HELD:
            raise NotHeld(f"This mail does not wait any more: {message.words}.")
        return message

    def _ours(self) -> sa.ColumnElement[bool]:
        """A mailbox that is not set up any more takes up nothing."""
        return mail_messages.c.account.in_(self._accounts)

    def _messages(self, query: sa.Select[tuple[object, ...]], most: int = MOST) -> tuple[Message, ...]:
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(mail_messages.c.id.desc()).limit(most))
            return tuple(message_of(row) for row in rows)
