"""Numbers on an invoice: money, quantities, their units. Exact: text in, canonical decimal out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Field

SIGN = r"(?:RM|MYR|SGD|USD|(?:U?S)?\$)"
"""What a sum's currency is written with, as a piece of a pattern that does not tell capitals apart."""
PRICE = rf"(?:{SIGN}\s*)?-?[\d,]+\.\d{{2}}(?!\d)"
"""A sum as it is printed, as a piece of such a pattern. What OCR makes of one :func:`amounts_in` knows."""
_PRICE = re.compile(PRICE, re.IGNORECASE)
_CURRENCY = re.compile(r"(?P<SGD>S\$|SGD)|(?P<USD>US\$|USD)|(?P<MYR>\bRM\b|(?<![A-Z])RM(?=\s*\d)|MYR)", re.IGNORECASE)
# A comma that OCR lost is no gap between columns, and no blank behind a code: CH2 336.00.
_BEGINS = r"(?:(?<![^\W_])|(?<=rm)|(?<=rn)|(?<=rh)|(?<=myr)|(?<=sgd)|(?<=usd)|(?=\d{1,3}\s?[,.'’]))"
_THOUSANDS = rf"{_BEGINS}\d{{1,3}}(?:(?:\s?,\s?|[^\S\t\n]{{1,3}}|[.'’])\d{{3}})+"
_MEASURED = r"\s?(?:[mc]?m|ft|kaki|inch)\b|\s?[x×]\s?\d\.\d{1,3}\s?m\b"  # 0.70m, 0.70 x 2.00m
# 1,234.50  1'234.50  (75.50)  -12.00  RM 4.20  12.00-  1 234.50 (a comma that OCR lost)
# 1,234,50 and 1.234,50 (one misread)
_MONEY = re.compile(
    rf"(?=[(\s$\drmsu-])(?P<open>\()?\s*(?P<sign>-)?\s*(?:{SIGN}\s*)?(?P<minus>-)?\s*"
    rf"(?P<whole>{_THOUSANDS}|\d+)\s?[.,]\s?(?P<cents>\d{{2}})(?!\d|:\d|\.\d{{4}}(?!\d)|{_MEASURED})\s*"
    r"(?P<close>\))?(?P<after>-(?!\d))?",
    re.IGNORECASE,
)
# 1,90 0.0 0: figures that OCR set apart, where the comma's three and the two of sen leave one reading.
_TORN = re.compile(r"(?<![\w.,])\d{1,3}(?=[\d, ]*,\d{0,2} \d)(?: ?,(?: ?\d){3})+ ?\.(?: ?\d){2}(?![\d.,])")
_CENTS = re.compile(r"\d\s?[.,]\s?\d{2}(?!\d)")  # what no money is without
_COUNT = re.compile(r"(?<![\w.,])(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>[.]\d+)?(?![\d,]|[OoQIl|](?![A-Za-z]))")
# What OCR makes of digits where only digits can stand.
_DIGIT_LIKE = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1",
                             "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2"})  # fmt: skip
_GROUPING = re.compile(r"[,.'’\s]")
_FIVE_SEN, _MOST_ROUNDED = Decimal("0.05"), Decimal("0.02")
_RUN = re.compile(r"[A-Za-z0-9|!]+")


@dataclass(frozen=True)
class Amount:
    """Money in ``text[start:end]``, as a canonical decimal; brackets or a minus make it negative."""

    value: Decimal
    start: int
    end: int


@dataclass(frozen=True)
class Quantity:
    """A count in ``text[start:end]``."""

    value: Decimal
    start: int
    end: int


@lru_cache(maxsize=8192)  # several rules look at the same cells
def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every sum of money (a number with two decimals) in ``text``."""
    point, comma = "." in text, "," in text
    if point and comma and (torn := _TORN.search(text)):
        return _whole_again(text, torn)
    if not (point or comma) or not _CENTS.search(text):
        return ()
    return tuple([_amount(match) for match in _MONEY.finditer(text)])


def is_amount(text: str) -> bool:
    """Whether ``text`` is one sum of money and nothing else."""
    found = amounts_in(text.strip())
    return len(found) == 1 and found[0].end - found[0].start == len(text.strip())


def names_price(text: str) -> bool:
    """Whether a sum stands in ``text`` as it is printed; ``Block 3, 12`` may be one misread, but is a place."""
    return "." in text and _PRICE.search(text) is not None


@lru_cache(maxsize=8192)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Every plain count in ``text``; ``5.00`` counts as 5."""
    found = []
    for match in _COUNT.finditer(text):
        number = Decimal(match["n"].replace(",", "") + (match["decimals"] or ""))
        found.append(Quantity(number, match.start(), match.end()))
    return tuple(found)


def number_of(found: Field | None) -> Decimal | None:
    """A field's value as a number; None where there is none."""
    if found is None or found.value is None:
        return None
    try:
        number = Decimal(str(found.value))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def currency_in(text: str) -> str | None:
    """The ISO 4217 code of the first currency sign in ``text``."""
    match = _CURRENCY.search(text) if _has_sign(text) else None
    return match.lastgroup if match else None


def currencies_in(text: str) -> list[str]:
    """The ISO 4217 codes of all currency signs in ``text``, each once."""
    if not _has_sign(text):
        return []
    return list(dict.fromkeys(match.lastgroup for match in _CURRENCY.finditer(text) if match.lastgroup))


def _has_sign(text: str) -> bool:
    """Whether letters of a currency's sign stand in ``text``, which few cells have."""
    capitals = text.upper()
    return "RM" in capitals or "$" in text or "MYR" in capitals or "USD" in capitals or "SGD" in capitals


def canonical(value: Decimal) -> str:
    """The shortest plain decimal: ``5``, ``12.5``; money keeps two places through :func:`money`."""
    text = format(value.normalize(), "f")
    return text or "0"


def money(value: Decimal) -> str:
    """Money with exactly two places."""
    return format(value.quantize(Decimal("0.01")), "f")


def is_rounded(amount: Decimal, exact: Decimal) -> bool:
    """Whether ``amount`` is ``exact``, or ``exact`` rounded to 5 sen as Bank Negara's rounding mechanism has it."""
    return amount == exact or (amount % _FIVE_SEN == 0 and abs(amount - exact) <= _MOST_ROUNDED)


def digits_repaired(text: str) -> str:
    """``text`` with letters that OCR confuses with digits turned into these; only where digits must stand.

    A run of characters is repaired when it has a digit or nothing but lookalikes; words (``medium``) stay words.
    """
    return _RUN.sub(lambda run: _repaired(run[0]), text)


def _repaired(run: str) -> str:
    digits = run.translate(_DIGIT_LIKE)
    return digits if digits.isdigit() or any(character.isdigit() for character in run) else run


def _whole_again(text: str, torn: re.Match[str]) -> tuple[Amount, ...]:
    """The amounts before, in and behind a sum whose figures stand apart."""
    value = Decimal(torn[0].replace(" ", "").replace(",", ""))
    before, behind = amounts_in(text[: torn.start()]), amounts_in(text[torn.end() :])
    moved = (Amount(each.value, torn.end() + each.start, torn.end() + each.end) for each in behind)
    return (*before, Amount(value, *torn.span()), *moved)


def _amount(match: re.Match[str]) -> Amount:
    whole = _GROUPING.sub("", match["whole"])
    value = Decimal(f"{whole}.{match['cents']}")
    negative = (match["open"] and match["close"]) or match["sign"] or match["minus"] or match["after"]
    return Amount(-value if negative else value, match.start(), match.end())
