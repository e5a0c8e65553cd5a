"""What has been found of an item's text so far."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.item.said import found, specified
from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def doubted(text: str) -> set[str]:
    return {name for name, each in specified(text).fields.items() if each.doubts}


@pytest.mark.parametrize(
    "text", ["Laminate finish: OAK-8743-K\nColour: Teak Natural", "Shade: Ash Grey; Laminate ref: OAK-8743-K"]
)
def test_the_name_of_a_colour_beside_the_laminate_s_code_is_noted_and_contradicts_nothing(text: str) -> None:
    assert (found(text)["laminate_code"], doubted(text)) == ("OAK-8743-K", set())
    assert doubted("Laminate: OAK-8743-K\nColour: 6S-A057") == {"laminate_code"}


@pytest.mark.parametrize("place", ["Type A / Master Bath", "Tower 1\n    - Bed 3", "Block B - Level 2"])
def test_a_place_goes_on_over_a_slash_and_over_a_dash_at_a_line_s_beginning(place: str) -> None:
    text = f"Location: {place}"
    assert (found(text)["location"], doubted(text)) == (" ".join(place.split()), set())


@pytest.mark.parametrize("mark", ["D1 - ", "FD-02 – ", "D12A: "])
def test_a_doors_mark_set_off_before_its_description_goes_to_the_remark(mark: str) -> None:
    said = specified(f"{mark}single leaf door 43mm x 900mm x 2100mm, 6S-A130, honeycomb")
    assert not said.unknown
    assert [said.fields[name].value for name in ("width_mm", "door_type", "laminate_code")] == [900, "S/L", "6S-A130"]


@pytest.mark.parametrize("text", ["D1 - brown fishes door 900mm x 2100mm", "D1 / D2 - Flush door"])
def test_what_is_no_doors_mark_or_follows_one_unknown_is_asked_about(text: str) -> None:
    assert specified(text).unknown


def test_a_word_into_which_ocr_read_figures_is_no_colour_and_no_known_word_beside_it_takes_its_question() -> None:
    rows = ("HPL D00RDOUBLE 1800 x 2440 LAM: AW 1663", "HPL DOOR 1800 x 2440 LAM: AW 1663 Shade: Oak")
    misread, coloured = (
        invoice_in(
            TOP
            + f"""
    No   Description                                       Zq      Qty
    1    {row:48}  foo     4
    """,
            confidence=0.97,
        ).items[0]
        for row in rows
    )
    assert misread.other_words
    assert "no figure stands in it" in misread.other_words.doubts[0]
    assert coloured.other_words
    assert "“Zq” is not known" in coloured.other_words.doubts[0]


def test_leaves_that_are_the_line_s_count_make_no_double_door() -> None:
    table = """
    1    Veneer Door Leaf c/w Laminate       2 leaf   @ S$ 410.00   S$ 820.00
         Size (W x H)        Core              Design
         W925 x H2145        Solid timber      QX-7 SENA

    2    Veneer Door                         3 leaf   @ S$ 300.00   S$ 900.00
         Size (W x H)        Leaf              Core
         W1725 x H2145       2 leaf            Honeycomb
    """
    invoice = invoice_in(TOP + table)
    assert column(invoice, "quantity") == [2, 3]
    assert column(invoice, "door_type") == [None, "D/L"]


def test_leaves_without_a_price_may_be_the_line_s_count_or_a_double_door_s_and_are_asked_about() -> None:
    items = """
    1. Flush door 1800 x 2100
       2 leaf, honeycomb
    2. Flush door 900 x 2100
       1 leaf, honeycomb
    """
    for door in invoice_in(TOP + items).items:
        assert door.door_type
        assert door.door_type.doubts
        assert door.quantity
        assert door.quantity.doubts
