"""A block for each item: cards in one or two columns, forms, and items side by side."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.heads import any_head
from benchmarks.documents.order import SPECIFICATION, Item
from benchmarks.documents.page import Layout, Sheet, box, closing, pair_table, pairs, row, sums, t, table


def statements(sheet: Sheet, item: Item) -> list[tuple[str, str]]:
    """Label and text of everything said about an item."""
    said = [(sheet.voice(part.key), part.text) for part in item.parts]
    quantity = f"{item.quantity} {item.unit}" if item.unit else str(item.quantity)
    said.append((sheet.voice("quantity"), quantity))
    if sheet.order.priced:
        said += [
            (sheet.voice("price"), f"{sheet.order.money} {sheet.price(item)}"),
            (sheet.voice("amount"), sheet.amount(item)),
        ]
    return said


def cards(sheet: Sheet) -> str:
    """A frame around each item, its name on top."""
    colon = sheet.rng.choice((":", ""))
    blocks = "".join(
        box(f"<b>{at}. {t(item.noun)}</b>" + pair_table(statements(sheet, item), colon), "frame keep")
        for at, item in enumerate(sheet.order.items, 1)
    )
    return any_head(sheet) + blocks + sums(sheet) + closing(sheet)


def cards_in_two(sheet: Sheet) -> str:
    """Two cards beside each other, in rows."""
    items = sheet.order.items
    word = sheet.voice("item").split(" / ")[0]
    blocks = "".join(
        box(
            f"<b>{t(word)} {at}: {t(item.noun)}</b><br>" + pairs(statements(sheet, item)),
            "frame keep",
            "width:48%; margin:0",
        )
        for at, item in enumerate(items, 1)
    )
    return (
        any_head(sheet)
        + box(blocks, style="display:flex; flex-wrap:wrap; gap:8px 4%")
        + sums(sheet, boxed=True)
        + closing(sheet)
    )


def forms(sheet: Sheet) -> str:
    """A ruled two-column table for each item, as an office form has it."""
    blocks = []
    for at, item in enumerate(sheet.order.items, 1):
        rows = [row([f"<td colspan=2 style='background:#e8e8e8'><b>{chr(64 + at)}. {t(item.noun)}</b></td>"])]
        rows += [row([f"<td style='width:32%'>{t(a)}</td>", t(b)]) for a, b in statements(sheet, item)]
        blocks.append(table([], rows, "grid keep"))
    return any_head(sheet) + "".join(blocks) + sums(sheet, "left") + closing(sheet)


def side_by_side(sheet: Sheet) -> str:
    """Items as columns, what is said of them as rows."""
    items = sheet.order.items
    said = [dict(statements(sheet, item)) for item in items]
    labels = [
        sheet.voice(key)
        for key in (*SPECIFICATION, "quantity", "price", "amount")
        if any(sheet.voice(key) in column for column in said)
    ]
    head = [sheet.voice("item"), *(str(at) for at in range(1, len(items) + 1))]
    rows = [row([t(sheet.voice("description")), *(t(item.noun) for item in items)])]
    rows += [row([t(label), *(t(column.get(label, "-")) for column in said)]) for label in labels]
    return any_head(sheet) + table(head, rows) + sums(sheet) + closing(sheet)


_CARDS = Demand(lines=(3, 6))
LAYOUTS = (
    Layout("cards", cards, _CARDS),
    Layout("cards_in_two", cards_in_two, _CARDS),
    Layout("forms", forms, _CARDS),
    Layout(
        "side_by_side",
        side_by_side,
        Demand(lines=(3, 5), others=0.1),
        style="table.grid td {font-size: 85%}",
        landscape=True,
    ),
)
