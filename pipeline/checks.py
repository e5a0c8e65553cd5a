"""Whether what a document says holds together: sums, sizes, dates, and whether anything is missing.

Confidence alone never passes. ``checked`` adds a doubt, in a sentence for a person, to every value that fails a check;
it changes no value. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.certainty import as_sure_as_can_be, unsure
from pipeline.model import Field, Invoice, ItemKind, LineItem, R, present_fields, with_fields
from pipeline.understand.foot.line_sums import adds_up
from pipeline.understand.foot.taxed_lines import hold_tax
from pipeline.understand.grammar.numbers import is_rounded, number_of
from pipeline.understand.grammar.sizes import Plausible
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.words.trade import Trade

PURCHASE_ORDER = "purchase_order"

_SUMMED = frozenset({"invoice", "tax_invoice", "cash_sale"})

BESIDE = "the other length of this size cannot be: are these its two lengths?"
WIDER = "a single leaf is wider than it is high"

_WALLS = re.compile(r"(\d{2,3})\s*(?:mm)?\s*(?:[~–—-]|to|hingga)\s*(\d{2,3})\s*(?:mm)?", re.IGNORECASE)
_WITH_SEN = re.compile(r"\d{2,}\.\d{2}")
_WIDEST_RANGE = 1.5
"""A frame's width is made for walls that differ by a quarter at most (100~125 of 1,100 labelled ones): not 20~140."""

_POINT = re.compile(r"(?P<feet>\d)\.(?P<inches>\d{1,2})(?!\d)")
_MEANT_AS_INCHES = frozenset(range(1, 12)) - {5}
_FOOT_MM, _ROUNDED_MM = Decimal("304.8"), 5

_TWO_LEAVES = frozenset({"D/L", "Unequal D/L"})

NEEDED_ON_FORM = ("quantity", "width_mm", "height_mm")
"""Without these nobody can build the row."""


@dataclass(frozen=True)
class CheckRules:
    """What counts as plausible, and how sure a reading must be (0–1) to pass unseen."""

    plausible: Plausible = field(default_factory=Plausible)
    rebate: tuple[int, int] = (20, 90)
    most_of_one: int = 500
    """A larger quantity on one line is looked at by a person."""
    threshold: float = 0.95
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Other thresholds, by the field's name."""
    pairs: frozenset[str] = frozenset()
    """Units that are two pieces each."""
    dozens: frozenset[str] = frozenset()
    """Units that are other numbers of pieces each."""

    @classmethod
    def of(cls, trade: Trade) -> CheckRules:
        """Those that follow from what the company makes and says."""
        return cls(trade.plausible, pairs=trade.vocabulary.pairs, dozens=trade.vocabulary.dozens)


def checked(invoice: Invoice, rules: CheckRules) -> Invoice:
    """``invoice`` with a doubt at every value that a person must see."""
    taxed = hold_tax(invoice)
    items = tuple(_checked_item(item, rules, taxed=taxed) for item in invoice.items)
    invoice = _with_what_is_missing(replace(invoice, items=items))
    invoice = _no_less_than_a_line(_delivered_after(invoice))
    invoice = as_sure_as_can_be(replace(invoice, doubts=(*invoice.doubts, *_doubts_about_all(invoice, taxed=taxed))))
    items = tuple(_sure_enough(item, rules) for item in invoice.items)
    return _sure_enough(replace(invoice, items=items), rules)


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _checked_item(item: LineItem, rules: CheckRules, *, taxed: bool) -> LineItem:
    item = _no_price(item) if taxed else _summed(_no_price(item))
    if item.kind.value == ItemKind.OTHER:
        return item
    item = _counted_singly(_sure_of_feet(_in_range(item, rules)), rules)
    missing = {name: _missing(name, item) for name in NEEDED_ON_FORM if getattr(item, name) is None}
    return with_fields(item, missing)


def _sure_enough(record: R, rules: CheckRules) -> R:
    weak = {
        name: found.doubted(unsure(found.confidence))
        for name, found in present_fields(record).items()
        if found.confidence < rules.thresholds.get(name, rules.threshold) and name != "description" and not found.doubts
    }
    return with_fields(record, weak)


def _in_range(item: LineItem, rules: CheckRules) -> LineItem:
    limits = {
        "width_mm": rules.plausible.width,
        "height_mm": rules.plausible.height,
        "thickness_mm": rules.plausible.thickness,
        "rebate_mm": rules.rebate,
        "quantity": (1, rules.most_of_one),
    }
    changed = {}
    for name, (low, high) in limits.items():
        found: Field | None = getattr(item, name)
        if found is not None and isinstance(found.value, int) and not low <= found.value <= high:
            changed[name] = found.doubted(f"{found.value} is not between {low} and {high}")
        elif found is not None and isinstance(found.value, str):
            changed[name] = found.doubted("it is not a whole number")
    for name, beside in (("width_mm", "height_mm"), ("height_mm", "width_mm")):
        found = getattr(item, name)
        if found is not None and name not in changed and beside in changed and _may_be_turned(item, rules.plausible):
            changed[name] = found.doubted(BESIDE)
    if item.frame_width is not None and (walls := _WALLS.fullmatch(str(item.frame_width.value))):
        least, most = int(walls[1]), int(walls[2])
        if not least < most < _WIDEST_RANGE * least:
            changed["frame_width"] = item.frame_width.doubted(f"one frame cannot fit walls of {least} and of {most} mm")
    return _taller_than_wide(with_fields(item, changed))


def _sure_of_feet(item: LineItem) -> LineItem:
    """A doubt where ``2.6'`` was taken for 2.6 feet: it is often written for 2 feet 6 inches, as ``2.5'`` never is."""
    changed = {}
    for name in ("width_mm", "height_mm"):
        found: Field | None = getattr(item, name)
        point = _POINT.match(found.raw) if found is not None and isinstance(found.value, int) else None
        if found is None or point is None or int(point["inches"]) not in _MEANT_AS_INCHES:
            continue
        if abs(Decimal(str(found.value)) - Decimal(point[0]) * _FOOT_MM) < _ROUNDED_MM:
            changed[name] = found.doubted(
                f"are {point[0]} feet meant, or {point['feet']} feet {point['inches']} inches?"
            )
    return with_fields(item, changed)


def _may_be_turned(item: LineItem, plausible: Plausible) -> bool:
    """Whether the two lengths would be those of a door or a frame the other way round, or one of them is no number."""
    width, height = (found.value if found else None for found in (item.width_mm, item.height_mm))
    return not (isinstance(width, int) and isinstance(height, int)) or plausible.fits(height, width)


def _taller_than_wide(item: LineItem) -> LineItem:
    width, height = item.width_mm, item.height_mm
    single = item.door_type is None or item.door_type.value == "S/L"
    if not (single and width and height and isinstance(width.value, int) and isinstance(height.value, int)):
        return item
    if width.value <= height.value:
        return item
    return replace(item, width_mm=width.doubted(WIDER))


def _no_price(item: LineItem) -> LineItem:
    """``465.00`` as a count without a unit, where no price is read: it may be the price."""
    count = item.quantity
    if count is None or item.unit or item.unit_price or not _WITH_SEN.fullmatch(count.raw.strip()):
        return item
    return replace(item, quantity=count.doubted("it is written as money is"))


def _summed(item: LineItem) -> LineItem:
    """A doubt where quantity times price is not the amount."""
    if adds_up(item) is not False or item.quantity is None:
        return item
    quantity, price, amount = (number_of(found) for found in (item.quantity, item.unit_price, item.amount))
    return replace(item, quantity=item.quantity.doubted(f"{quantity} x {price} is not {amount}"))


def _counted_singly(item: LineItem, rules: CheckRules) -> LineItem:
    """A doubt where the count is one of dozens or pairs; a pair of leaves is the form's one double door."""
    unit = squeeze(str(item.unit.value)) if item.unit else ""
    if item.quantity is None or item.unit is None or unit not in rules.pairs | rules.dozens:
        return item
    if unit in rules.pairs and item.door_type is not None and item.door_type.value in _TWO_LEAVES:
        return item
    return replace(item, quantity=item.quantity.doubted(f"it is counted in “{item.unit.value}”: how many is that?"))


def _missing(name: str, item: LineItem) -> Field:
    word = {"quantity": "quantity", "width_mm": "width", "height_mm": "height"}[name]
    return Field(name, "", None, 0.0, item.page, item.box, "missing", (f"no {word} was found for this line",))


# ── the document ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_what_is_missing(invoice: Invoice) -> Invoice:
    kind = invoice.kind.value if invoice.kind else None
    number = "po_no" if kind == PURCHASE_ORDER else "job_order_no"
    needed = {number: "number", "date": "date", "customer_name": "customer", "kind": "kind of document"}
    if kind in _SUMMED and all(item.kind.value == ItemKind.OTHER for item in invoice.items):
        needed |= {"total": "total"}  # other trades' bills: nothing else of them could be checked
    page = invoice.pages[0] if invoice.pages else 0
    missing = {
        name: Field(name, "", None, 0.0, page, None, "missing", (f"no {word} was found on the document",))
        for name, word in needed.items()
        if getattr(invoice, name) is None
    }
    return with_fields(invoice, missing)


def _delivered_after(invoice: Invoice) -> Invoice:
    """ISO dates compare as text."""
    date, delivery = invoice.date, invoice.delivery_date
    read = delivery is not None and delivery.page > 0  # an e-invoice tells of what was delivered before
    if read and date and delivery and date.value and delivery.value and str(delivery.value) < str(date.value):
        doubt = "the delivery date is before the document's date"
        return replace(invoice, delivery_date=delivery.doubted(doubt))
    return invoice


def _no_less_than_a_line(invoice: Invoice) -> Invoice:
    """A total that one line exceeds was misread, also where other lines carry no sum to add: ``1,90 0.0 0``."""
    total = number_of(invoice.total)
    most = max((amount for item in invoice.items if (amount := _amount_of(item)) is not None), default=Decimal())
    lessened = invoice.adjustments or invoice.tax_total or _sum_of_lines(invoice) is not None
    if invoice.total is None or total is None or total >= most or lessened or not invoice.pages:
        return invoice
    return replace(invoice, total=invoice.total.doubted(f"one line alone comes to {most:,.2f}"))


def _doubts_about_all(invoice: Invoice, *, taxed: bool) -> Iterator[str]:
    total, lines = number_of(invoice.total), _sum_of_lines(invoice)
    if total is None or lines is None or not invoice.pages:  # an e-invoice's sums were validated when it was issued
        return
    if taxed:
        return
    target = number_of(invoice.sub_total)
    if target is not None and not is_rounded(target, lines):
        yield f"The lines add up to {lines:,.2f}, but the document's sub-total is {target:,.2f}: is a line missing?"
    elif target is None and not any(is_rounded(total, lines + more) for more in _adjusted(invoice)):
        yield f"The lines add up to {lines:,.2f}, but the document's total is {total:,.2f}: is a line missing?"


def _sum_of_lines(invoice: Invoice) -> Decimal | None:
    """The sum of the lines' amounts; None where a line has none, nor a count and a price that make one."""
    amounts = [_amount_of(item) for item in invoice.items]
    if not amounts or any(a is None for a in amounts):
        return None
    return sum((a for a in amounts if a is not None), Decimal())


def _amount_of(item: LineItem) -> Decimal | None:
    amount, quantity, price = (number_of(found) for found in (item.amount, item.quantity, item.unit_price))
    return quantity * price if amount is None and quantity is not None and price is not None else amount


def _adjusted(invoice: Invoice) -> set[Decimal]:
    """What may come on top of the lines: each tax, discount and rounding, or none where the amounts include it."""
    printed = [*invoice.adjustments] or ([invoice.tax_total] if invoice.tax_total else [])
    possible = {Decimal()}
    for step in (number for found in printed if (number := number_of(found)) is not None):
        possible |= {before + step for before in possible}
    return possible
