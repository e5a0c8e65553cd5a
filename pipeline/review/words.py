"""What a decision did, in a few words for the history. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.cells import noun_of, row_noun, words_of
from pipeline.review.operations import (
    AcceptCell,
    AcceptIssue,
    AddRow,
    Approve,
    Correction,
    MergeRows,
    Operation,
    Reject,
    RemoveRow,
    RowRef,
    SetCell,
    SplitRow,
    Undo,
)


def told(made: Sequence[Correction], undone: Sequence[Correction] = ()) -> str:
    """One sentence for the job's history."""
    if undone:
        return f"Undone: {_listed([words(c.operation) for c in undone])}"
    return f"Corrected by hand: {_listed([words(c.operation) for c in made])}"


def _listed(sentences: Sequence[str]) -> str:
    shown = "; ".join(sentences[:3])
    return shown if len(sentences) <= 3 else f"{shown}; and {len(sentences) - 3} more"


def words(operation: Operation) -> str:  # noqa: PLR0911 - one for each operation
    """What the operation did."""
    match operation:
        case SetCell():
            said = words_of(operation.choice or operation.field) or "blank"
            return f"{_cell(operation.name, operation.row)} is {said} (was {operation.was.words or 'blank'})"
        case AcceptCell():
            said = words_of(operation.choice or operation.field) or "blank"
            return f"{_cell(operation.name, operation.row)} accepted as {said}"
        case AcceptIssue():
            return f"answered: {operation.message}"
        case AddRow():
            return f"{row_noun(operation.table)} row added"
        case RemoveRow():
            taken = "is no door or frame" if operation.not_a_door else "taken off the form"
            return f"“{operation.was}” {taken}"
        case SplitRow():
            return f"“{operation.was}” split into {' + '.join(map(str, operation.quantities))}"
        case MergeRows():
            return f"{len(operation.rows)} rows merged"
        case Approve() | Reject() | Undo():
            return {Approve: "approved", Reject: "rejected", Undo: "undone"}[type(operation)]
    documents = " | ".join(",".join(map(str, pages)) for pages in operation.documents)
    return f"pages grouped as {documents}"


def _cell(name: str, row: RowRef | None) -> str:
    return f"{noun_of(name)} of a {row_noun(row.table)}" if row else noun_of(name)
