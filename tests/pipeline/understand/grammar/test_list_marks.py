"""Where the parts of a listed text begin."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.list_marks import list_marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. Doors 43mm\n2. Goods", ["Doors 43mm", "Goods"]),
        ("(a) Doors 43mm\n(b) Goods", ["Doors 43mm", "Goods"]),
        ("i) Doors 43mm\nii) Goods\niii) Prices", ["Doors 43mm", "Goods", "Prices"]),
        ("01 Doors 43mm\n02 Goods", ["Doors 43mm", "Goods"]),
        ("8.1 Doors 43mm\n8.2 Goods", ["Doors 43mm", "Goods"]),
        ("Note 1: Doors 43mm\nNote 2: Goods", ["Doors 43mm", "Goods"]),
        ("• Doors 43mm\n• Goods", ["Doors 43mm", "Goods"]),
        ("- Doors 43mm\n- Goods", ["Doors 43mm", "Goods"]),
        ("1) Doors 43mm 2) Goods", ["Doors 43mm", "Goods"]),
        ("Doors: 1) 43mm 2) honeycomb", ["Doors:", "43mm", "honeycomb"]),
        ("Doors 43mm\n2. Goods", ["Doors 43mm", "Goods"]),
        # A value that a line happens to begin with is no mark.
        ("T-bar\n2 nos. ABS edging", ["T-bar\n2 nos. ABS edging"]),
        ("thickness\n43. Honeycomb", ["thickness\n43. Honeycomb"]),
        ("laminate 6S-A101\n1 groove line", ["laminate 6S-A101\n1 groove line"]),
    ],
)
def test_the_parts_of_a_list_begin_at_marks_that_go_on_in_order(text: str, parts: list[str]) -> None:
    marks = list_marks(text)
    begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
    assert [part for a, b in zip(begins, ends, strict=True) if (part := text[a:b].strip())] == parts
