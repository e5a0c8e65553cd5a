"""What a threshold would have let pass unseen on past documents, and how much of that was wrong. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from pipeline.certainty import has_a_reason
from pipeline.learned.reading import ATTRIBUTES
from pipeline.model import Field, JobOrder
from pipeline.review.cells import COLUMNS, TABLES, field_of, words_of
from pipeline.review.operations import Anchor, Made
from pipeline.review.rows import Row, found, named
from pipeline.revision import HEADER
from pipeline.understand.grammar.tokens import squeeze

_ON_LINES = dict.fromkeys(ATTRIBUTES.get(name, name) for table in TABLES for name in COLUMNS[table])
FIELDS = ("job_order_no", "date", "po_no", "delivery_date", "customer_name", "measure_by", *_ON_LINES)
"""The fields that can have a threshold of their own, in the form's order."""
FEW = 30
"""With fewer reviewed job orders a share says little, and this is said."""


Place = tuple[str, Anchor | Made | None]
"""A cell's name, and its row's."""


@dataclass(frozen=True)
class Read:
    """A value as it was read. ``doubted`` for another reason than its certainty; ``right`` is None when nobody said."""

    confidence: float
    doubted: bool
    right: bool | None


@dataclass(frozen=True)
class Past:
    """A past job order: its values by field; ``asked`` about as a whole, ``reviewed`` when a person approved it."""

    values: Mapping[str, tuple[Read, ...]]
    asked: bool
    reviewed: bool

    @classmethod
    def of(cls, built: JobOrder, approved: JobOrder | None) -> Past:
        """By how it was built, and what a person approved, if one did."""
        values: dict[str, list[Read]] = {}
        rows = {table: named(table, getattr(approved, table)) for table in TABLES} if approved else {}
        for name, field, place in _fields(built):
            meant = _meant(place, approved, rows)
            right = None if meant is None else squeeze(words_of(field)) == squeeze(meant)
            values.setdefault(name, []).append(Read(field.confidence, has_a_reason(field), right))
        asked = any(not issue.path for issue in built.issues)
        return cls({name: tuple(found) for name, found in values.items()}, asked, approved is not None)

    @cached_property
    def lowest(self) -> Mapping[str, float]:
        """By field the lowest certainty of its values, up to which nobody is asked; -1 where somebody always is."""
        return {
            field: -1.0 if any(value.doubted for value in values) else min(value.confidence for value in values)
            for field, values in self.values.items()
        }


@dataclass(frozen=True)
class Passing:
    """What passes at ``threshold``.

    Of ``orders`` past job orders the share that needs nobody; of the ``values`` of the field that pass unseen in the
    ``reviewed`` ones the share that was wrong (None without any).
    """

    threshold: float
    orders: int
    straight_through: float | None
    reviewed: int
    values: int
    wrong: float | None

    @property
    def sentence(self) -> str:
        """As an admin reads it."""
        if self.straight_through is None:
            return f"at {self.threshold:.2f}: no past job orders yet"
        wrong = "nothing reviewed yet" if self.wrong is None else f"{self.wrong:.1%} wrong"
        few = f" (only {self.reviewed} reviewed: too few to rely on)" if self.reviewed < FEW else ""
        return f"at {self.threshold:.2f}: {self.straight_through:.0%} straight through, {wrong}{few}"


class Judgement:
    """What thresholds would mean for ``past`` job orders, where ``others`` are set and the rest is ``usual``."""

    def __init__(self, past: Sequence[Past], others: Mapping[str, float], usual: float) -> None:
        self.past = past
        self._reviewed = sum(each.reviewed for each in past)
        self._asks = [
            (each, {name for name, lowest in each.lowest.items() if lowest < others.get(name, usual)})
            for each in past
            if not each.asked
        ]

    def of(self, field: str, choices: Sequence[float]) -> tuple[Passing, ...]:
        """What would pass with each of ``choices`` for ``field``; the other fields stay as they are."""
        mine = {field}
        rest = sorted(each.lowest.get(field, inf) for each, asks in self._asks if asks <= mine)
        known = [
            (value.confidence, value.right)
            for each in self.past
            if each.reviewed
            for value in each.values.get(field, ())
            if value.right is not None and not value.doubted
        ]
        return tuple(self._passing(rest, known, choice) for choice in choices)

    def _passing(self, rest: Sequence[float], known: Sequence[tuple[float, bool]], threshold: float) -> Passing:
        unseen = [right for confidence, right in known if confidence >= threshold]
        straight = len(rest) - bisect_left(rest, threshold)
        return Passing(
            threshold,
            len(self.past),
            straight / len(self.past) if self.past else None,
            self._reviewed,
            len(unseen),
            unseen.count(False) / len(unseen) if unseen else None,
        )


def _meant(place: Place, approved: JobOrder | None, rows: Mapping[str, Sequence[Row]]) -> str | None:
    """What was approved in a cell; None when nobody approved it, or its row is gone."""
    cell, ref = place
    if approved is None:
        return None
    if ref is None:
        return words_of(field_of(getattr(approved, cell)))
    index = found(ref, rows[ref.table])
    return None if index is None else words_of(field_of(getattr(rows[ref.table][index].content, cell)))


def _fields(order: JobOrder) -> Iterator[tuple[str, Field, Place]]:
    """Each value with the field that its threshold is of."""
    for name in HEADER:
        if field := field_of(getattr(order, name)):
            yield ("date" if name == "job_order_date" else name), field, (name, None)
    for table in TABLES:
        for row in named(table, getattr(order, table)):
            for name in COLUMNS[table]:
                if field := field_of(getattr(row.content, name)):
                    yield ATTRIBUTES.get(name, name), field, (name, row.ref)
