"""What speaks of goods and stands in no line item: a door that nobody would miss if nobody asked.

A layout that was cut wrongly may lose a whole item without any value being wrong. What gives it away is left on the
page: the size of a door, goods with a sum of money, or a row of cells that counts goods, outside all that was taken for
an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain, islice

from pipeline.model import Box, Invoice, present_fields
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.counts import counts_only_time, is_counted
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.passage import Passage, box_of
from pipeline.understand.page.sizes_over_lines import sizes_over_lines
from pipeline.understand.words.goods import GOODS, things_named
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_SMALL_WORD = re.compile(r"\b(?!mm\b|ft\b)[a-z]{2,}\b")
_SMALL_WORDS = 3
_CELLS, _MOST_CELLS = 3, 6  # of a line that is a row of a table; so many tell which
_PRICED, _COUNTED = "has a price", "is counted"
_MOST_NAMED = 3
"""So many places are named in a question; more would hide what it is about."""


def left_over(
    invoice: Invoice, sheets: Sequence[Sheet], trade: Trade, headings: Sequence[Passage] = ()
) -> Iterator[str]:  # fmt: skip
    """A question about each place on the pages that speaks of goods and belongs to no item, at most a few.

    What the ``headings`` of goods cost is told by these: ``Doors   RM 1,200.00`` above them.
    """
    taken = list(_places(invoice))
    summed = {id(ink) for heading in headings for ink in heading.ink}
    items: dict[int, list[Box]] = {}
    for item in invoice.items:
        if item.box is not None:
            items.setdefault(item.page, []).append(item.box)
    lines = (line for sheet in sheets for line in sheet.lines)
    outside = ((line, [s for s in line.segments if not _is_inside(s, items.get(s.page, ()))]) for line in lines)
    found = (q for line, free in outside if free for q in _goods_on(line, free, taken, summed, trade))
    broken = (q for sheet in sheets for cell in sizes_over_lines(sheet) for q in _sizes_in(cell, taken, trade))
    yield from islice(chain(found, broken), _MOST_NAMED)


def _is_inside(segment: Segment, items: Sequence[Box]) -> bool:
    """Whether a run of words lies in the box of an item on its page as a whole: nothing of it is left over."""
    first = segment.ink[0].word.box
    y0, y1 = first.y0, first.y1
    around = [box for box in items if box.y0 <= y0 and y1 <= box.y1 and box.holds(first)]  # mostly one at most
    words = [ink.word.box for ink in segment.ink] if around else []
    return any(all(map(box.holds, words)) for box in around)


def _goods_on(
    line: Line, free: Sequence[Segment], taken: Sequence[tuple[int, Box]], summed: Set[int], trade: Trade
) -> Iterator[str]:  # fmt: skip
    for segment in free:
        yield from _sizes_in(segment, taken, trade)
    sold = _how_sold(line, trade.vocabulary) if id(line.ink[0]) not in summed else ""
    named = (each for each in free if sold and _is_goods(each, taken, trade.vocabulary))
    first = next(named, None)
    row = " ".join(each.text for each in line.segments[:_MOST_CELLS])
    if first:
        words = row if sold == _COUNTED else first.text
        yield f"“{words}” on page {first.page} {sold}, but belongs to no line: is one missing?"
    elif _counts_sundries(line, free, taken, trade.vocabulary):
        yield f"“{row}” on page {free[0].page} {_COUNTED}, but belongs to no line: is one missing?"


def _counts_sundries(
    line: Line, free: Sequence[Segment], taken: Sequence[tuple[int, Box]], vocabulary: Vocabulary
) -> bool:  # fmt: skip
    """Whether a line that no item has any of names what else is sold and counts it: ``Lever handle   6 sets``."""
    text = line.text
    if len(free) < len(line.segments) or not is_counted(text, vocabulary):
        return False
    if counts_only_time(text, vocabulary) or dates_in(text):
        return False
    named = things_named(text, vocabulary)
    if not named or vocabulary.totals.starting(text) or any(found.meanings & GOODS for found in named):
        return False
    places = [box_of(each.passage.words(0, len(each.text))) for each in free]
    return not any(place is not None and _is_taken(free[0].page, place, taken) for place in places)


def _how_sold(line: Line, vocabulary: Vocabulary) -> str:
    """What says that the goods on a line are sold: money, or a count in a row of cells; empty where nothing does."""
    amounts = amounts_in(line.text)
    if not amounts and len(line.segments) < _CELLS:
        return ""
    if vocabulary.totals.starting(line.text) or (amounts and vocabulary.totals.whole(line.text[: amounts[0].start])):
        return ""
    if amounts:
        return _PRICED
    labelled = ":" in line.segments[0].text + line.segments[1].text
    return _COUNTED if not labelled and is_counted(line.text, vocabulary) else ""  # "Doors : 6 PCS   Frames : 1 SET"


def _places(invoice: Invoice) -> Iterator[tuple[int, Box]]:
    """Where the items and the fields of the head stand: a customer may be named for doors."""
    yield from ((field.page, field.box) for field in present_fields(invoice).values() if field.box is not None)
    for item in invoice.items:
        fields = [(field.page, field.box) for field in present_fields(item).values() if field.box is not None]
        yield from fields
        if item.box is not None:
            yield item.page, item.box
        for page in {page for page, _ in fields} - {item.page}:  # what of it stands on the next page
            yield page, Box.around([box for other, box in fields if other == page])


def _sizes_in(segment: Segment, taken: Sequence[tuple[int, Box]], trade: Trade) -> Iterator[str]:
    for size in sizes_in(segment.text, trade.plausible):
        stands = box_of(segment.passage.words(size.start, size.end))
        free = stands is not None and not _is_taken(segment.page, stands, taken)
        if size.is_a_door_s(trade.plausible) and free and not _is_sentence(segment.text):
            yield (
                f"“{segment.text[size.start : size.end]}” on page {segment.page} looks like the size of a door, but "
                "belongs to no line: is one missing?"
            )


def _is_goods(segment: Segment, taken: Sequence[tuple[int, Box]], vocabulary: Vocabulary) -> bool:
    """Whether a run of words, which is no sentence, names a door or a frame that no item has."""
    if _is_sentence(segment.text):
        return False
    goods = (named for named in things_named(segment.text, vocabulary) if named.meanings & GOODS)
    places = (box_of(segment.passage.words(named.start, named.end)) for named in goods)
    return any(place is not None and not _is_taken(segment.page, place, taken) for place in places)


def _is_sentence(text: str) -> bool:
    """Whether these are running words, as terms and notes have them: more small words than an item's line has."""
    return len(_SMALL_WORD.findall(text)) > _SMALL_WORDS


def _is_taken(page: int, stands: Box, taken: Sequence[tuple[int, Box]]) -> bool:
    return any(
        page == other and box.x0 <= stands.centre_x <= box.x1 and box.y0 <= stands.centre_y <= box.y1
        for other, box in taken
    )
