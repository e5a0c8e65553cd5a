"""Numbers that documents carry: laminate codes, document numbers, stock codes, dates and money, in many patterns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

_LAMINATES = (
    "LK ####", "WY-####-T", "F#### SM", "PL####NT", "ZA-###/##", "####-##", "K####-PW", "D ###", "AC####MT", "MK-##A",
    "VN####G", "H####", "S###-W", "LN-#### SF", "TG####", "E##.###", "WG ### T", "NCL-####", "P#### AW", "UV-###-M",
    "SF ####-##", "GL/###", "L##-####", "M-##.##", "#### T", "AR#### HG", "TKW-###/A", "BS ##-##", "W###", "SL-#####",
    "##S-####", "EX-#-###", "R####/S",
)  # fmt: skip
_DOCUMENTS = {
    "invoice": (
        "INV/2026/####",
        "IV-#####",
        "I26-####",
        "SI######",
        "A######",
        "JO 26##/##",
        "INV26-#####",
        "####/26",
        "SG-IV-######",
        "INV#####-A",
        "IV/##/26/###",
    ),
    "tax_invoice": ("TI/26/####", "INV-#####", "TX26####", "IV#######", "26-####-INV"),
    "proforma": ("PI-26-###", "PF####/26", "PRO-#####", "PI######"),
    "quotation": ("Q26-###", "QTN/26/####", "QT-#####-R1", "SQ######", "QU/SG/26/###"),
    "delivery_order": ("DO#####", "D/26/####", "DN-#####", "DO-SG-26####", "######"),
    "cash_sale": ("CS#####", "CB-26-####", "C/S ######", "CS/26##/###"),
    "purchase_order": ("PO/26/####", "LPO-#####", "26####-PO", "P######", "HQ-PO-####-26", "PO26##-###", "82########"),
}
_MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"],
    "ms": ["Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November",
           "Disember"],
}  # fmt: skip
_DATES = (
    "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d:02}-{m:02}-{s}", "{d} {month} {y}", "{d:02}-{mon}-{s}", "{d} {mon} {y}",
    "{d:02} {MON} {y}", "{y}-{m:02}-{d:02}", "{d}/{m}/{s}", "{d:02}.{m:02}.{y}", "{weekday}, {d} {month} {y}",
)  # fmt: skip
_WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ms": ["Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu", "Ahad"],
}


def fill(rng: Random, pattern: str) -> str:
    """Each # becomes a digit; the first of a run is never 0, so that no package would strip it."""
    drawn, previous = [], ""
    for sign in pattern:
        drawn.append(str(rng.randint(1 if previous != "#" else 0, 9)) if sign == "#" else sign)
        previous = sign
    return "".join(drawn)


def laminate_pattern(rng: Random) -> str:
    """A maker's pattern, to be filled for each colour."""
    return rng.choice(_LAMINATES)


def document_number(rng: Random, kind: str) -> str:
    """A number as documents of this kind carry it."""
    return fill(rng, rng.choice(_DOCUMENTS[kind]))


def stock_code(rng: Random) -> str:
    """The code under which a package keeps the goods; never a laminate."""
    return fill(rng, rng.choice(("DR-####", "FG##-###", "SD####", "1##-##/D", "DRF####")))


def date_pattern(rng: Random) -> str:
    """How one page writes its dates."""
    return rng.choice(_DATES)


def written_date(day: date, pattern: str, language: str) -> str:
    """The day in a pattern of ``date_pattern``; month names in Malay only where the whole page is in Malay."""
    tongue = "ms" if language == "ms" else "en"
    month = _MONTHS[tongue][day.month - 1]
    mon = "Sept" if month == "September" and day.year % 2 else month[:3]
    return pattern.format(
        d=day.day, m=day.month, y=day.year, s=day.year % 100, month=month, mon=mon, MON=mon.upper(),
        weekday=_WEEKDAYS[tongue][day.weekday()],
    )  # fmt: skip


def amount(value: Decimal, thousands: str = ",") -> str:
    """1,280.00; a deduction in brackets."""
    text = f"{abs(value):,.2f}".replace(",", thousands)
    return f"({text})" if value < 0 else text
