"""What tells more about an option than its box does."""

from __future__ import annotations

import pytest

from pipeline.understand.item.values import joined
from tests.pipeline.understand.item.said import specified, unknown
from tests.pipeline.understand.laid_out import passage_of


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("DOOR, Deco line: T-bar TB-02", ["T-bar TB-02"]),
        ("DOOR, Deco line: groove G3", ["groove G3"]),
        ("DOOR, Core: honeycomb green grade", ["honeycomb green grade"]),
        ("DOOR, Deco line: T-bar x 2", []),
        ("DOOR, Groove line G3, S/L", ["Groove line G3"]),
        ("DOOR, T-bar TB-02", ["T-bar TB-02"]),
        ("DOOR, Groove line D3", []),
        ("DOOR, Core: honeycomb core", []),
    ],
)
def test_words_beside_an_option_reach_the_shop_floor(text: str, noted: list[str]) -> None:
    passage = passage_of(text)
    assert [joined(passage.text[a:b]) for a, b in specified(text).noted] == noted


@pytest.mark.parametrize("line", ["T-bar TB-02", "T-bar 10mm gold", "groove line G-3"])
def test_a_code_s_figures_and_a_width_count_no_lines(line: str) -> None:
    assert "decorative_line_count" not in specified(f"DOOR, Deco line: {line}").fields


def test_only_a_line_s_own_code_is_known_behind_its_words() -> None:
    assert not unknown("DOOR, Groove line G3, S/L")
    assert unknown("DOOR, Groove line D3, S/L")  # a door's mark, or a design


@pytest.mark.parametrize("core", ["hollow core", "semi solid core", "mineral core", "teras berongga"])
def test_a_core_that_the_form_does_not_have_is_asked_about_beside_the_goods_name(core: str) -> None:
    assert unknown(f"Flush door 840 x 2080 {core}") != []
    assert unknown("Flush door 840 x 2080 honeycomb core") == []
