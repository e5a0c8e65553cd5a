"""The cells of a job order: their paths, what kind of value each takes, and how its value is put into words."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from pipeline.errors import Refused
from pipeline.model import Choice, DoorRow, Field, FrameRow
from pipeline.revision import HEADER

DOORS, FRAMES = "doors", "frames"
TABLES = (DOORS, FRAMES)
ROW_TYPES: dict[str, type[DoorRow] | type[FrameRow]] = {DOORS: DoorRow, FRAMES: FrameRow}
COLUMNS: dict[str, tuple[str, ...]] = {
    table: tuple(f.name for f in fields(kind) if f.name not in ("item", "origin")) for table, kind in ROW_TYPES.items()
}
"""The columns of each table, in the form's order."""


class Kind(StrEnum):
    """What a cell takes. A count is of pieces; millimetres are whole."""

    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    MILLIMETRES = "millimetres"
    CHOICE = "choice"


_KINDS = {
    "job_order_date": Kind.DATE,
    "delivery_date": Kind.DATE,
    "quantity": Kind.COUNT,
    "width_mm": Kind.MILLIMETRES,
    "height_mm": Kind.MILLIMETRES,
    "rebated": Kind.MILLIMETRES,
    "door_thickness": Kind.CHOICE,
    "door_type": Kind.CHOICE,
    "door_core": Kind.CHOICE,
    "edging": Kind.CHOICE,
    "decorative_line": Kind.CHOICE,
    "inner_or_outer": Kind.CHOICE,
}
BLANKED = "decorative_line"
"""The group whose boxes have a line to fill beside them."""

_PATH = re.compile(r"(?P<table>doors|frames)\[(?P<index>\d{1,5})\](?:\.(?P<name>[a-z_]+))?")


@dataclass(frozen=True)
class Path:
    """``po_no``, ``doors[0].width_mm`` or ``doors[0]``: rows count from 0. A whole row has no ``name``."""

    table: str | None
    index: int
    name: str | None

    def __str__(self) -> str:
        row = f"{self.table}[{self.index}]" if self.table else ""
        return ".".join(part for part in (row, self.name) if part)


def path_of(text: str) -> Path:
    """``text`` as a path. Raises :class:`Refused` when the form has no such cell."""
    if text in HEADER:
        return Path(None, 0, text)
    match = _PATH.fullmatch(text)
    if match is None or match["name"] not in (None, *COLUMNS[match["table"]]):
        raise Refused("no_such_cell", f"The form has no cell “{text}”. Cells are named like doors[0].width_mm.")
    return Path(match["table"], int(match["index"]), match["name"])


def kind_of(name: str) -> Kind:
    """What the cell called ``name`` takes."""
    return _KINDS.get(name, Kind.TEXT)


def words_of(content: Field | Choice | None) -> str:
    """What the form prints, "" where it stays blank; a date as it is kept (2026-03-12)."""
    if content is None:
        return ""
    if isinstance(content, Choice):
        words = content.option or (f"Others: {content.other}" if content.other else "")
        return f"{words} {content.blank}" if content.blank else words
    return content.raw if content.value is None else str(content.value)


def field_of(content: Field | Choice | None) -> Field | None:
    """Where the content comes from."""
    return content.field if isinstance(content, Choice) else content


def by_person(content: Field | Choice | None) -> bool:
    """Whether a person typed it."""
    field = field_of(content)
    return field is not None and field.rule.startswith(PERSON)


PERSON = "person "
"""The rule of a value that a person typed begins with this; the name follows."""

NOUNS = {
    "job_order_no": "job order no",
    "job_order_date": "date",
    "po_no": "PO no",
    "customer_name": "customer",
    "width_mm": "width",
    "height_mm": "height",
    "rebated": "rebate",
}


def noun_of(name: str) -> str:
    """What people call the cell."""
    return NOUNS.get(name, name.replace("_", " "))


def row_noun(table: str) -> str:
    """``door`` or ``frame``."""
    return table.removesuffix("s")
