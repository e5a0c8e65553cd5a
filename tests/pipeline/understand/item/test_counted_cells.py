"""How many a cell says that counts."""

from __future__ import annotations

import pytest

from pipeline.understand.item.counted_cells import count_and_unit
from tests.pipeline.understand.laid_out import VOCABULARY, passage_of


@pytest.mark.parametrize(
    ("cell", "count", "unit"), [("1. 14 NOS", 14, "NOS"), ("2) 8 set", 8, "set"), ("12 pcs", 12, "pcs")]
)
def test_a_line_s_number_before_the_count_is_none(cell: str, count: int, unit: str) -> None:
    passage = passage_of(cell)
    found = count_and_unit(passage, 0, len(passage.text), VOCABULARY)
    assert [each.value for each in found] == [count, unit]


@pytest.mark.parametrize(
    ("cell", "asked"), [("A-12", True), ("Block 3", True), ("SET-4", False), ("Qty: 4", False), ("x 4", False)]
)
def test_a_figure_behind_letters_that_are_no_unit_may_be_a_mark(cell: str, asked: bool) -> None:
    passage = passage_of(cell)
    quantity, *_ = count_and_unit(passage, 0, len(passage.text), VOCABULARY)
    assert bool(quantity.doubts) is asked


def test_a_speck_before_a_count_leaves_it_its_unit_and_is_asked_about() -> None:
    passage = passage_of(".12 LENGTH", confidence=0.9)
    quantity, unit = count_and_unit(passage, 0, len(passage.text), VOCABULARY)
    assert (quantity.value, unit.value, bool(quantity.doubts)) == (12, "LENGTH", True)
