"""What every clerk knows and no box takes is noted; a word that nobody knows beside it makes it unknown."""

from __future__ import annotations

import pytest

from pipeline.understand.words.noted import is_accessory, is_noted, says_goods
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    [
        "LH opening", "open right hand inward", "RHR", "fire rated 1 hr", "FRD 2 hour", "as per drawing",
        "with vision panel 200 x 600", "c/w hinges & lockset", "supply only", "bukaan kiri", "kalis api 1 jam",
    ],
)  # fmt: skip
def test_words_that_no_box_takes_are_noted(text: str) -> None:
    assert is_noted(text, VOCABULARY)


@pytest.mark.parametrize("text", ["LH zircon", "same as above", "ditto", "solid core", "HINGES 4 X 3", "packing"])
def test_what_may_mean_more_is_not_noted(text: str) -> None:
    assert not is_noted(text, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "accessory"),
    [("c/w louvre 450 x 300", True), ("with door closer", True), ("with frame 900 x 2100", False), ("louvre", False)],
)
def test_what_comes_with_the_goods_has_a_size_of_its_own(text: str, accessory: bool) -> None:
    assert is_accessory(text, VOCABULARY) is accessory


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("laminated flush door", True), ("1 no. timber frame", True), ("interior door", True),
        ("exterior frame", False), ("metal frame zircon", False), ("flush", False),
    ],
)  # fmt: skip
def test_a_name_of_goods_is_understood_only_with_all_its_words(text: str, known: bool) -> None:
    assert says_goods(text, VOCABULARY) is known
