"""A reviewer who knows the right values: makes every correction that a job order needs, as a person does on screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.checks import CheckRules
from pipeline.errors import Refused
from pipeline.evaluation.alignment import paired_documents, paired_lines
from pipeline.evaluation.labels import Labelled, items_of
from pipeline.evaluation.scoring import Outcome, outcome_of
from pipeline.form import FormOptions
from pipeline.learned.reading import ATTRIBUTES
from pipeline.model import Choice, Field, ItemKind, JobOrder
from pipeline.review.cells import COLUMNS, TABLES, Kind, field_of, kind_of
from pipeline.review.changes import Accept, Add, Asked, Change, NotADoor, Set, operations_of
from pipeline.review.corrections import Corrected, corrected
from pipeline.review.documents import Concerning
from pipeline.review.operations import Correction
from pipeline.review.typed import Ticked
from pipeline.revision import HEADER

_TRUTH_NAMES = {"job_order_date": "date"}
_KIND_OF = {"doors": ItemKind.DOOR, "frames": ItemKind.FRAME}
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_FREE = frozenset({"remark"})


@dataclass
class Reviewer:
    """Corrects job orders to their labels; ``options`` and ``rules`` are the company's."""

    options: FormOptions
    rules: CheckRules

    def orders_with_truth(
        self, orders: Sequence[JobOrder], label: Labelled
    ) -> list[tuple[JobOrder, Mapping[str, object]]]:
        """Each job order with the labels of its document."""
        read = [{name: _value(getattr(order, name)) for name in HEADER} for order in orders]
        named = [{("date" if k == "job_order_date" else k): v for k, v in values.items()} for values in read]
        return [
            (orders[j], label.documents[i])
            for i, j in paired_documents(label.documents, named)
            if i is not None and j is not None
        ]

    def corrections(self, order: JobOrder, truth: Mapping[str, object]) -> tuple[list[Correction], Corrected]:
        """Every correction that makes ``order`` right and leaves no question, and the job order after them."""
        made: list[Correction] = []
        now = self._now(order, made)
        for change in self._changes(order, truth):
            now = self._record(change, now, order, made)
        while question := next((issue for issue in now.order.issues), None):
            before = len(made)
            now = self._record(Accept(question.path, None if question.path else question.message), now, order, made)
            if len(made) == before or len(made) > 500:
                break
        return made, now

    def _record(self, change: Change, now: Corrected, order: JobOrder, made: list[Correction]) -> Corrected:
        try:
            operations = operations_of(change, now, Asked("reviewer", self.options, self.rules))
        except Refused:  # what the form has no box for cannot be typed into it
            return now
        for operation, _ in operations:
            number = len(made) + 1
            reason = "as labelled" if isinstance(change, Set) else None
            made.append(Correction(f"c{number}", "job", 1, 1, number, operation, "reviewer", _AT, reason))
        return self._now(order, made)

    def _now(self, order: JobOrder, made: Sequence[Correction]) -> Corrected:
        return corrected(order, Concerning(tuple(made)), self.rules)

    def _changes(self, order: JobOrder, truth: Mapping[str, object]) -> Iterator[Change]:
        for name in HEADER:
            yield from self._cell(name, name, getattr(order, name), truth.get(_TRUTH_NAMES.get(name, name)))
        for table in TABLES:
            yield from self._rows(table, getattr(order, table), truth)

    def _rows(self, table: str, rows: Sequence[Any], truth: Mapping[str, object]) -> Iterator[Change]:
        pairs = self.pairs(table, rows, truth)
        wrong = []
        for item, index in pairs:
            if item is None and index is not None:
                wrong.append(index)
            elif item is not None and index is not None:
                for name in COLUMNS[table]:
                    yield from self._cell(
                        f"{table}[{index}].{name}", name, getattr(rows[index], name), _labelled(name, item)
                    )
        for index in sorted(wrong, reverse=True):
            yield NotADoor(f"{table}[{index}]")
        place = len(rows) - len(wrong)
        for item in [item for item, index in pairs if index is None and item is not None]:
            yield Add(table)  # type: ignore[arg-type] # doors or frames
            for name in COLUMNS[table]:
                yield from self._cell(f"{table}[{place}].{name}", name, None, _labelled(name, item))
            place += 1

    def pairs(self, table: str, rows: Sequence[Any], truth: Mapping[str, object]) -> list[tuple[Any, int | None]]:
        """The labelled lines of a table with the rows that are theirs."""
        items = [item for item in items_of(truth) if item.get("kind") == _KIND_OF[table]]
        read = [self._values(row, table) for row in rows]
        return [(items[i] if i is not None else None, j) for i, j in paired_lines(items, read)]

    def _values(self, row: Any, table: str) -> dict[str, object]:
        values = {ATTRIBUTES.get(name, name): self.value(name, getattr(row, name)) for name in COLUMNS[table]}
        described = row.origin.text if row.origin else ""
        return values | {"kind": _KIND_OF[table].value, "description": described}

    def value(self, name: str, content: Any) -> object:
        """What a cell says, in the words of labels."""
        if isinstance(content, Choice):
            group = getattr(self.options, name)
            ticked = [option.value for option in group.options if option.label == content.option]
            return ticked[0] if ticked else content.other
        return _value(content)

    def right(self, name: str, content: Any, truth: object) -> bool:
        """Whether a cell holds what is labelled."""
        attribute = _TRUTH_NAMES.get(name, ATTRIBUTES.get(name, name))
        return outcome_of(attribute, truth, self.value(name, content)) in (None, Outcome.RIGHT)

    def _cell(self, path: str, name: str, content: Any, truth: object) -> Iterator[Change]:
        if self.right(name, content, truth):
            return
        if name in _FREE and truth is None and not (field_of(content) and field_of(content).doubts):
            return
        yield Set(path, self._typed(name, truth), "as labelled")

    def _typed(self, name: str, truth: object) -> Any:
        if truth is None or kind_of(name) is not Kind.CHOICE:
            return None if truth is None else str(truth)
        group = getattr(self.options, name)
        label = group.label(truth)  # type: ignore[arg-type] # a labelled value
        if label:
            return Ticked(option=label)
        return Ticked(other=f"{truth}mm" if isinstance(truth, int) else str(truth))


def _labelled(name: str, item: Mapping[str, object]) -> object:
    return item.get(ATTRIBUTES.get(name, name))


def _value(content: object) -> object:
    return content.value if isinstance(content, Field) else None
