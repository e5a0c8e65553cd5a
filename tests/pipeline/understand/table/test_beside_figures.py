"""Words in the cells of counts and money are asked about: they are another cell's."""

from __future__ import annotations

import pytest

from pipeline.understand.table.beside_figures import beside_figures
from pipeline.understand.table.item_table import Row
from tests.pipeline.understand.laid_out import VOCABULARY, passage_of


def _said(cell: str, meaning: str = "amount") -> list[object]:
    return [found.value for found in beside_figures(Row([], {meaning: passage_of(cell).ink}), VOCABULARY)]


def test_words_of_another_cell_are_asked_about() -> None:
    (found,) = beside_figures(Row([], {"amount": passage_of("1,200.00\nROOM").ink}), VOCABULARY)
    assert (found.value, bool(found.doubts)) == ("ROOM", True)


@pytest.mark.parametrize("cell", ["RM 1,200.00", "MYR 1,200.00", "1,200.00 SR", "-", "1,200.00 each", "N/A"])
def test_signs_taxes_and_words_for_nothing_are_money_s_own(cell: str) -> None:
    assert not _said(cell)


@pytest.mark.parametrize("cell", ["4 pairs", "12 LEAF", "2 keping"])
def test_units_are_counts_own(cell: str) -> None:
    assert not _said(cell, "quantity")
