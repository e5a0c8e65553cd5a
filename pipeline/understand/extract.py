"""From what was read to what it says: ``extract`` gives each document in the file, every value with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Document, Invoice, ItemKind, Page, present_fields, with_fields
from pipeline.understand.doubt.alike import with_alike_codes_doubted
from pipeline.understand.doubt.axes_told import axes_told
from pipeline.understand.doubt.both_in_line import with_both_asked
from pipeline.understand.doubt.code_shapes import with_codes_repaired
from pipeline.understand.doubt.labels_inside import labels_inside
from pipeline.understand.doubt.left_over import left_over
from pipeline.understand.doubt.loose_notes import loose_notes
from pipeline.understand.doubt.out_of_place import with_strays_doubted
from pipeline.understand.doubt.rivals import with_rivals_doubted
from pipeline.understand.doubt.said_of_goods import said_of_goods
from pipeline.understand.doubt.specified_apart import specified_apart
from pipeline.understand.doubt.undecided import choices_on, with_undecided_asked
from pipeline.understand.doubt.unticked import unticked
from pipeline.understand.einvoice import invoices_of
from pipeline.understand.engine_entities import engine_entities
from pipeline.understand.foot.cut_money import without_cut_money
from pipeline.understand.foot.foot import with_foot
from pipeline.understand.head.box_numbers import without_box_numbers
from pipeline.understand.head.document_kinds import kind_field
from pipeline.understand.head.headers import (
    date_of,
    numbers_of,
    order_told,
    rival_dates,
    text_of,
)
from pipeline.understand.head.label_values import Pair, pairs_of
from pipeline.understand.head.labels import Label, labels_of
from pipeline.understand.head.number_letters import with_first_letter
from pipeline.understand.head.parties import customer_of, supplier_of
from pipeline.understand.head.sales_orders import as_issued
from pipeline.understand.head.split import documents_of, grouped
from pipeline.understand.head.title_numbers import number_beside_title
from pipeline.understand.head.told import told_pairs
from pipeline.understand.head.unlabelled_dates import unlabelled_date
from pipeline.understand.head.which_kind import kind_of
from pipeline.understand.item.unlabelled_laminates import with_codes_of_a_pattern
from pipeline.understand.page.layout import Line, Sheet, sheet_of
from pipeline.understand.page.squares import ticked_only
from pipeline.understand.page.worn import with_worn_pages_doubted
from pipeline.understand.page.wrapped_labels import with_labels_whole
from pipeline.understand.page.zones import in_zones
from pipeline.understand.readings import best_reading
from pipeline.understand.reconcile import reconciled
from pipeline.understand.table.delivery_columns import delivery_with_columns
from pipeline.understand.table.item_table import Table
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_WHOSE_NUMBER = "no title says what the document is: this may be the number of another one"


def extract(document: Document, trade: Trade, groups: Sequence[Sequence[int]] | None = None) -> tuple[Invoice, ...]:
    """The documents in ``document``, in page order. Never raises for anything that can stand on a page.

    An e-invoice's data is exact: where there is one, nothing is read off the pages. ``groups`` are the page numbers of
    each document where a person said so; else the pages themselves tell.
    """
    exact = invoices_of(document, trade)
    if exact:
        return exact
    sheets = [_seen(page, trade.vocabulary) for page in document.pages]
    parts = grouped(sheets, groups) if groups else documents_of(sheets, trade.vocabulary)
    entities = engine_entities(document)
    read = (part.asked_about(_invoice(part.sheets, trade)) for part in parts)
    found = (reconciled(invoice, entities, trade) for invoice in read)
    return tuple(with_worn_pages_doubted(with_strays_doubted(invoice, trade), document.pages) for invoice in found)


def _invoice(sheets: Sequence[Sheet], trade: Trade) -> Invoice:
    vocabulary = trade.vocabulary
    reading = best_reading(sheets, trade)
    sheets, outside = without_box_numbers(reading.sheets, reading.outside, vocabulary)
    first = sheets[0]
    head = outside[first.number]
    labels = [label for sheet in sheets for label in labels_of(sheet, outside[sheet.number], vocabulary)]
    pairs = [pair for sheet in sheets for pair in _pairs(sheet, outside[sheet.number], labels, vocabulary)]
    kind = as_issued(kind_of(sheets, labels, vocabulary), first, labels, vocabulary)
    kind_value = kind.value if kind else None
    invoice = Invoice(
        pages=tuple(sheet.number for sheet in sheets),
        kind=kind_field(kind),
        date=date_of(pairs, "date", "date", kind_value) or unlabelled_date(head, pairs),
        delivery_date=delivery_with_columns(
            date_of(pairs, "delivery_date", "delivery_date"), reading.tables, vocabulary
        ),
        due_date=date_of(pairs, "due_date", "due_date"),
        measure_by=text_of(pairs, "measure_by", "measure_by", vocabulary),
        customer_name=customer_of(pairs, first, head, kind_value, vocabulary),
        supplier_name=supplier_of(pairs, first, head, kind_value, vocabulary),
        items=with_alike_codes_doubted(with_codes_of_a_pattern(with_codes_repaired(with_rivals_doubted(reading)))),
    )
    invoice = with_both_asked(with_undecided_asked(invoice, vocabulary), vocabulary)
    asked = (*_about_the_goods(invoice, sheets, reading.tables, trade), *labels_inside(reading, vocabulary))
    notes = (*specified_apart(reading), *loose_notes(reading), *said_of_goods(reading), *axes_told(reading))
    asked = (*asked, *unticked(invoice.items, reading.tables, vocabulary))
    invoice = replace(invoice, doubts=(*asked, *choices_on(invoice, sheets, vocabulary), *notes))
    invoice = with_fields(invoice, numbers_of(pairs, kind_value, vocabulary))
    beside = number_beside_title(kind, first, vocabulary) if kind and kind.certain else None
    if beside and beside.name not in present_fields(invoice):
        invoice = with_fields(invoice, {beside.name: beside})
    told = list(told_pairs(head, vocabulary))
    if invoice.po_no:
        order = order_told(invoice.po_no, pairs, told, kind_value, vocabulary)
        invoice = replace(invoice, po_no=order)
    invoice = _with_told(invoice, told, kind_value, vocabulary)
    invoice = with_fields(invoice, rival_dates(pairs, present_fields(invoice), kind_value))
    numbers = {n: f for n, f in present_fields(invoice).items() if n in ("job_order_no", "po_no")}
    lettered = {name: with_first_letter(found, invoice.date, kind_value) for name, found in numbers.items()}
    invoice = with_fields(invoice, lettered)
    if kind and not kind.certain and invoice.job_order_no:
        number = invoice.job_order_no
        invoice = replace(invoice, job_order_no=replace(number, doubts=(*number.doubts, _WHOSE_NUMBER)))
    return without_cut_money(with_foot(invoice, sheets, outside, reading.tables, vocabulary))


def _seen(page: Page, vocabulary: Vocabulary) -> Sheet:
    """The lines of a page without what is not ticked, with labels whole, and with its zones apart."""
    return in_zones(with_labels_whole(ticked_only(sheet_of(page), vocabulary), vocabulary), vocabulary)


def _with_told(invoice: Invoice, told: Sequence[Pair], kind: str | None, vocabulary: Vocabulary) -> Invoice:
    """``invoice`` with what only sentences tell, in place of nothing and of a date that no label names."""
    fields = {
        **numbers_of(told, kind, vocabulary),
        "date": date_of(told, "date", "date", kind),
        "delivery_date": date_of(told, "delivery_date", "delivery_date"),
        "measure_by": text_of(told, "measure_by", "measure_by", vocabulary),
    }
    present = present_fields(invoice)
    return with_fields(
        invoice,
        {
            name: found
            for name, found in fields.items()
            if found and (name not in present or (name == "date" and present[name].rule == "unlabelled"))
        },
    )


def _about_the_goods(
    invoice: Invoice, sheets: Sequence[Sheet], tables: Sequence[Table], trade: Trade
) -> Iterator[str]:  # fmt: skip
    """A document without goods is asked about, unless its item table is plainly there and plainly empty."""
    headings = [heading for table in tables for row in table.rows for heading in row.headings]
    yield from left_over(invoice, sheets, trade, headings)
    if any(item.kind.value != ItemKind.OTHER for item in invoice.items):
        return
    empty_table = not invoice.items and any(headings_of(sheet, trade.vocabulary) for sheet in sheets)
    if not empty_table:
        yield "No door and no frame was found on this document."


def _pairs(sheet: Sheet, lines: Sequence[Line], labels: Sequence[Label], vocabulary: Vocabulary) -> Iterator[Pair]:
    return pairs_of(sheet, lines, [label for label in labels if label.segment.page == sheet.number], vocabulary)
