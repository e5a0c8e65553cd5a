"""Statements that run into each other without a mark are parted where the next one can only begin."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found, unknown


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Door 3'3\" x 7'2\" lam MX 3301 43mm", {"width_mm": 990, "height_mm": 2185, "laminate_code": "MX 3301",
         "thickness_mm": 43}),
        ("Frame 990x2150 w110 - 10 sets - HC", {"width_mm": 990, "height_mm": 2150, "frame_width": "110",
         "door_core": "honeycomb"}),
        ("Bingkai 3'2\" x 7'2\" tebal dinding 120mm", {"width_mm": 965, "height_mm": 2185, "frame_width": "120mm"}),
        ("frames 990 x 2150 mm, for walls of 120 mm, rebate 45 mm", {"width_mm": 990, "height_mm": 2150,
         "frame_width": "120 mm", "rebate_mm": 45}),
        ("LAMINAT KS-442HONEYCOMB, for the prayer hall. ", {"laminate_code": "KS-442", "door_core": "honeycomb",
         "location": "prayer hall"}),
    ],
)  # fmt: skip
def test_a_statement_ends_where_the_next_one_begins(text: str, fields: dict[str, object]) -> None:
    assert found(text) == fields
    assert unknown(text) == []


def test_a_laminate_code_may_begin_with_the_letter_of_a_height() -> None:
    for label in ("finish", "LAMINATE NO.", "laminate code"):
        said = found(f"FLUSH DOOR 838 x 2135, {label} H8815, honeycomb core")
        assert (said["laminate_code"], said["height_mm"]) == ("H8815", 2135)
    said = found("LAMINATE H2100 x W900")
    assert (said["width_mm"], said["height_mm"]) == (900, 2100)
