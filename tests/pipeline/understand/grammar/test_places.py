"""Rooms, floors and units are known as places without a label; other words and bare counts are not."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.places import is_place, place_behind
from tests.pipeline.understand.item.said import found
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    [
        "MASTER ROOM", "Room 2 & 3", "Room 2 and 3", "Bilik Mandi", "Toilet A", "Bilik No. 3", "Level 3 corridor",
        "Block B Level 5", "Tower A L12", "Unit 1A", "Unit A-12-3", "Tingkat 2", "1st Floor", "GROUND FLOOR", "GF",
        "Powder Rm", "AHU Room", "M&E riser", "Lift lobby", "Tandas OKU", "Maid's Room", "WC-1", "Bath 1",
    ],
)  # fmt: skip
def test_a_place_is_known(text: str) -> None:
    assert is_place(text, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Bedroom door",
        "2 unit",
        "4 unit x",
        "10 UNIT X 312.50",
        "1 lot",
        "unit",
        "Level",
        "Room: 2",
        "Type A",
        "Store keeper",
        "6S-A057",
        "",
    ],
)
def test_what_says_something_else_is_no_place(text: str) -> None:
    assert not is_place(text, VOCABULARY)


@pytest.mark.parametrize("text", ["for master bedroom", "untuk dapur", "at the lobby", "di tandas"])
def test_a_word_may_lead_to_a_place(text: str) -> None:
    assert is_place(text[place_behind(text, VOCABULARY.language) :], VOCABULARY)


@pytest.mark.parametrize(("text", "place"), [
    ("Door, location: Menara C, 08-11, 38mm", "Menara C, 08-11"), ("Door\nLoc: Block 4, B-3A-02", "Block 4, B-3A-02"),
    ("Door, location: Tower C, No. 7", "Tower C, No. 7"), ("Door, location: Pantry, 08-11", "Pantry"),
    ("Door, location: Level 6, KX-2201", "Level 6"),
])  # fmt: skip
def test_a_unit_s_number_behind_its_building_or_its_floor_is_part_of_the_place(text: str, place: str) -> None:
    assert found(text)["location"] == place
