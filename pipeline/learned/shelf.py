"""Where lessons and thresholds are kept: proposed, switched on or off, with who did it and what a test of it gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from pipeline.database import reading, writing
from pipeline.identity import new_id
from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.tables import lessons, thresholds


class LessonState(StrEnum):
    """Only what is on is used. ``off`` was looked at and is not wanted: it is not proposed again."""

    PROPOSED = "proposed"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True)
class Kept:
    """A lesson on the shelf.

    ``seen`` counts the job orders whose corrections offered it; ``trial`` says what its last test gave.
    """

    id: str
    lesson: Lesson
    state: LessonState
    seen: int
    proposed_by: str
    proposed_at: datetime
    from_order: str | None
    decided_by: str | None
    decided_at: datetime | None
    trial: str | None


@dataclass(frozen=True)
class Threshold:
    """How sure a reading of ``field`` must be to pass unseen, as an admin set it."""

    field: str
    value: float
    set_by: str
    set_at: datetime


class Shelf:
    """All that was learned."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def now(self) -> Learned:
        """What is switched on."""
        with reading(self.engine) as connection:
            on = connection.execute(sa.select(lessons).where(lessons.c.state == LessonState.ON).order_by(lessons.c.id))
            found = tuple(_lesson(row) for row in on)
            limits = connection.execute(sa.select(thresholds).order_by(thresholds.c.field))
            return Learned(found, tuple((row.field, row.value) for row in limits))

    def propose(self, offered: Sequence[Lesson], by: str, from_order: str | None = None) -> None:
        """Put lessons on the shelf; one that lies there already is counted, and keeps its state."""
        with writing(self.engine) as connection:
            for lesson in offered:
                known = lessons.c.key == lesson.key
                again = sa.and_(known, sa.or_(lessons.c.from_order.is_(None), lessons.c.from_order != from_order))
                connection.execute(lessons.update().where(again).values(seen=lessons.c.seen + 1, from_order=from_order))
                if not connection.execute(sa.select(lessons.c.id).where(known)).first():
                    self._insert(connection, lesson, LessonState.PROPOSED, by, from_order)

    def add(self, lesson: Lesson, state: LessonState, by: str) -> Kept:
        """Put a lesson that an admin wrote on the shelf, or give the one that says the same this state."""
        with writing(self.engine) as connection:
            found = connection.execute(sa.select(lessons).where(lessons.c.key == lesson.key)).first()
            name = found.id if found else self._insert(connection, lesson, state, by, None)
            return self._changed(connection, name, by, {"state": state, "certainty": lesson.certainty})

    def change(self, name: str, by: str, lesson: Lesson, state: LessonState) -> Kept | None:
        """Edit a lesson, switch it on or off; None when there is none, ValueError when another says the same."""
        with writing(self.engine) as connection:
            found = connection.execute(sa.select(lessons).where(lessons.c.id == name)).first()
            if found is None:
                return None
            twin = sa.select(lessons.c.id).where(lessons.c.key == lesson.key, lessons.c.id != name)
            if connection.execute(twin).first():
                raise ValueError("Another lesson says the same: switch that one instead.")
            edited = {} if lesson == _lesson(found) else {"trial": None}
            return self._changed(connection, name, by, {**_columns(lesson), "state": state, **edited})

    def tried(self, name: str, result: str) -> None:
        """Keep what a test of the lesson gave."""
        with writing(self.engine) as connection:
            connection.execute(lessons.update().where(lessons.c.id == name).values(trial=result))

    def get(self, name: str) -> Kept | None:
        """The lesson with this id."""
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(lessons).where(lessons.c.id == name)).first()
        return _kept(row) if row else None

    def all(self) -> tuple[Kept, ...]:
        """Every lesson, newest first."""
        with reading(self.engine) as connection:
            return tuple(_kept(row) for row in connection.execute(sa.select(lessons).order_by(lessons.c.id.desc())))

    def set_threshold(self, field: str, value: float | None, by: str) -> None:
        """How sure a reading of a field must be; None for the usual."""
        with writing(self.engine) as connection:
            connection.execute(thresholds.delete().where(thresholds.c.field == field))
            if value is not None:
                row = {"field": field, "value": value, "set_by": by, "set_at": datetime.now(UTC)}
                connection.execute(thresholds.insert().values(**row))

    def thresholds(self) -> tuple[Threshold, ...]:
        """Those that an admin set."""
        with reading(self.engine) as connection:
            found = connection.execute(sa.select(thresholds).order_by(thresholds.c.field))
            return tuple(Threshold(row.field, row.value, row.set_by, row.set_at) for row in found)

    def _insert(
        self, connection: sa.Connection, lesson: Lesson, state: LessonState, by: str, from_order: str | None
    ) -> str:
        name = new_id()
        made = {"id": name, "state": state, "seen": 1, "proposed_by": by, "proposed_at": datetime.now(UTC)}
        connection.execute(lessons.insert().values(**made, **_columns(lesson), from_order=from_order))
        return name

    def _changed(self, connection: sa.Connection, name: str, by: str, values: Mapping[str, object]) -> Kept:
        decided = {"decided_by": by, "decided_at": datetime.now(UTC)}
        connection.execute(lessons.update().where(lessons.c.id == name).values(**values, **decided))
        return _kept(connection.execute(sa.select(lessons).where(lessons.c.id == name)).one())


def edited(lesson: Lesson, **changes: Any) -> Lesson:
    """A lesson with some of it changed; None leaves a part as it is."""
    return replace(lesson, **{name: value for name, value in changes.items() if value is not None})


def _columns(lesson: Lesson) -> dict[str, object]:
    return {
        "key": lesson.key,
        "kind": lesson.kind.value,
        "subject": lesson.subject,
        "meaning": lesson.meaning,
        "scope": lesson.scope,
        "certainty": lesson.certainty,
    }


def _lesson(row: sa.Row[Any]) -> Lesson:
    return Lesson(LessonKind(row.kind), row.subject, row.meaning, row.scope, row.certainty)


def _kept(row: sa.Row[Any]) -> Kept:
    return Kept(
        row.id,
        _lesson(row),
        LessonState(row.state),
        row.seen,
        row.proposed_by,
        row.proposed_at,
        row.from_order,
        row.decided_by,
        row.decided_at,
        row.trial,
    )
