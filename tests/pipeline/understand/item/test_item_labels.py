"""Where the label of an item's statement ends."""

from __future__ import annotations

import pytest

from pipeline.understand.item.item_labels import label_of
from tests.pipeline.understand.item.said import found, specified
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize("text", ["ADJUSTABLE FRAME - 945MM X 2130MM", "Adjustable frame: 945 x 2130mm"])
def test_a_frame_s_name_before_its_size_is_no_label_of_its_width(text: str) -> None:
    assert found(text) == {"width_mm": 945, "height_mm": 2130}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Jenis Lubang\tkunci digital", "Jenis Lubang"),
        ("lock\thole LEVER HANDLE", "lock\thole"),  # a line set to both edges
        ("lokasi PINTU UTAMA", "lokasi"),
        ("lokasi pintu BILIK 2", "lokasi pintu"),
        ("TH: 43MM", "TH"),
        ("LUBANG KUNCI TOMBOL", "LUBANG"),
        ("TEBUKAN\nKUNCI BILIK AIR", "TEBUKAN"),
        ("LUBANG KUNCI: TOMBOL", "LUBANG KUNCI"),
        ("LUBANG KUNCI CYLINDRICAL 60MM", "LUBANG KUNCI"),
    ],
)
def test_a_label_ends_at_a_wide_gap_that_makes_it_whole_and_before_a_place_or_a_lock(text: str, label: str) -> None:
    found = label_of(text, VOCABULARY)
    assert found
    assert text[found.start : found.end] == label


def test_a_label_whose_colon_stands_behind_a_gap_ends_the_value_before_it() -> None:
    text = """
    LAMINATED DOOR
    Open Hole     : DEADBOLT 60MM BACKSET Loc.     : STORE
    """
    assert (found(text)["open_hole_type"], found(text)["location"]) == ("DEADBOLT 60MM BACKSET", "STORE")


@pytest.mark.parametrize("label", ["F/WIDTH", "F. Width", "L/Bingkai"])
def test_a_letter_for_frame_begins_its_width_s_label_and_ends_no_code_before_it(label: str) -> None:
    told = found(f"DOOR FRAME WRAPPED\nSIZE: 940MM X 2180MM\nLAM: HPL70450   {label}: 90~110MM")
    assert (told["laminate_code"], told["frame_width"]) == ("HPL70450", "90~110MM")


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("profile Type C", "Type C"),
        ("profile type: C", "C"),
        ("Profile: Type C", "Type C"),
        ("profile type P4", "P4"),
    ],
)
def test_a_name_that_begins_with_a_capital_and_ends_in_a_letter_is_the_profile_s(text: str, profile: str) -> None:
    assert found(f"DOOR FRAME\nLaminate 6S-A057 | rebate 45mm | {text}")["frame_profile"] == profile


@pytest.mark.parametrize(("profile", "asked"), [("P4 Bullnose", False), ("P4 Store", True)])
def test_the_name_of_a_shape_behind_a_profile_s_code_is_part_of_it_and_any_other_word_is_asked_about(
    profile: str, *, asked: bool
) -> None:
    told = specified(f"DOOR FRAME\nLaminate: 6S-A057\nProfile: {profile}").fields["frame_profile"]
    assert (told.value, bool(told.doubts)) == (profile, asked)
