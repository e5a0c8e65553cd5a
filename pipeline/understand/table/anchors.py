"""What the cells of a line say of where an item begins: its running number, its count, its money."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.understand.grammar.numbers import quantities_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.passage import Ink

ITEM_NUMBER = re.compile(
    r"\(?(?:0{1,4}\d{1,4}|\d{1,3}(?:\.\d{1,2})?\s*[A-Za-z]?|[A-Za-z]{1,2}|[A-Z][.-]?\d{1,2})\s*[.):]?"
)
_COUNT = re.compile(r"(?!\d{1,3}[.)]$)\d[\d,]*(?:\.\d+)?\s*[A-Za-z./² ]*")
Cells = Mapping[str, Sequence[Ink]]
"""The words of a line by column meaning."""


def cell_text(cells: Cells, meaning: str) -> str:
    """The words of one column on a line."""
    return " ".join([ink.text for ink in cells[meaning]]) if meaning in cells else ""


def has_item_number(cells: Cells) -> bool:
    """Whether the number column holds a running number and nothing else."""
    return "number" in cells and bool(ITEM_NUMBER.fullmatch(cell_text(cells, "number")))


def has_quantity(cells: Cells) -> bool:
    """Whether the quantity column holds a count, with or without its unit."""
    if "quantity" not in cells:
        return False
    text = cell_text(cells, "quantity")
    return bool(_COUNT.fullmatch(text)) and bool(quantities_in(text))


def has_money(cells: Cells) -> bool:
    """Whether a price or an amount stands on the line."""
    return _holds_money(cells, "amount") or _holds_money(cells, "unit_price")


def _holds_money(cells: Cells, meaning: str) -> bool:
    return meaning in cells and bool(amounts_in_cell(cell_text(cells, meaning)))


class LineCells(dict[str, Sequence[Ink]]):
    """The cells of a line, which stay as they are: a dozen rules ask how strong an anchor they are."""

    @lazily
    def strength(self) -> int:
        """As :func:`anchor_strength` says."""
        return has_item_number(self) + has_quantity(self) + has_money(self)


def anchor_strength(cells: Cells) -> int:
    """How many of number, count and money a line has: 0 for one that only goes on with an item."""
    return (cells if isinstance(cells, LineCells) else LineCells(cells)).strength
