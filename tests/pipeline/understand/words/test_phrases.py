"""Phrases are found by their letters and digits; lookalikes are forgiven with care."""

from __future__ import annotations

import pytest

from pipeline.understand.words.phrases import Phrases
from tests.pipeline.understand.laid_out import VOCABULARY

# ── lookalikes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_five_characters_and_more_forgive_a_digit_read_for_a_letter() -> None:
    phrases = Phrases({"core": ["tubular"], "sl": ["s l"], "dl": ["d l"]})
    assert phrases.whole("TU8ULAR") == phrases.whole("TUBUIAR") == {"core"}


@pytest.mark.parametrize("text", ["D1", "5L", "51", "S1", "0L"])
def test_short_words_must_be_exact(text: str) -> None:
    """``D1`` is a room, ``D/L`` a double leaf."""
    assert VOCABULARY.options["door_type"].whole(text) == frozenset()


def test_a_door_is_one_with_its_round_letters_misread() -> None:
    for text in ("HPL DO0R", "HPL D00R - 43MM", "HPL D0OR"):
        assert [found.meanings for found in VOCABULARY.item_kinds.within(text)] == [{"door"}]


# ── finding phrases ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_longest_phrase_at_a_place_wins() -> None:
    phrases = Phrases({"short": ["door"], "long": ["door frame"]})
    assert [found.meanings for found in phrases.within("DOOR FRAME and door")] == [{"long"}, {"short"}]


@pytest.mark.parametrize("text", ["door, frame", "door | frame", "door: frame", "door - frame"])
def test_no_phrase_reaches_over_a_comma_a_bar_a_colon_or_a_dash(text: str) -> None:
    assert list(Phrases({"frame": ["door frame"]}).within(text)) == []


def test_a_word_inside_another_is_not_found() -> None:
    assert list(Phrases({"door": ["door"]}).within("INDOORS OUTDOORS")) == []


def test_a_label_in_two_languages_is_one_label() -> None:
    text = "Delivery Date / Tarikh Penghantaran : 5"
    found = VOCABULARY.labels.starting(text)
    assert found
    whole = VOCABULARY.labels.both_languages(text, found)
    assert text[: whole.end] == "Delivery Date / Tarikh Penghantaran"
    assert whole.meanings == {"delivery_date"}


def test_a_following_label_of_another_meaning_is_no_translation() -> None:
    found = VOCABULARY.labels.starting("Date / Terms")
    assert found
    assert VOCABULARY.labels.both_languages("Date / Terms", found).end == len("Date")


@pytest.mark.parametrize("text", ["DO0R", "D00R", "laminate do0r"])
def test_zeros_inside_a_short_word_are_its_letters(text: str) -> None:
    assert any("door" in found.meanings for found in VOCABULARY.item_kinds.within(text))


@pytest.mark.parametrize("text", ["D001", "0OOR", "laminate D 00R1"])
def test_zeros_of_a_code_make_no_word(text: str) -> None:
    assert not any("door" in found.meanings for found in VOCABULARY.item_kinds.within(text))
