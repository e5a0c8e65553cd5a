"""What travels through the house, in the field's own terms (Document AI, hOCR, EN 16931, the form's columns).

Document → Page → Word ─ a reader   what stands on the pages, and where
Invoice → LineItem ─ extract      what the document says; every value is a Field
JobOrder → DoorRow, FrameRow ─ build   what the factory acts on; every value keeps its Field
Issue ─ review        what needs a person, in plain words

Everything is frozen: a step makes a new value, it never changes one. All of it is written to and read from JSON by
:func:`to_json` and :func:`from_json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R", "Invoice", "LineItem")

Value = str | int
"""A normalised value: text, an ISO date or a canonical decimal as text, millimetres or a count as a whole number."""


class Source(StrEnum):
    """The ways in."""

    FOLDER = "folder"
    MAIL = "mail"
    WEBHOOK = "webhook"
    UPLOAD = "upload"


@dataclass(frozen=True)
class Box:
    """A rectangle as fractions of the page, origin top left, ``0 <= x0 <= x1 <= 1``, as the page is read upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre_x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def centre_y(self) -> float:
        return (self.y0 + self.y1) / 2

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies in it as a whole."""
        return self.x0 <= other.x0 and other.x1 <= self.x1 and self.y0 <= other.y0 and other.y1 <= self.y1

    @staticmethod
    def around(boxes: list[Box]) -> Box:
        """The smallest box that holds all of ``boxes`` (at least one)."""
        first = boxes[0]
        if len(boxes) == 1:
            return first
        x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
        for box in boxes[1:]:
            x0, y0 = box.x0 if box.x0 < x0 else x0, box.y0 if box.y0 < y0 else y0
            x1, y1 = box.x1 if box.x1 > x1 else x1, box.y1 if box.y1 > y1 else y1
        return Box(x0, y0, x1, y1)


@dataclass(frozen=True)
class Word:
    """A word as read: no white space inside, ``confidence`` 0–1 (1 for a trusted text layer)."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True)
class Page:
    """A page turned upright.

    ``width`` and ``height`` are points (1/72 inch) after turning. ``rotation`` is how far the stored page image was
    turned clockwise to read it upright (0, 90, 180, 270). ``rulings`` are thin boxes: the lines drawn on the page.
    ``why`` says in a sentence why this engine was believed. ``turned`` are words that run up or down the page (the
    titles of narrow columns), those of each direction in the order in which they read. ``aslant`` is what a watermark
    says.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    engine: str
    engine_version: str
    rulings: tuple[Box, ...] = ()
    rotation: int = 0
    why: str = ""
    turned: tuple[Word, ...] = ()
    aslant: str = ""


@dataclass(frozen=True)
class Entity:
    """A field that an engine named by itself (Document AI), or an e-invoice element: type, text, normalised text.

    An e-invoice's element is on no page (``page`` is 0) and has a ``path`` instead.
    """

    type: str
    mention_text: str
    normalized: str | None
    confidence: float
    page: int
    box: Box | None
    properties: tuple[Entity, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Document:
    """What was read from one file."""

    media_type: str
    pages: tuple[Page, ...]
    entities: tuple[Entity, ...] = ()
    notes: tuple[str, ...] = ()
    """What else is to be said of how it was read, in sentences, such as that a second reader could not be asked."""


@dataclass(frozen=True, init=False)
class Field:
    """A value and where it came from.

    ``raw`` is the text as it stood; ``value`` its normalised form, or None when the place is known but the value is
    not. ``page`` (from 1) and ``box`` say where; for an e-invoice ``page`` is 0 and ``rule`` holds the element's path.
    ``doubts`` are sentences for a person; a field with a doubt is *flagged*.
    """

    name: str
    raw: str
    value: Value | None
    confidence: float
    page: int
    box: Box | None
    rule: str
    doubts: tuple[str, ...] = ()

    def __init__(  # noqa: PLR0913, PLR0917 - as its attributes
        self, name: str, raw: str, value: Value | None, confidence: float, page: int, box: Box | None, rule: str,
        doubts: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        own = self.__dict__  # hundreds are made of a page: so it takes half the time
        own["name"], own["raw"], own["value"], own["confidence"] = name, raw, value, confidence
        own["page"], own["box"], own["rule"], own["doubts"] = page, box, rule, doubts

    @property
    def flagged(self) -> bool:
        return bool(self.doubts)

    def as_sure_as(self, confidence: float) -> Field:
        """The same field with another confidence; most fields of a document get one, so it is made outright."""
        return Field(
            self.name, self.raw, self.value, confidence, self.page, self.box, self.rule, self.doubts
        )  # fmt: skip

    def doubted(self, doubt: str) -> Field:
        """The same field with one more doubt."""
        return replace(self, doubts=(*self.doubts, doubt))


class ItemKind(StrEnum):
    """A door and a frame go on the form; anything else (transport, hardware, labour) stays off it."""

    DOOR = "door"
    FRAME = "frame"
    OTHER = "other"


@dataclass(frozen=True)
class LineItem:
    """One line of the document. Absent is None. ``page`` and ``box`` span the whole line."""

    kind: Field
    description: Field
    page: int
    box: Box | None
    quantity: Field | None = None
    unit: Field | None = None
    laminate_code: Field | None = None
    thickness_mm: Field | None = None
    width_mm: Field | None = None
    height_mm: Field | None = None
    location: Field | None = None
    door_type: Field | None = None
    door_core: Field | None = None
    edging: Field | None = None
    decorative_line: Field | None = None
    decorative_line_count: Field | None = None
    design_name: Field | None = None
    open_hole_type: Field | None = None
    frame_width: Field | None = None
    rebate_mm: Field | None = None
    inner_outer: Field | None = None
    frame_profile: Field | None = None
    remark: Field | None = None
    unit_price: Field | None = None
    amount: Field | None = None
    discount: Field | None = None
    """Money taken off this line, as its own column says it."""
    other_words: Field | None = None
    """Words of a specification that the vocabulary does not know, kept as they stand."""


@dataclass(frozen=True)
class Invoice:
    """What one document says. One file may carry several; ``pages`` are the page numbers that belong to this one."""

    pages: tuple[int, ...]
    kind: Field | None = None
    job_order_no: Field | None = None
    date: Field | None = None
    po_no: Field | None = None
    delivery_date: Field | None = None
    due_date: Field | None = None
    customer_name: Field | None = None
    supplier_name: Field | None = None
    measure_by: Field | None = None
    currency: Field | None = None
    sub_total: Field | None = None
    tax_total: Field | None = None
    total: Field | None = None
    adjustments: tuple[Field, ...] = ()
    """Taxes, discounts (negative) and rounding printed between the lines and the total."""
    items: tuple[LineItem, ...] = ()
    doubts: tuple[str, ...] = ()
    """What is doubtful about the document as a whole, in sentences for a person."""


@dataclass(frozen=True)
class Choice:
    """A checkbox group: the ticked option as the form prints it, or the words for ``Others:``.

    ``blank`` fills the line beside the ticked option (the decorative line's count or code).
    """

    option: str | None
    other: str | None
    field: Field
    blank: str | None = None


@dataclass(frozen=True)
class Origin:
    """The line of the document that a row of the form comes from: where it stands and how it is described.

    A row made by a person has none.
    """

    page: int
    box: Box | None
    text: str


@dataclass(frozen=True)
class DoorRow:
    """A row of the DOOR page, in the order of the form's columns."""

    item: int
    laminate_code: Field | None
    door_thickness: Choice | None
    width_mm: Field | None
    height_mm: Field | None
    location: Field | None
    quantity: Field | None
    door_type: Choice | None
    door_core: Choice | None
    edging: Choice | None
    decorative_line: Choice | None
    design_name: Field | None
    open_hole_type: Field | None
    remark: Field | None
    origin: Origin | None = None


@dataclass(frozen=True)
class FrameRow:
    """A row of the FRAME page, in the order of the form's columns."""

    item: int
    laminate_code: Field | None
    frame_width: Field | None
    rebated: Field | None
    width_mm: Field | None
    height_mm: Field | None
    location: Field | None
    quantity: Field | None
    inner_or_outer: Choice | None
    frame_profile: Field | None
    remark: Field | None
    origin: Origin | None = None


@dataclass(frozen=True)
class Issue:
    """What needs a person.

    ``path`` names the field (``po_no``, ``doors[2].width_mm`` with rows from 0, or "" for the whole document); ``page``
    and ``box`` say where to look.
    """

    path: str
    message: str
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True)
class Revision:
    """Says that this job order replaces an earlier one: letters as on the form ("B" replaces "A" of ``replaced_on``).

    ``changed`` are the paths of cells that differ from the replaced one.
    """

    letter: str
    replaces: str
    replaced_on: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class JobOrder:
    """What the factory builds from. ``issues`` not empty means DRAFT."""

    job_order_no: Field | None
    job_order_date: Field | None
    po_no: Field | None
    delivery_date: Field | None
    customer_name: Field | None
    measure_by: Field | None
    doors: tuple[DoorRow, ...] = ()
    frames: tuple[FrameRow, ...] = ()
    issues: tuple[Issue, ...] = ()
    derived: tuple[str, ...] = ()
    """Paths of values that were worked out (a delivery date by lead days), not read."""
    revision: Revision | None = None
    pages: tuple[int, ...] = ()
    """The pages of the file that belong to this document; empty for an e-invoice."""

    @property
    def draft(self) -> bool:
        return bool(self.issues)


def present_fields(record: Invoice | LineItem) -> dict[str, Field]:
    """The fields of a document or of a line that have something in them, by name, in declaration order."""
    values = vars(record)
    return {name: values[name] for name in _NAMES[type(record)] if isinstance(values[name], Field)}


_NAMES = {kind: tuple(f.name for f in fields(kind)) for kind in (Invoice, LineItem)}  # asked for dozens of times a page


def to_json(value: object) -> bytes:
    """Any of the types above as JSON, keys in declaration order."""
    return msgspec.json.encode(value)


def from_json(data: bytes, kind: type[T]) -> T:
    """What :func:`to_json` wrote. Raises :class:`msgspec.ValidationError` when ``data`` is not a ``kind``."""
    return msgspec.json.decode(data, type=kind)


def with_fields(record: R, changes: Mapping[str, Field]) -> R:
    """``record`` with some of its fields changed, by name."""
    if not changes:
        return record
    changed = object.__new__(type(record))  # thirty fields are set one by one where it is made anew
    vars(changed).update(vars(record), **changes)
    return changed
