"""One way of seeing the pages: the item tables that it finds, what stands outside them, and what it says of items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import ItemKind, LineItem
from pipeline.understand.foot.terms import above_terms
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.blocks_outside import after_label, blocks_outside
from pipeline.understand.item.fields_of_all import fields_of_all
from pipeline.understand.item.general import statements_of
from pipeline.understand.item.held import Blocks, blocks_of
from pipeline.understand.item.items import item_of
from pipeline.understand.item.key_notes import Key, key_among
from pipeline.understand.item.marked import rows_with_notes
from pipeline.understand.item.narrowed import of_some
from pipeline.understand.item.references import Told as Before
from pipeline.understand.item.told_by_number import notes_among, told_by_number, with_notes
from pipeline.understand.item.values import joined_lines
from pipeline.understand.listed.charges import Charge, charges_among
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.passage import Passage
from pipeline.understand.settled import is_settled
from pipeline.understand.table.asides import blocks_in, goods_of_block
from pipeline.understand.table.details import (
    Told,
    annex_among,
    excepted_among,
    with_details,
    with_told,
)
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary
from pipeline.understand.worth import MOST, is_whole, worth_of

_NAMED_AND_COUNTED = frozenset({"description", "quantity"})


@dataclass(frozen=True)
class Reading:
    """The item tables that one way of seeing the pages finds."""

    sheets: Sequence[Sheet]
    tables: Sequence[Table]
    trade: Trade
    headed: bool = False
    """Whether the tables have headings, which say what the lines below them are."""
    aside: Sequence[Line] = ()
    """The lines of notes that are named by their marks, which ``sheets`` are without."""
    details: Sequence[Table] = ()
    """The tables that only tell more of the lines of ``tables``, by their numbers."""
    instead_of: Reading | None = None
    """The reading with headings that this one explains more than."""

    @lazily
    def outside(self) -> dict[int, list[Line]]:
        """The lines of each page that belong to no table."""
        charged = {id(charge.row.lines[0]): charge.rest for _, charge in self.charges}
        every = {sheet.number: list(_outside(sheet, [*self.tables, *self.details])) for sheet in self.sheets}
        kept = {page: [charged.get(id(line), line) for line in lines] for page, lines in every.items()}
        return {page: [line for line in lines if line] for page, lines in kept.items()}

    @lazily
    def charges(self) -> list[tuple[int, Charge]]:
        """Lines of charges below goods that have no heading, with their page."""
        found: list[tuple[int, Charge]] = []
        for sheet in self.sheets:
            ends = [table.last_line for table in self.tables if table.page == sheet.number]
            if ends and not self.headed:
                below = [line for n, line in _outside_at(sheet, self.tables) if n > min(ends)]
                found += [(sheet.number, charge) for charge in charges_among(below, self.trade.vocabulary)]
        return found

    @lazily
    def items(self) -> list[LineItem]:
        """The line items, with what blocks for all doors or frames say of them."""
        return list(_items(self))

    @lazily
    def worth(self) -> float:
        """How well this reading explains the pages."""
        return sum(map(worth_of, self.items)) - len(self.sized_outside)

    def is_worth_more(self, least: float) -> bool:
        """Whether it explains the pages better than ``least``; what cannot do so any more is read no further."""
        rows = sum(len(table.rows) for table in self.tables) + len(self.charges)
        hope = MOST * rows - len(self.sized_outside)
        items = _items(self)
        while hope > least and (item := next(items, None)):
            hope -= MOST - worth_of(item)
        return hope > least

    @lazily
    def noted(self) -> tuple[list[list[Row]], list[Line]]:
        """The rows of each table, with the notes outside that they name; and the lines that tell these."""
        vocabulary = self.trade.vocabulary
        rows, taken = rows_with_notes(self.tables, self.key, vocabulary)
        if not self.headed:
            return rows, taken
        for told in (self.excepted[0], self.annex[0]):
            rows = [with_told(own, told, vocabulary) for own in rows]
        return [with_details(own, self.details, vocabulary) for own in rows], [*taken, *self.annex[1]]

    @lazily
    def key(self) -> Key:
        """The notes outside the items that have marks by which lines may name them."""
        outside = [line for lines in self.outside.values() for line in lines]
        return key_among([*self.aside, *outside], self.trade.vocabulary)

    @lazily
    def annex(self) -> tuple[Told, list[Line]]:
        """What an annex tells of lines by their numbers; and where."""
        return annex_among([line for lines in self.outside.values() for line in lines], self.trade.vocabulary)

    @lazily
    def excepted(self) -> tuple[Told, list[Line]]:
        """What is told of lines by their numbers that are excepted from what is said of all goods; and where."""
        outside = [line for lines in self.outside.values() for line in lines]
        blocks = [block for table in self.tables for block in table.blocks]
        return excepted_among(outside, blocks, self.trade.vocabulary)

    @lazily
    def stated(self) -> list[tuple[frozenset[str], Passage]]:
        """The texts that say something of all doors or frames, with which of them they mean."""
        vocabulary = self.trade.vocabulary
        found = [block for lines in self.free for block in blocks_outside(lines, vocabulary)]
        for table in self.tables:
            for passage in table.blocks:
                meanings = goods_of_block(passage.text, vocabulary)
                found += [(meanings, passage)] if meanings else statements_of(passage, vocabulary)
        return found

    @lazily
    def free(self) -> list[list[Line]]:
        """The lines of each page outside the tables that are no notes to single items."""
        noted = set(map(id, self.noted[1]))
        return [[line for line in self.outside[sheet.number] if id(line) not in noted] for sheet in self.sheets]

    @lazily
    def blocks(self) -> Blocks:
        """What holds for all doors or frames."""
        vocabulary = self.trade.vocabulary
        parts = (part for meanings, passage in self.stated for part in blocks_in(meanings, passage, vocabulary))
        labelled = [own for lines in self.free for own in fields_of_all(lines, self.trade)] if self.headed else []
        told = [(of_some(m, p.text, vocabulary), after_label(p, vocabulary)) for m, p in parts]
        blocks = blocks_of(told, self.trade, labelled)
        if not self.headed:
            return blocks
        only_doors = len(blocks.doors) > 1 and not any(_names_frames(s, vocabulary) for s in self.sheets)
        return replace(blocks, numbered=told_by_number(self.notes, self.trade), only_doors=only_doors)

    @property
    def notes(self) -> list[Passage]:
        """What is told of lines by their number, among the rows of the tables and outside."""
        lines = [line for sheet in self.sheets for line in self.outside[sheet.number]]
        return [*(block for table in self.tables for block in table.blocks), *notes_among(lines, self.trade.vocabulary)]

    @lazily
    def sized_outside(self) -> list[Line]:
        """The lines outside the tables in which a size stands, but for the terms."""
        lines = (line for lines in self.outside.values() for line in lines if id(line) not in self.terms)
        return [line for line in lines if sizes_in(joined_lines(line.text))]

    @lazily
    def terms(self) -> set[int]:
        """The ids of the lines from each page's terms on."""
        above = above_terms(self.sheets, self.trade.vocabulary)
        return {id(line) for s, own in zip(self.sheets, above, strict=True) for line in s.lines[len(own.lines) :]}

    @property
    def goods(self) -> list[LineItem]:
        """The doors and frames."""
        return [item for item in self.items if item.kind.value != ItemKind.OTHER]

    @property
    def tells_all(self) -> bool:
        """Whether every door and frame has its kind, size and count, and no size stands outside."""
        return bool(self.goods) and not self.sized_outside and all(map(is_whole, self.goods))

    @property
    def is_settled(self) -> bool:
        """Whether it tells all that the pages say of goods."""
        outside = (line for lines in self.outside.values() for line in lines)
        return not self.sized_outside and is_settled(self.items, self.sheets, outside, self.trade.vocabulary)

    @property
    def heads_items(self) -> bool:
        """Whether most tables have one row: labels at the top of each item's boxes may have been taken for headings.

        Not those of tables that name and count what they list: ``A. Door leaf`` over ``No | Description | Qty``.
        """
        single = sum(len(table.rows) for table in self.tables) < 2 * len(self.tables)
        return len(self.tables) > 1 and single and not (self.tells_all and all(map(_is_a_list, self.tables)))

    @property
    def tells_most(self) -> bool:
        """Whether more doors and frames have their kind, size and count than lack one of them or stand outside."""
        whole = sum(map(is_whole, self.goods))
        return whole > len(self.goods) - whole + len(self.sized_outside)


def _is_a_list(table: Table) -> bool:
    """Whether a table's own columns name and count each of its rows."""
    return bool(table.columns) and all(set(row.meanings()) >= _NAMED_AND_COUNTED for row in table.rows)


def _outside(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Line]:
    """The lines of ``sheet`` that belong to no table."""
    return (line for _, line in _outside_at(sheet, tables))


def _outside_at(sheet: Sheet, tables: Sequence[Table]) -> Iterator[tuple[int, Line]]:
    for number, line in enumerate(sheet.lines):
        if not any(t.page == sheet.number and t.first_line <= number <= t.last_line for t in tables):
            yield number, line


def _items(reading: Reading) -> Iterator[LineItem]:
    before: list[Before] = []
    language = reading.trade.vocabulary.language
    for table, rows in zip(reading.tables, reading.noted[0], strict=True):
        for row in rows:
            item = item_of(row, table, reading.blocks, reading.trade, before)
            number = row.passage("number").text
            before.append((number, item))
            goods = item.kind.value != ItemKind.OTHER
            yield with_notes(item, number, reading.blocks.numbered, language) if goods else item
    for page, charge in reading.charges:
        alone = Table(page, (), (charge.row,), (), 0, 0, 0.0)
        yield item_of(charge.row, alone, reading.blocks, reading.trade)


def _names_frames(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    return any("frame" in found.meanings for line in sheet.lines for found in vocabulary.item_kinds.each_in(line.text))
