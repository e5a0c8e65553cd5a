"""A page cut into items at places where each may begin, and how well the pieces look at first sight.

A piece looks like one item where it has one size, a count and a name. Pieces that are neither goods nor counted or paid
for are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.sizes import count_of_sizes
from pipeline.understand.item.counts import counts_only_time, is_counted
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.layout import Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.stretches import Made, Start, row_from, table_of
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.goods import names_goods, things_named
from pipeline.understand.words.vocabulary import Vocabulary

_MOST = 2.0
"""What a piece can promise: a size, a count and a name."""
_TORN = 0.75
_SHORT_NAME = 3  # letters of a sum's name that is a word of its own too often
_WORD = 0.05
_TEAR = 0.35  # text heights that a gap inside an item is wider than its usual ones
_FEWEST_GAPS = 2
_SEVERAL = 2


@dataclass(frozen=True, eq=False)
class Cut:
    """The items that one sort of beginning gives, on all pages, and how well they look at first sight."""

    tables: tuple[Table, ...] = ()
    promise: float = 0.0

    @property
    def items(self) -> int:
        return sum(len(table.rows) for table in self.tables)


def cut_at(begun: Sequence[tuple[Sheet, Sequence[Start]]], vocabulary: Vocabulary, made: Made, least: float) -> Cut:
    """The items that begin there; none where they cannot promise ``least``, or where two of them would share a word.

    A door would be made twice of such a word.
    """
    tables: list[Table] = []
    promise, hope = 0.0, _MOST * sum(len(starts) for _, starts in begun)
    for sheet, starts in begun:
        pieces: list[_Piece] = []
        taken: set[int] = set()
        for start in starts:
            if hope < least:
                return Cut()
            piece = _Piece(row_from(start, starts, sheet, vocabulary, made), vocabulary)
            if piece.is_goods and not _take(piece.row, taken):
                return Cut()
            hope -= _MOST - piece.most
            pieces.append(piece)
        kept = list(_items_among(pieces))
        if not all(piece.is_goods or _take(piece.row, taken) for piece in kept):
            return Cut()
        if kept:
            tables.append(table_of([piece.row for piece in kept], sheet))
            promise += sum(piece.promise for piece in kept) - _TORN * sum(_is_torn(piece.row) for piece in kept)
            promise -= _WORD * _strays(tables[-1], sheet, taken)
    return Cut(tuple(tables), promise)


@dataclass(frozen=True, eq=False)
class _Piece:
    """What stands between two beginnings."""

    row: Row
    vocabulary: Vocabulary

    @lazily
    def sizes(self) -> int:
        """How many there are; several are several items, however many."""
        return count_of_sizes(joined_lines(self.row.text), _SEVERAL)

    @lazily
    def is_counted(self) -> bool:
        return is_counted(self.row.text, self.vocabulary)

    @lazily
    def names_goods(self) -> bool:
        return names_goods(self.row.text, self.vocabulary)

    @lazily
    def is_goods(self) -> bool:
        return self.sizes > 0 and (self.is_counted or self.names_goods)

    @lazily
    def promise(self) -> float:
        """How much it looks like one item: one size, a count, a name; several sizes are several items."""
        if self.sizes == _SEVERAL or (not self.sizes and self.names_goods):
            return -1.0
        return self.sizes + 0.5 * self.is_counted + 0.5 * self.names_goods

    @property
    def most(self) -> float:
        """No more than this it promises; what is no goods may still turn out to be none of the items."""
        if self.is_goods:
            return self.promise - _TORN * _is_torn(self.row)
        return 1.0 if self.sizes == 1 else 0.5 if self.row.lines and not self.sizes else 0.0


def _items_among(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The goods, and what else is sold below the first of them; what stands below a sum is a part of the next sum."""
    first = next((piece.row.lines[0].y0 for piece in pieces if piece.is_goods), math.inf)
    summed = math.inf
    for piece in pieces:
        top = piece.row.lines[0].y0 if piece.row.lines else -math.inf
        if top > first and not piece.is_goods and _is_sum(piece.row.text, piece.vocabulary):
            summed = min(summed, top)
        elif piece.is_goods or (first < top < summed and is_sold(piece.row.text, piece.vocabulary)):
            yield piece


def _is_sum(text: str, vocabulary: Vocabulary) -> bool:
    sums = [found for found in vocabulary.totals.within(text) if len(found.phrase) > _SHORT_NAME]
    return any(found.meanings & {"total", "sub_total"} for found in sums)


def is_sold(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it names something that is counted or costs money."""
    named = bool(things_named(text, vocabulary))
    return named and (
        bool(amounts_in(text)) or (is_counted(text, vocabulary) and not counts_only_time(text, vocabulary))
    )


def _is_torn(row: Row) -> bool:
    """Whether a gap inside the piece is wider than its others, as where two items were cut wrong."""
    gaps = [below.y0 - above.y1 for above, below in pairwise(row.lines)]
    if len(gaps) < _FEWEST_GAPS:
        return False
    usual = sorted(gaps)[len(gaps) // 2]
    height = row.lines[0].y1 - row.lines[0].y0
    return max(gaps) > usual + _TEAR * height


def _take(row: Row, taken: set[int]) -> bool:
    """Adds the row's words to those that items have; False where one of them had an item already."""
    words = [id(ink) for cell in row.cells.values() for ink in cell]
    free = len(taken) + len(words)
    taken.update(words)
    return len(taken) == free


def _strays(table: Table, sheet: Sheet, taken: set[int]) -> int:
    """How many words among the items belong to none of them."""
    within = (ink for line in sheet.lines[table.first_line : table.last_line + 1] for ink in line.ink)
    return sum(id(ink) not in taken for ink in within)
