"""Places are read whole: a list of numbers behind a room's name, several rooms, and which of several rooms it is."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found, unknown


@pytest.mark.parametrize("place", [
    "Bedroom 3, 4 & 5", "Bedroom 1, 2 and 4", "Bilik 1, 2, 3", "Level 2, 3", "Bath 1 and Bath 2", "Block A, B & C",
    "Bath 1, store and kitchen", "BILIK BELAKANG", "Bilik Tidur Depan", "Rooms 201 to 209", "Back bedroom",
])  # fmt: skip
@pytest.mark.parametrize("said", ["Flush door 48mm, {}, honeycomb core", "Flush door 48mm, honeycomb core, for {}"])
def test_a_place_is_read_whole(place: str, said: str) -> None:
    fields = found(said.format(place))
    assert (fields["location"], fields["thickness_mm"], fields["door_core"]) == (place, 48, "honeycomb")
    assert unknown(said.format(place)) == []


def test_a_bare_number_behind_a_place_that_does_not_count_on_is_no_part_of_it() -> None:
    assert found("Flush door, Bedroom 2, 48, ABS edging")["location"] == "Bedroom 2"


def test_a_labelled_list_of_rooms_is_one_place() -> None:
    fields = found("Flush door, Location: Bedroom 1, 2 dan 3, ABS edging")
    assert (fields["location"], fields["edging"]) == ("Bedroom 1, 2 dan 3", "abs_edging")


def test_a_room_s_label_is_no_part_of_its_name_and_a_room_door_is_no_room() -> None:
    assert found("Flush door, Room: Guest")["location"] == "Guest"
    assert "location" not in found("Room door, 48mm")


@pytest.mark.parametrize(
    ("goods", "place"), [("Flush Door", "Master Bedroom"), ("DOOR LEAF", "TOILET 2"), ("Frame", "Dapur")]
)
def test_a_place_on_the_line_below_the_goods_is_where_they_go(goods: str, place: str) -> None:
    assert found(f"{goods}\n{place}") == {"location": place}
    assert found(f"{goods}\n{place}\nABS edging")["location"] == place


def test_a_room_below_goods_of_a_language_that_names_them_first_may_belong_to_the_name() -> None:
    assert found("Pintu\nbilik tidur") == {}
