"""What a line denies is not ticked, wherever in it the words that deny stand."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found


@pytest.mark.parametrize(
    "text",
    [
        "Flush door, ABS edging : No", "Flush door 840 x 2080 tanpa edging ABS", "Flush door, no T-bar / groove",
        "Flush door, T-bar - NO", "Flush door, tiada garis groove", "Flush door, edging: without ABS",
    ],
)  # fmt: skip
def test_an_option_is_not_ticked_by_a_line_that_denies_it_in_another_clause(text: str) -> None:
    told = found(text)
    assert (told.get("edging"), told.get("decorative_line")) == (None, None)


def test_a_count_on_the_line_above_is_no_denial() -> None:
    assert found("Flush door, honeycomb core, 1\nno T-bar, ABS edging")["decorative_line"] == "t_bar"


def test_a_wrapped_no_denies_what_follows_it_and_not_the_option_before() -> None:
    told = found("Flush door - metal skeleton - no\nedging - groove line")
    assert (told["door_core"], told["edging"]) == ("metal_skeleton", "no_edging")
