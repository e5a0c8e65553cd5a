"""Doors that are drawn beside each other, with what is written around each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Document, Word
from pipeline.understand import extract
from tests.pipeline.understand.laid_out import TRADE, column, page_of

HEAD = """
# BUKIT CONTOH WELLNESS SDN BHD
PURCHASE ORDER - DOOR ELEVATIONS
PO No : KDI-2507-003      Date : 12/08/2026

"""
DOORS = (("D1", 1000, 2400, "Reception", 2), ("D2", 900, 2100, "Treatment", 5), ("D3", 750, 2100, "Shower", 4))
BELOW = ("Single leaf, 43 thick", "Laminate BZ-1731", "Location: {place}", "Qty: {count} nos")


def _sheet(*, over: str = "", side: str = "", below: tuple[str, ...] = BELOW, under: str = "") -> str:
    """Three drawings, with so much over each, at its right, straight under it and below that."""
    cells = [
        {"mark": mark, "width": width, "height": height, "place": place, "count": count}
        for mark, width, height, place, count in DOORS
    ]

    def line(text: str) -> str:
        return "".join(f"{text.format(**cell):<36}" for cell in cells)

    rows = [over, "¦-----------¦", *["¦           ¦"] * 4, f"¦           ¦   {side}", *["¦           ¦"] * 4]
    rows += ["¦-----------¦", under, "", *below]
    return HEAD + "\n".join(line(row).rstrip() for row in rows)


@pytest.mark.parametrize(
    "drawn",
    [
        _sheet(over="DOOR {mark}", side="H {height}", under="  W {width}"),
        _sheet(over="{mark}", side="{height}", under="   {width}"),
        _sheet(over="Door {mark}", below=("Size: {width} x {height} mm", *BELOW)),
        _sheet(side="{height} mm", under=" {width} mm", below=("Door {mark}", *BELOW)),
        _sheet(below=("", "{mark}", "{width} (W) x {height} (H) mm", "Single leaf, 43mm thk", *BELOW[1:])),
    ],
)
def test_a_drawn_door_has_its_measures_at_its_sides_and_its_specification_below(drawn: str) -> None:
    (invoice,) = extract(Document("application/pdf", (page_of(drawn),)), TRADE)
    assert column(invoice, "kind") == ["door"] * 3
    assert column(invoice, "width_mm") == [1000, 900, 750]
    assert column(invoice, "height_mm") == [2400, 2100, 2100]
    assert column(invoice, "thickness_mm") == [43] * 3
    assert column(invoice, "location") == ["Reception", "Treatment", "Shower"]
    assert column(invoice, "quantity") == [2, 5, 4]
    assert not [item for item in invoice.items if item.other_words]


def test_the_height_of_a_drawn_door_may_be_turned() -> None:
    page = page_of(_sheet(over="DOOR {mark}", under="   {width}"))
    turned = tuple(
        Word(str(height), Box(x / page.width, 140 / page.height, (x + 8) / page.width, 160 / page.height), 1.0)
        for x, (_, _, height, _, _) in zip((100, 280, 460), DOORS, strict=True)
    )
    (invoice,) = extract(Document("application/pdf", (replace(page, turned=turned),)), TRADE)
    assert column(invoice, "width_mm") == [1000, 900, 750]
    assert column(invoice, "height_mm") == [2400, 2100, 2100]
