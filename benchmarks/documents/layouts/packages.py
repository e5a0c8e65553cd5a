"""Item tables as accounting packages print them: codes in brackets, discounts and taxes a line, notes between."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.documents import trade
from benchmarks.documents.codes import amount
from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, in_one_cell, labelled, named, told
from benchmarks.documents.heads import any_head
from benchmarks.documents.order import Item
from benchmarks.documents.page import Layout, Sheet, closing, row, sum_rows, sums, t, table


def _figures(texts: Sequence[str], words: int) -> list[str]:
    """Cells, of which the first ``words`` are text and the rest figures at the right edge."""
    return [f"<td>{text}</td>" if at < words else f"<td class=n>{text}</td>" for at, text in enumerate(texts)]


def _less(item: Item) -> str:
    return f"{item.less}%" if item.less else ""


def bracketed_codes(sheet: Sheet) -> str:
    """The stock code in square brackets before the name, counts with two decimals and their unit, a tax a line."""
    voice, rows = sheet.voice, []
    separator, joint = sheet.rng.choice(SEPARATORS), sheet.rng.choice((" ", "<br>"))
    asides = trade.ASIDES["ms" if sheet.order.language == "ms" else "en"]
    for item in sheet.order.items:
        code = f"[{item.code}]{joint}" if item.code else ""
        count = f"{item.quantity}.00 {item.unit or ''}".strip()
        texts = [code + in_one_cell(sheet, item, separator), count, sheet.price(item), "SST 8%", sheet.amount(item)]
        rows.append(row(_figures(texts, 1)))
        if sheet.rng.random() < 0.2:
            rows.append(f"<tr><td colspan=5><i>{t(sheet.rng.choice(asides))}</i></td></tr>")
    head = [voice(key) for key in ("description", "quantity", "price", "taxes", "amount")]
    return (
        any_head(sheet)
        + table(head, rows, sheet.rng.choice(("lined", "bare", "filled")))
        + sums(sheet)
        + closing(sheet)
    )


def discounted(sheet: Sheet) -> str:
    """No numbers; a text of several lines, then count, price, discount and amount."""
    voice, rows = sheet.voice, []
    for item in sheet.order.items:
        text = "<br>".join([t(named(sheet, item)), *(t(each) for each in told(item, "type"))])
        texts = [text, f"{item.quantity}.00", sheet.price(item), _less(item), sheet.amount(item)]
        rows.append(row(_figures(texts, 1)))
    head = [voice(key) for key in ("description", "quantity", "price", "less")]
    head.append(f"{voice('amount').split(' (')[0]} {sheet.rng.choice(('MYR', '(RM)', 'RM'))}")
    return any_head(sheet) + table(head, rows, sheet.rng.choice(("lined", "filled"))) + sums(sheet) + closing(sheet)


def taxed_lines(sheet: Sheet) -> str:
    """Code, text, count, unit, price, discount, amount; the code may stand behind the text."""
    voice = sheet.voice
    keys = sheet.rng.choice((
        ("item", "code", "description", "quantity", "unit", "price", "less", "amount"),
        ("code", "description", "unit", "quantity", "price", "less", "amount"),
        ("item", "description", "code", "quantity", "unit", "price", "less", "amount"),
    ))  # fmt: skip
    keys = [key for key in keys if key != "unit" or all(item.unit for item in sheet.order.items)]
    separator, rows = sheet.rng.choice(SEPARATORS), []
    for at, item in enumerate(sheet.order.items, 1):
        texts = {
            "item": str(at), "code": item.code, "description": in_one_cell(sheet, item, separator),
            "quantity": str(item.quantity), "unit": item.unit or "", "price": sheet.price(item), "less": _less(item),
            "amount": sheet.amount(item),
        }  # fmt: skip
        rows.append(row([f"<td>{texts[key]}</td>" for key in keys]))
    return any_head(sheet) + table([voice(key) for key in keys], rows) + sums(sheet, boxed=True) + closing(sheet)


def long_numbers(sheet: Sheet) -> str:
    """Lines 00010, 00020; the material's number above its name; counts with three decimals; labelled lines below."""
    voice, rows = sheet.voice, []
    joint = sheet.rng.choice((": ", " : ", " - "))
    for at, item in enumerate(sheet.order.items, 1):
        text = "<br>".join([item.code or t(item.noun), t(item.noun) if item.code else ""])
        texts = [
            f"{at * 10:05}",
            text,
            f"{item.quantity}.000 {item.unit or 'EA'}",
            sheet.price(item),
            sheet.amount(item),
        ]
        rows.append(row(_figures(texts, 2)))
        said = "<br>".join(t(each) for each in labelled(sheet, item.parts, joint))
        rows.append(f"<tr><td></td><td colspan=4>{said}</td></tr>" if said else "")
    head = [voice(key) for key in ("item", "description", "quantity", "price", "amount")]
    return any_head(sheet) + table(head, rows, "lined") + sums(sheet) + closing(sheet)


def service_and_text(sheet: Sheet) -> str:
    """What it is as a product, how it is made as its description."""
    voice, rows = sheet.voice, []
    separator = sheet.rng.choice((", ", "; ", "<br>"))
    for item in sheet.order.items:
        said = separator.join(t(each) for each in told(item, "type"))
        texts = [
            t(named(sheet, item)),
            said,
            str(item.quantity),
            item.unit or "",
            sheet.price(item),
            sheet.amount(item),
        ]
        rows.append(row(_figures(texts, 2)))
    head = [voice("product"), voice("description"), *(voice(key) for key in ("quantity", "unit", "price", "amount"))]
    return any_head(sheet) + table(head, rows, sheet.rng.choice(("filled", "lined"))) + sums(sheet) + closing(sheet)


def tall_columns(sheet: Sheet) -> str:
    """Upright rules down the page, no level ones between the lines; the sums close the box."""
    voice, rows = sheet.voice, []
    keys = ["item", "description", "quantity", "unit", "price", "amount"]
    for at, item in enumerate(sheet.order.items, 1):
        text = "<br>".join([f"<b>{t(named(sheet, item))}</b>", *(t(each) for each in told(item, "type"))])
        texts = [str(at), text, str(item.quantity), item.unit or "", sheet.price(item), sheet.amount(item)]
        rows.append(row(_figures(texts, 2)))
    rows.append("<tr style='height:60px'>" + "<td></td>" * len(keys) + "</tr>")
    rows += sum_rows(sheet, len(keys))
    return any_head(sheet) + table([voice(key) for key in keys], rows, "tall") + _words(sheet) + closing(sheet)


def _words(sheet: Sheet) -> str:
    total = sheet.order.values.get("total")
    if not isinstance(total, float):
        return ""
    words = "RINGGIT MALAYSIA" if sheet.order.language != "ms" else "RINGGIT MALAYSIA :"
    return f"<div>{words} {sheet.rng.choice(('FIVE THOUSAND', 'SEVEN HUNDRED', 'TWO THOUSAND'))} ONLY</div>"


def numbered_and_priced(sheet: Sheet) -> str:
    """Each line over two rows: the name with its figures, then everything said of it, small, with pipes."""
    voice, rows = sheet.voice, []
    for at, item in enumerate(sheet.order.items, 1):
        count = f"{item.quantity} {item.unit}" if item.unit else str(item.quantity)
        texts = [f"{at}.", t(item.noun), count, amount(item.price), sheet.amount(item)]
        rows.append(row(_figures(texts, 2)))
        said = " | ".join(t(each) for each in labelled(sheet, item.parts, ": "))
        rows.append(f"<tr><td></td><td class=small>{said}</td><td></td><td></td><td></td></tr>" if said else "")
    head = [voice(key) for key in ("item", "description", "quantity", "price", "amount")]
    return (
        any_head(sheet) + table(head, rows, sheet.rng.choice(("grid", "lined", "bare"))) + sums(sheet) + closing(sheet)
    )


_LESS = Demand(line_discounts=True)
_TALL = """
table.tall {width: 100%; border: 0.7pt solid #333; margin: 8px 0}
table.tall td, table.tall th {border-left: 0.7pt solid #333; border-right: 0.7pt solid #333}
table.tall th {border-bottom: 0.7pt solid #333}
"""
LAYOUTS = (
    Layout("bracketed_codes", bracketed_codes, Demand()),
    Layout("discounted", discounted, Demand(line_discounts=True, units=False)),
    Layout("taxed_lines", taxed_lines, _LESS),
    Layout("long_numbers", long_numbers, Demand(kinds=("purchase_order", "invoice", "quotation"))),
    Layout("service_and_text", service_and_text, Demand()),
    Layout("tall_columns", tall_columns, Demand(), _TALL),
    Layout("numbered_and_priced", numbered_and_priced, Demand()),
)
