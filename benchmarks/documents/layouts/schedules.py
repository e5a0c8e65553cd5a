"""Tables that give sizes columns of their own."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.heads import any_head
from benchmarks.documents.order import SPECIFICATION, Item, of_kind
from benchmarks.documents.page import Layout, Sheet, box, closing, row, sum_rows, sums, t, table

_SCHEDULE = frozenset(("size", "thickness", "laminate", "type", "core", "location", "remark", "hole", "edging"))


def cell(item: Item, key: str, empty: str = "") -> str:
    """What stands in the column ``key``."""
    if key in ("width", "height"):
        size = item.part("size")
        return size.columns[key] if size else empty
    part = item.part(key)
    return part.text if part else empty


def columns_table(sheet: Sheet, items: list[Item], keys: list[str], start: int = 1, cls: str = "grid") -> str:
    """Number, name, one column a key, quantity, unit and prices; the sums below where all lines are in it."""
    order, empty = sheet.order, sheet.rng.choice(("", "-"))
    head = ["item", "description", *keys, "quantity"] + (["unit"] if any(item.unit for item in items) else [])
    head += ["price", "amount"] if order.priced else []
    rows = []
    for at, item in enumerate(items, start):
        drawn = {
            "item": str(at),
            "description": item.noun,
            "quantity": "" if item.quantity is None else str(item.quantity),
        }
        drawn |= {"unit": item.unit or "", "price": sheet.price(item), "amount": sheet.amount(item)}
        rows.append(row([t(drawn[key] if key in drawn else cell(item, key, empty)) for key in head]))
    if len(items) == len(order.items):
        rows += sum_rows(sheet, len(head))
    return table([sheet.voice(key) for key in head], rows, cls)


def schedule(sheet: Sheet) -> str:
    """W, H and thickness in columns, then the specification."""
    used = [key for key in ("thickness", "type", "laminate", "core", "edging", "hole", "location", "remark")
            if any(item.part(key) for item in sheet.order.items)]  # fmt: skip
    if sheet.rng.random() < 0.5 and "location" in used:
        used = ["location", *(key for key in used if key != "location")]
    place = sheet.rng.randint(0, min(2, len(used)))
    keys = [*used[:place], "width", "height", *used[place:]]
    if (
        all(part.columns["width"].isdigit() for item in sheet.order.items if (part := item.part("size")))
        and sheet.rng.random() < 0.6
    ):
        sheet.voice.keep("width", sheet.voice("width_mm"))
        sheet.voice.keep("height", sheet.voice("height_mm"))
    return (
        any_head(sheet)
        + columns_table(sheet, sheet.order.items, keys, cls=sheet.rng.choice(("grid", "filled")))
        + closing(sheet)
    )


def two_tables(sheet: Sheet) -> str:
    """Doors in one table, frames in another with other columns, what remains in a third."""
    parts, start = [any_head(sheet)], 1
    malay = sheet.order.language == "ms"
    for kinds, heading in (
        (("door",), ("DOORS", "PINTU")),
        (("frame",), ("FRAMES", "BINGKAI")),
        (("other",), ("OTHERS", "LAIN-LAIN")),
    ):
        items = of_kind(sheet.order.items, *kinds)
        if not items:
            continue
        keys = list(
            dict.fromkeys(part.key for key in SPECIFICATION for item in items for part in item.parts if part.key == key)
        )
        parts += [
            box(f"<b>{heading[malay]}</b>", style="margin-top:8px"),
            columns_table(sheet, items, keys, start),
        ]
        start += len(items)
    alone = len({item.kind for item in sheet.order.items}) == 1
    return "".join(parts) + ("" if alone else sums(sheet)) + closing(sheet)


_ROOM = "table.grid td, table.grid th, table.filled td, table.filled th {font-size: 82%; padding: 2px 3px}"
LAYOUTS = (
    Layout(
        "schedule_mm",
        schedule,
        Demand(imperial=False, size_columns=True, keys=_SCHEDULE, frames=0.0, discounts=True),
        _ROOM,
        landscape=True,
    ),
    Layout(
        "schedule_feet",
        schedule,
        Demand(imperial=True, size_columns=True, keys=_SCHEDULE, frames=0.0, discounts=True),
        _ROOM,
        landscape=True,
    ),
    Layout(
        "two_tables", two_tables, Demand(discounts=True, lines=(5, 9), frames=0.4, others=0.15), _ROOM, landscape=True
    ),
)
