"""A door's thickness without a label, where nothing else can be meant."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.sizes import Plausible, sizes_in
from pipeline.understand.grammar.thicknesses import thickness_in
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, invoice_in, values


@pytest.mark.parametrize(
    ("text", "thickness"),
    [
        ("43mm thk", 43), ("THK: 43MM", 43), ("43mm", 43), ("43mm flush door", 43), ("laminated door 43mm", 43),
        ("HPL Door 37mm", 37), ("900 x 2100 43mm", 43), ("door stopper 43mm", None), ("groove 43mm", None),
        ("single leaf, 43 thick", 43), ("12 thick", None),
        ("75mm thk", None), ("FRD 1HR 43MM", None), ("backset 60mm", None), ("143mm thk", None),
        ("44mm finished thickness", 44),
    ],
)  # fmt: skip
def test_a_thickness_is_named_or_stands_where_it_can_be_nothing_else(text: str, thickness: int | None) -> None:
    found = thickness_in(text, sizes_in(text), Plausible(), VOCABULARY, text)
    assert (found[1] if found else None) == thickness


@pytest.mark.parametrize(
    "text", ["lipping 25mm thk", "25mm thk hardwood lipping", "35mm thick frame", "glass 25mm thick"]
)
def test_another_part_s_thickness_is_not_the_door_s(text: str) -> None:
    assert thickness_in(text, (), Plausible(), VOCABULARY, text) is None


def test_an_edging_behind_the_size_is_not_right_beside_the_thickness() -> None:
    (door,) = invoice_in(f"{TOP}    No  Description                                  Qty\n"
                         "    1   DOOR 43MM 3FTX7FT 6S-A025 HONEYCOMB ABS      4\n").items  # fmt: skip
    assert values(door, "thickness_mm", "edging") == (43, "abs_edging")
