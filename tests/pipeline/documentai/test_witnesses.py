"""Two engines that read the same make each other surer, and never less sure of what they agree on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.documentai.witnesses import agreeing, compared, differing
from pipeline.model import Box, Word

share = st.floats(0, 1)
BOX = Box(0.1, 0.1, 0.3, 0.12)
ELSEWHERE = Box(0.6, 0.6, 0.7, 0.62)


@given(share, share)
def test_agreement_never_lowers_and_difference_never_raises(one: float, other: float) -> None:
    assert one <= agreeing(one, other) <= 1
    assert 0 <= differing(one, other) <= one


@given(share, share, share)
def test_the_surer_the_other_engine_the_more_it_counts(one: float, less: float, more: float) -> None:
    less, more = sorted((less, more))
    assert agreeing(one, less) <= agreeing(one, more) + 1e-9
    assert differing(one, less) >= differing(one, more) - 1e-9


def test_words_are_compared_where_they_stand() -> None:
    second = (Word("6S-A057", BOX, 0.9), Word("915", ELSEWHERE, 0.9))
    alike = compared(
        second, (Word("6S-", Box(0.1, 0.1, 0.15, 0.12), 0.8), Word("A057", Box(0.16, 0.1, 0.3, 0.12), 0.7))
    )
    assert alike[0].confidence > 0.9
    assert alike[1] == second[1]
    different = compared(second, (Word("6S-A051", BOX, 0.95),))
    assert different[0].text == "6S-A057"
    assert different[0].confidence < 0.5
