"""Pages as offices type them: sizes before the name, brackets, sub-rows, schedules without names, types as headings."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import labelled, named, numbers, told
from benchmarks.documents.heads import any_head
from benchmarks.documents.layouts.schedules import cell
from benchmarks.documents.layouts.tables import columns_of, heads_of, item_row
from benchmarks.documents.order import Item, of_kind
from benchmarks.documents.page import Layout, Sheet, box, closing, row, sums, t, table


def bracketed(sheet: Sheet) -> str:
    """Flush door (900 x 2100mm) (43mm thk) [laminate LK 2204] (honeycomb core)."""
    columns, rows = columns_of(sheet, "item", "description", "quantity"), []
    left, right = sheet.rng.choice(("()", "[]", "()"))
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        inside = [part.plain for part in item.rest("type", "remark")]
        remark = item.part("remark")
        text = " ".join([named(sheet, item), *(f"{left}{each}{right}" for each in inside)])
        text += f"<br>{t(remark.plain)}" if remark else ""
        rows.append(item_row(sheet, item, mark, columns, text))
    return any_head(sheet) + table(heads_of(sheet, columns), rows, "grid") + sums(sheet) + closing(sheet)


def size_first(sheet: Sheet) -> str:
    """900 x 2100mm single leaf flush door, honeycomb core."""
    columns, rows = columns_of(sheet, "item", "description", "quantity"), []
    separator = sheet.rng.choice((", ", " - ", "<br>"))
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        size = item.part("size")
        first = f"{size.plain} {named(sheet, item)}" if size else item.noun
        rows.append(
            item_row(sheet, item, mark, columns, separator.join([t(first), *map(t, told(item, "type", "size"))]))
        )
    rule = sheet.rng.choice(("grid", "lined", "bare"))
    return any_head(sheet) + table(heads_of(sheet, columns), rows, rule) + sums(sheet) + closing(sheet)


def merged_columns(sheet: Sheet) -> str:
    """One column for size, thickness and core together, one for the finish, one for where it goes."""
    order, voice, rows = sheet.order, sheet.voice, []
    joint = sheet.rng.choice((" / ", ", ", "<br>"))
    made = f"{voice('size').split(' (')[0]} / {voice('thickness')} / {voice('core')}".replace(
        " / ", sheet.rng.choice(("/", " / "))
    )
    keys = [key for key in ("laminate", "location") if any(item.part(key) for item in order.items)]
    head = [
        voice("item"),
        voice("description"),
        made,
        *(voice(key) for key in keys),
        voice("quantity"),
        voice("price"),
        voice("amount"),
    ]
    for at, item in enumerate(order.items, 1):
        together = joint.join(
            t(part.text if key != "core" else part.plain)
            for key in ("size", "thickness", "core")
            if (part := item.part(key))
        )
        texts = [
            str(at),
            t(item.noun),
            together,
            *(t(cell(item, key)) for key in keys),
            str(item.quantity),
            sheet.price(item),
            sheet.amount(item),
        ]
        rows.append(row(texts))
    return any_head(sheet) + table(head, rows, "grid") + sums(sheet) + closing(sheet)


def size_in_one_column(sheet: Sheet) -> str:
    """A size column, whatever its notation, among columns of the specification; quantity with its unit."""
    order, voice, rows = sheet.order, sheet.voice, []
    used = [
        key for key in ("laminate", "core", "edging", "hole", "location") if any(item.part(key) for item in order.items)
    ]
    sheet.rng.shuffle(used)
    keys = ["size", *used] if sheet.rng.random() < 0.5 else [*used, "size"]
    head = [voice(key) for key in ("item", "description", *keys, "quantity", "amount")]
    for at, item in enumerate(order.items, 1):
        count = f"{item.quantity} {item.unit}" if item.unit else str(item.quantity)
        rows.append(row([str(at), t(item.noun), *(t(cell(item, key)) for key in keys), count, sheet.amount(item)]))
    return any_head(sheet) + table(head, rows, sheet.rng.choice(("grid", "filled"))) + sums(sheet) + closing(sheet)


_SCHEDULES = {"door": ("DOOR SCHEDULE", "JADUAL PINTU"), "frame": ("FRAME SCHEDULE", "JADUAL BINGKAI")}


def nameless_schedules(sheet: Sheet) -> str:
    """A schedule of doors and one of frames: marks D1, D2 and no names; the rest in a plain table."""
    order, voice, parts = sheet.order, sheet.voice, [any_head(sheet)]
    for kind, titles in _SCHEDULES.items():
        items = of_kind(order.items, kind)
        if not items:
            continue
        keys = list(dict.fromkeys(part.key for item in items for part in item.parts))
        head = [voice("mark"), *(voice(key) for key in keys), voice("quantity"), voice("price"), voice("amount")]
        rows = [
            row(
                [
                    f"{kind[0].upper()}{at}",
                    *(t(cell(item, key, "-")) for key in keys),
                    str(item.quantity),
                    sheet.price(item),
                    sheet.amount(item),
                ]
            )
            for at, item in enumerate(items, 1)
        ]
        parts += [box(f"<b>{titles[order.language == 'ms']}</b>", style="margin-top:8px"), table(head, rows)]
    rest = of_kind(order.items, "other")
    if rest:
        rows = [
            row([str(at), t(item.noun), str(item.quantity), sheet.price(item), sheet.amount(item)])
            for at, item in enumerate(rest, 1)
        ]
        parts.append(table([voice(key) for key in ("item", "description", "quantity", "price", "amount")], rows))
    return "".join(parts) + sums(sheet) + closing(sheet)


def equations(sheet: Sheet) -> str:
    """Size = 900 x 2100mm, Thk = 43mm: under the name, all in one run or a line each."""
    columns, rows = columns_of(sheet, "item", "description", "quantity"), []
    joint, between = sheet.rng.choice((" = ", "=", " : ")), sheet.rng.choice(("; ", "<br>", ", "))
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        said = between.join(t(each) for each in labelled(sheet, item.parts, joint))
        rows.append(item_row(sheet, item, mark, columns, f"{t(item.noun)}<br>{said}"))
    return any_head(sheet) + table(heads_of(sheet, columns), rows, "lined") + sums(sheet) + closing(sheet)


def sub_rows(sheet: Sheet) -> str:
    """The name with its figures in one row, each statement in a row of its own with a small letter."""
    columns, rows = columns_of(sheet, "item", "description", "quantity"), []
    style = sheet.rng.choice(("{}) ", "({}) ", "- ", "> "))
    for at, item in enumerate(sheet.order.items, 1):
        rows.append(item_row(sheet, item, str(at), columns, f"<b>{t(item.noun)}</b>"))
        for place, text in enumerate(labelled(sheet, item.parts)):
            cells = [
                f"{style.format('abcdefghijklmnop'[place])}{t(text)}" if key == "description" else "" for key in columns
            ]
            rows.append(row(cells))
    return (
        any_head(sheet)
        + table(heads_of(sheet, columns), rows, sheet.rng.choice(("grid", "bare")))
        + sums(sheet)
        + closing(sheet)
    )


def beside_notes(sheet: Sheet) -> str:
    """The table takes three quarters of the width; the rest is a box of notes that belongs to no line."""
    columns, rows = columns_of(sheet, "item", "description", "quantity"), []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        rows.append(
            item_row(sheet, item, mark, columns, "<br>".join([t(named(sheet, item)), *map(t, told(item, "type"))]))
        )
    malay = sheet.order.language == "ms"
    notes = (
        ("Nota am", "Semua saiz dalam mm atau kaki.", "Sila semak sebelum potong.")
        if malay
        else ("NOTES", "Please check all sizes on site.", "Colour may differ from sample.")
    )
    side = box("<br>".join(map(t, notes)), "frame small", "width:22%")
    body = box(box(table(heads_of(sheet, columns), rows, "grid"), style="width:76%") + side, "split")
    return any_head(sheet) + body + sums(sheet) + closing(sheet)


def typed_headings(sheet: Sheet) -> str:
    """Type A, B: how the doors below are made is said in a heading; the lines have size, place and count."""
    order = sheet.order
    doors, rest = of_kind(order.items, "door"), of_kind(order.items, "frame", "other")
    shared = [
        part
        for key in ("core", "edging", "laminate")
        if (part := next((part for item in doors if (part := item.part(key))), None))
    ]
    for item in doors:
        for part in shared:
            item.take(part.key)
        item.inherited |= {name: value for part in shared for name, value in part.values.items()}
    columns = columns_of(sheet, "item", "description", "quantity")
    text = ", ".join([doors[0].noun, *(part.plain for part in shared)])
    name = "Jenis A" if order.language == "ms" else "Type A"
    rows = [f"<tr><td></td><td colspan={len(columns) - 1}><b>{name}: {t(text)}</b></td></tr>"] if shared else []
    for at, item in enumerate(doors + rest, 1):
        rows.append(item_row(sheet, item, str(at), columns, t(", ".join([item.noun, *told(item)]))))
    order.items[:] = doors + rest
    return any_head(sheet) + table(heads_of(sheet, columns), rows, "grid") + sums(sheet) + closing(sheet)


def bullets(sheet: Sheet) -> str:
    """No table: a bullet for each item, its statements indented below, quantity and price at the end."""

    def one(item: Item) -> str:
        end = f"{item.quantity} {item.unit}" if item.unit else str(item.quantity)
        said = [*labelled(sheet, item.parts), f"{sheet.voice('quantity')}: {end}"]
        said += [
            f"{sheet.voice('price')}: {sheet.order.money} {sheet.price(item)}",
            f"{sheet.voice('amount')}: {sheet.order.money} {sheet.amount(item)}",
        ]
        return box(f"&bull; <b>{t(item.noun)}</b>") + box(
            "<br>".join(map(t, said)), style="margin-left:24px; margin-bottom:8px"
        )

    return any_head(sheet) + "".join(map(one, sheet.order.items)) + sums(sheet) + closing(sheet)


_SMALL = "table.grid td, table.grid th, table.filled td, table.filled th {font-size: 84%; padding: 2px 3px}"
_MADE = frozenset(("size", "thickness", "core", "laminate", "location"))
_ONE = frozenset(("size", "laminate", "core", "edging", "hole", "location"))
LAYOUTS = (
    Layout("bracketed", bracketed, Demand()),
    Layout("size_first", size_first, Demand()),
    Layout("merged_columns", merged_columns, Demand(size_columns=True, units=False, keys=_MADE, frames=0.0), _SMALL),
    Layout("size_in_one_column", size_in_one_column, Demand(keys=_ONE, frames=0.1), _SMALL, landscape=True),
    Layout("nameless_schedules", nameless_schedules, Demand(lines=(4, 9), units=False), _SMALL, landscape=True),
    Layout("equations", equations, Demand()),
    Layout("sub_rows", sub_rows, Demand(lines=(3, 6))),
    Layout("beside_notes", beside_notes, Demand()),
    Layout("typed_headings", typed_headings, Demand()),
    Layout("bullets", bullets, Demand(lines=(3, 5))),
)
