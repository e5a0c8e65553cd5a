"""A value that is only said to be as in another line is asked about, under its own name."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found, specified


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Flush door 740 x 2080\nLocation: As above", "location"), ("Flush door, laminate as above", "laminate_code"),
        ("Flush door, same laminate", "laminate_code"), ("Flush door, core: ditto", "door_core"),
        ("Pintu, lokasi: sama", "location"), ("Flush door, size same as above", "width_mm"),
    ],
)  # fmt: skip
def test_what_another_line_tells_is_no_value_and_is_asked(text: str, name: str) -> None:
    told = specified(text).fields[name]
    assert told.value is None
    assert told.doubts


def test_the_same_colour_beside_the_laminate_s_code_says_nothing_more() -> None:
    assert found("Flush door, laminate 6S-A057, ABS edging, same colour") == {
        "laminate_code": "6S-A057",
        "edging": "abs_edging",
    }
