"""What a processor's names mean to us is the company's to say; a mistake is named with its cure."""

from __future__ import annotations

import pytest

from config.settings import COMPANY_FOLDER
from pipeline.documentai.fields import HEADER, LINE, read_field_maps


def test_the_company_s_file_maps_the_invoice_parser_and_a_custom_extractor() -> None:
    maps = read_field_maps((COMPANY_FOLDER / "documentai.toml").read_text("utf-8"), "documentai.toml")
    invoice, doors = maps["invoice"], maps["doors"]
    assert (invoice.of("invoice_id"), invoice.of("line_item"), invoice.of("carrier")) == (
        "number",
        "line_item",
        "?carrier",
    )
    assert invoice.within("line_item/quantity") == "quantity"
    assert (doors.of("door"), doors.within("rebated")) == ("line_item", "rebate_mm")
    for one in maps.values():
        assert set(one.header.values()) <= HEADER
        assert set(one.of_line.values()) <= LINE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[invoice]\ncolour = ['x']", "colour is none of our fields"),
        ("[invoice]\ntotal = 'x'", "needs a list of names in quotes"),
        ("[invoice]\ntotal = ['x']\ndate = ['x']", "x is named twice"),
        ("[invoice.line]\nprice = ['x']", r"\[invoice.line\]: price is none"),
        ("invoice = 1", "is no table"),
        ("[invoice", "cannot be read"),
    ],
)
def test_a_mistake_is_named_with_its_cure(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_field_maps(text, "documentai.toml")
