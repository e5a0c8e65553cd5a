"""An e-invoice's entities as an invoice: its data is exact and is taken as it is.

Only an item's description is free text; it goes through the same grammar as the text on a page. A field's place is its
element: ``page`` is 0 and ``rule`` holds the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from pipeline.model import Box, Document, Entity, Field, Invoice, ItemKind, LineItem, Value, Word, with_fields
from pipeline.understand.grammar.numbers import canonical, money
from pipeline.understand.head.document_kinds import PURCHASE_ORDER
from pipeline.understand.head.party_names import is_ours
from pipeline.understand.item.held import Blocks, blocks_of
from pipeline.understand.item.items import details_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.table.asides import block_label
from pipeline.understand.words.trade import Trade

EINVOICE = "einvoice"
_LINE = "line_item"
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)

# UN/ECE Recommendation 20, Revision 17, Annexes I–III, in the words of the trade.
UNITS = {
    "H87": "PCS", "C62": "UNIT", "EA": "EACH", "XPP": "PCS", "SET": "SET", "LO": "LOT", "LOT": "LOT", "E54": "TRIP",
    "LN": "LENGTH", "PR": "PAIR", "MTR": "M", "MTK": "M2", "KGM": "KG", "DAY": "DAY", "HUR": "HOUR", "XBX": "BOX",
    "RO": "ROLL", "ST": "SHEET", "XPK": "PACK", "E48": "SERVICE", "NMP": "PACK", "FOT": "FT",
}  # fmt: skip

_HEADER = {
    "invoice_date": "date", "delivery_date": "delivery_date", "due_date": "due_date", "currency": "currency",
    "supplier_name": "supplier_name", "receiver_name": "customer_name",
}  # fmt: skip
_MONEY = {"net_amount": "sub_total", "total_tax_amount": "tax_total", "total_amount": "total"}


def invoices_of(document: Document, trade: Trade) -> tuple[Invoice, ...]:
    """The e-invoices among the document's entities; empty where there are none."""
    return tuple(_invoice(entity, trade) for entity in document.entities if entity.type == EINVOICE)


def _invoice(entity: Entity, trade: Trade) -> Invoice:
    found = {part.type: part for part in entity.properties if part.type != _LINE}
    blocks = blocks_of(list(_told_in_notes(entity, trade)), trade)
    kind = found["document_kind"].normalized if "document_kind" in found else None
    invoice = Invoice(
        pages=(),
        kind=_field("kind", found.get("document_kind")),
        items=tuple(_item(part, blocks, trade) for part in entity.properties if part.type == _LINE),
    )
    if not any(item.kind.value != ItemKind.OTHER for item in invoice.items):
        invoice = replace(invoice, doubts=("No door and no frame was found on this e-invoice.",))
    header = {name: _field(name, found[source]) for source, name in _HEADER.items() if source in found}
    header |= {name: _money(name, found[source]) for source, name in _MONEY.items() if source in found}
    invoice = with_fields(invoice, {name: field for name, field in header.items() if field})
    return _never_us(with_fields(invoice, dict(_numbers(found, kind))), trade)


def _told_in_notes(entity: Entity, trade: Trade) -> Iterator[tuple[frozenset[str], Passage]]:
    """Specifications for all doors or frames among the notes."""
    for note in (part for part in entity.properties if part.type == "note"):
        for text in (note.normalized or note.mention_text).splitlines():
            meanings = block_label(text, trade.vocabulary)
            if meanings:
                yield meanings, Passage([_words(text.partition(":")[2], 0)])


def _numbers(found: dict[str, Entity], kind: str | None) -> Iterator[tuple[str, Field]]:
    own = _field("po_no" if kind == PURCHASE_ORDER else "job_order_no", found.get("invoice_id"))
    order = _field("po_no", found.get("purchase_order"))
    if order and kind != PURCHASE_ORDER:
        yield "po_no", order
    if own:
        yield own.name, own


def _never_us(invoice: Invoice, trade: Trade) -> Invoice:
    customer = invoice.customer_name
    if customer and is_ours(str(customer.value), trade.vocabulary):
        return replace(invoice, customer_name=None)
    return invoice


def _field(name: str, entity: Entity | None, value: Value | None = None) -> Field | None:
    if entity is None or not (entity.normalized or "").strip():
        return None
    return Field(name, entity.mention_text, value or entity.normalized, 1.0, 0, None, entity.path)


def _money(name: str, entity: Entity) -> Field | None:
    number = _decimal(entity)
    return _field(name, entity, money(number)) if number is not None else None


def _item(entity: Entity, blocks: Blocks, trade: Trade) -> LineItem:
    parts = [part.normalized or part.mention_text for part in entity.properties if part.type == "description"]
    lines = [line for part in parts for line in part.splitlines()]
    item = details_of(Passage([_words(line, number) for number, line in enumerate(lines)]), blocks, trade)
    at = {name: replace(field, page=0, box=None, rule=f"{entity.path}: {field.rule}") for name, field in _every(item)}
    item = replace(with_fields(item, at), page=0, box=None)
    return with_fields(item, dict(_counts(entity)))


def _every(item: LineItem) -> Iterator[tuple[str, Field]]:
    for name in LineItem.__dataclass_fields__:
        value = getattr(item, name)
        if isinstance(value, Field):
            yield name, value


def _counts(entity: Entity) -> Iterator[tuple[str, Field]]:
    for part in entity.properties:
        number = _decimal(part)
        if part.type == "unit" and part.normalized:
            unit = UNITS.get(part.normalized, part.normalized)
            yield "unit", Field("unit", part.mention_text, unit, 1.0, 0, None, part.path)
        elif part.type == "quantity" and number is not None:
            count = canonical(number)
            yield (
                "quantity",
                Field("quantity", part.mention_text, int(count) if count.isdigit() else count, 1.0, 0, None, part.path),
            )
        elif part.type in ("unit_price", "amount") and number is not None:
            yield part.type, Field(part.type, part.mention_text, money(number), 1.0, 0, None, part.path)


def _decimal(entity: Entity) -> Decimal | None:
    try:
        number = Decimal(entity.normalized or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _words(text: str, line: int) -> list[Ink]:
    """A line of text as words that stand nowhere, one behind the other, so that every break between lines is meant."""
    words, x = [], 0.0
    for word in text.split():
        words.append(Ink(Word(word, _NOWHERE), 0, x, line * 20.0, x + len(word), line * 20.0 + 10.0))
        x += len(word) + 1
    return words
