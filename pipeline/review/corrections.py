"""A job order with what people decided about it: recorded operations, applied to what was built. Pure.

The same operations give the same job order however often the document is read again. A cell that a person set or
accepted keeps that content. An operation whose row is not found any more changes nothing and becomes a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from pipeline.build import DELIVERY_DATE
from pipeline.checks import CheckRules
from pipeline.model import Choice, Field, Issue, JobOrder
from pipeline.review.cells import PERSON, ROW_TYPES, TABLES, Path, noun_of, path_of, row_noun, words_of
from pipeline.review.documents import Concerning
from pipeline.review.operations import (
    AcceptCell,
    AcceptIssue,
    AddRow,
    Correction,
    Made,
    MergeRows,
    RemoveRow,
    RowRef,
    SetCell,
    SplitRow,
)
from pipeline.review.rows import Row, found, named
from pipeline.review.rules import checked_row
from pipeline.revision import flagged_fields
from pipeline.understand.grammar.tokens import squeeze

Content = Field | Choice | None


@dataclass(frozen=True)
class Corrected:
    """A job order under review. ``rows`` name its rows by table; ``lost`` are operations without their row."""

    order: JobOrder
    rows: dict[str, tuple[Row, ...]]
    settled: frozenset[tuple[RowRef | None, str]] = frozenset()
    touched: frozenset[RowRef] = frozenset()
    answered: frozenset[str] = frozenset()
    lost: tuple[Correction, ...] = ()

    def place(self, path: Path) -> Row | None:
        """The row that a path is in; None for the header. Raises :class:`IndexError` when there is none."""
        return self.rows[path.table][path.index] if path.table else None

    def content(self, path: Path) -> Content:
        """What stands in a cell."""
        row = self.place(path)
        content: Content = getattr(row.content if row else self.order, str(path.name))
        return content

    # -- each operation -----------------------------------------------------------------------------------------

    def after(self, correction: Correction) -> Corrected:
        """With one more operation. What it cannot be applied to makes it a lost one."""
        made = self._applied(correction)
        return made if made is not None else replace(self, lost=(*self.lost, correction))

    def _applied(self, correction: Correction) -> Corrected | None:  # noqa: PLR0911 - one for each operation
        operation = correction.operation
        match operation:
            case SetCell() | AcceptCell():
                return self._with_cell(operation)
            case AcceptIssue():
                return replace(self, answered=self.answered | {operation.message})
            case AddRow():
                return self._with_row(operation, correction.id)
            case RemoveRow():
                return self._without(operation.row)
            case SplitRow():
                return self._split(operation, correction)
            case MergeRows():
                return self._merged(operation, correction)
        return self

    def _with_cell(self, operation: SetCell | AcceptCell) -> Corrected | None:
        content: Content = operation.choice or operation.field
        key = (operation.row, operation.name)
        settle = isinstance(operation, AcceptCell) or operation.overruled
        made = replace(self, settled=self.settled | {key} if settle else self.settled - {key})
        if operation.row is None:
            return replace(made, order=_with_header(self.order, operation, content))
        return made._with_contents(operation.row, {operation.name: content})

    def _with_contents(self, ref: RowRef, contents: dict[str, Content]) -> Corrected | None:
        rows = self.rows[ref.table]
        index = found(ref, rows)
        if index is None:
            return None
        changed = Row(rows[index].ref, replace(rows[index].content, **contents))  # type: ignore[arg-type] # by the column's name
        made = self._with_rows(ref.table, (*rows[:index], changed, *rows[index + 1 :]))
        return replace(made, touched=self.touched | {changed.ref})

    def _with_rows(self, table: str, rows: Sequence[Row]) -> Corrected:
        return replace(self, rows={**self.rows, table: tuple(rows)})

    def _with_row(self, operation: AddRow, name: str) -> Corrected | None:
        rows = self.rows[operation.table]
        index = found(operation.after, rows) if operation.after else len(rows) - 1
        if index is None:
            return None
        new = Row(Made(operation.table, name), _empty_row(operation.table))
        made = self._with_rows(operation.table, (*rows[: index + 1], new, *rows[index + 1 :]))
        return replace(made, touched=self.touched | {new.ref})

    def _without(self, ref: RowRef) -> Corrected | None:
        rows = self.rows[ref.table]
        index = found(ref, rows)
        return None if index is None else self._with_rows(ref.table, (*rows[:index], *rows[index + 1 :]))

    def _split(self, operation: SplitRow, correction: Correction) -> Corrected | None:
        table = operation.row.table
        rows = self.rows[table]
        index = found(operation.row, rows)
        if index is None:
            return None
        refs = [rows[index].ref, *(Made(table, correction.id, part) for part in range(1, len(operation.quantities)))]
        parts = [
            Row(ref, replace(rows[index].content, quantity=_counted(quantity, correction.by)))
            for ref, quantity in zip(refs, operation.quantities, strict=True)
        ]
        made = self._with_rows(table, (*rows[:index], *parts, *rows[index + 1 :]))
        return replace(made, touched=self.touched | set(refs))

    def _merged(self, operation: MergeRows, correction: Correction) -> Corrected | None:
        table = operation.rows[0].table
        rows = self.rows[table]
        places = [found(ref, rows) for ref in operation.rows]
        known = [place for place in places if place is not None]
        if len(known) < len(places) or len(set(known)) < len(known):
            return None
        first, others = rows[known[0]], [rows[place] for place in known[1:]]
        one = Row(first.ref, _one_of(first, others, correction.by))
        left = [one if index == known[0] else row for index, row in enumerate(rows) if index not in known[1:]]
        made = self._with_rows(table, left)
        return replace(made, touched=self.touched | {one.ref})

    # -- the result ---------------------------------------------------------------------------------------------

    def finished(self, rules: CheckRules) -> Corrected:
        """With its rows numbered and checked, and its issues those that are still open."""
        rows = {table: tuple(self._checked(row, rules) for row in self.rows[table]) for table in TABLES}
        tables: dict[str, Any] = {
            table: tuple(replace(row.content, item=number) for number, row in enumerate(rows[table], 1))
            for table in TABLES
        }
        order = replace(self.order, **tables)
        return replace(self, rows=rows, order=replace(order, issues=self._issues(order)))

    def _checked(self, row: Row, rules: CheckRules) -> Row:
        if row.ref not in self.touched:
            return row
        settled = frozenset(name for ref, name in self.settled if ref == row.ref)
        made = isinstance(row.ref, Made)
        changed: dict[str, Any] = dict(checked_row(row.content, rules, settled, made=made))
        return Row(row.ref, replace(row.content, **changed))

    def _issues(self, order: JobOrder) -> tuple[Issue, ...]:
        loose = [issue for issue in self.order.issues if not _of_a_cell(issue)]
        loose += [Issue("", question_about(correction)) for correction in self.lost]
        cells = [
            Issue(path, doubt, field.page, field.box) for path, field in flagged_fields(order) for doubt in field.doubts
        ]
        return (*(issue for issue in loose if issue.message not in self.answered), *cells)


def corrected(order: JobOrder, concerning: Concerning, rules: CheckRules) -> Corrected:
    """``order`` as it was built, with what people decided about it applied in its order."""
    rows = {table: named(table, getattr(order, table)) for table in TABLES}
    under_review = Corrected(order, rows, lost=concerning.strays)
    if not concerning.own and not concerning.strays:
        return under_review
    for correction in concerning.own:
        under_review = under_review.after(correction)
    return under_review.finished(rules)


def question_about(correction: Correction) -> str:
    """What is asked when the row of a correction is not found after the document was read again."""
    what = _subject(correction)
    return (
        f"{correction.by} changed {what}, and it is not found any more since the document was read again: look at it."
    )


def _subject(correction: Correction) -> str:
    operation = correction.operation
    if isinstance(operation, SetCell | AcceptCell):
        table = row_noun(operation.row.table) if operation.row else "document"
        said = words_of(operation.choice or operation.field) or "blank"
        return f"the {noun_of(operation.name)} of a {table} to “{said}”"
    if isinstance(operation, RemoveRow | SplitRow):
        return f"the {row_noun(operation.row.table)} “{operation.was}”"
    return "a row"


def _with_header(order: JobOrder, operation: SetCell | AcceptCell, content: Content) -> JobOrder:
    """The order with a cell of its head. A delivery date worked out from the order's date moves with that date."""
    contents = {operation.name: content}
    if operation.name == "job_order_date" and DELIVERY_DATE in order.derived:
        contents[DELIVERY_DATE] = _moved(order, content)
    typed = {operation.name} if isinstance(operation, SetCell) else set()
    derived = tuple(name for name in order.derived if name not in typed)
    return replace(order, derived=derived, **contents)  # type: ignore[arg-type] # a header cell holds a Field


def _moved(order: JobOrder, content: Content) -> Field | None:
    """The derived delivery date, as many days after the new date as it was after the old one."""
    delivery, old = order.delivery_date, order.job_order_date
    if delivery is None or old is None or not isinstance(content, Field):
        return None
    try:
        days = date.fromisoformat(str(delivery.value)) - date.fromisoformat(str(old.value))
        return replace(delivery, value=(date.fromisoformat(str(content.value)) + days).isoformat())
    except (ValueError, OverflowError):
        return None


def _of_a_cell(issue: Issue) -> bool:
    """A cell's issues are made anew from its doubts."""
    return bool(issue.path) and path_of(issue.path).name is not None


def _counted(quantity: int, by: str) -> Field:
    return Field("quantity", str(quantity), quantity, 1.0, 0, None, f"{PERSON}{by}")


def _empty_row(table: str) -> Any:
    kind = ROW_TYPES[table]
    return kind(**{f.name: 0 if f.name == "item" else None for f in fields(kind)})  # type: ignore[arg-type] # every column may be empty


def _one_of(first: Row, others: Sequence[Row], by: str) -> Any:
    """The first row with the quantities of all; where the others say something else, it is asked about."""
    row: Any = first.content
    for other in others:
        row = replace(row, **{name: _asked(row, other.content, name) for name in _differing(row, other.content)})
    counts = [each.content.quantity for each in (first, *others)]
    numbers = [count.value for count in counts if count is not None and isinstance(count.value, int)]
    if len(numbers) == len(counts):
        return replace(row, quantity=_counted(sum(numbers), by))
    return replace(row, quantity=None)


def _differing(row: Any, other: Any) -> list[str]:
    names = [f.name for f in fields(row) if f.name not in ("item", "origin", "quantity")]
    return [name for name in names if squeeze(words_of(getattr(row, name))) != squeeze(words_of(getattr(other, name)))]


def _asked(row: Any, other: Any, name: str) -> Content:
    mine, theirs = getattr(row, name), getattr(other, name)
    doubt = f"the merged rows differ here: “{words_of(mine)}” and “{words_of(theirs)}”"
    if mine is None:
        mine = theirs
    if isinstance(mine, Choice):
        return replace(mine, field=replace(mine.field, doubts=(*mine.field.doubts, doubt)))
    return replace(mine, doubts=(*mine.doubts, doubt)) if isinstance(mine, Field) else None
