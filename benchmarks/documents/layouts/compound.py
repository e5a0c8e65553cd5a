"""Tables whose cells hold more than one thing, or whose heads stand in two rows or are missing."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, in_one_cell, labelled, named, numbers, told
from benchmarks.documents.heads import any_head
from benchmarks.documents.layouts.schedules import cell
from benchmarks.documents.layouts.tables import columns_of, heads_of, item_row
from benchmarks.documents.order import Item
from benchmarks.documents.page import Layout, Sheet, closing, row, sum_rows, sums, t, table

_HELD = " style='white-space:nowrap'"
"""Keeps a number and its unit on one line."""


def counted(item: Item) -> str:
    """4 nos."""
    return f"{item.quantity} {item.unit}" if item.unit else str(item.quantity)


def heads_in_two_rows(sheet: Sheet) -> str:
    """A schedule whose head says Size (mm) above W, H and T, and the currency above price and amount."""
    order, voice = sheet.order, sheet.voice
    used = [
        key
        for key in ("type", "laminate", "core", "edging", "location", "remark")
        if any(i.part(key) for i in order.items)
    ]
    top = [f"<th rowspan=2>{t(voice(key))}</th>" for key in ("item", "description")]
    top.append(f"<th colspan=3>{t(voice('size').split(' (')[0])} (mm)</th>")
    top += [f"<th rowspan=2>{t(voice(key))}</th>" for key in (*used, "quantity")]
    lower = [t(voice(key)) for key in ("width", "height", "thickness")]
    if order.priced:
        top.append(f"<th colspan=2>{order.money}</th>")
        lower += [t(voice("price")), t(voice("amount"))]
    rows = []
    for item, mark in zip(order.items, numbers(sheet.rng, len(order.items)), strict=True):
        thickness = item.part("thickness")
        sizes = [cell(item, "width"), cell(item, "height"), thickness.columns["thickness"] if thickness else ""]
        texts = [mark, item.noun, *sizes, *(cell(item, key) for key in used), counted(item)]
        texts += [sheet.price(item), sheet.amount(item)] if order.priced else []
        rows.append(row([t(text) for text in texts]))
    head = f"<thead>{row(top, 'th')}{row(lower, 'th')}</thead>"
    return (
        any_head(sheet)
        + f"<table class=grid>{head}<tbody>{''.join(rows)}</tbody></table>"
        + sums(sheet)
        + closing(sheet)
    )


def two_a_line(sheet: Sheet) -> str:
    """Below the name, two labelled statements on each line, apart by a gap."""
    columns = columns_of(sheet, "item", "description", "quantity")
    rows = []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        said = [t(text) for text in labelled(sheet, item.parts)]
        pairs = [f"<td>{left}</td>" for left in said] + ["<td></td>"] * (len(said) % 2)
        lines = "".join(f"<tr>{''.join(pairs[at : at + 2])}</tr>" for at in range(0, len(pairs), 2))
        inner = f"<table class=pairs style='width:100%; table-layout:fixed'>{lines}</table>" if said else ""
        rows.append(item_row(sheet, item, mark, columns, f"<b>{t(item.noun)}</b>{inner}"))
    return (
        any_head(sheet)
        + table(heads_of(sheet, columns), rows, sheet.rng.choice(("lined", "grid")))
        + sums(sheet)
        + closing(sheet)
    )


def counted_together(sheet: Sheet) -> str:
    """Quantity and unit in one cell, and the currency in every price."""
    columns = ["item", "description", "quantity", *(("price", "amount") if sheet.order.priced else ())]
    if sheet.rng.random() < 0.4:
        columns = [columns[0], columns[2], columns[1], *columns[3:]]
    separator, money, rows = sheet.rng.choice(SEPARATORS), sheet.order.money, []
    held = sheet.rng.choice(("", _HELD, _HELD, _HELD))
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        texts = {"item": mark, "description": in_one_cell(sheet, item, separator), "quantity": t(counted(item))}
        texts |= {"price": f"{money} {sheet.price(item)}", "amount": f"{money} {sheet.amount(item)}"}
        rows.append(row([f"<td{held if key != 'description' else ''}>{texts[key]}</td>" for key in columns]))
    return any_head(sheet) + table(heads_of(sheet, columns), rows, "grid") + sums(sheet, boxed=True) + closing(sheet)


def price_block(sheet: Sheet) -> str:
    """No columns of numbers: each item has its quantity, price and amount in a block at the right, with labels."""
    voice, money, rows = sheet.voice, sheet.order.money, []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        right = [f"{voice('quantity')}: {counted(item)}"]
        if sheet.order.priced:
            right += [
                f"{voice('price')}: {money} {sheet.price(item)}",
                f"{voice('amount')}: {money} {sheet.amount(item)}",
            ]
        text = "<br>".join([f"<b>{t(named(sheet, item))}</b>", *(t(line) for line in told(item, "type"))])
        rows.append(
            row(
                [
                    f"<td>{mark}</td>",
                    f"<td>{text}</td>",
                    f"<td style='width:34%'>{'<br>'.join(t(line) for line in right)}</td>",
                ]
            )
        )
    return (
        any_head(sheet) + table([], rows, sheet.rng.choice(("grid", "filled", "bare"))) + sums(sheet) + closing(sheet)
    )


def headless(sheet: Sheet) -> str:
    """A table as Word makes it, without any head: number, text, quantity with unit, price, amount."""
    separator, rows = sheet.rng.choice(SEPARATORS), []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        texts = [mark, in_one_cell(sheet, item, separator), t(counted(item))]
        texts += (
            [f"@ {sheet.order.money}{sheet.price(item)}", f"{sheet.order.money}{sheet.amount(item)}"]
            if sheet.order.priced
            else []
        )
        rows.append(row([f"<td{_HELD if at != 1 else ''}>{text}</td>" for at, text in enumerate(texts)]))
    rows += sum_rows(sheet, 5) if sheet.order.priced else []
    return any_head(sheet) + table([], rows, sheet.rng.choice(("grid", "bare"))) + closing(sheet)


_TWO_ROWS = frozenset(("size", "thickness", "type", "laminate", "core", "edging", "location", "remark"))
_COUNTED = Demand(running_text=True)
LAYOUTS = (
    Layout(
        "heads_in_two_rows", heads_in_two_rows,
        Demand(imperial=False, size_columns=True, whole_mm=True, keys=_TWO_ROWS, frames=0.0),
        "table.grid td, table.grid th {font-size: 84%}", landscape=True,
    ),
    Layout("two_a_line", two_a_line, Demand(discounts=True)),
    Layout("counted_together", counted_together, _COUNTED),
    Layout("price_block", price_block, _COUNTED),
    Layout("headless", headless, _COUNTED),
)  # fmt: skip
