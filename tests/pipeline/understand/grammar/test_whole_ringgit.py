"""Round sums without sen; what else ends in figures is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.understand.grammar.whole_ringgit import whole_ringgit, whole_ringgit_at_end


@pytest.mark.parametrize(
    ("text", "value", "signed"),
    [("RM 4,350", 4350, True), ("RM4350/-", 4350, True), ("1,880", 1880, False), ("380", 380, False),
     ("890.-", 890, True)],
)  # fmt: skip
def test_a_round_sum_says_by_its_sign_that_it_is_money(text: str, value: int, signed: bool) -> None:
    found = whole_ringgit_at_end(f"Total {text}")
    assert found
    assert (found.amount.value, found.signed) == (Decimal(value), signed)
    assert whole_ringgit(text) == value


@pytest.mark.parametrize("text", ["4,35", "12.5", "A-88", "1/2", "3 pcs", "RM", "310.00"])
def test_other_figures_are_no_round_sum(text: str) -> None:
    assert whole_ringgit(text) is None
