"""O and 0, l and 1 are decided by their neighbours, and only where the recogniser was in doubt itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.lookalikes import Character, settled


def read_as(text: str, rival_chance: float) -> str:
    """``text`` after settling, when each look-alike might with ``rival_chance`` be any of the others."""
    rivals = dict.fromkeys("0Oo1lI", rival_chance)
    word = [Character(sign, 10.0 * place, 0.95, rivals) for place, sign in enumerate(text)]
    return "".join(character.text for character in settled(word))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("7OMM", "70MM"),
        ("6S-2OO,", "6S-200,"),
        ("7'O\",", "7'0\","),
        ("P0-2026-0417", "PO-2026-0417"),
        ("12l,480.5O", "121,480.50"),
        ("DS-O7", "DS-07"),
    ],
)
def test_a_sign_that_does_not_fit_gives_way_to_one_that_does(seen: str, meant: str) -> None:
    assert read_as(seen, 0.05) == meant


@pytest.mark.parametrize("text", ["PO-2026", "DOOR", "HOLE:", "100", "A-12-3", "B-03-07", "INV-25", "Oslo", "LIPPING"])
def test_what_fits_stays(text: str) -> None:
    assert read_as(text, 0.05) == text


def test_what_the_recogniser_ruled_out_is_not_brought_in() -> None:
    assert read_as("7OMM", 0.0001) == "7OMM"


@given(st.text(max_size=12), st.floats(0, 0.05))
def test_length_never_changes_and_other_signs_stay(text: str, chance: float) -> None:
    result = read_as(text, chance)
    assert len(result) == len(text)
    assert all(a == b or {a, b} <= set("0Oo1lI|") for a, b in zip(text, result, strict=True))


def test_a_decided_sign_is_no_surer_than_the_odds() -> None:
    word = [Character("7", 0, 1.0), Character("O", 10, 0.99, {"0": 0.006})]
    zero = settled(word)[1]
    assert zero.text == "0"
    assert 0.5 < zero.chance < 0.6


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Pl25130", "PI25130"),
        ("KDl-26", "KDI-26"),
        ("sGl/25", "sGI/25"),
        ("Blk-2", "Blk-2"),
        ("Al", "Al"),
        ("|48MM", "|48MM"),
        ("DOOR|40MM", "DOOR|40MM"),
        ("7FT|", "7FT|"),
    ],
)
def test_a_stroke_among_capitals_and_figures_is_an_i(seen: str, meant: str) -> None:
    word = [Character(sign, 10.0 * place, 0.9) for place, sign in enumerate(seen)]
    assert "".join(character.text for character in settled(word)) == meant


def test_a_nought_behind_a_figure_is_as_sure_as_it_and_the_letter_together() -> None:
    word = [Character("7", 0, 1.0), Character("0", 10, 0.68, {"O": 0.31})]
    assert 0.98 < settled(word)[1].chance < 0.99
