"""Our own reading and an engine's entities held against each other. Pure.

both the same     surer, but never surer than the words themselves
both different    ours is kept, less sure, and a person is shown both
the engine's only it is used with its place, as sure as the engine and the words are together
ours only         stays as it is: engines pass over much
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.model import Entity, Field, Invoice, ItemKind, LineItem, present_fields, with_fields
from pipeline.understand.engine_entities import LINE_ITEM, NAMES, Found, Reading
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import PURCHASE_ORDER
from pipeline.understand.item.held import Blocks
from pipeline.understand.item.items import details_of
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY
from pipeline.understand.words.trade import Trade

_SAME_ROW = 0.5  # of the lower of two boxes
_PRICED = frozenset({"quantity", "unit", "unit_price", "amount"})
_TEXTS = NAMES | {"location", "design_name", "open_hole_type", "remark", "frame_width"}
_SHORTENED = 0.6  # a name may be given shorter, without its "(M) Sdn Bhd", and is the same


def reconciled(invoice: Invoice, found: Found, trade: Trade) -> Invoice:
    """``invoice`` after what engines found on its pages."""
    here = found.on(invoice.pages)
    if not here.entities:
        return invoice
    lines = [entity for entity in here.entities if entity.type == LINE_ITEM]
    readings: dict[str, list[Reading]] = {}
    for entity in here.entities:
        for reading in here.readings(entity, trade) if entity.type != LINE_ITEM else []:
            name = _header_name(reading.field.name, invoice)
            readings.setdefault(name, []).append(replace(reading, field=replace(reading.field, name=name)))
    known = present_fields(invoice)
    invoice = with_fields(invoice, {name: settled(known.get(name), found) for name, found in readings.items()})
    return _with_lines(invoice, lines, here, trade)


def settled(own: Field | None, readings: list[Reading]) -> Field:
    """One field of our own reading (None where we found nothing) and at least one of an engine's."""
    best = max(readings, key=lambda reading: reading.certainty)
    if own is None:
        return replace(best.field, confidence=round(best.field.confidence * best.certainty, 4))
    if own.value is None:
        confidence = round(best.field.confidence * best.certainty, 4)
        return replace(best.field, confidence=confidence, doubts=(*own.doubts, _only(best)))
    agreeing = [reading for reading in readings if same_value(own, reading.field)]
    if agreeing:
        return _surer(own, max(agreeing, key=lambda reading: reading.certainty))
    return _doubted(own, best)


def same_value(own: Field, other: Field) -> bool:
    """Whether two fields say the same; texts may differ in capitals, blanks and marks, names may be shortened."""
    if own.value == other.value:
        return True
    if own.name not in _TEXTS:
        return False
    one, two = sorted((squeeze(str(own.value)), squeeze(str(other.value))), key=len)
    shortened = own.name in NAMES and two.startswith(one) and len(one) >= _SHORTENED * len(two)
    return bool(one) and (one == two or shortened)


def _surer(own: Field, reading: Reading) -> Field:
    """Two ways of understanding agree, but both rest on the same words: these bound what can be gained."""
    together = 1 - (1 - own.confidence) * (1 - reading.certainty)
    return replace(own, confidence=max(own.confidence, round(min(together, reading.field.confidence), 4)))


def _doubted(own: Field, reading: Reading) -> Field:
    doubt = f"we read “{own.raw}”, Document AI read “{reading.field.raw}”: which is right?"
    against = own.confidence * (1 - reading.certainty)
    other = reading.certainty * (1 - own.confidence)
    left = against / (against + other) if against + other else 0.5
    return replace(own, confidence=round(min(own.confidence, left), 4), doubts=(*own.doubts, doubt))


def _only(reading: Reading) -> str:
    return f"only Document AI could read it, as “{reading.field.raw}”"


def _header_name(name: str, invoice: Invoice) -> str:
    """A document's own number is the job order's, but on a customer's purchase order it is the customer's."""
    if name != "number":
        return name
    return "po_no" if invoice.kind and invoice.kind.value == PURCHASE_ORDER else "job_order_no"


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_lines(invoice: Invoice, lines: list[Entity], found: Found, trade: Trade) -> Invoice:
    """Each line of the engine's is held against ours in the same row; one that we do not have is added, and asked."""
    items, doubts = list(invoice.items), list(invoice.doubts)
    added: list[LineItem] = []
    for entity in lines:
        place = _row_of(entity, invoice.items)
        if place is not None:
            items[place] = _reconciled_item(items[place], _line_readings(entity, found, trade))
        elif (item := _unseen(entity, found, trade)) is not None:
            added.append(item)
            doubts.append(f"only Document AI sees a line “{_short(item.description.raw)}” on page {entity.page}")
    if added:
        items = sorted([*items, *added], key=lambda item: (item.page, item.box.y0 if item.box else 0.0))
    return replace(invoice, items=tuple(items), doubts=tuple(doubts))


def _row_of(entity: Entity, items: tuple[LineItem, ...]) -> int | None:
    """Which of our lines stands where the engine's does."""
    shares = [(_shared(entity, item), place) for place, item in enumerate(items)]
    share, place = max(shares, default=(0.0, 0))
    return place if share > _SAME_ROW else None


def _shared(entity: Entity, item: LineItem) -> float:
    if entity.box is None or item.box is None or entity.page != item.page:
        return 0.0
    down = min(entity.box.y1, item.box.y1) - max(entity.box.y0, item.box.y0)
    lower = min(entity.box.height, item.box.height)
    return down / lower if lower > 0 else 0.0


def _line_readings(entity: Entity, found: Found, trade: Trade) -> Mapping[str, list[Reading]]:
    readings: dict[str, list[Reading]] = {}
    for part in entity.properties:
        for reading in found.readings(part, trade):
            readings.setdefault(reading.field.name, []).append(reading)
    return readings


def _reconciled_item(item: LineItem, readings: Mapping[str, list[Reading]]) -> LineItem:
    fitting = {name: found for name, found in readings.items() if _fits(name, item)}
    known = present_fields(item)
    return with_fields(item, {name: settled(known.get(name), found) for name, found in fitting.items()})


def _fits(name: str, item: LineItem) -> bool:
    """What is neither door nor frame has a price and a count only; a door has no rebate, a frame no core."""
    if name not in LineItem.__dataclass_fields__:
        return False
    if item.kind.value == ItemKind.OTHER:
        return name in _PRICED
    return name not in (FRAME_ONLY if item.kind.value == ItemKind.DOOR else DOOR_ONLY)


def _unseen(entity: Entity, found: Found, trade: Trade) -> LineItem | None:
    """A door or a frame in the engine's line, by our own grammar; None for anything else."""
    words = found.words_in(entity)
    if not words:
        return None
    item = replace(details_of(words, Blocks({}, {}), trade), page=entity.page, box=entity.box)
    if item.kind.value == ItemKind.OTHER:
        return None
    return _reconciled_item(item, _line_readings(entity, found, trade))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
