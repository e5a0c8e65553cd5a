"""Accessories and charges that stand as lines of their own below goods without a headed table.

``5   MORTISE LOCKSET   4 SET   118.00   472.00``: words, a count, money. What stands on the same line behind the name
of a sum is the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.understand.grammar.line_numbers import line_number
from pipeline.understand.grammar.numbers import PRICE, amounts_in
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.counts import counts_only_time
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.layout import Line, Segment, segment_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.goods import things_named
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = re.compile(r"(?P<n>\d{1,4})\s*[x×]?\s*(?P<unit>[A-Za-z]+)?\.?")
_MONEY = re.compile(rf"@?\s*{PRICE}", re.IGNORECASE)
_BEHIND_LABEL = re.compile(r"[\s.]*(?::|(?=\d))\s*")
_DASHED = re.compile(
    r"(?P<number>\(?\d{1,3}[.)]\s+)?(?P<name>[^\W\d].*?)\s+[-–—]\s+(?P<count>\d{1,4}\s*[A-Za-z]+\.?)"
    rf"(?:\s+[-–—=]\s+(?P<money>{_MONEY.pattern}))?\s*",
    re.IGNORECASE,
)
_RECKONED = re.compile(  # "1 TRIP @ 220.00 = RM 220.00"
    rf"(?P<count>\d{{1,4}}\s*[A-Za-z]+\.?)\s*[@x×]\s*(?P<price>{PRICE})\s*=\s*(?P<money>{PRICE})\s*", re.IGNORECASE
)
_TIMES = re.compile(r"\s*(?P<count>\d{1,3})\s*[x×]\s+(?P<name>[^\W\d].*)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:item\s*(?:no\.?)?\s*#?\d{1,3}\s*[.):–-]?|\(?\d{1,3}[.)])\s+(?=[^\W\d])", re.IGNORECASE)
_LABELLED = frozenset({"quantity", "unit_price", "amount"})
_FEWEST = 3  # runs of words: what it is, how many, and money or a unit; a numbered line may be fewer
_BEGINS_NUMBER = frozenset("(0123456789")
_PRICED = 2  # sums of money on a line with a price and an amount


@dataclass(frozen=True)
class Charge:
    """A line of a charge as an item, and what of the line is none of it."""

    row: Row
    rest: Line | None


def charges_among(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Charge]:
    """The lines among ``lines`` that are items by themselves."""
    for line in lines:
        if len(line.segments) < _FEWEST and not (_is_numbered(line) or _is_known(line.segments, vocabulary)):
            continue
        own, rest = _before_sum(line, vocabulary)
        cells = _cells(own, vocabulary)
        if cells:
            row = Row([line], {meaning: list(segment.ink) for meaning, segment in cells.items()})
            yield Charge(row, Line(rest) if rest else None)


def _is_numbered(line: Line) -> bool:
    return line.ink[0].text[0] in _BEGINS_NUMBER


def _is_known(segments: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a name apart from what counts it is known as that of a charge or an accessory."""
    named = things_named(segments[0].text, vocabulary) if len(segments) > 1 else []
    return bool(named) and all(found.meanings == {"other"} for found in named)


def _before_sum(line: Line, vocabulary: Vocabulary) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """A line's segments up to the name of a sum, and from there."""
    for place, segment in enumerate(line.segments[1:], start=1):
        found = vocabulary.totals.starting(segment.text)
        if found and len(found.phrase) > 2:
            return line.segments[:place], line.segments[place:]
    return line.segments, ()


def _cells(segments: Sequence[Segment], vocabulary: Vocabulary) -> dict[str, Segment]:
    """Words, then a count, then money, each in its own place; empty for any other line."""
    if len(segments) == 1 and (times := _times(segments[0].passage, vocabulary)):
        return times
    numbered = bool(segments) and line_number(segments[0].text) is not None
    rest = list(segments[1:] if numbered else segments)
    if len(rest) == 1 and (parts := _in_one(segments[-1].passage, numbered=numbered)):
        numbered, rest = True, parts
    numbered = numbered or (bool(rest) and bool(_NUMBERED.match(rest[0].text)))
    begun = numbered or _is_known(rest, vocabulary)
    if len(rest) < _FEWEST - begun or amounts_in(rest[0].text) or not re.search(r"[^\W\d_]{3}", rest[0].text):
        return {}
    if vocabulary.totals.whole(rest[0].text) or vocabulary.labels.whole(rest[0].text) or _is_size(rest[0].text):
        return {}
    told = [_without_label(segment, vocabulary) for segment in rest[1:]]
    labelled = told[0] is not rest[1]
    parts = _reckoned(told[0]) if len(told) == 1 else []
    name, counted, *others = (rest[0], *(parts or told))
    count = _COUNT.fullmatch(counted.text)
    money = [segment for segment in others if _MONEY.fullmatch(segment.text)]
    unit = others[0] if others and vocabulary.units.whole(others[0].text) else None
    known = (
        count
        and (not count["unit"] or vocabulary.units.whole(count["unit"]))
        and not counts_only_time(count[0], vocabulary)
    )
    sold = money or unit or (begun and count and (count["unit"] or (numbered and labelled)))
    if not known or not sold or len(money) + bool(unit) != len(others):
        return {}
    names = ("unit_price", "amount") if len(money) == _PRICED else ("amount",)  # none on an order without prices
    cells = {"description": _unnumbered(name), "quantity": counted, **dict(zip(names, money, strict=False))}
    return {**cells, "unit": unit} if unit else cells


def _in_one(passage: Passage, *, numbered: bool) -> list[Segment]:
    """``7. Door chain - 3 pcs - RM 42.00``: the parts of a numbered line that dashes set apart."""
    match = _DASHED.fullmatch(passage.text)
    if match is None or not (numbered or match["number"]):
        return []
    return [segment_of(passage.part(*match.span(name)).ink) for name in ("name", "count", "money") if match[name]]


def _reckoned(segment: Segment) -> list[Segment]:
    """``1 TRIP @ 220.00 = RM 220.00``: the count, the price and the amount of a run of words that tells all three."""
    match = _RECKONED.fullmatch(segment.text)
    names = ("count", "price", "money") if match else ()
    return [segment_of(segment.passage.part(*match.span(name)).ink) for name in names if match]


def _times(passage: Passage, vocabulary: Vocabulary) -> dict[str, Segment]:
    """``1 x Lorry charges``: a count before what is known as a charge or an accessory."""
    match = _TIMES.fullmatch(passage.text)
    named = vocabulary.item_kinds.starting(match["name"]) if match else None
    if match is None or named is None or named.start or named.meanings != {"other"} or _is_size(match["name"]):
        return {}
    parts = {"description": match.span("name"), "quantity": match.span("count")}
    return {meaning: segment_of(passage.part(*place).ink) for meaning, place in parts.items()}


def _unnumbered(segment: Segment) -> Segment:
    """``Item 4 Transport to site`` without the line's number."""
    number = _NUMBERED.match(segment.text)
    return segment_of(segment.passage.part(number.end()).ink) if number else segment


def _without_label(segment: Segment, vocabulary: Vocabulary) -> Segment:
    """``Qty: 3 pcs``, ``Qty 3 pcs``, ``Unit price: RM 14.00`` without the label."""
    label = vocabulary.columns.starting(segment.text)
    behind = _BEHIND_LABEL.match(segment.text, label.end) if label and label.meanings <= _LABELLED else None
    return segment_of(segment.passage.part(behind.end()).ink) if behind and segment.text[behind.end() :] else segment


def _is_size(text: str) -> bool:
    return bool(sizes_in(joined_lines(text)))
