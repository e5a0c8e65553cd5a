"""Draws everything around the lines: kind, parties, header fields, sums and the noise below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from benchmarks.documents.codes import amount, date_pattern, document_number, fill, written_date
from benchmarks.documents.companies import draw_address, draw_company, sendora
from benchmarks.documents.drawing import Demand, LineMaker
from benchmarks.documents.order import Item, Order, Part, Value, of_kind
from benchmarks.documents.trade import CLOSINGS
from benchmarks.documents.wording import Voice

CENT = Decimal("0.01")
_SURVEYORS = ("Site team A", "Team 2", "Survey Crew B", "Unit Ukur 3", "Showroom team")
_STAFF = ("Sales Desk 2", "Counter 1", "Team North", "Showroom KD")
_PROJECTS = (
    "Residensi Contoh Phase 2",
    "Blok Rekaan, 24 units",
    "Fit-out Level 9, Menara Sampel",
    "Proposed clinic, Lot 8",
)


@dataclass
class _Draft:
    """What the header fields are drawn from."""

    rng: Random
    voice: Voice
    kind: str
    language: str
    day: date
    dates: str


def draw_order(rng: Random, demand: Demand) -> tuple[Order, Voice]:
    """One document as the layout wants it, and the wordings that its page keeps."""
    language = rng.choice(demand.languages)
    kind = rng.choice(demand.kinds)
    voice = Voice(rng, language)
    draft = _Draft(rng, voice, kind, language, date(2026, 1, 1) + timedelta(days=rng.randrange(420)), date_pattern(rng))
    header, values = _header(draft)
    items, common = _lines(rng, voice, demand)
    priced = kind != "delivery_order" and (demand.priced if demand.priced is not None else rng.random() < 0.7)
    money = demand.currency or "RM"
    sums = _sums(draft, items, money, values) if priced else []
    house, other = sendora(rng), draw_company(rng)
    from_customer = kind == "purchase_order"
    return Order(
        kind=kind, language=language, title=voice(kind), issuer=other if from_customer else house,
        addressee=house if from_customer else other, addressee_label=voice("vendor" if from_customer else "bill_to"),
        site=_site(rng, voice), header=header, items=items, sums=sums, closing=_closing(rng, language),
        priced=priced, money=money, values=values, common=common,
    ), voice  # fmt: skip


def _lines(rng: Random, voice: Voice, demand: Demand) -> tuple[list[Item], list[tuple[str, list[Part]]]]:
    maker = LineMaker(rng, voice, demand)
    items = maker.lines()
    if demand.locations_by_group:
        items = _group(rng, items)
    common = _common(items) if demand.common else []
    if demand.discounts and rng.random() < 0.3:
        items.append(maker.discount())
    return items, common


def _group(rng: Random, items: list[Item]) -> list[Item]:
    """Lines sorted under the places that their headings name; what has no place stands under none."""
    places = [part for item in items if (part := item.take("location"))]
    for item in items:
        item.inherited.pop("location", None)
    names = list(dict.fromkeys(part.text for part in places))[:3] or ["Level 2"]
    goods = of_kind(items, "door", "frame")
    for item in goods:
        item.group = rng.choice(names)
        item.inherited["location"] = item.group
    return sorted(goods, key=lambda item: names.index(item.group)) + of_kind(items, "other")


def _common(items: list[Item]) -> list[tuple[str, list[Part]]]:
    """Statements taken off the lines and said once for all doors, and for all frames."""
    blocks = []
    for kind, keys in (("door", ("thickness", "core", "edging", "laminate")), ("frame", ("frame_width", "rebate"))):
        lines = of_kind(items, kind)
        shared = [part for key in keys if (part := next((part for line in lines if (part := line.part(key))), None))]
        for line in lines:
            for part in shared:
                line.take(part.key)
            line.inherited |= {name: value for part in shared for name, value in part.values.items()}
        if shared:
            blocks.append((kind, shared))
    return blocks


def _header(draft: _Draft) -> tuple[list[tuple[str, str]], dict[str, Value]]:
    """Label and text in printing order, and what the true ones mean."""
    rng, voice = draft.rng, draft.voice
    values: dict[str, Value] = {}
    number = document_number(rng, draft.kind)
    ordered = draft.kind == "purchase_order"
    values["po_no" if ordered else "job_order_no"] = number
    values["date"] = draft.day.isoformat()
    fields = [
        (voice(f"{'invoice' if draft.kind == 'tax_invoice' else draft.kind}.number"), number),
        (voice("date"), _day(draft, 0)),
    ]
    optional: list[tuple[str, str]] = []
    if not ordered and rng.random() < 0.6:
        values["po_no"] = document_number(rng, "purchase_order")
        optional.append((voice("po"), str(values["po_no"])))
    if rng.random() < 0.6:
        ahead = rng.randint(7, 40)
        values["delivery_date"] = (draft.day + timedelta(days=ahead)).isoformat()
        optional.append((voice("delivery"), _day(draft, ahead)))
    if not ordered and rng.random() < 0.4:
        values["measure_by"] = rng.choice(_SURVEYORS)
        optional.append((voice("measure"), str(values["measure_by"])))
    optional += _noise(draft, ordered)
    rng.shuffle(optional)
    return fields + optional, values


def _noise(draft: _Draft, ordered: bool) -> list[tuple[str, str]]:
    rng, voice = draft.rng, draft.voice
    lines = [
        (voice("terms"), rng.choice(("30 days", "C.O.D.", "50% deposit", "Cash", "Net 60"))),
        (voice("salesman"), rng.choice(_STAFF)),
        (voice("project"), rng.choice(_PROJECTS)),
        (voice("account"), fill(rng, "300-C0##")),
    ]
    if draft.kind in ("invoice", "tax_invoice"):
        lines.append((voice("due"), _day(draft, 30)))
    if draft.kind == "quotation":
        lines.append((voice("validity"), rng.choice(("30 days", _day(draft, 21)))))
    if ordered:
        lines.append((voice("quotation_ref"), document_number(rng, "quotation")))
    return [line for line in lines if rng.random() < 0.4]


def _day(draft: _Draft, ahead: int) -> str:
    return written_date(draft.day + timedelta(days=ahead), draft.dates, draft.language)


def _sums(draft: _Draft, items: list[Item], money: str, values: dict[str, Value]) -> list[tuple[str, str]]:
    """Subtotal, discount, tax, rounding, total, deposit: as many as chance has it, and exact."""
    rng, voice = draft.rng, draft.voice
    total = sum((item.amount for item in items), Decimal(0))
    lines = [(voice("subtotal"), amount(total))]
    if rng.random() < 0.3:
        less = Decimal(rng.choice((50, 100, 150)))
        total -= less
        lines.append((voice("discount"), amount(-less) if rng.random() < 0.5 else f"-{amount(less)}"))
    if rng.random() < 0.45:
        tax = (total * Decimal("0.08")).quantize(CENT, ROUND_HALF_UP)
        total += tax
        lines.append((voice("tax"), amount(tax)))
    if rng.random() < 0.3:
        nickel = (total * 20).quantize(Decimal(1), ROUND_HALF_UP) / 20
        lines.append((voice("rounding"), amount(nickel - total)))
        total = nickel
    values |= {"total": float(total), "currency": "SGD" if money == "S$" else "MYR"}
    label = voice("total") + rng.choice((f" ({money})", "", ":"))
    printed = amount(total) if label.endswith(")") else f"{money} {amount(total)}"
    lines = lines if len(lines) > 1 or rng.random() < 0.4 else []
    lines.append((label, printed))
    if rng.random() < 0.15:
        half = (total / 2).quantize(CENT, ROUND_HALF_UP)
        lines += [(voice("deposit"), amount(-half)), (voice("balance"), amount(total - half))]
    return lines


def _site(rng: Random, voice: Voice) -> tuple[str, tuple[str, ...]] | None:
    """Where it is delivered to: a party that is not the customer."""
    if rng.random() < 0.45:
        return None
    name = (draw_company(rng).name,) if rng.random() < 0.4 else ()
    return voice("ship_to"), name + draw_address(rng)


def _closing(rng: Random, language: str) -> list[str]:
    lines = CLOSINGS["ms" if language == "ms" else "en"]
    return rng.sample(lines, k=rng.randint(1, 3))
