"""What was learned from corrections, and how sure a reading must be: for the admin who decides about both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from pipeline.learned.passing import FIELDS, Passing
from pipeline.learned.shelf import Kept, LessonState, edited
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.learned.lessons import sensible
from portal.learned.teaching import Trial
from portal.learned.thresholds import CHOICES
from portal.pages.sign_in import Form
from portal.problems import Problem
from portal.templating import Templates


@dataclass(frozen=True)
class Shown:
    """A lesson with what its last test gave."""

    kept: Kept
    trial: Trial | None


@dataclass(frozen=True)
class FieldRow:
    """A field with its threshold and what others would have meant."""

    field: str
    threshold: float
    own: bool
    choices: tuple[Passing, ...]


@get("/learned", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def learned_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """What does it know, and from whom?"""
    return _lessons(desk, templates)


@post("/learned/{lesson_id:str}", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def decide(
    lesson_id: FromPath[str],
    data: Form,
    desk: NamedDependency[Desk],
    templates: NamedDependency[Templates],
    caller: NamedDependency[Caller],
) -> Response[Any]:
    """Test a lesson (``act`` is ``try``), edit it, switch it ``on`` or ``off``."""
    kept = desk.teaching.shelf.get(lesson_id)
    if kept is None:
        raise NotFoundException(f"There is no lesson {lesson_id}.")
    if data.get("act") == "try":
        desk.teaching.trial(kept)
        return Redirect(f"/learned#{lesson_id}", status_code=303)
    try:
        lesson = sensible(edited(kept.lesson, **_changes(data)), desk)
        desk.teaching.shelf.change(lesson_id, caller.name, lesson, _state(data, kept))
    except (Problem, ValueError) as error:
        return _lessons(desk, templates, status_code=422, wrong=str(error))
    return Redirect(f"/learned#{lesson_id}", status_code=303)


@get("/learned/thresholds", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def thresholds_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """How sure is sure enough?"""
    teaching = desk.teaching
    judgement, own = teaching.judgement(), dict(teaching.shelf.now().thresholds)
    usual = teaching.making.rules.threshold
    rows = tuple(FieldRow(field, own.get(field, usual), field in own, judgement.of(field, CHOICES)) for field in FIELDS)
    return templates.page("thresholds", here="learned", rows=rows, usual=usual, past=judgement.past)


@post("/learned/thresholds", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.ADMIN)])
def set_threshold(data: Form, desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> Redirect:
    """Another threshold for a field; the usual one when none is given."""
    field, chosen = data.get("field", ""), data.get("threshold", "")
    if field in FIELDS and (not chosen or chosen in {f"{choice:g}" for choice in CHOICES}):
        desk.teaching.shelf.set_threshold(field, float(chosen) if chosen else None, caller.name)
    return Redirect(f"/learned/thresholds#{field}", status_code=303)


def _lessons(desk: Desk, templates: Templates, **more: Any) -> Response[str]:
    every = desk.teaching.shelf.all()
    shown = tuple(Shown(each, msgspec.json.decode(each.trial, type=Trial) if each.trial else None) for each in every)
    return templates.page("learned", here="learned", lessons=shown, states=LessonState, **{"wrong": None, **more})


def _changes(data: dict[str, str]) -> dict[str, object]:
    """What the form edits; a certainty comes as percent."""
    changes: dict[str, object] = {name: data[name].strip() for name in ("subject", "meaning", "scope") if name in data}
    if "certainty" in data:
        changes["certainty"] = min(100, max(50, int(data["certainty"]))) / 100
    return changes


def _state(data: dict[str, str], kept: Kept) -> LessonState:
    return {"on": LessonState.ON, "off": LessonState.OFF}.get(data.get("act", ""), kept.state)


HANDLERS = (learned_page, decide, thresholds_page, set_threshold)
