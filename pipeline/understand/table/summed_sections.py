"""Headings that carry what the goods under them come to: ``Location: STORE   RM 1,200.00`` above lines of 700 and 500.

Such a line has words and one amount, maybe the count of pieces, and no number or price, in a table whose items are
counted. What proves it is the sum: down to the next such line, what stands below adds up to its own. Whatever it says,
it ends what the one before said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.grammar.numbers import quantities_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import Cells, cell_text, has_item_number, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.table.sections import ends_groups, names_location
from pipeline.understand.words.vocabulary import Vocabulary

_SEVERAL = 2  # sections whose sums come out, or items that one adds up


class _Told(NamedTuple):
    """What a line says of money and of pieces; None where it says nothing."""

    amount: Decimal | None
    pieces: Decimal | None


class _Part(NamedTuple):
    """A line that may head a part of the table, what it tells, and what the lines under it do."""

    line: Line
    text: Passage
    own: _Told
    under: list[_Told]

    @property
    def sum(self) -> Decimal:
        return sum((each.amount for each in self.under if each.amount is not None), Decimal())

    @property
    def comes_out(self) -> bool:
        counted = sum((each.pieces for each in self.under if each.pieces is not None), Decimal())
        return bool(self.under) and self.sum == self.own.amount and self.own.pieces in (None, counted)


def summed_sections(
    body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary
) -> tuple[dict[int, Passage], Passage | None]:
    """Such headings by the ids of their lines, each without its figures, and the last one if more of it is to come.

    A sum that was misread, or whose last items stand on the next page, proves nothing: then the words must tell.
    """
    parts = list(_parts(body, columns))
    proven = [part for part in parts if part.comes_out]
    sure = len(proven) >= _SEVERAL
    headings = [
        part
        for part in parts
        if (
            (part.under or part is parts[-1]) and part.own.pieces is None and names_location(part.text.text, vocabulary)
        )
        or (proven and part.own.pieces is None and ends_groups(part.text.text, vocabulary))
        or (part.comes_out and (sure or len(part.under) >= _SEVERAL))
    ]
    last = headings[-1] if headings and headings[-1] is parts[-1] else None
    goes_on = last is not None and last.own.amount is not None and last.sum < last.own.amount
    return {id(part.line): part.text for part in headings}, last.text if last and goes_on else None


def _parts(body: Sequence[Line], columns: Sequence[Column]) -> Iterator[_Part]:
    """The lines of words and a sum alone, each with what the lines below tell, down to the next one."""
    cells = [by_meaning(line, columns) for line in body]
    heads = [n for n, each in enumerate(cells) if _is_summed(each, body[n])]
    told = [_told(each) for each in cells] if heads else []
    for start, stop in pairwise([*heads, len(body)]):
        figures = (*cells[start]["amount"], *cells[start].get("quantity", ()))
        words = [ink for ink in body[start].ink if ink not in figures]
        under = [each for each in told[start + 1 : stop] if each.amount is not None]
        yield _Part(body[start], Passage([words]), told[start], under)


def _told(cells: Cells) -> _Told:
    amounts = amounts_in_cell(cell_text(cells, "amount"))
    counts = quantities_in(cell_text(cells, "quantity")) if has_quantity(cells) else ()
    return _Told(amounts[0].value if amounts else None, counts[0].value if counts else None)


def _is_summed(cells: Cells, line: Line) -> bool:
    """Whether a line is words and one amount, and neither numbered, priced nor measured."""
    if has_item_number(cells) or cell_text(cells, "unit_price") or "description" not in cells:
        return False
    return len(amounts_in_cell(cell_text(cells, "amount"))) == 1 and not any(True for _ in sizes_in(line.text))
