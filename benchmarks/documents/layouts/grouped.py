"""What is said for many lines at once: group headings, and specification blocks before or after the table."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.goods import SEPARATORS, below_each_other, in_one_cell, labelled, numbers
from benchmarks.documents.heads import any_head
from benchmarks.documents.layouts.tables import columns_of, heads_of, item_row, item_table
from benchmarks.documents.page import Layout, Sheet, box, closing, sum_rows, sums, t, table

_OTHERS = {"en": "OTHERS", "ms": "LAIN-LAIN", "bi": "OTHERS / LAIN-LAIN"}
_FOR_ALL = {
    ("door", "en"): (
        "General specification for all doors",
        "ALL DOORS BELOW",
        "Specification (all doors)",
        "All doors",
    ),
    ("door", "ms"): ("Spesifikasi semua pintu", "SEMUA PINTU"),
    ("frame", "en"): ("General specification for all frames", "ALL FRAMES BELOW", "All frames"),
    ("frame", "ms"): ("Spesifikasi semua bingkai", "SEMUA BINGKAI"),
}


def workbook(sheet: Sheet) -> str:
    """A spreadsheet's print: ruled throughout, with merged rows that name the place of the lines below."""
    columns = columns_of(sheet, "item", "description", "quantity")
    items, label, group = sheet.order.items, sheet.voice("location"), ""
    separator, merged = (
        sheet.rng.choice(SEPARATORS),
        sheet.rng.choice(("{label} : {name}", "{label}: {name}", "{label} - {name}")),
    )
    rows = []
    for item, mark in zip(items, numbers(sheet.rng, len(items)), strict=True):
        heading = item.group or _OTHERS[sheet.order.language]
        if heading != group:
            text = merged.format(label=label.upper(), name=heading) if item.group else heading
            rows.append(f"<tr><td colspan={len(columns)} style='background:#ddd'><b>{t(text)}</b></td></tr>")
            group = heading
        rows.append(item_row(sheet, item, mark, columns, in_one_cell(sheet, item, separator)))
    return any_head(sheet) + table(heads_of(sheet, columns), rows + sum_rows(sheet, len(columns))) + closing(sheet)


def block(sheet: Sheet, below: bool) -> str:
    """The statements for all doors and for all frames, boxed."""
    tongue = "ms" if sheet.order.language == "ms" else "en"
    joint, drawn = sheet.rng.choice(("; ", ", ", "<br>")), []
    for kind, parts in sheet.order.common:
        title = sheet.rng.choice([words for words in _FOR_ALL[kind, tongue] if below or "BELOW" not in words])
        after = sheet.rng.choice((": ", ":<br>", " - " if joint != "<br>" else ":<br>"))
        drawn.append(box(f"<b>{t(title)}</b>{after}" + joint.join(t(text) for text in labelled(sheet, parts)), "frame"))
    return "".join(drawn)


def told_before(sheet: Sheet) -> str:
    """The block above the table."""
    return any_head(sheet) + block(sheet, below=True) + _table(sheet) + sums(sheet) + closing(sheet)


def told_after(sheet: Sheet) -> str:
    """The block below the sums."""
    return any_head(sheet) + _table(sheet) + sums(sheet) + block(sheet, below=False) + closing(sheet)


def _table(sheet: Sheet) -> str:
    separator, apart = sheet.rng.choice(SEPARATORS), sheet.rng.random() < 0.5
    columns = columns_of(sheet, "item", "description", "quantity")
    return item_table(
        sheet,
        columns,
        lambda item: below_each_other(sheet, item) if apart else in_one_cell(sheet, item, separator),
        sheet.rng.choice(("grid", "lined", "filled")),
    )


_COMMON = Demand(common=True, discounts=True)
LAYOUTS = (
    Layout("workbook", workbook, Demand(locations_by_group=True)),
    Layout("told_before", told_before, _COMMON),
    Layout("told_after", told_after, _COMMON),
)
