"""Lessons over HTTP: see them, edit, test, switch on and off, take them along as a file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Response, get, patch, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, JSONBody

from pipeline.learned.lessons import CERTAINTY, Lesson, LessonKind, LessonsInvalid, as_toml, from_toml
from pipeline.learned.shelf import Kept, LessonState, edited
from pipeline.understand.grammar.tokens import squeeze
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.learned.teaching import Trial
from portal.problems import Problem
from portal.review.answers import told

Certainty = Annotated[float, msgspec.Meta(gt=0, le=1)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class LessonView(msgspec.Struct, frozen=True):
    """A lesson; ``sentence`` says it in words. ``seen`` counts the job orders that offered it."""

    id: str
    kind: LessonKind
    subject: str
    meaning: str
    scope: str
    certainty: float
    sentence: str
    state: LessonState
    seen: int
    proposed_by: str
    proposed_at: datetime
    from_order: str | None
    decided_by: str | None
    decided_at: datetime | None
    trial: Trial | None


class Offer(msgspec.Struct, frozen=True):
    """What a job order's corrections offer to remember."""

    kind: LessonKind
    subject: str
    meaning: str
    scope: str
    sentence: str


class NewLesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lesson as an admin writes it."""

    kind: LessonKind
    subject: Words
    meaning: Annotated[str, msgspec.Meta(max_length=200)] = ""
    scope: Annotated[str, msgspec.Meta(max_length=200)] = ""
    certainty: Certainty = CERTAINTY
    state: LessonState = LessonState.PROPOSED


class LessonChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change of a lesson; null leaves it."""

    subject: Words | None = None
    meaning: str | None = None
    scope: str | None = None
    certainty: Certainty | None = None
    state: LessonState | None = None


class LessonsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of lessons, as it was exported; each comes in with this ``state``."""

    toml: str
    state: LessonState = LessonState.PROPOSED


@get("/api/lessons", operation_id="listLessons", sync_to_thread=True, guards=[requires(Role.REVIEWER)])
def list_lessons(desk: NamedDependency[Desk], standing: FromQuery[str] = "") -> tuple[LessonView, ...]:
    """Everything that was learned or proposed, newest first."""
    return tuple(_view(kept) for kept in desk.teaching.shelf.all() if standing in ("", kept.state))


@post("/api/lessons", operation_id="addLesson", sync_to_thread=True, guards=[requires(Role.ADMIN)])
def add_lesson(data: JSONBody[NewLesson], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> LessonView:
    """Write a lesson by hand."""
    lesson = sensible(Lesson(data.kind, data.subject, data.meaning, data.scope, data.certainty), desk)
    return _view(desk.teaching.shelf.add(lesson, data.state, caller.name))


@patch("/api/lessons/{lesson_id:str}", operation_id="changeLesson", sync_to_thread=True, guards=[requires(Role.ADMIN)])
def change_lesson(
    lesson_id: FromPath[str],
    data: JSONBody[LessonChange],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
) -> LessonView:
    """Edit a lesson, switch it on or off. It holds for what is read from now on."""
    kept = _kept(desk, lesson_id)
    lesson = edited(kept.lesson, subject=data.subject, meaning=data.meaning, scope=data.scope, certainty=data.certainty)
    try:
        changed = desk.teaching.shelf.change(lesson_id, caller.name, sensible(lesson, desk), data.state or kept.state)
    except ValueError as error:
        raise Problem(409, "said_twice", str(error)) from error
    if changed is None:
        raise NotFoundException(f"There is no lesson {lesson_id}.")
    return _view(changed)


@post(
    "/api/lessons/{lesson_id:str}/trial",
    operation_id="tryLesson",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def try_lesson(lesson_id: FromPath[str], desk: NamedDependency[Desk]) -> Trial:
    """Test a lesson on past documents: what would it have changed, and to the right value?"""
    return desk.teaching.trial(_kept(desk, lesson_id))


@get(
    "/api/lessons/export",
    operation_id="exportLessons",
    media_type="application/toml",
    sync_to_thread=True,
    guards=[requires(Role.ADMIN)],
)
def export_lessons(desk: NamedDependency[Desk]) -> Response[str]:
    """What is switched on, as a file that a person can read."""
    on = [kept.lesson for kept in reversed(desk.teaching.shelf.all()) if kept.state is LessonState.ON]
    headers = {"Content-Disposition": 'attachment; filename="lessons.toml"', "Cache-Control": "no-store"}
    return Response(as_toml(on), media_type="application/toml; charset=utf-8", headers=headers)


@post("/api/lessons/import", operation_id="importLessons", sync_to_thread=True, guards=[requires(Role.ADMIN)])
def import_lessons(
    data: JSONBody[LessonsFile], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> tuple[LessonView, ...]:
    """Take lessons from a file that was exported here or elsewhere."""
    try:
        lessons = from_toml(data.toml)
    except LessonsInvalid as error:
        raise Problem(422, "no_lessons", str(error)) from error
    return tuple(_view(desk.teaching.shelf.add(sensible(one, desk), data.state, caller.name)) for one in lessons)


@get(
    "/api/job-orders/{order_id:str}/lessons",
    operation_id="offeredLessons",
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def offered_lessons(order_id: FromPath[str], desk: NamedDependency[Desk]) -> tuple[Offer, ...]:
    """What the corrections of this job order offer to remember. On approval it is proposed to the admins by itself."""
    with told():
        seen = desk.reviews.look(order_id)
    offered = desk.teaching.offers(seen)
    return tuple(Offer(each.kind, each.subject, each.meaning, each.scope, each.sentence) for each in offered)


def _kept(desk: Desk, lesson_id: str) -> Kept:
    kept = desk.teaching.shelf.get(lesson_id)
    if kept is None:
        raise NotFoundException(f"There is no lesson {lesson_id}.")
    return kept


def sensible(lesson: Lesson, desk: Desk) -> Lesson:
    """A lesson that can be used. Raises 422 with what to write instead."""
    if not squeeze(lesson.subject):
        raise Problem(422, "no_words", "Write the words as they stand on paper.")
    options = desk.teaching.options
    group, _, value = lesson.meaning.partition("=")
    if lesson.kind is LessonKind.OPTION and value not in options.get(group, ()):
        known = ", ".join(f"{name}={word}" for name, words in options.items() for word in words)
        raise Problem(422, "no_such_box", f"Write which box it ticks, one of: {known}.")
    if lesson.kind in desk.teaching.meanings and lesson.meaning not in desk.teaching.meanings[lesson.kind]:
        listed = ", ".join(desk.teaching.meanings[lesson.kind])
        raise Problem(422, "no_such_meaning", f"Write what it means, one of: {listed}.")
    return lesson


def _view(kept: Kept) -> LessonView:
    lesson = kept.lesson
    return LessonView(
        id=kept.id,
        kind=lesson.kind,
        subject=lesson.subject,
        meaning=lesson.meaning,
        scope=lesson.scope,
        certainty=lesson.certainty,
        sentence=lesson.sentence,
        state=kept.state,
        seen=kept.seen,
        proposed_by=kept.proposed_by,
        proposed_at=kept.proposed_at,
        from_order=kept.from_order,
        decided_by=kept.decided_by,
        decided_at=kept.decided_at,
        trial=msgspec.json.decode(kept.trial, type=Trial) if kept.trial else None,
    )


HANDLERS = (
    list_lessons, add_lesson, change_lesson, try_lesson, export_lessons, import_lessons, offered_lessons,
)  # fmt: skip
