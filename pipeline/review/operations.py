"""What a person can do to a job order, as it is recorded: nothing is overwritten, every change is a row of its own.

An operation names its row by where the row stands on the page (:class:`Anchor`), never by its number alone, so that it
finds the same door again when the document is read anew. Rows that a person made are named by the operation that made
them (:class:`Made`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from pipeline.model import Box, Choice, Field


class Anchor(msgspec.Struct, frozen=True, tag="line"):
    """A row that was built from a line of the document.

    ``text`` is the line's description with letters and digits only. Several rows can come from one line: this one is
    the ``nth`` (from 0) of ``of``.
    """

    table: str
    page: int
    box: Box | None
    text: str
    nth: int = 0
    of: int = 1


class Made(msgspec.Struct, frozen=True, tag="made"):
    """A row that the operation with this id made, its ``part`` when it made several."""

    table: str
    by: str
    part: int = 0


RowRef = Anchor | Made


class Seen(msgspec.Struct, frozen=True):
    """A cell as it stood: its printed words, and who or what gave them (``size``, ``person reviewer``)."""

    words: str
    rule: str = ""
    confidence: float | None = None


class SetCell(msgspec.Struct, frozen=True, tag="set"):
    """The cell holds this from now on; all None leaves it blank. ``overruled`` holds against the checks."""

    name: str
    row: RowRef | None
    field: Field | None
    choice: Choice | None
    was: Seen
    overruled: bool = False


class AcceptCell(msgspec.Struct, frozen=True, tag="accept"):
    """The cell is right as it stands: this content, whatever is read there later, without its ``doubts``."""

    name: str
    row: RowRef | None
    field: Field | None
    choice: Choice | None
    doubts: tuple[str, ...]


class AcceptIssue(msgspec.Struct, frozen=True, tag="accept_issue"):
    """A question about the whole document, or about a correction that lost its row, is answered."""

    message: str


class AddRow(msgspec.Struct, frozen=True, tag="add_row"):
    """An empty row, behind ``after`` or at the end."""

    table: str
    after: RowRef | None = None


class RemoveRow(msgspec.Struct, frozen=True, tag="remove_row"):
    """The row is off the form. ``not_a_door`` says that its line never was one (transport, hardware)."""

    row: RowRef
    was: str
    not_a_door: bool = False


class SplitRow(msgspec.Struct, frozen=True, tag="split_row"):
    """The row becomes one for each quantity, alike in all else."""

    row: RowRef
    quantities: tuple[int, ...]
    was: str


class MergeRows(msgspec.Struct, frozen=True, tag="merge_rows"):
    """The rows become the first of them, with their quantities added up."""

    rows: tuple[RowRef, ...]
    was: tuple[str, ...]


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """The operation with this id does not hold any more. Undoing an undo makes it hold again."""

    of: str


class Approve(msgspec.Struct, frozen=True, tag="approve"):
    """The job order may be built from. ``digest`` is its content in the archive at that moment."""

    digest: str
    doubts: tuple[str, ...] = ()


class Reject(msgspec.Struct, frozen=True, tag="reject"):
    """No job order is made of this document."""


class Regroup(msgspec.Struct, frozen=True, tag="regroup"):
    """Which pages of the file make up each document; ``was`` is how they were grouped before."""

    documents: tuple[tuple[int, ...], ...]
    was: tuple[tuple[int, ...], ...]


Operation = (
    SetCell | AcceptCell | AcceptIssue | AddRow | RemoveRow | SplitRow | MergeRows | Undo | Approve | Reject | Regroup
)
CHANGES = (SetCell, AcceptCell, AcceptIssue, AddRow, RemoveRow, SplitRow, MergeRows)
"""The operations that change a job order's content."""


@dataclass(frozen=True)
class Correction:
    """An operation on a document of a job: by whom, when and why.

    ``position`` and ``first_page`` name the document within its file (page 0: an e-invoice); a :class:`Regroup`
    concerns the whole file (position 0). ``sequence`` counts from 1 within the job.
    """

    id: str
    job_id: str
    position: int
    first_page: int
    sequence: int
    operation: Operation
    by: str
    at: datetime
    reason: str | None = None


def standing(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Those that hold: not undone, and no undo themselves, in their order."""
    undone: set[str] = set()
    for correction in sorted(corrections, key=lambda c: c.sequence, reverse=True):
        if isinstance(correction.operation, Undo) and correction.id not in undone:
            undone.add(correction.operation.of)
    return tuple(c for c in corrections if c.id not in undone and not isinstance(c.operation, Undo))


def undone_by(corrections: Sequence[Correction]) -> dict[str, Correction]:
    """The undo of each operation that does not hold, by the id of the operation."""
    held = {c.id for c in standing(corrections)}
    undos = sorted((c for c in corrections if isinstance(c.operation, Undo)), key=lambda c: c.sequence)
    last = {c.operation.of: c for c in undos if isinstance(c.operation, Undo)}
    return {name: undo for name, undo in last.items() if name not in held}


def rows_named(operation: Operation) -> tuple[RowRef, ...]:
    """The rows that an operation is about."""
    if isinstance(operation, SetCell | AcceptCell):
        return (operation.row,) if operation.row else ()
    if isinstance(operation, RemoveRow | SplitRow):
        return (operation.row,)
    if isinstance(operation, AddRow):
        return (operation.after,) if operation.after else ()
    return operation.rows if isinstance(operation, MergeRows) else ()


def depending(corrections: Sequence[Correction], on: str) -> tuple[Correction, ...]:
    """The standing operations about rows that the operation ``on`` made, directly or through another one."""
    found: list[Correction] = []
    makers = {on}
    for correction in standing(corrections):
        if any(isinstance(row, Made) and row.by in makers for row in rows_named(correction.operation)):
            found.append(correction)
            makers.add(correction.id)
    return tuple(found)


def encode(operation: Operation) -> str:
    """As it is kept in the table."""
    return msgspec.json.encode(operation).decode()


def decode(text: str) -> Operation:
    """What :func:`encode` wrote."""
    operation: Operation = msgspec.json.decode(text, type=Operation)
    return operation
