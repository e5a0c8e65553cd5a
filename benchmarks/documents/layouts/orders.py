"""Customers' own purchase orders: their letterhead, their words for us, their columns."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, below_each_other, in_one_cell
from benchmarks.documents.heads import letterhead, party, site, title
from benchmarks.documents.layouts.tables import columns_of, item_table
from benchmarks.documents.page import Layout, Sheet, box, closing, pair_table, t

_ASKED = {
    "en": ("Please supply the following goods subject to the terms overleaf.",
           "Kindly acknowledge receipt of this order.", "Quote our order number on all delivery orders and invoices."),
    "ms": ("Sila bekalkan barang berikut mengikut syarat di sebelah.", "Sila sahkan penerimaan pesanan ini."),
}  # fmt: skip


def buyer(sheet: Sheet) -> str:
    """The buyer's letterhead on one side, the order's box on the other, vendor and site below in two boxes."""
    side = sheet.rng.choice(("left", "right", "center"))
    fields = pair_table(sheet.order.header, sheet.rng.choice((":", "")))
    top = box(letterhead(sheet, side), style="flex:1") + box(title(sheet, "left") + fields, style="flex:1")
    if side == "right":
        top = box(title(sheet, "left") + fields, style="flex:1") + box(letterhead(sheet, side), style="flex:1")
    parties = box(
        box(party(sheet), "frame", "flex:1") + (box(site(sheet), "frame", "flex:1") if sheet.order.site else ""),
        "split",
    )
    return box(top, "split") + parties + _asked(sheet) + _goods(sheet) + closing(sheet) + _signed(sheet)


def memo(sheet: Sheet) -> str:
    """An order as an office memo: title, vendor first, the buyer only at the top and in the signature."""
    fields = pair_table(sheet.order.header, ":")
    top = letterhead(sheet, "center") + "<hr>" + title(sheet, "center")
    return (
        top
        + box(party(sheet))
        + box(fields, style="margin:8px 0")
        + _asked(sheet)
        + _goods(sheet)
        + site(sheet)
        + _signed(sheet)
    )


def _goods(sheet: Sheet) -> str:
    columns = columns_of(
        sheet, *sheet.rng.choice((("item", "description", "quantity"), ("item", "quantity", "description")))
    )
    separator, apart = sheet.rng.choice(SEPARATORS), sheet.rng.random() < 0.4
    return item_table(
        sheet,
        columns,
        lambda item: below_each_other(sheet, item) if apart else in_one_cell(sheet, item, separator),
        sheet.rng.choice(("grid", "lined", "filled", "grid mid")),
        with_sums=True,
    )


def _asked(sheet: Sheet) -> str:
    return box(t(sheet.rng.choice(_ASKED["ms" if sheet.order.language == "ms" else "en"])), style="margin:6px 0")


def _signed(sheet: Sheet) -> str:
    words = "Disahkan oleh" if sheet.order.language == "ms" else "Authorised by, for and on behalf of"
    return box(f"{words}<br><br>{t(sheet.order.issuer.name)}<br>______________________", style="margin-top:20px")


_ORDERS = Demand(kinds=("purchase_order",), priced=None)
LAYOUTS = (Layout("buyer", buyer, _ORDERS), Layout("memo", memo, _ORDERS))
