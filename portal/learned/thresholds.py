"""Thresholds over HTTP: how sure a reading must be to pass unseen, and what each choice would have meant."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from pipeline.learned.passing import FIELDS, Passing
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.problems import Problem

CHOICES = (0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99)
"""Thresholds whose consequence is shown."""


class Consequence(msgspec.Struct, frozen=True):
    """What a threshold would have meant for past job orders; ``words`` says it in a sentence."""

    threshold: float
    orders: int
    straight_through: float | None
    reviewed: int
    values: int
    wrong: float | None
    words: str


class FieldThreshold(msgspec.Struct, frozen=True):
    """A field's threshold; ``own`` when an admin set it."""

    field: str
    threshold: float
    own: bool
    consequences: tuple[Consequence, ...]


class NewThreshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure a reading must be, 0.5 to 1; null is the usual again."""

    threshold: Annotated[float, msgspec.Meta(ge=0.5, le=1)] | None


@get("/api/thresholds", operation_id="listThresholds", sync_to_thread=True, guards=[requires(Role.ADMIN)])
def list_thresholds(desk: NamedDependency[Desk]) -> tuple[FieldThreshold, ...]:
    """Each field's threshold, and what others would have meant for past job orders."""
    judgement = desk.teaching.judgement()
    own = dict(desk.teaching.shelf.now().thresholds)
    usual = desk.teaching.making.rules.threshold
    return tuple(
        FieldThreshold(
            field,
            own.get(field, usual),
            field in own,
            tuple(map(_consequence, judgement.of(field, CHOICES))),
        )
        for field in FIELDS
    )


@put("/api/thresholds/{field:str}", operation_id="setThreshold", sync_to_thread=True, guards=[requires(Role.ADMIN)])
def set_threshold(
    field: FromPath[str], data: JSONBody[NewThreshold], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> FieldThreshold:
    """Set how sure a reading of a field must be. It holds for what is read from now on."""
    if field not in FIELDS:
        raise Problem(422, "no_such_field", f"There is no field {field}. There are {', '.join(FIELDS)}.")
    desk.teaching.shelf.set_threshold(field, data.threshold, caller.name)
    usual = desk.teaching.making.rules.threshold
    chosen = usual if data.threshold is None else data.threshold
    (found,) = desk.teaching.judgement().of(field, (chosen,))
    return FieldThreshold(field, chosen, data.threshold is not None, (_consequence(found),))


def _consequence(found: Passing) -> Consequence:
    return Consequence(
        found.threshold,
        found.orders,
        found.straight_through,
        found.reviewed,
        found.values,
        found.wrong,
        found.sentence,
    )


HANDLERS = (list_thresholds, set_threshold)
