"""An option that is named twice, once in each language, is one option; what says more than its name is asked about."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import specified


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Pintu flush, pintu ibu anak (unequal), 1400 x 2100", "door_type", "Unequal D/L"),
        ("PINTU FLUSH, RANGKA METAL SKELETON, 1400 x 2100", "door_core", "metal_skeleton"),
        ("Flush door; sarang lebah / honeycomb; 900 x 2100", "door_core", "honeycomb"),
        ("Flush door; kerangka steel skeleton core; 900 x 2100", "door_core", "metal_skeleton"),
        ("Flush door; ABS edging (pita); 900 x 2100", "edging", "abs_edging"),
        ("Flush door; Core: Rangka metal skeleton; 900 x 2100", "door_core", "metal_skeleton"),
    ],
)
def test_a_word_that_only_names_the_option_again_is_known(text: str, name: str, value: str) -> None:
    told = specified(text)
    assert told.fields[name].value == value
    assert not told.unknown
    assert not told.noted


@pytest.mark.parametrize(
    "text",
    [
        "honeycomb hollow",
        "NA lipping solid core",
        "groove line V",
        "double leaf two",
        "ibu anak tidak",
        "ABS edging lebah",
    ],
)
def test_a_word_that_may_say_something_else_is_asked_about(text: str) -> None:
    assert specified(f"Flush door; {text}; 900 x 2100").unknown
