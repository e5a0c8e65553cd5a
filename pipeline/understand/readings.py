"""Which reading of the pages explains them best: a table with a heading, one on its side, boxes, strips, lists, prose.

A reading is worth what it tells of doors and frames (kind, size, count, what else is specified, sums that add up), less
what it leaves doubtful and the sizes that it leaves over. A table with a heading is not weighed against others
where it tells of most lines all that a door needs, and neither are frames drawn around items that tell it of each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import LineItem
from pipeline.understand.foot.terms import above_terms
from pipeline.understand.grammar.sizes import Plausible
from pipeline.understand.item.marked import without_notes_named
from pipeline.understand.listed.boxed import boxed_on
from pipeline.understand.listed.charges import charges_among
from pipeline.understand.listed.listed import listed_on
from pipeline.understand.listed.over_pages import with_rests
from pipeline.understand.listed.prose import told_on
from pipeline.understand.listed.repeated import repeated_on
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.layout import Sheet
from pipeline.understand.page.stretches import Made
from pipeline.understand.table.decks import with_decks_beside
from pipeline.understand.table.details import (
    apart_from_goods,
)
from pipeline.understand.table.going_on import with_rows_going_on
from pipeline.understand.table.item_table import Table
from pipeline.understand.table.tables import tables_of
from pipeline.understand.table.transposed import transposed_on
from pipeline.understand.words.goods import TITLE_WORD
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary
from pipeline.understand.worth import MOST

_CLEARLY = 1.15  # times what a heading's table is worth: what has no heading must explain that much more


def best_reading(sheets: Sequence[Sheet], trade: Trade) -> Reading:
    """The reading of ``sheets`` that explains them best; without a heading only one that tells of doors or frames.

    A receipt of other goods is full of lines that look alike: taking them for items would hide its date and its total.
    """
    sheets, aside = without_notes_named(sheets, trade.vocabulary)
    tables = with_rows_going_on(tables_of(sheets, trade.vocabulary), sheets, trade.vocabulary)
    goods, details = apart_from_goods(tables, trade.vocabulary)
    headed = Reading(sheets, goods, trade, headed=True, aside=aside, details=details)
    headed = _in_one_deck(headed) or headed
    sheets = headed.sheets
    if headed.tells_most and not headed.heads_items:
        return headed
    told = _told_otherwise(headed)
    rested = with_rests(told.tables, told.sheets, trade.vocabulary) if told else ()
    told = replace(told, tables=rested) if told and rested is not told.tables else told
    rivals = headed.items and not (told and told.tells_all and headed.heads_items)
    return replace(told, instead_of=headed) if told and rivals else told or headed


def _in_one_deck(headed: Reading) -> Reading | None:
    """The reading of a table whose items have two lines with titles of their own, unless it explains clearly less."""
    beside = with_decks_beside(headed.sheets, headed.trade.vocabulary)
    if beside is None:
        return None
    tables = tables_of(beside, headed.trade.vocabulary)
    pages = [replace(sheet, width=page.width) for sheet, page in zip(beside, headed.sheets, strict=True)]
    reading = Reading(pages, tables, headed.trade, headed=True, aside=headed.aside)
    return reading if reading.is_worth_more(max(headed.worth, 0.0) / _CLEARLY) else None


def _told_otherwise(headed: Reading) -> Reading | None:
    """The best reading without a heading, where it explains the pages clearly better than ``headed``.

    What cannot be that is not looked into, and nothing once a reading leaves nothing to be told.
    """
    sheets, trade = headed.sheets, headed.trade
    least = _CLEARLY * max(headed.worth, 0.0) + 1 if headed.items else -math.inf
    in_boxes = headed.worth / _CLEARLY if headed.heads_items else least  # those headings may be labels in the boxes
    charges = sum(1 for sheet in sheets for _ in charges_among(sheet.lines, trade.vocabulary))
    best: Reading | None = None

    def may_win(rows: int) -> bool:
        return MOST * (rows + charges) > least

    boxed = boxed_on(sheets, trade.vocabulary, lambda cards: MOST * (cards + charges) > in_boxes)
    reading = Reading(boxed.sheets, boxed.tables, trade, aside=headed.aside) if boxed else None
    if reading and reading.is_worth_more(in_boxes):
        if reading.tells_all:
            return reading
        best, least = reading, max(reading.worth, least)

    above = above_terms(sheets, trade.vocabulary)
    for tables in _without_heading(above, headed.tables, trade.vocabulary, may_win):
        reading = Reading(sheets, tables, trade, aside=headed.aside)
        if may_win(sum(len(table.rows) for table in tables)) and reading.is_worth_more(least):
            told = any(_is_told(item, trade.plausible) for item in reading.goods)
            best, least = (reading, reading.worth) if told else (best, least)
            if told and reading.is_settled:
                break
    return best


def _is_told(item: LineItem, plausible: Plausible) -> bool:
    """Whether a line says in words that it is a door or a frame, or has the size of one."""
    width = item.width_mm.value if item.width_mm else None
    height = item.height_mm.value if item.height_mm else None
    sized = isinstance(width, int) and isinstance(height, int) and plausible.fits(width, height)
    return item.kind.rule == TITLE_WORD or sized


def _without_heading(
    sheets: Sequence[Sheet], headed: Sequence[Table], vocabulary: Vocabulary, may_win: Callable[[int], bool]
) -> Iterator[list[Table]]:
    sideways = [table for sheet in sheets for table in transposed_on(sheet, vocabulary)]
    if sideways:
        yield [*sideways, *_beside(sideways, headed)]
    made: Made = {}
    listed = listed_on(sheets, vocabulary, made)
    if listed:
        yield listed
    told = told_on(sheets, vocabulary)
    if told:
        yield told
    yield from repeated_on(sheets, vocabulary, made, may_win)


def _beside(tables: Sequence[Table], headed: Sequence[Table]) -> Iterator[Table]:
    """The headed tables that share no line with ``tables``: sundries below the doors' own."""
    for table in headed:
        taken = [other for other in tables if other.page == table.page]
        if taken and all(table.first_line > other.last_line for other in taken):
            yield table
