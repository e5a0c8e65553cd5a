"""The number that a package keeps goods under is told from a laminate's code."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.stock_codes import is_lone_code, is_material_number


@pytest.mark.parametrize("text", ["MAT-801186", "63649771", "FG/1002003", " AB-801186 "])
def test_a_number_of_six_figures_and_more_is_the_material_s_with_its_letters_or_without(text: str) -> None:
    assert is_material_number(text)


@pytest.mark.parametrize("text", ["6S-A057", "LK 9482", "MAT-80118", "MAT-801186 door"])
def test_a_laminate_s_code_is_no_material_s_number(text: str) -> None:
    assert not is_material_number(text)


def test_a_code_stands_alone_with_its_brackets_and_without_them() -> None:
    assert is_lone_code("[FG12-345]")
    assert is_lone_code("63649771")
    assert not is_lone_code("[FG12-345] Flush door")
