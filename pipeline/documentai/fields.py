"""What the entities of a processor mean to us, as the company's ``documentai.toml`` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HEADER = frozenset({
    "number", "po_no", "date", "delivery_date", "due_date", "customer_name", "supplier_name", "measure_by", "sub_total",
    "tax_total", "total",
})  # fmt: skip
LINE = frozenset({
    "description", "quantity", "unit_price", "amount", "size", "width_mm", "height_mm", "thickness_mm", "laminate_code",
    "location", "door_type", "door_core", "edging", "decorative_line", "design_name", "open_hole_type", "frame_width",
    "rebate_mm", "inner_outer", "frame_profile", "remark",
})  # fmt: skip
LINE_ITEM = "line_item"
"""What a line is called in our entities, whatever the processor calls it."""
UNKNOWN = "?"
"""Begins the type of an entity that no list names; it is shown, never used."""


@dataclass(frozen=True)
class FieldMap:
    """From a processor's names to ours."""

    header: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    of_line: Mapping[str, str] = field(default_factory=dict)

    def of(self, type_: str) -> str:
        """Our name for an entity of the document."""
        return LINE_ITEM if type_ in self.lines else self.header.get(type_, f"{UNKNOWN}{type_}")

    def within(self, type_: str) -> str:
        """Our name for a part of a line, which some processors call ``line_item/quantity``."""
        plain = type_.rpartition("/")[2]
        return self.of_line.get(plain, f"{UNKNOWN}{type_}")


def read_field_maps(text: str, name: str) -> dict[str, FieldMap]:
    """The tables of ``text``, by their names. Raises :class:`ValueError` with the cure; ``name`` is the file's."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name} cannot be read: {error}. Correct that line.") from error
    return {table: _field_map(content, f"{name}, [{table}]") for table, content in tables.items()}


def _field_map(content: Any, place: str) -> FieldMap:
    if not isinstance(content, dict):
        raise ValueError(  # noqa: TRY004 - wrong content of a file, as every other mistake in it
            f"{place} is no table. Write [{place.rpartition('[')[2]} on a line of its own."
        )
    line = dict(content.get("line", {}))
    entity = {"entity": line.pop("entity", [])}
    header = {ours: theirs for ours, theirs in content.items() if ours != "line"}
    return FieldMap(
        _turned(header, HEADER, place),
        frozenset(_turned(entity, frozenset({"entity"}), place)),
        _turned(line, LINE, f"{place[:-1]}.line]"),
    )


def _turned(ours: Mapping[str, Any], known: frozenset[str], place: str) -> dict[str, str]:
    """Their names to ours."""
    turned: dict[str, str] = {}
    for name, theirs in ours.items():
        if name not in known:
            raise ValueError(f"{place}: {name} is none of our fields. There are: {', '.join(sorted(known))}.")
        if not isinstance(theirs, list) or not all(isinstance(each, str) for each in theirs):
            raise ValueError(f'{place}: {name} needs a list of names in quotes, such as {name} = ["{name}"].')
        for each in theirs:
            if turned.setdefault(each, name) != name:
                raise ValueError(f"{place}: {each} is named twice, for {turned[each]} and for {name}. Leave one.")
    return turned
