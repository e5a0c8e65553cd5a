"""Item tables in other manners: borderless, two columns of text, long lines, centred cells, lettered, with codes."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.documents import trade
from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, below_each_other, in_one_cell, labelled, named, numbers, told
from benchmarks.documents.heads import any_head, cells
from benchmarks.documents.order import Item
from benchmarks.documents.page import Layout, Sheet, box, closing, row, sum_rows, sums, t, table

Told = Callable[[Item], str]
_RIGHT = ("price", "amount")


def columns_of(sheet: Sheet, *first: str) -> list[str]:
    """The columns ``first``, then unit and prices where the document has them."""
    units = ["unit"] if any(item.unit for item in sheet.order.items) else []
    return [*first, *units, *(_RIGHT if sheet.order.priced else ())]


def item_row(sheet: Sheet, item: Item, number: str, columns: list[str], description: str) -> str:
    """One line; ``description`` is HTML, with its own <td> where it needs one."""
    texts = {
        "item": number, "description": description, "quantity": "" if item.quantity is None else str(item.quantity),
        "unit": item.unit or "", "price": sheet.price(item), "amount": sheet.amount(item), "code": item.code,
    }  # fmt: skip
    return row([f"<td class=n>{texts[key]}</td>" if key in _RIGHT else f"<td>{texts[key]}</td>" for key in columns])


def heads_of(sheet: Sheet, columns: list[str]) -> list[str]:
    """The wording of each column."""
    return [sheet.voice(key) for key in columns]


def item_table(sheet: Sheet, columns: list[str], tell: Told, cls: str, with_sums: bool = False) -> str:
    """All lines, each told by ``tell``."""
    items = sheet.order.items
    marks = numbers(sheet.rng, len(items))
    rows = [item_row(sheet, item, mark, columns, tell(item)) for item, mark in zip(items, marks, strict=True)]
    if with_sums:
        rows += sum_rows(sheet, len(columns))
    return table(heads_of(sheet, columns), rows, cls)


def borderless(sheet: Sheet) -> str:
    """Nothing but space between columns and lines."""
    separator = sheet.rng.choice(SEPARATORS[:2])
    columns = columns_of(sheet, *sheet.rng.choice((("item", "description", "quantity"), ("quantity", "description"))))
    if columns[0] == "quantity" and "unit" in columns:
        columns = ["quantity", "unit", "description", *columns[3:]]
    return (
        any_head(sheet)
        + item_table(sheet, columns, lambda item: in_one_cell(sheet, item, separator), "bare")
        + sums(sheet)
        + closing(sheet)
    )


def two_texts(sheet: Sheet) -> str:
    """What it is in one column, how it is made in another."""
    bare, joint = sheet.rng.random() < 0.5, sheet.rng.choice(("<br>", ", ", " / "))
    columns = columns_of(sheet, "item", "description", "specification", "quantity")
    rows = []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        name = named(sheet, item) if bare else item.noun
        said = told(item, "type") if bare else labelled(sheet, item.parts)
        cell = f"{t(name)}</td><td>{joint.join(t(text) for text in said)}"
        rows.append(item_row(sheet, item, mark, [key for key in columns if key != "specification"], cell))
    return any_head(sheet) + table(heads_of(sheet, columns), rows + sum_rows(sheet, len(columns))) + closing(sheet)


def long_line(sheet: Sheet) -> str:
    """The specification in one long line across the table, under its item."""
    separator, joint = sheet.rng.choice((" - ", " / ", "; ")), sheet.rng.choice((": ", " ", " = "))
    columns = columns_of(sheet, "item", "description", "quantity")
    rows = []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        rows.append(item_row(sheet, item, mark, columns, t(item.noun)))
        if item.parts:
            text = separator.join(labelled(sheet, item.parts, joint))
            rows.append(f"<tr><td></td><td colspan={len(columns) - 1} class=small>{t(text)}</td></tr>")
    return (
        any_head(sheet)
        + table(heads_of(sheet, columns), rows, sheet.rng.choice(("lined", "bare", "filled")))
        + sums(sheet)
        + closing(sheet)
    )


def lettered(sheet: Sheet) -> str:
    """A grid of header cells, lines numbered by letters or 1.1, and the totals on the left."""
    columns = columns_of(sheet, "item", "description", "quantity")
    rule = sheet.rng.choice(("lined", "grid"))
    told_as = item_table(sheet, columns, lambda item: below_each_other(sheet, item, " : "), rule)
    return cells(sheet) + told_as + sums(sheet, "left") + closing(sheet)


def centred(sheet: Sheet) -> str:
    """Cells of several lines with quantity and prices in the middle of their height."""
    order = sheet.rng.choice(
        (("item", "description", "quantity"), ("item", "quantity", "description"), ("description", "quantity"))
    )
    bullet = sheet.rng.choice(("", "- ", "• "))
    rule = sheet.rng.choice(("grid mid", "filled mid"))
    body = item_table(
        sheet,
        columns_of(sheet, *order),
        lambda item: below_each_other(sheet, item, bullet=bullet),
        rule,
        with_sums=True,
    )
    return any_head(sheet) + body + closing(sheet)


def coded(sheet: Sheet) -> str:
    """A stock code before each line, and amounts without a column for units."""
    columns = columns_of(sheet, "item", "code", "description", "quantity")
    separator = sheet.rng.choice(SEPARATORS)
    body = item_table(sheet, columns, lambda item: in_one_cell(sheet, item, separator), "lined", with_sums=True)
    return any_head(sheet) + body + closing(sheet)


def interrupted(sheet: Sheet) -> str:
    """Lines in italics between the items that belong to nobody, and a voice in the middle."""
    said = trade.ASIDES["ms" if sheet.order.language == "ms" else "en"]
    columns = columns_of(sheet, "item", "description", "quantity")
    separator = sheet.rng.choice(SEPARATORS)
    rows = []
    for item, mark in zip(sheet.order.items, numbers(sheet.rng, len(sheet.order.items)), strict=True):
        rows.append(item_row(sheet, item, mark, columns, in_one_cell(sheet, item, separator)))
        if sheet.rng.random() < 0.35:
            rows.append(
                f"<tr><td></td><td><i>{t(sheet.rng.choice(said))}</i></td><td colspan={len(columns) - 2}></td></tr>"
            )
    return any_head(sheet) + table(heads_of(sheet, columns), rows) + sums(sheet) + closing(sheet)


def delivery(sheet: Sheet) -> str:
    """Quantity first, no prices, a signature below."""
    columns = (
        ["quantity", "unit", "description"]
        if any(item.unit for item in sheet.order.items)
        else ["quantity", "description"]
    )
    if sheet.rng.random() < 0.5:
        columns.insert(0, "item")
    tell: Told = (
        (lambda item: below_each_other(sheet, item))
        if sheet.rng.random() < 0.5
        else (lambda item: in_one_cell(sheet, item, ", "))
    )
    rule = sheet.rng.choice(("grid", "lined", "bare"))
    return any_head(sheet) + item_table(sheet, columns, tell, rule) + box("&nbsp;") + closing(sheet)


_WHOLE = Demand(discounts=True)
LAYOUTS = (
    Layout("borderless", borderless, Demand(discounts=True), style="table.bare td {padding: 5px 9px}"),
    Layout("two_texts", two_texts, _WHOLE),
    Layout("long_line", long_line, _WHOLE),
    Layout("lettered", lettered, _WHOLE),
    Layout("centred", centred, Demand(lines=(3, 6))),
    Layout("coded", coded, Demand(discounts=True, units=False)),
    Layout("interrupted", interrupted, _WHOLE),
    Layout("delivery", delivery, Demand(kinds=("delivery_order",), priced=False)),
    Layout("singapore", coded, Demand(languages=("en",), currency="S$", kinds=("invoice", "quotation", "proforma"))),
    Layout(
        "unpriced_order", delivery, Demand(kinds=("purchase_order",), priced=False, languages=("en", "en", "ms", "bi"))
    ),
)
