"""A door's thickness without a label, where nothing else can be meant."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.sizes import Plausible, sizes_in
from pipeline.understand.grammar.thicknesses import thickness_in
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    ("text", "thickness"),
    [
        ("43mm thk", 43), ("THK: 43MM", 43), ("43mm", 43), ("43mm flush door", 43), ("laminated door 43mm", 43),
        ("HPL Door 37mm", 37), ("900 x 2100 43mm", 43), ("door stopper 43mm", None), ("groove 43mm", None),
        ("75mm thk", None), ("FRD 1HR 43MM", None),
    ],
)  # fmt: skip
def test_a_thickness_is_named_or_stands_where_it_can_be_nothing_else(text: str, thickness: int | None) -> None:
    found = thickness_in(text, sizes_in(text), Plausible(), VOCABULARY)
    assert (found[1] if found else None) == thickness
