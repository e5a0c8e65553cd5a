"""What else a value could be: another reading of the same lines, the count that may be a line's number, whose label.

Where lines were read without their table's heading, the heading may still have said otherwise; lines counted up from
one may have been numbered, not counted; and a label right above the first line may be that line's, with every label
below it the next one's. None of this decides anything: a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Box, Field, LineItem, present_fields, with_fields
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.counts import COUNT_AND_UNIT
from pipeline.understand.item.item_labels import label_of
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.layout import Line

_COMPARED = frozenset({
    "quantity", "width_mm", "height_mm", "thickness_mm", "laminate_code", "location", "design_name", "open_hole_type",
    "door_type", "door_core", "edging", "frame_width", "rebate_mm", "inner_outer", "frame_profile", "remark",
})  # fmt: skip
_SAME_PLACE = 0.5  # of the lower item's height that both share
_NUMBERED = 3  # lines; two may be counted one and two
_CLOSE = 1.5  # text heights between a label and the line it may belong to
_OTHERWISE = "under the table's heading this would be “{}”"
_A_NUMBER = "the lines seem to be numbered: is this the count or the line's number?"
_TWO_LINES = "its unit stands on the line above: is it a count?"
_WHOSE = "“{}” stands above the first line: do such lines belong to the item below them?"


def with_rivals_doubted(reading: Reading) -> tuple[LineItem, ...]:
    """The items of ``reading`` with a doubt at each value that has a rival."""
    if reading.headed:
        return tuple(reading.items)
    beaten = reading.instead_of.items if reading.instead_of else []
    above = dict(_labels_above(reading))
    numbered = _are_numbered(reading.items)
    doubted = (_against(item, _beside(item, beaten)) for item in reading.items)
    return tuple(_asked(item, above, numbered=numbered) for item in doubted)


def _beside(item: LineItem, others: Sequence[LineItem]) -> Mapping[str, Field]:
    """What another reading says of the same goods at the same place on the page."""
    same = (other for other in others if other.kind.value == item.kind.value and _same_place(item, other))
    return next(map(present_fields, same), {})


def _same_place(item: LineItem, other: LineItem) -> bool:
    if item.box is None or other.box is None or item.page != other.page:
        return False
    shared = min(item.box.y1, other.box.y1) - max(item.box.y0, other.box.y0)
    return shared > _SAME_PLACE * min(item.box.height, other.box.height)


def _against(item: LineItem, rival: Mapping[str, Field]) -> LineItem:
    return with_fields(item, {
        name: replace(found, doubts=(*found.doubts, _OTHERWISE.format(rival[name].value)))
        for name, found in present_fields(item).items()
        if name in _COMPARED and name in rival and _differ(found, rival[name])
    })  # fmt: skip


def _differ(found: Field, rival: Field) -> bool:
    return rival.value is not None and squeeze(str(rival.value)) != squeeze(str(found.value))


def _are_numbered(items: Sequence[LineItem]) -> bool:
    """Whether counts that begin their items run 1, 2, 3 …: numbers of lines, most likely."""
    counts = [(n, item.quantity) for n, item in enumerate(items, start=1) if item.quantity]
    runs = [n for n, found in counts if found.value == n and _at_edge(found, items[n - 1].box)]
    return len(runs) >= _NUMBERED or (len(runs) > 1 and len(runs) == len(counts))


def _labels_above(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each label with its value right above the first item, in no item: its meaning and its text."""
    for table in reading.tables:
        first = table.rows[0].lines[0] if table.rows else None
        if first is None:
            continue
        above = [line for line in reading.outside[table.page] if _is_close_above(line, first)]
        for line in above[-1:]:
            label = label_of(line.text, reading.trade.vocabulary)
            if label and COLON.match(line.text, label.end):
                yield from ((meaning, line.text) for meaning in label.meanings & _COMPARED)


def _is_close_above(line: Line, first: Line) -> bool:
    return first.middle - line.middle > 0 and first.y0 - line.y1 < _CLOSE * (first.y1 - first.y0)


def _asked(item: LineItem, above: Mapping[str, str], *, numbered: bool) -> LineItem:
    present = present_fields(item)
    doubts = {name: _WHOSE.format(text) for name, text in above.items() if name in present}
    count = item.quantity
    number = _A_NUMBER if count and numbered and _at_edge(count, item.box) else ""
    if number := number or (_TWO_LINES if count and item.unit and _is_unit_above(count, item.unit) else ""):
        doubts |= {name: number for name in ("quantity", "unit") if name in present}
    return with_fields(item, {n: replace(present[n], doubts=(*present[n].doubts, d)) for n, d in doubts.items()})


def _is_unit_above(count: Field, unit: Field) -> bool:
    """``GUEST ROOM 2`` and the ``NOS`` of the line above it: no count."""
    if count.box is None or unit.box is None or count.page != unit.page or count.rule != COUNT_AND_UNIT:
        return False
    return unit.box.centre_y < count.box.y0


def _at_edge(found: Field, box: Box | None) -> bool:
    """Whether a count begins its item: an item's number stands there too."""
    return found.box is not None and box is not None and found.box.x0 <= box.x0 + 0.001
