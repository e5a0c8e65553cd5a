"""Items of a till's slip: a name, what is specified set in below it, and ``2 x 95.00   190.00`` back at the edge."""

from __future__ import annotations

import re

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.page.layout import Line, Segment, Sheet

_TIMES = re.compile(r"\s*(?P<count>\d{1,3})\s*[x×@*]\s*(?:RM\s*)?(?=\d)", re.IGNORECASE)
_PRICE_AND_AMOUNT = 2


def names_on_slip(sheet: Sheet) -> list[Segment]:
    """The first words of each item, above a line whose count times its price is its amount.

    None where nothing is set in: what stands right above the count may be anything.
    """
    found = [(_name_above(sheet, place), place) for place, line in enumerate(sheet.lines) if _comes_out(line)]
    set_in = any(above < place - 1 for above, place in found)
    heads = [sheet.lines[above] for above, _ in found if above >= 0] if set_in else []
    return [head.segments[0] for head in heads if not amounts_in(head.text)]


def _name_above(sheet: Sheet, place: int) -> int:
    """The nearest line above that is not set in; below 0 where there is none."""
    line = sheet.lines[place]
    edge = line.segments[0].x0 + (line.y1 - line.y0) / 2
    above = place - 1
    while above >= 0 and sheet.lines[above].segments[0].x0 > edge:
        above -= 1
    return above


def _comes_out(line: Line) -> bool:
    counted = _TIMES.match(line.text)
    money = [amount.value for amount in amounts_in(line.text[counted.end() :])] if counted else []
    return counted is not None and len(money) == _PRICE_AND_AMOUNT and int(counted["count"]) * money[0] == money[1]
