"""The cells and rows of a job order under review, as the screen is told of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outputs.words import date_words
from pipeline.model import Choice, Field, JobOrder
from pipeline.review.cells import COLUMNS, PERSON, Kind, field_of, kind_of, words_of
from pipeline.review.corrections import Corrected
from pipeline.review.operations import RowRef
from pipeline.review.rows import found, named
from pipeline.revision import HEADER
from portal.review.state import CellState, Reading, RowState

Content = Field | Choice | None


@dataclass(frozen=True)
class Sheet:
    """What a job order's cells are told from: as it is, and as it was built."""

    order: JobOrder
    built: JobOrder
    under_review: Corrected

    def header(self) -> tuple[CellState, ...]:
        """The six cells at the head of the form."""
        return tuple(self._cell(name, name, getattr(self.order, name), getattr(self.built, name)) for name in HEADER)

    def rows(self, table: str) -> tuple[RowState, ...]:
        """The rows of ``doors`` or ``frames``."""
        refs = [row.ref for row in self.under_review.rows[table]]
        built = named(table, getattr(self.built, table))
        contents: Sequence[object] = getattr(self.order, table)
        return tuple(
            self._row(f"{table}[{index}]", table, contents[index], self._built_of(ref, built))
            for index, ref in enumerate(refs)
        )

    def _built_of(self, ref: RowRef, built: Sequence[object]) -> object | None:
        index = found(ref, built)  # type: ignore[arg-type] # rows of this table
        return built[index].content if index is not None else None  # type: ignore[attr-defined] # rows of this table

    def _row(self, path: str, table: str, row: object, built: object | None) -> RowState:
        origin = getattr(row, "origin", None)
        return RowState(
            path=path,
            item=getattr(row, "item", 0),
            line=origin.text if origin else "",
            page=origin.page if origin else 0,
            box=origin.box if origin else None,
            cells=tuple(
                self._cell(f"{path}.{name}", name, getattr(row, name), getattr(built, name, None))
                for name in COLUMNS[table]
            ),
        )

    def _cell(self, path: str, name: str, content: Content, built: Content) -> CellState:
        field, choice = field_of(content), content if isinstance(content, Choice) else None
        kind = kind_of(name)
        return CellState(
            path=path,
            name=name,
            kind=kind,
            text=shown(kind, content),
            value=field.value if field and not choice else None,
            option=choice.option if choice else None,
            other=choice.other if choice else None,
            blank=choice.blank if choice else None,
            raw=field.raw if field else "",
            by=_person(field),
            rule=field.rule if field else "",
            confidence=field.confidence if field else None,
            page=field.page if field else 0,
            box=field.box if field else None,
            doubts=field.doubts if field else (),
            derived=path in self.order.derived,
            changed=self.order.revision is not None and path in self.order.revision.changed,
            read=_reading(kind, built) if words_of(content) != words_of(built) or _person(field) else None,
        )


def shown(kind: Kind, content: Content) -> str:
    """What the form prints for it: dates day first."""
    return date_words(content) if kind is Kind.DATE and isinstance(content, Field) else words_of(content)


def _person(field: Field | None) -> str | None:
    return field.rule.removeprefix(PERSON) if field and field.rule.startswith(PERSON) else None


def _reading(kind: Kind, built: Content) -> Reading | None:
    field = field_of(built)
    if field is None:
        return None
    return Reading(
        text=shown(kind, built),
        value=field.value,
        raw=field.raw,
        rule=field.rule,
        confidence=field.confidence,
        page=field.page,
        box=field.box,
        doubts=field.doubts,
    )
