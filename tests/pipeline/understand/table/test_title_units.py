"""A bare number stands in the unit that its column's title states."""

from __future__ import annotations

import pytest

from pipeline.understand.table.title_units import unit_in, words_beside
from tests.pipeline.understand.laid_out import column, invoice_in, passage_of


@pytest.mark.parametrize(("title", "unit"), [
    ("Tinggi (inci)", "in"), ("Width, cm", "cm"), ("Lebar kaki", "ft"), ("Height (m)", "m"), ("Width (mm)", "mm"),
    ("Width", None), ("Height (ft in)", None), ("M", None),
])  # fmt: skip
def test_a_title_states_one_unit_or_none(title: str, unit: str | None) -> None:
    assert unit_in(title) == unit


def test_bare_numbers_are_read_in_the_title_s_unit_and_written_ones_in_their_own() -> None:
    invoice = invoice_in("""
        PURCHASE ORDER

        No    Description        Width (inch)    Height (inch)    Thk       Qty
        1     Flush door         36              84               43mm      2
        2     Flush door         33              82 1/2           43mm      1
        3     Flush door         900mm           2100mm           43mm      1
        """)
    assert column(invoice, "width_mm") == [915, 840, 900]
    assert column(invoice, "height_mm") == [2135, 2095, 2100]
    assert not any(item.width_mm.doubts for item in invoice.items if item.width_mm)


def test_words_among_lengths_are_asked_about() -> None:
    assert [field.value for field in words_beside(passage_of("D/L, 5'"))] == ["D"]


@pytest.mark.parametrize("text", ["5'", "900 mm (W)", "6 kaki 8 inci", "2l00", "see drawing"])
def test_lengths_and_what_they_are_written_with_are_not(text: str) -> None:
    assert words_beside(passage_of(text)) == []


def test_two_lengths_in_a_cell_are_what_its_title_names_in_its_order() -> None:
    invoice = invoice_in("""
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

    No   Description      Door Size (mm)    Qty
                          Height Width
    1    FLUSH DOOR       2100   950        4
    2    FLUSH DOOR       950    2100       2
    """)
    assert column(invoice, "width_mm") == [950, None]
    assert column(invoice, "height_mm") == [2100, None]


def test_a_size_in_one_cell_is_written_in_the_title_s_unit() -> None:
    invoice = invoice_in("""
        SEBUT HARGA

        No   Keterangan       Saiz (cm)        Kuantiti
        1    Pintu lamina     82.5 x 205       3 unit
        2    Pintu lamina     900mm x 2100mm   3 unit
        """)
    assert column(invoice, "width_mm") == [825, 900]
    assert not any(item.width_mm.doubts for item in invoice.items if item.width_mm)


@pytest.mark.parametrize(
    "title", ["Size (H x W x T)", "Size HxWxT      ", "H x W x Thk (mm)", "HxWx Thk        ", "Leaf HxWxThk    "]
)
def test_a_title_that_names_the_height_first_turns_a_size_around(title: str) -> None:
    invoice = invoice_in(f"""
        SEBUT HARGA

        No   Keterangan              {title}     Kuantiti
        1    D/L DOOR                2100 x 1800 x 43     3 unit
        2    D/L DOOR                2100 x 1900 x 43     3 unit
        """)
    assert column(invoice, "width_mm") == [1800, 1900]
    assert column(invoice, "height_mm") == [2100, 2100]
    assert column(invoice, "thickness_mm") == [43, 43]


@pytest.mark.parametrize("apart", [False, True])
def test_titles_under_a_group_s_name_have_its_unit(*, apart: bool) -> None:
    titles = "    No   Keterangan      W      H       Tebal      Kuantiti\n"
    if apart:  # a skewed scan
        titles = "    No   Keterangan                     Tebal      Kuantiti\n                         W      H\n"
    invoice = invoice_in(
        f"    PURCHASE ORDER\n\n                         Size (cm)\n{titles}"
        "    1    Pintu laminate  91     213     43mm       2\n"
        "    2    Pintu laminate  70     198     43mm       1\n"
    )
    assert column(invoice, "width_mm") == [910, 700]
    assert column(invoice, "height_mm") == [2130, 1980]
