"""Option words in running text: denied ones, and the count of lines beside them."""

from __future__ import annotations

import pytest

from pipeline.understand.words.option_words import count_beside, options_in
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    ["no groove", "without T-bar", "tanpa alur", "not honeycomb", "excl. ABS edging", "tidak termasuk T-bar",
     "T-bar not required", "T-bar (no)", "T-bar - tiada", "ABS edging : no", "tanpa edging ABS"],
)  # fmt: skip
def test_an_option_that_is_denied_is_not_meant(text: str) -> None:
    assert [option.denied for option in options_in(text, VOCABULARY)] == [True]


@pytest.mark.parametrize("text", ["2 no. T-bar", "1 no groove line", "no edging", "T-bar no. 3"])
def test_a_count_s_unit_denies_nothing_and_no_edging_is_an_option(text: str) -> None:
    assert [option.denied for option in options_in(text, VOCABULARY)] == [False]


def test_what_one_box_can_hold_is_denied_together() -> None:
    assert [option.denied for option in options_in("no T-bar or groove line", VOCABULARY)] == [True, True]
    assert [option.denied for option in options_in("no T-bar, 2 groove lines", VOCABULARY)] == [True, False]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("T-bar x 2", "2"), ("T-bar (3 lines) gold", "3"), ("2 nos T-bar", "2"), ("groove line - 4", "4"),
        ("groove line 3mm", None), ("groove line 6S-A057", None), ("T-bar 900 x 2100", None),
    ],
)  # fmt: skip
def test_the_count_of_lines_stands_beside_their_name(text: str, lines: str | None) -> None:
    (option,) = options_in(text, VOCABULARY)
    match = count_beside(text, option.start, option.end)
    assert (match[1] if match else None) == lines
