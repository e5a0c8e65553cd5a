"""Accessories and charges that stand as lines of their own below goods without a headed table.

``5   MORTISE LOCKSET   4 SET   118.00   472.00``: words, a count, money. What stands on the same line behind the name
of a sum is the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.understand.layout import Line, Segment
from pipeline.understand.numbers import amounts_in
from pipeline.understand.sizes import sizes_in
from pipeline.understand.tables import Row
from pipeline.understand.values import joined_lines
from pipeline.understand.vocabulary import Vocabulary

_COUNT = re.compile(r"(?P<n>\d{1,4})\s*[x×]?\s*(?P<unit>[A-Za-z]+)?\.?")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
_MONEY = re.compile(r"@?\s*(?:RM|MYR)?\s*[\d,]+\.\d{2}", re.IGNORECASE)
_FEWEST = 3  # runs of words: what it is, how many, and money or a unit
_PRICED = 2  # sums of money on a line with a price and an amount


@dataclass(frozen=True)
class Charge:
    """A line of a charge as an item, and what of the line is none of it."""

    row: Row
    rest: Line | None


def charges_among(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Charge]:
    """The lines among ``lines`` that are items by themselves."""
    for line in lines:
        if len(line.segments) < _FEWEST:
            continue
        own, rest = _before_sum(line, vocabulary)
        cells = _cells(own, vocabulary)
        if cells:
            row = Row([line], {meaning: list(segment.ink) for meaning, segment in cells.items()})
            yield Charge(row, Line(rest) if rest else None)


def _before_sum(line: Line, vocabulary: Vocabulary) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """A line's segments up to the name of a sum, and from there."""
    for place, segment in enumerate(line.segments[1:], start=1):
        found = vocabulary.totals.starting(segment.text)
        if found and len(found.phrase) > 2:
            return line.segments[:place], line.segments[place:]
    return line.segments, ()


def _cells(segments: Sequence[Segment], vocabulary: Vocabulary) -> dict[str, Segment]:
    """Words, then a count, then money, each in its own place; empty for any other line."""
    rest = list(segments[1:] if segments and _NUMBER.fullmatch(segments[0].text) else segments)
    if len(rest) < _FEWEST or amounts_in(rest[0].text) or not re.search(r"[^\W\d_]{3}", rest[0].text):
        return {}
    if vocabulary.totals.whole(rest[0].text) or vocabulary.labels.whole(rest[0].text) or _is_size(rest[0].text):
        return {}
    count = _COUNT.fullmatch(rest[1].text)
    money = [segment for segment in rest[2:] if _MONEY.fullmatch(segment.text)]
    unit = rest[2] if vocabulary.units.whole(rest[2].text) else None
    known = count and (not count["unit"] or vocabulary.units.whole(count["unit"]))
    if not known or not (money or unit) or len(money) + 2 + bool(unit) != len(rest):
        return {}
    names = ("unit_price", "amount") if len(money) == _PRICED else ("amount",)  # none on an order without prices
    cells = {"description": rest[0], "quantity": rest[1], **dict(zip(names, money, strict=False))}
    return {**cells, "unit": unit} if unit else cells


def _is_size(text: str) -> bool:
    return bool(sizes_in(joined_lines(text)))
