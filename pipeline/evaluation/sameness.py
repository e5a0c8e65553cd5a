"""When a value that was read is the labelled one: case, spaces and punctuation make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from pipeline.understand.grammar.dates import dates_in

Comparable = str | Decimal

NUMBERS = frozenset(
    {
        "total", "sub_total", "tax_total", "quantity", "thickness_mm", "width_mm", "height_mm", "rebate_mm",
        "unit_price", "amount",
    }
)  # fmt: skip
DATES = frozenset({"date", "delivery_date", "due_date"})

_FIRST_CJK = 0x2E80  # Unicode's CJK blocks begin here: a Chinese name beside the Latin one does not count
_NEARLY = Decimal("0.011")  # a cent, and what is left of it by rounding
_ALIKE_REMARK = 0.85  # share of characters
_UNITS = {"piece": "pcs", "pieces": "pcs", "no": "nos", "numbers": "nos", "leaves": "leaf"}
_LEAVES = {"singleleaf": "sl", "doubleleaf": "dl", "unequaldoubleleaf": "unequaldl"}
# What may follow or not: PRIME BUILDERS SDN BHD, LEVER LOCK HOLE.
_ENDINGS = {
    "customer_name": re.compile("(sendirianberhad|sdnbhd)$"),
    "supplier_name": re.compile("(sendirianberhad|sdnbhd)$"),
    "open_hole_type": re.compile("hole$"),
    "door_core": re.compile("core$"),
}


def letters(value: object) -> str:
    """The letters and digits of a value, small; ``&`` is ``and``."""
    small = unicodedata.normalize("NFKC", str(value)).lower().replace("&", "and")
    return re.sub(r"[^a-z0-9]", "", "".join(sign for sign in small if ord(sign) < _FIRST_CJK))


def comparable(field: str, value: object) -> Comparable | None:
    """The value as it is compared; None when there is none."""
    if value is None or value == [] or not str(value).strip():
        return None
    if field in NUMBERS:
        return _number(value)
    if field in DATES:
        found = dates_in(str(value))
        return found[0].value.isoformat() if found else str(value).strip().lower()
    return _WORDED.get(field, letters)(value) or None


def same(field: str, one: Comparable, other: Comparable) -> bool:
    """Whether two comparable values of a field mean the same."""
    if one == other:
        return True
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) < _NEARLY
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return False
    if field == "remark":
        return SequenceMatcher(None, one, other).ratio() >= _ALIKE_REMARK
    ending = _ENDINGS.get(field)
    return ending is not None and ending.sub("", one) == ending.sub("", other)


def _number(value: object) -> Comparable:
    """A number to the cent, in brackets a negative one; text that is none is compared as text."""
    text = str(value).strip()
    figures = re.sub(r"[^\d.\-]", "", text)
    try:
        number = round(Decimal(figures), 2)
    except InvalidOperation:
        return text
    return -number if text.startswith("(") else number


def _unit(value: object) -> str:
    """Singular; a unit without letters is no unit, but it was read all the same and counts."""
    word = letters(value) or str(value).strip()
    word = _UNITS.get(word, word)
    return word[:-1] if word.endswith("s") and len(word) > 2 else word


def _range(value: object) -> str:
    """``130 - 150 MM`` as ``130~150``."""
    return re.sub(r"~|-|–|—|to", "~", re.sub(r"mm|\s", "", str(value).lower()))


def _leaf(value: object) -> str:
    return _LEAVES.get(letters(value), letters(value))


_WORDED: dict[str, Callable[[object], str]] = {"unit": _unit, "frame_width": _range, "door_type": _leaf}
