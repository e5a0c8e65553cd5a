"""What a clause without a label says, and what stays beside the goods' name without being the goods."""

from __future__ import annotations

import pytest

from pipeline.model import Field
from pipeline.understand.items import Blocks, details_of
from tests.pipeline.understand.laid_out import TRADE, passage_of, values


def line(text: str) -> dict[str, object]:
    item = details_of(passage_of(text), Blocks({}, {}), TRADE)
    names = ("kind", *(name for name in vars(item) if name not in ("kind", "description")))
    found = {name: getattr(item, name) for name in names}
    return {name: field.value for name, field in found.items() if isinstance(field, Field)}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Flush door c/w mortise lock hole", {"kind": "door", "open_hole_type": "mortise lock hole"}),
        ("FLUSH DOOR LEVER LOCK HOLE", {"kind": "door", "open_hole_type": "LEVER LOCK HOLE"}),
        ("Door for master bedroom, HC", {"kind": "door", "location": "master bedroom", "door_core": "honeycomb"}),
        ("Pintu untuk dapur", {"kind": "door", "location": "dapur"}),
        ("Door (Bath 1) 750x2100", {"kind": "door", "location": "Bath 1", "width_mm": 750, "height_mm": 2100}),
        ("Door, 6S-A057 laminate", {"kind": "door", "laminate_code": "6S-A057"}),
        ("Frame, 49mm rebate", {"kind": "frame", "rebate_mm": 49}),
        ("BINGKAI PINTU LUAR 1428 x 2348",
         {"kind": "frame", "inner_outer": "outer", "width_mm": 1428, "height_mm": 2348}),
        ("Door, dbl leaf, unequal", {"kind": "door", "door_type": "Unequal D/L"}),
        ("Door, no groove", {"kind": "door"}),
        ("Door, metal frame skeleton", {"kind": "door", "door_core": "metal_skeleton"}),
        ("Door, handing: right", {"kind": "door", "other_words": "handing: right"}),
        ("Door 900 x 2100 c/w vision panel 200 x 600",
         {"kind": "door", "width_mm": 900, "height_mm": 2100, "other_words": "c/w vision panel 200 x 600"}),
        ("Door c/w frame 900 x 2100", {"kind": "door", "width_mm": 900, "height_mm": 2100}),
        ("Door, laminate TBC", {"kind": "door"}),
    ],
)  # fmt: skip
def test_a_clause_says_what_it_says_without_a_label(text: str, fields: dict[str, object]) -> None:
    assert line(text) == fields


def test_a_core_made_of_a_board_makes_the_door_no_board() -> None:
    item = details_of(passage_of("Door, particle board core"), Blocks({}, {}), TRADE)
    assert values(item, "kind", "door_core") == ("door", None)
    assert item.other_words is not None
    assert item.other_words.doubts
