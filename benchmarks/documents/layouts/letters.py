"""Running text: numbered sentences and letters."""

from __future__ import annotations

from benchmarks.documents.drawing import Demand
from benchmarks.documents.heads import letterhead, site, strip
from benchmarks.documents.order import Item
from benchmarks.documents.page import Layout, Sheet, box, closing, lines, pairs, sums, t

_QUOTED = ("quotation", "quotation", "proforma", "invoice")


def sentence(sheet: Sheet, item: Item) -> str:
    """4 nos single leaf flush door 915 x 2135mm c/w laminate LK 2204, honeycomb core, @ RM 320.00 = RM 1,280.00."""
    leaf, size, laminate = item.part("type"), item.part("size"), item.part("laminate")
    noun = item.noun if item.noun[:2].isupper() else item.noun[0].lower() + item.noun[1:]
    words = [
        str(item.quantity),
        item.unit or "",
        noun if sheet.order.language == "ms" or not leaf else f"{leaf.plain} {noun}",
    ]
    words += [leaf.plain if leaf and sheet.order.language == "ms" else "", size.plain if size else ""]
    words += [f"c/w {laminate.plain}" if laminate else ""]
    told = [" ".join(word for word in words if word)] + [
        part.plain for part in item.rest("type", "size", "laminate", "remark")
    ]
    text = ", ".join(told)
    if sheet.order.priced:
        text += f", @ {sheet.order.money} {sheet.price(item)} = {sheet.order.money} {sheet.amount(item)}"
    remark = item.part("remark")
    return text + (f". {remark.plain}" if remark else "")


def prose(sheet: Sheet) -> str:
    """A numbered list of sentences below an ordinary head."""
    mark = sheet.rng.choice(("{})", "{}.", "({})"))
    body = "".join(
        box(f"{mark.format(at)} {t(sentence(sheet, item))}", style="margin:6px 0; padding-left:18px; text-indent:-18px")
        for at, item in enumerate(sheet.order.items, 1)
    )
    return strip(sheet) + box(body) + sums(sheet, sheet.rng.choice(("left", "right"))) + closing(sheet)


_OPENING = {
    "en": ("Dear Sir / Madam,", "We thank you for your enquiry and are pleased to submit our best price as follows:"),
    "ms": ("Tuan / Puan,", "Merujuk perkara di atas, kami dengan sukacitanya mengemukakan harga seperti berikut:"),
}


def letter(sheet: Sheet) -> str:
    """References and date, the addressee without a box, a subject line, the lines as paragraphs, and thanks."""
    order = sheet.order
    tongue = "ms" if order.language == "ms" else "en"
    company = order.addressee
    about = "doors and frames" if tongue == "en" else "pintu dan bingkai"
    top = box(pairs(order.header), style="margin:10px 0")
    whom = box(
        f"{t(order.addressee_label)}:<br><b>{t(company.name)}</b><br>{lines(company.address)}", style="margin:10px 0"
    )
    subject = box(f"<b><u>{t(order.title.upper())}: {t(about)}</u></b>", style="margin:10px 0")
    greeting, opening = _OPENING[tongue]
    body = "".join(
        box(f"{chr(96 + at)}) {t(sentence(sheet, item))}", style="margin:8px 0 8px 14px")
        for at, item in enumerate(sheet.order.items, 1)
    )
    text = box(t(greeting), style="margin:10px 0") + subject + box(t(opening))
    return letterhead(sheet) + top + whom + site(sheet) + text + body + sums(sheet, "left") + closing(sheet)


LAYOUTS = (
    Layout(
        "prose",
        prose,
        Demand(kinds=(*_QUOTED, "purchase_order"), languages=("en", "en", "ms"), lines=(3, 6), running_text=True),
    ),
    Layout("letter", letter, Demand(kinds=_QUOTED, languages=("en", "en", "ms"), lines=(2, 5), running_text=True)),
)
