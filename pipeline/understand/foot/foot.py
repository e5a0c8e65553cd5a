"""The foot of a document: the sums below its goods, in a letter's sentences, or among the lines of the last item.

Where nothing tells the last item's end, the sums below it are taken for a part of it. They are looked for there when no
total stands elsewhere, and a person is asked unless they add up with each other or with the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from pipeline.model import Field, Invoice
from pipeline.understand.foot.charged import without_charges_asked
from pipeline.understand.foot.payments import settled
from pipeline.understand.foot.strip_sums import sums_in_strips
from pipeline.understand.foot.told_sums import told_sums
from pipeline.understand.foot.totals import (
    BEFORE_TAX_ONLY,
    Sum,
    adjustments_of,
    currency_of,
    first_of,
    sums_of,
    total_of,
)
from pipeline.understand.foot.whole_sums import whole_sums
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.table.item_table import Table
from pipeline.understand.words.vocabulary import Vocabulary


def with_foot(
    invoice: Invoice,
    sheets: Sequence[Sheet],
    outside: Mapping[int, Sequence[Line]],
    tables: Sequence[Table],
    vocabulary: Vocabulary,
) -> Invoice:
    """``invoice`` with its sums and its currency."""
    lines = [line for sheet in sheets for line in outside[sheet.number]]
    sums = _without_parts(_sums(lines, vocabulary), _among_items(sheets, tables, vocabulary), invoice)
    swallowed = [] if _totals(sums) else _among_goods(sheets, tables, vocabulary)
    if _totals(swallowed):
        sums = [*sums, *swallowed]
    if not any(s.meaning in _OF_GOODS for s in sums):
        sums = whole_sums(lines, _of_lines(invoice), vocabulary) or sums
    total = without_charges_asked(total_of(sums), sums, lines)
    if total and swallowed and not total.doubts and not _explained(total, sums, invoice):
        total = replace(total, doubts=("it stands among the lines of the goods, and nothing adds up to it",))
    if total and total.doubts == (BEFORE_TAX_ONLY,) and _is_an_orders(total, sums, invoice):
        total = replace(total, doubts=())
    every = [line for sheet in sheets for line in sheet.lines]
    total = settled(total, sums if total and not total.doubts else sums_of(every, vocabulary), every)
    priced = total is not None or any(item.amount or item.unit_price for item in invoice.items)
    return replace(
        invoice,
        total=total,
        adjustments=adjustments_of(sums),
        sub_total=first_of(sums, "sub_total", "sub_total"),
        tax_total=first_of(sums, "tax_total", "tax_total"),
        currency=currency_of(every, total or _first_amount(invoice), priced),
    )


def _is_an_orders(total: Field, sums: Sequence[Sum], invoice: Invoice) -> bool:
    """Whether an order's lines, which all have an amount, come to its only sum: who orders often prints no tax."""
    order = invoice.kind is not None and invoice.kind.value == "purchase_order" and not invoice.kind.doubts
    whole = bool(invoice.items) and all(item.amount and not item.amount.doubts for item in invoice.items)
    taxed = any(s.meaning == "tax_total" for s in sums)
    return order and whole and not taxed and _of_lines(invoice) == Decimal(str(total.value))


def _without_parts(sums: list[Sum], inside: Sequence[Sum], invoice: Invoice) -> list[Sum]:
    """``sums`` without those of the single sections, some of which stand ``inside`` the tables: all lines' together."""
    lines = _of_lines(invoice)
    named = [(-1, s) for s in inside if s.meaning in _OF_GOODS]
    named += [(n, s) for n, s in enumerate(sums) if s.meaning in _OF_GOODS]
    reached = list(accumulate(s.value for _, s in named))
    count = next((n for n, value in enumerate(reached, start=1) if n > 1 and lines and value == lines), 0)
    own = {n for n, _ in named[:count]}
    rest = [s for n, s in enumerate(sums) if n not in own]
    return rest if _totals(rest) else sums


def _among_items(sheets: Sequence[Sheet], tables: Sequence[Table], vocabulary: Vocabulary) -> list[Sum]:
    """The sums between the items of the tables."""
    taken = {id(line) for table in tables for row in table.rows for line in row.lines}
    inside = [line for sheet in sheets for line in _inside(sheet, tables) if id(line) not in taken]
    return sums_of(inside, vocabulary)


def _of_lines(invoice: Invoice) -> Decimal:
    """What the items' own amounts come to."""
    return sum((Decimal(str(item.amount.value)) for item in invoice.items if item.amount), Decimal())


def _sums(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Sum]:
    sums = sums_of(lines, vocabulary)
    if _totals(sums):
        return sums
    return [*sums, *(sums_in_strips(lines, vocabulary) or told_sums(lines, vocabulary))]


def _totals(sums: Sequence[Sum]) -> bool:
    return any(s.meaning == "total" for s in sums)


def _among_goods(sheets: Sequence[Sheet], tables: Sequence[Table], vocabulary: Vocabulary) -> list[Sum]:
    """The sums among the lines of the goods down to the last total: those that follow closely on each other."""
    inside = [line for sheet in sheets for line in _inside(sheet, tables)]
    named = {n: list(sums_of(inside[n : n + 1], vocabulary)) for n in range(len(inside))}
    totals = [n for n, sums in named.items() if _totals(sums)]
    if not totals:
        return list(told_sums(list(_from_last_item(sheets, tables)), vocabulary))
    first = last = totals[-1]
    while any(named.get(n) for n in (first - 1, first - 2)):
        first -= 1 if named.get(first - 1) else 2
    return [s for n in range(first, last + 1) for s in named[n]]


def _inside(sheet: Sheet, tables: Sequence[Table]) -> list[Line]:
    """The lines of a page's tables from their first item on."""
    regions = [(t, min(row.lines[0].y0 for row in t.rows)) for t in tables if t.page == sheet.number and t.rows]
    return [
        line
        for n, line in enumerate(sheet.lines)
        if any(t.first_line <= n <= t.last_line and line.y0 >= top for t, top in regions)
    ]


def _from_last_item(sheets: Sequence[Sheet], tables: Sequence[Table]) -> Iterator[Line]:
    """The lines of the tables from the beginning of their last item on."""
    for sheet in sheets:
        tops = [row.lines[0].y0 for table in tables if table.page == sheet.number for row in table.rows]
        yield from (line for line in _inside(sheet, tables) if line.y0 >= max(tops))


def _explained(total: Field, sums: Sequence[Sum], invoice: Invoice) -> bool:
    """Whether the sums above a total, or the lines' amounts, come to it."""
    value = Decimal(str(total.value))
    lines = _of_lines(invoice)
    goods = [s.value for s in sums if s.meaning == "sub_total"] or [lines]
    changes = [-abs(s.value) if s.meaning == "discount" else s.value for s in sums if s.meaning in _CHANGES]
    return value == goods[0] + sum(changes, Decimal())


_OF_GOODS = frozenset({"sub_total", "total"})
_CHANGES = frozenset({"tax_total", "discount", "rounding"})


def _first_amount(invoice: Invoice) -> Field | None:
    return next((item.amount or item.unit_price for item in invoice.items if item.amount or item.unit_price), None)
