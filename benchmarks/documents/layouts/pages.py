"""Documents of several pages: sums carried over, heads repeated, items cut in two; and a line printer's page."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.documents.codes import amount
from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, below_each_other, in_one_cell, labelled, named, numbers, told
from benchmarks.documents.heads import any_head, sender_line
from benchmarks.documents.layouts.tables import columns_of, heads_of, item_row
from benchmarks.documents.order import Item
from benchmarks.documents.page import Layout, Sheet, box, closing, sums, t, table

_BREAK = "<div style='break-before:page'></div>"


def carried(sheet: Sheet) -> str:
    """Two or three pages, each with the head of the table; C/F at the foot and B/F on top."""
    columns = columns_of(sheet, "item", "description", "quantity")
    items, separator = sheet.order.items, sheet.rng.choice(SEPARATORS)
    marks = numbers(sheet.rng, len(items))
    cut = [items[at : at + 5] for at in range(0, len(items), 5)]
    pages, running = [any_head(sheet)], Decimal(0)
    again = sheet.rng.random() < 0.5
    for at, part in enumerate(cut):
        rows = [_sum_row(sheet, "brought", running, len(columns))] if at and sheet.order.priced else []
        rows += [
            item_row(sheet, item, marks[number], columns, in_one_cell(sheet, item, separator))
            for number, item in enumerate(part, 5 * at)
        ]
        running += sum((item.amount for item in part), Decimal(0))
        if at + 1 < len(cut) and sheet.order.priced:
            rows.append(_sum_row(sheet, "carried", running, len(columns)))
        top = _BREAK + (_later_head(sheet, at + 1, len(cut)) if again else "") if at else ""
        pages.append(top + table(heads_of(sheet, columns), rows, "grid"))
    return "".join(pages) + sums(sheet) + closing(sheet)


def cut_item(sheet: Sheet) -> str:
    """The page ends in the middle of an item; its other lines stand under the repeated head."""
    columns = columns_of(sheet, "item", "description", "quantity")
    items = sheet.order.items
    marks = numbers(sheet.rng, len(items))
    at = next((n for n, item in enumerate(items) if n > 0 and len(item.parts) > 2), 0)
    half = len(items[at].parts) // 2
    upper = [
        item_row(sheet, item, mark, columns, below_each_other(sheet, item))
        for item, mark in zip(items[:at], marks, strict=False)
    ]
    first = "<br>".join([t(items[at].noun), *(t(text) for text in labelled(sheet, items[at].parts[:half]))])
    upper.append(item_row(sheet, items[at], marks[at], columns, first))
    left = "<br>".join(t(text) for text in labelled(sheet, items[at].parts[half:]))
    lower = ["<tr>" + "".join(f"<td>{left if key == 'description' else ''}</td>" for key in columns) + "</tr>"]
    lower += [
        item_row(sheet, item, mark, columns, below_each_other(sheet, item))
        for item, mark in zip(items[at + 1 :], marks[at + 1 :], strict=True)
    ]
    head, rule = heads_of(sheet, columns), sheet.rng.choice(("lined", "grid"))
    second = _BREAK + _later_head(sheet, 2, 2) + table(head, lower, rule)
    return any_head(sheet) + table(head, upper, rule) + second + sums(sheet) + closing(sheet)


def line_printer(sheet: Sheet) -> str:
    """Typewriter type, columns by spaces, rules of dashes."""
    priced, order = sheet.order.priced, sheet.order
    head = f"{_cut(sheet.voice('item'), 5)}{_cut(sheet.voice('description'), 48)}{sheet.voice('quantity')[:8]:>8}"
    head += f" {_cut(sheet.voice('unit'), 7)}"
    if priced:
        head += f"{sheet.voice('price')[:12]:>12}{sheet.voice('amount')[:13]:>13}"
    rule, text = "-" * (94 if priced else 69), []
    for at, item in enumerate(order.items, 1):
        text += _typed(sheet, item, at)
    total = [f"{label:>78} {value:>14}" for label, value in order.sums]
    body = "\n".join([rule, head, rule, *text, rule, *total])
    return any_head(sheet) + f"<pre style='font: 7.6pt \"Liberation Mono\"'>{t(body)}</pre>" + closing(sheet)


def _typed(sheet: Sheet, item: Item, at: int) -> list[str]:
    wrapped = _wrap(", ".join([named(sheet, item), *told(item, "type")]), 46)
    first = f"{at:<5}{wrapped[0]:<48}{'' if item.quantity is None else item.quantity:>8} {item.unit or '':<7}"
    if sheet.order.priced:
        first += f"{sheet.price(item):>12}{sheet.amount(item):>13}"
    return [first, *(" " * 5 + line for line in wrapped[1:]), ""]


def _wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) + 1 > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _cut(text: str, width: int) -> str:
    return f"{text[: width - 1]:<{width}}"


def _sum_row(sheet: Sheet, key: str, total: Decimal, width: int) -> str:
    return f"<tr><td colspan={width - 1} class=n>{t(sheet.voice(key))}</td><td class=n>{amount(total)}</td></tr>"


def _later_head(sheet: Sheet, page: int, pages: int) -> str:
    (label, number), _ = sheet.order.header[:2]
    return box(t(sender_line(sheet.order.issuer))) + box(
        f"{t(label)}: {t(number)} &emsp; {t(sheet.voice('page'))} {page} / {pages}"
    )


LAYOUTS = (
    Layout("carried", carried, Demand(lines=(7, 13))),
    Layout("cut_item", cut_item, Demand(lines=(4, 8))),
    Layout("line_printer", line_printer, Demand(languages=("en", "en", "ms"), discounts=True)),
)
