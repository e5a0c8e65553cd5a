"""Headings that carry what the goods under them come to: ``Location: STORE   RM 1,200.00`` above lines of 700 and 500.

Such a line has words and one amount, maybe the count of pieces, and no price. What proves it is the sum: down to the
next such line, what stands below adds up to its own. Whatever it says, it ends what the one before said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.grammar.numbers import quantities_in
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import Cells, cell_text, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.table.sections import ends_groups, names_location
from pipeline.understand.words.goods import things_named
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURES = ("number", "quantity", "amount")
_SEVERAL = 2  # sections whose sums come out, or items that one adds up


class _Told(NamedTuple):
    """What a line says of money and of pieces; None where it says nothing."""

    amount: Decimal | None
    pieces: Decimal | None


class _Part(NamedTuple):
    """A line that may head a part of the table, what it tells, and what the lines under it do."""

    line: Line
    text: Passage
    number: str
    own: _Told
    under: list[_Told]

    @property
    def sum(self) -> Decimal:
        return sum((each.amount for each in self.under if each.amount is not None), Decimal())

    @property
    def comes_out(self) -> bool:
        counted = sum((each.pieces for each in self.under if each.pieces is not None), Decimal())
        return bool(self.under) and self.sum == self.own.amount and self.own.pieces in (None, counted)

    @property
    def may_be_told_by_words(self) -> bool:
        return self.own.pieces is None and not any(map(str.isdigit, self.number))


def summed_sections(
    body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary, *, goes_on: bool
) -> tuple[dict[int, Passage], Passage | None]:
    """Such headings by the ids of their lines, each without its figures, and the last one if more of it is to come.

    A sum that was misread, or whose last items stand on the next page, proves nothing: then the words must tell. What
    no words tell is one only where the table begins with one, or ``goes_on`` with such parts from the page before.
    """
    parts = list(_parts(body, columns))
    proven = [part for part in parts if part.comes_out]
    opens = bool(parts) and (
        goes_on or not any(_told(by_meaning(line, columns)).amount for line in _above(body, parts))
    )
    headings = [
        part
        for part in parts
        if _is_place(part, parts[-1], vocabulary)
        or (proven and part.may_be_told_by_words and ends_groups(part.text.text, vocabulary))
        or (opens and _is_proven(part, parts, proven, vocabulary))
    ]
    last = headings[-1] if headings and headings[-1] is parts[-1] else None
    more = last is not None and last.own.amount is not None and last.sum < last.own.amount
    return {id(part.line): part.text for part in headings}, last.text if last and more else None


def _above(body: Sequence[Line], parts: Sequence[_Part]) -> Sequence[Line]:
    return body[: next(n for n, line in enumerate(body) if line is parts[0].line)]


def _is_place(part: _Part, last: _Part, vocabulary: Vocabulary) -> bool:
    """Whether a line names where goods go; nobody sells a room."""
    if not part.may_be_told_by_words or not (part.under or part is last):
        return False
    return names_location(part.text.text, vocabulary) or is_place(part.text.text, vocabulary)


def _is_proven(part: _Part, parts: Sequence[_Part], proven: Sequence[_Part], vocabulary: Vocabulary) -> bool:
    """Whether sums tell a heading: several, or one of several items; all of them where they are numbered as items are.

    A charge may cost what the line below it costs.
    """
    if not part.comes_out or (any(map(str.isdigit, part.number)) and len(proven) < len(parts)):
        return False
    if any("other" in named.meanings for named in things_named(part.text.text, vocabulary)):
        return False
    return len(proven) >= _SEVERAL or len(part.under) >= _SEVERAL


def _parts(body: Sequence[Line], columns: Sequence[Column]) -> Iterator[_Part]:
    """The lines of words and a sum alone, each with what the lines below tell, down to the next one."""
    cells = [by_meaning(line, columns) for line in body]
    heads = [n for n, each in enumerate(cells) if _is_summed(each, body[n])]
    told = [_told(each) for each in cells] if heads else []
    for start, stop in pairwise([*heads, len(body)]):
        own = cells[start]
        figures = [ink for meaning in _FIGURES for ink in own.get(meaning, ())]
        words = [ink for ink in body[start].ink if ink not in figures]
        under = [each for each in told[start + 1 : stop] if each.amount is not None]
        yield _Part(body[start], Passage([words]), cell_text(own, "number"), told[start], under)


def _told(cells: Cells) -> _Told:
    amounts = amounts_in_cell(cell_text(cells, "amount"))
    counts = quantities_in(cell_text(cells, "quantity")) if has_quantity(cells) else ()
    return _Told(amounts[0].value if amounts else None, counts[0].value if counts else None)


def _is_summed(cells: Cells, line: Line) -> bool:
    """Whether a line is words and one amount, maybe misread, which is no deduction, and neither priced nor measured."""
    text = cell_text(cells, "amount")
    if not any(map(str.isdigit, text)) or cell_text(cells, "unit_price") or "description" not in cells:
        return False
    amounts = amounts_in_cell(text)
    told = not amounts or (len(amounts) == 1 and amounts[0].value >= 0)
    return told and not any(True for _ in sizes_in(line.text))
