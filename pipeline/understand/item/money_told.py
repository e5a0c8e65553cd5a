"""The money of an item that no column holds: behind its labels, or among its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Field
from pipeline.understand.grammar.numbers import SIGN, amounts_in, money
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of

_PRICE_AND_AMOUNT = 2  # sums


class _Patterns(NamedTuple):
    each_before: re.Pattern[str]
    """``16 unit x 875.00``: up to the money for one."""
    each_behind: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    apiece = any_of(language.apiece)
    return _Patterns(
        each_before=re.compile(rf"(?:@|{apiece}|/\s*unit|\s[x×])\s*{SIGN}?\s*$", re.IGNORECASE),
        each_behind=re.compile(rf"\s*(?:{apiece}\b|/\s*[a-z])", re.IGNORECASE),
    )


def labelled_money(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Unit price and amount from what stands behind their labels (``Amount: RM 1,280.00``), one sum behind each."""
    result = {}
    for name in ("unit_price", "amount"):
        found = amounts_in(fields[name].raw) if name in fields else ()
        if len(found) == 1:
            source = fields[name]
            value = money(found[0].value)
            result[name] = Field(name, source.raw, value, source.confidence, source.page, source.box, source.rule)
    return result


def money_told(passage: Passage, counts: Sequence[int], language: Language) -> dict[str, Field]:
    """One sum is the amount; of two the first is the price and the second, which is larger or equal, the amount.

    ``counts`` are the places of what counts goods: ``6.00 UNIT`` is no money.
    """
    found = [each for each in amounts_in(passage.text) if not any(each.start <= n < each.end for n in counts)]
    if len(found) == 1:
        names: tuple[str, ...] = (
            "unit_price" if _is_for_one(passage.text, found[0].start, found[0].end, language) else "amount",
        )
    elif len(found) == _PRICE_AND_AMOUNT and abs(found[0].value) <= abs(found[1].value) and found[0].value != Decimal():
        names = ("unit_price", "amount")
    else:
        return {}
    return {
        name: passage.field(name, money(each.value), "money in the text", each.start, each.end)
        for name, each in zip(names, found, strict=True)
    }


def _is_for_one(text: str, start: int, end: int, language: Language) -> bool:
    words = _patterns(language)
    return bool(words.each_before.search(text, 0, start) or words.each_behind.match(text, end))
