"""Money without sen, as clerks write round sums: ``RM 4,350``, ``RM4350/-``, ``1,880``.

Nothing but the sign tells a bare figure from a count: who takes one for money must know it by what it comes to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.understand.grammar.numbers import Amount

_WHOLE = re.compile(
    r"(?<![\w.,/-])(?P<sign>(?:RM|MYR)\s*)?(?P<ringgit>\d{1,3}(?:,\d{3})+|\d{1,6})\s*(?P<closed>/-|\.-{1,2}|\s-)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Whole:
    """Such a sum at the end of a text, and whether it says itself that it is money."""

    amount: Amount
    signed: bool


def whole_ringgit_at_end(text: str) -> Whole | None:
    """The figure without sen that ``text`` ends with."""
    match = _WHOLE.search(text)
    if match is None:
        return None
    value = Decimal(match["ringgit"].replace(",", ""))
    start = match.start("sign") if match["sign"] else match.start("ringgit")
    return Whole(Amount(value, start, match.end("ringgit")), bool(match["sign"] or match["closed"]))


def whole_ringgit(text: str) -> Decimal | None:
    """The sum that ``text`` is, if it is nothing else."""
    found = whole_ringgit_at_end(text)
    return found.amount.value if found and not text[: found.amount.start].strip() else None
