"""What a person asks to change, and the operations that this is recorded as. Pure.

A path means the job order as it stands after the changes before it in the same request: rows move up when one is
taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from pipeline.checks import CheckRules
from pipeline.errors import Refused
from pipeline.form import FormOptions
from pipeline.model import Box, Choice, Field
from pipeline.review.cells import Path, field_of, path_of, words_of
from pipeline.review.corrections import Corrected
from pipeline.review.operations import (
    AcceptCell,
    AcceptIssue,
    AddRow,
    MergeRows,
    Operation,
    RemoveRow,
    RowRef,
    Seen,
    SetCell,
    SplitRow,
)
from pipeline.review.typed import Hand, Typed, content_of, without_doubts

MOST_ROWS = 500
"""Rows in a table: more cannot be meant."""


class Set(msgspec.Struct, frozen=True, tag_field="op", tag="set", forbid_unknown_fields=True):
    """Put a value into a cell; null leaves it blank. A ``reason`` holds it against the checks.

    ``page`` and ``box`` say where on the page it was selected, if it was.
    """

    path: str
    value: Typed
    reason: str | None = None
    page: int = 0
    box: Box | None = None


class Accept(msgspec.Struct, frozen=True, tag_field="op", tag="accept", forbid_unknown_fields=True):
    """The cell is right as it stands. Path "" answers questions about the document: that ``message``, or all."""

    path: str
    message: str | None = None
    reason: str | None = None


class Add(msgspec.Struct, frozen=True, tag_field="op", tag="add_row", forbid_unknown_fields=True):
    """An empty row at the end of the table, or behind the row at ``after``."""

    table: Literal["doors", "frames"]
    after: str | None = None


class Remove(msgspec.Struct, frozen=True, tag_field="op", tag="remove_row", forbid_unknown_fields=True):
    """Take a row off the form."""

    path: str
    reason: str | None = None


class NotADoor(msgspec.Struct, frozen=True, tag_field="op", tag="not_a_door", forbid_unknown_fields=True):
    """Take a row off the form since its line is no door and no frame."""

    path: str
    reason: str | None = None


class Split(msgspec.Struct, frozen=True, tag_field="op", tag="split_row", forbid_unknown_fields=True):
    """Make several rows of one, one for each quantity."""

    path: str
    quantities: tuple[int, ...]
    reason: str | None = None


class Merge(msgspec.Struct, frozen=True, tag_field="op", tag="merge_rows", forbid_unknown_fields=True):
    """Make one row of several, at the place of the first."""

    paths: tuple[str, ...]
    reason: str | None = None


Change = Set | Accept | Add | Remove | NotADoor | Split | Merge


@dataclass(frozen=True)
class Asked:
    """Who asks for a change, and what it is judged by."""

    by: str
    options: FormOptions
    rules: CheckRules


def operations_of(change: Change, now: Corrected, asked: Asked) -> Sequence[tuple[Operation, str | None]]:
    """The operations that ``change`` is recorded as, each with its reason. Raises :class:`Refused`."""
    match change:
        case Set():
            return [(_set(change, now, asked), change.reason)]
        case Accept():
            return [(operation, change.reason) for operation in _accepted(change, now, asked)]
        case Add():
            _refuse_more_than(MOST_ROWS, len(now.rows[change.table]) + 1)
            return [(AddRow(change.table, _row(change.after, now) if change.after else None), None)]
        case Split():
            return [(_split(change, now), change.reason)]
        case Merge():
            return [(_merge(change, now), change.reason)]
    row = _row(change.path, now)
    return [(RemoveRow(row, _said(change.path, now), isinstance(change, NotADoor)), change.reason)]


def _set(change: Set, now: Corrected, asked: Asked) -> SetCell:
    path = _cell(change.path, now)
    content = content_of(str(path.name), change.value, Hand(asked.by, change.page, change.box), asked.options)
    row = now.place(path)
    return SetCell(
        name=str(path.name),
        row=row.ref if row else None,
        field=None if isinstance(content, Choice) else content,
        choice=content if isinstance(content, Choice) else None,
        was=_seen(now.content(path)),
        overruled=bool(change.reason and change.reason.strip()),
    )


def _seen(content: Field | Choice | None) -> Seen:
    field = field_of(content)
    return Seen(words_of(content), field.rule if field else "", field.confidence if field else None)


def _accepted(change: Accept, now: Corrected, asked: Asked) -> list[Operation]:
    if not change.path:
        messages = [issue.message for issue in now.order.issues if not issue.path]
        wanted = [message for message in messages if change.message in (None, message)]
        if not wanted:
            raise Refused("no_such_question", "This question is not asked any more: load the job order again.")
        return [AcceptIssue(message) for message in wanted]
    return [accepted_cell(_cell(change.path, now), now, asked.by)]


def accepted_cell(path: Path, now: Corrected, by: str) -> AcceptCell:
    """The cell as it stands, as right."""
    row, content = now.place(path), now.content(path)
    field, accepted = field_of(content), without_doubts(content, by)
    return AcceptCell(
        name=str(path.name),
        row=row.ref if row else None,
        field=None if isinstance(accepted, Choice) else accepted,
        choice=accepted if isinstance(accepted, Choice) else None,
        doubts=field.doubts if field else (),
    )


def _split(change: Split, now: Corrected) -> SplitRow:
    path = _whole_row(change.path, now)
    row = now.place(path)
    quantities = change.quantities
    if len(quantities) < 2 or any(quantity < 1 for quantity in quantities):
        raise Refused("no_split", "Say the quantity of each new row: two or more whole numbers from 1.")
    _refuse_more_than(MOST_ROWS, len(now.rows[str(path.table)]) + len(quantities) - 1)
    count = row.content.quantity.value if row and row.content.quantity else None
    if isinstance(count, int) and sum(quantities) != count and not change.reason:
        words = f"The row has {count}, the new ones {sum(quantities)} together: make them add up, or give a reason."
        raise Refused("quantities_differ", words)
    return SplitRow(_row(change.path, now), quantities, _said(change.path, now))


def _merge(change: Merge, now: Corrected) -> MergeRows:
    paths = [_whole_row(path, now) for path in change.paths]
    if len({(path.table, path.index) for path in paths}) < 2 or len(set(change.paths)) < len(change.paths):
        raise Refused("no_merge", "Name two or more different rows to make one of.")
    if len({path.table for path in paths}) > 1:
        raise Refused("no_merge", "A door and a frame cannot become one row.")
    return MergeRows(tuple(_row(path, now) for path in change.paths), tuple(_said(path, now) for path in change.paths))


def _row(path: str, now: Corrected) -> RowRef:
    row = now.place(_whole_row(path, now))
    if row is None:
        raise AssertionError("a whole row's path has a table")
    return row.ref


def _whole_row(text: str, now: Corrected) -> Path:
    path = path_of(text)
    if path.table is None or path.name is not None:
        raise Refused("no_such_row", f"“{text}” is no row. Rows are named like doors[0].")
    return _there(path, now)


def _cell(text: str, now: Corrected) -> Path:
    path = path_of(text)
    if path.name is None:
        raise Refused("no_such_cell", f"“{text}” is no cell. Cells are named like doors[0].width_mm.")
    return _there(path, now)


def _there(path: Path, now: Corrected) -> Path:
    if path.table and path.index >= len(now.rows[path.table]):
        raise Refused("no_such_row", f"There is no row {path.table}[{path.index}]: load the job order again.")
    return path


def _said(path: str, now: Corrected) -> str:
    """How the row is called in the history: its line on the page, or its size."""
    row = now.place(path_of(path))
    if row is None:
        return ""
    content = row.content
    size = f"{words_of(content.width_mm) or '?'} x {words_of(content.height_mm) or '?'} mm"
    return " ".join(content.origin.text.split())[:120] if content.origin and content.origin.text else size


def _refuse_more_than(most: int, rows: int) -> None:
    if rows > most:
        raise Refused("too_many_rows", f"A job order holds at most {most} rows of a kind.")
