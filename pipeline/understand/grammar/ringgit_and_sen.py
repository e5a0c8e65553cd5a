"""Money in two columns, as cash bills and government forms have it: ``2,310`` under RM and ``50`` under sen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.understand.grammar.numbers import Amount, amounts_in
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.table.columns import Column, Columns

SEN = "sen"
"""The meaning of a title over the sen alone."""
_MONEY = frozenset({"unit_price", "amount"})
_PIECES = 3  # of a sum: its name, ringgit, sen
_CELL = re.compile(r"\s*(?:rm\s*)?(?P<ringgit>\d{1,3}(?:,\d{3})+|\d+)\s+(?P<sen>\d{2})\s*", re.IGNORECASE)
_AT_THE_END = re.compile(r"(?P<ringgit>\d{1,3}(?:,\d{3})+(?=[\t\n ])|\d{3,}(?=[\t\n]))\s(?P<sen>\d{2})\s*$")


def with_sen(columns: Columns) -> Columns:
    """The columns with each of sen as a part of the ringgit's left of it; anywhere else its title is unknown."""
    if not any(column.meaning == SEN for column in columns):
        return columns
    joined: list[Column] = []
    for column in columns:
        before = joined[-1] if joined else None
        if column.meaning != SEN:
            joined.append(column)
        elif before and before.meaning in _MONEY:
            joined[-1] = replace(before, x1=column.x1, title_x1=column.title_x1)
        else:
            joined.append(replace(column, meaning=None))
    return tuple(joined)


def amounts_in_cell(text: str) -> Sequence[Amount]:
    """The sums in the cell of a column of money, in one piece or as ringgit and sen."""
    found = amounts_in(text)
    apart = None if found else _CELL.fullmatch(text)
    return [_amount(apart)] if apart else found


def in_two_columns(text: str) -> Iterator[Amount]:
    """The sum whose ringgit and sen a gap parts at the end of ``text``; a blank will do behind a thousand's comma."""
    if match := _AT_THE_END.search(text):
        yield _amount(match)


def sums_apart(line: Line) -> Iterator[Sequence[Segment]]:
    """A sum at the end of ``line`` in two pieces, with the one before them: ``E. & O.E. | TOTAL RM | 4,277 | 00``."""
    if len(line.segments) < _PIECES:
        return
    name, ringgit, sen = line.segments[-_PIECES:]
    if _AT_THE_END.fullmatch(f"{ringgit.text}\t{sen.text}"):
        yield name, ringgit, sen


def _amount(match: re.Match[str]) -> Amount:
    value = Decimal(f"{match['ringgit'].replace(',', '')}.{match['sen']}")
    return Amount(value, match.start("ringgit"), match.end("sen"))
