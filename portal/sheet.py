"""A job order as the portal shows it: each value with the place it came from, how sure it is, and what is doubtful.

Pure: a :class:`JobOrder` in, groups of :class:`Shown` out. Labels are the templates' business; here are only names.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Box, Choice, DoorRow, Field, FrameRow, Issue, JobOrder
from portal.wording import iso_day

HEADER = ("job_order_no", "job_order_date", "po_no", "delivery_date", "customer_name", "measure_by")
DATES = frozenset({"job_order_date", "delivery_date"})
DOOR = (
    "laminate_code",
    "door_thickness",
    "width_mm",
    "height_mm",
    "location",
    "quantity",
    "door_type",
    "door_core",
    "edging",
    "decorative_line",
    "design_name",
    "open_hole_type",
    "remark",
)
FRAME = (
    "laminate_code",
    "frame_width",
    "rebated",
    "width_mm",
    "height_mm",
    "location",
    "quantity",
    "inner_or_outer",
    "frame_profile",
    "remark",
)
MILLIMETRES = frozenset({"width_mm", "height_mm"})
_EMPTY = (None, "")
SURE = 0.9
"""From this confidence on a value is not pointed out; only the look of its bar depends on it."""


@dataclass(frozen=True)
class Shown:
    """A cell. ``text`` is what the form prints, "" when it is blank; ``doubts`` ask a person something."""

    path: str
    name: str
    text: str
    raw: str
    confidence: float | None
    page: int
    box: Box | None
    rule: str
    doubts: tuple[str, ...]
    derived: bool
    changed: bool

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def by_person(self) -> bool:
        """Typed by a person, not read by a machine."""
        return self.rule.startswith("person")

    @property
    def read_differently(self) -> bool:
        """The form prints it in other words than the document has it."""
        return bool(self.raw) and self.raw.strip() != self.text


@dataclass(frozen=True)
class Group:
    """The header (``kind`` "header", ``number`` 0), or a row of the DOOR or FRAME page."""

    kind: str
    number: int
    cells: tuple[Shown, ...]

    @property
    def filled(self) -> tuple[Shown, ...]:
        """Cells with something in them or something to ask."""
        return tuple(cell for cell in self.cells if cell.text or cell.doubts)

    @property
    def empty(self) -> tuple[Shown, ...]:
        """Cells the document says nothing about."""
        return tuple(cell for cell in self.cells if not cell.text and not cell.doubts)

    def cell(self, name: str) -> Shown | None:
        return next((cell for cell in self.cells if cell.name == name), None)


def groups(order: JobOrder) -> tuple[Group, ...]:
    """The header, then every door, then every frame."""
    header = Group("header", 0, tuple(_cell(order, name, name, getattr(order, name)) for name in HEADER))
    doors = tuple(_row(order, "door", f"doors[{i}]", row, DOOR) for i, row in enumerate(order.doors))
    frames = tuple(_row(order, "frame", f"frames[{i}]", row, FRAME) for i, row in enumerate(order.frames))
    return (header, *doors, *frames)


def _row(order: JobOrder, kind: str, path: str, row: DoorRow | FrameRow, names: tuple[str, ...]) -> Group:
    return Group(kind, row.item, tuple(_cell(order, f"{path}.{name}", name, getattr(row, name)) for name in names))


def _cell(order: JobOrder, path: str, name: str, content: Field | Choice | None) -> Shown:
    field = content.field if isinstance(content, Choice) else content
    issues = [issue for issue in order.issues if issue.path == path]
    box, page = _place(field, issues)
    return Shown(
        path=path,
        name=name,
        text=_text(name, content),
        raw=field.raw if field else "",
        confidence=field.confidence if field else None,
        page=page,
        box=box,
        rule=field.rule if field else "",
        doubts=_unique([*(issue.message for issue in issues), *(field.doubts if field else ())]),
        derived=path in order.derived,
        changed=order.revision is not None and path in order.revision.changed,
    )


def _place(field: Field | None, issues: list[Issue]) -> tuple[Box | None, int]:
    if field is not None and field.box is not None:
        return field.box, field.page
    pointed = next((issue for issue in issues if issue.box is not None), None)
    return (pointed.box, pointed.page) if pointed else (None, field.page if field else 0)


def _text(name: str, content: Field | Choice | None) -> str:
    if isinstance(content, Choice):
        words = content.option or (f"Others: {content.other}" if content.other else "")
        return f"{words} {content.blank}" if content.blank else words
    if content is None or content.value in _EMPTY:
        return ""
    if name in MILLIMETRES:
        return f"{content.value} mm"
    return iso_day(str(content.value)) if name in DATES else str(content.value)


def loose_issues(order: JobOrder) -> tuple[Issue, ...]:
    """Issues that no cell shows: about the document as a whole, or a whole row."""
    shown = {cell.path for group in groups(order) for cell in group.cells}
    return tuple(issue for issue in order.issues if issue.path not in shown)


def row_size(group: Group) -> str:
    """``915 x 2440 mm``, or as much of it as is known."""
    width, height = (group.cell(name) for name in ("width_mm", "height_mm"))
    parts = [cell.text.removesuffix(" mm") if cell and cell.text else "?" for cell in (width, height)]
    return "" if parts == ["?", "?"] else f"{parts[0]} x {parts[1]} mm"


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
