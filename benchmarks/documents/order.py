"""What one document says: its header, lines and sums, as printed and as the truth file has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from benchmarks.documents.companies import Company

Value = str | int | float | None
ITEM_FIELDS = (
    "laminate_code", "thickness_mm", "width_mm", "height_mm", "location", "door_type", "door_core", "edging",
    "decorative_line", "design_name", "open_hole_type", "frame_width", "rebate_mm", "inner_outer", "frame_profile",
    "remark",
)  # fmt: skip
SPECIFICATION = (
    "size", "thickness", "type", "laminate", "core", "edging", "line", "design", "hole", "frame_width", "rebate",
    "side", "profile", "location", "remark",
)  # fmt: skip
"""The keys of a line's parts, in the order of a table's columns."""


@dataclass(frozen=True)
class Part:
    """One statement of a line's specification.

    ``text`` stands behind a label or in a column; ``plain`` stands alone in a sentence. ``columns`` are its texts where
    a size has columns of its own.
    """

    key: str
    text: str
    plain: str
    values: dict[str, Value]
    columns: dict[str, str] = field(default_factory=dict)


@dataclass
class Item:
    """A line. ``parts`` are printed with it; ``inherited`` is printed for many lines at once, elsewhere on the page."""

    kind: str
    noun: str
    quantity: int | None
    unit: str | None
    price: Decimal
    parts: list[Part] = field(default_factory=list)
    inherited: dict[str, Value] = field(default_factory=dict)
    code: str = ""
    group: str = ""
    less: int = 0
    """Per cent taken off this line."""

    @property
    def amount(self) -> Decimal:
        full = self.price * (1 if self.quantity is None else self.quantity)
        return (full * (100 - self.less) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    def take(self, key: str) -> Part | None:
        """The part, which the layout will then print for many lines at once."""
        part = self.part(key)
        if part:
            self.parts.remove(part)
            self.inherited |= part.values
        return part

    def rest(self, *printed: str) -> list[Part]:
        """The parts that stand in no column of their own."""
        return [part for part in self.parts if part.key not in printed]

    def truth(self) -> dict[str, Value]:
        values: dict[str, Value] = dict(self.inherited)
        for part in self.parts:
            values |= part.values
        plain = [self.noun, *(part.plain for part in self.parts)]
        head: dict[str, Value] = {
            "kind": self.kind,
            "description": ", ".join(plain),
            "quantity": self.quantity,
            "unit": self.unit,
        }
        return head | {name: values.get(name) for name in ITEM_FIELDS}


@dataclass
class Order:
    """The document. ``header`` are label and text in printing order, ``sums`` likewise, below the lines."""

    kind: str
    language: str
    title: str
    issuer: Company
    addressee: Company
    addressee_label: str
    site: tuple[str, tuple[str, ...]] | None
    header: list[tuple[str, str]]
    items: list[Item]
    sums: list[tuple[str, str]]
    closing: list[str]
    priced: bool
    money: str
    values: dict[str, Value]
    common: list[tuple[str, list[Part]]] = field(default_factory=list)

    @property
    def customer(self) -> Company:
        return self.issuer if self.kind == "purchase_order" else self.addressee

    def truth(self) -> dict[str, Any]:
        names = ("job_order_no", "date", "po_no", "delivery_date")
        head: dict[str, Any] = {"kind": self.kind} | {name: self.values.get(name) for name in names}
        head |= {"customer_name": self.customer.name, "measure_by": self.values.get("measure_by")}
        head |= {"currency": self.values.get("currency"), "total": self.values.get("total")}
        return head | {"items": [item.truth() for item in self.items]}


def of_kind(items: Iterable[Item], *kinds: str) -> list[Item]:
    """The lines of these kinds, in their order."""
    return [item for item in items if item.kind in kinds]
