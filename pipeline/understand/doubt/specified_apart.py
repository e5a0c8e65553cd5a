"""How goods are made, said where it is not sure of which lines: above a table's first item, or below some alone.

``43mm, honeycomb`` over the first line may hold for all of them, and ``Spec: 43mm`` below the last for those above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from pipeline.model import ItemKind, LineItem
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.general import HOW_MADE, specifies
from pipeline.understand.item.values import joined
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import anchor_strength, cell_text, has_item_number
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.specification_names import begins_specification
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURE = re.compile(r"\d")
_MOST = 3  # questions of one document
_SHOWN = 80  # letters
_SEVERAL = 2
_APART = 1.5  # times the distance between two lines elsewhere


def specified_apart(reading: Reading) -> Iterator[str]:
    """A question for each such specification in a table with a heading and several items.

    What stands above figures in the middle of an item's text is its own where other items stand so too.
    """
    if not reading.headed:
        return
    vocabulary = reading.trade.vocabulary
    leads = [(table, list(_above_first(table, vocabulary))) for table in reading.tables]
    above = [line for table, lines in leads if lines and not _is_centred(table, reading.tables) for line in lines]
    below = (line for table in reading.tables for line in _apart_below_last(table, vocabulary))
    for line in islice(chain(above, _below_some(reading), below), _MOST):
        yield f"“{joined(line.text)[:_SHOWN]}” tells how goods are made: of which lines?"


def _is_centred(table: Table, tables: Sequence[Table]) -> bool:
    """Whether the text of a table's first item stands above and below its figures, as that of others does."""
    if not table.rows or not table.rows[0].is_centred(table.columns):
        return False
    return sum(row.is_centred(each.columns) for each in tables for row in each.rows) >= _SEVERAL


def _above_first(table: Table, vocabulary: Vocabulary) -> Iterator[Line]:
    leads = [_before_anchor(row, table) for row in table.rows]
    if len(leads) >= _SEVERAL and leads[0] and not any(leads[1:]):
        own = _is_whole(table.rows[0], len(leads[0]), table, vocabulary)
        yield from (line for line in leads[0] if (_says_one(line, vocabulary) if own else _tells(line, vocabulary)))


def _is_whole(row: Row, lead: int, table: Table, vocabulary: Vocabulary) -> bool:
    """Whether the line with an item's number names its goods: what stands above is no part of its name."""
    cells = by_meaning(row.lines[lead], table.columns)
    return has_item_number(cells) and names_goods(cell_text(cells, "description"), vocabulary)


def _apart_below_last(table: Table, vocabulary: Vocabulary) -> Iterator[Line]:
    """What stands below the last line of several, further from it than any two lines of an item or two items are."""
    if len(table.rows) < _SEVERAL or len(table.rows[-1].lines) < _SEVERAL:
        return
    lines = [line for row in table.rows for line in row.lines]
    gaps = [below.y0 - above.y0 for above, below in pairwise(lines)]
    own = len(table.rows[-1].lines) - 1
    widest = max(gaps[-own:])
    if widest < _APART * max(gaps[:-own]):
        return
    first = len(lines) - own + gaps[-own:].index(widest)
    yield from (line for line in lines[first:] if specifies(line.text, vocabulary))


def _below_some(reading: Reading) -> Iterator[Line]:
    """The lines that begin ``Spec:`` below some doors or frames, where nothing tells how another of them is made."""
    rows = [row for table in reading.tables for row in table.rows]
    for kind in (ItemKind.DOOR, ItemKind.FRAME):
        goods = [(row, item) for row, item in zip(rows, reading.items, strict=False) if item.kind.value == kind]
        named = [_named(row, reading.trade.vocabulary) for row, _ in goods]
        if any(not lines and not _is_told(item) for lines, (_, item) in zip(named, goods, strict=True)):
            yield from (line for lines in named for line in lines)


def _is_told(item: LineItem) -> bool:
    """Whether something says how an item is made, beside its size and its leaves."""
    return any(getattr(item, name) is not None for name in HOW_MADE - {"door_type"})


def _before_anchor(row: Row, table: Table) -> Sequence[Line]:
    """The lines of a row above the one with its number, its count or its money."""
    strong = (n for n, line in enumerate(row.lines) if anchor_strength(by_meaning(line, table.columns)))
    return row.lines[: next(strong, 0)]


def _tells(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line says how goods are made: one thing behind its label, or several, and no words about a colour."""
    if len(line.segments) > 1 or names_goods(line.text, vocabulary):
        return False
    label = vocabulary.specification_labels.starting(line.text)
    labelled = label is not None and bool(label.meanings & HOW_MADE) and COLON.match(line.text, label.end)
    return bool(labelled) or statements_in(line.text, vocabulary) >= _SEVERAL


def _says_one(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line says one thing at least: ``With T-bar``, ``Laminate 6S-A057``; no words about a colour."""
    label = vocabulary.specification_labels.starting(line.text)
    coloured = label is not None and "laminate_code" in label.meanings and not _FIGURE.search(line.text)
    return len(line.segments) == 1 and not coloured and statements_in(line.text, vocabulary) > 0


def _named(row: Row, vocabulary: Vocabulary) -> list[Line]:
    """The lines of a row that begin ``Spec:``."""
    return [line for line in row.lines[1:] if begins_specification(line.text, vocabulary.language)]
