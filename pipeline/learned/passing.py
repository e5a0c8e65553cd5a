"""What a threshold would have let pass unseen on past documents, and how much of that was wrong. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.learned.reading import ATTRIBUTES
from pipeline.model import Field, JobOrder
from pipeline.review.cells import COLUMNS, TABLES, field_of, words_of
from pipeline.review.operations import Anchor, Made
from pipeline.review.rows import found, named
from pipeline.revision import HEADER
from pipeline.understand.vocabulary import squeeze

_UNSURE = re.compile(r"^it was read with \d+% certainty only$")
_ON_LINES = dict.fromkeys(ATTRIBUTES.get(name, name) for table in TABLES for name in COLUMNS[table])
FIELDS = ("job_order_no", "date", "po_no", "delivery_date", "customer_name", "measure_by", *_ON_LINES)
"""The fields that can have a threshold of their own, in the form's order."""
FEW = 30
"""With fewer reviewed job orders a share says little, and this is said."""


@dataclass(frozen=True)
class Past:
    """A past job order: as it was built, and what a person approved, if one did."""

    built: JobOrder
    approved: JobOrder | None


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


def passing(past: Sequence[Past], field: str, threshold: float, others: Mapping[str, float], usual: float) -> Passing:
    """What would pass with ``threshold`` for ``field``, the ``others`` as they are, and the ``usual`` for the rest."""
    limits = {**others, field: threshold}
    straight = sum(_straight(each.built, limits, usual) for each in past)
    reviewed = [each for each in past if each.approved is not None]
    unseen = [right for each in reviewed for right in _unseen(each, field, threshold)]
    return Passing(
        threshold,
        len(past),
        straight / len(past) if past else None,
        len(reviewed),
        len(unseen),
        unseen.count(False) / len(unseen) if unseen else None,
    )


def _straight(order: JobOrder, limits: Mapping[str, float], usual: float) -> bool:
    if any(not issue.path for issue in order.issues):
        return False
    return all(_passes(field, limits.get(name, usual)) for name, field, _ in _fields(order))


def _passes(field: Field, threshold: float) -> bool:
    return field.confidence >= threshold and not [doubt for doubt in field.doubts if not _UNSURE.match(doubt)]


def _unseen(past: Past, field: str, threshold: float) -> Iterator[bool]:
    """Whether each value of the field that passes unseen is what was approved."""
    approved = past.approved
    if approved is None:
        return
    rows = {table: named(table, getattr(approved, table)) for table in TABLES}
    for name, read, place in _fields(past.built):
        if name != field or not _passes(read, threshold):
            continue
        cell, ref = place
        if ref is None:
            yield squeeze(words_of(read)) == squeeze(words_of(field_of(getattr(approved, cell))))
        elif (index := found(ref, rows[ref.table])) is not None:
            yield squeeze(words_of(read)) == squeeze(words_of(field_of(getattr(rows[ref.table][index].content, cell))))


Place = tuple[str, Anchor | Made | None]
"""A cell's name, and its row's."""


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
