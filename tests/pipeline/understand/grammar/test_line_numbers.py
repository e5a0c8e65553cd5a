"""A line's number stands alone, with a mark or without one."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.line_numbers import line_number


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("(3)", 3), ("03.", 3), ("0", 0), ("2026", None), ("3 pcs", None)]
)
def test_a_figure_of_three_at_the_most_may_be_a_lines_number(text: str, number: int | None) -> None:
    assert line_number(text) == number
