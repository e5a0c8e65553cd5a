"""Which lines a specification for all doors has below its title, and which are an item's own."""

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

TABLE = """
    No     Description                 Size            Qty     Price      Total RM
{}
    1      LAMINATE DOOR, S/L          840 x 2100      2       400.00       800.00

    2      LAMINATE DOOR, D/L          1560 x 2100     1       700.00       700.00

    3      ADJUSTABLE FRAME            945 x 2130      2       100.00       200.00
                                                       TOTAL RM          1,700.00
"""


@pytest.mark.parametrize("title", [
    "DOORS - SPECIFICATION FOR ALL DOORS", "Door specification", "Applicable to all doors", "Spec (all doors)",
    "GENERAL SPECIFICATION (DOORS)", "PINTU - SPESIFIKASI SEMUA PINTU", "SPESIFIKASI PINTU",
    "DOOR LEAVES - COMMON SPEC",
])  # fmt: skip
@pytest.mark.parametrize("said", [
    "    Thickness: 38mm; Laminate: KX-4410; Core: HONEYCOMB; Edging: ABS",
    "           38mm thick, honeycomb, ABS edging, laminate KX-4410",
    "    - Thickness 38mm\n    - Laminate KX-4410\n    - Core honeycomb\n    - ABS edging",
])  # fmt: skip
def test_what_stands_below_the_title_holds_for_every_door_and_no_frame(title: str, said: str) -> None:
    indent = " " * (len(said) - len(said.lstrip()))
    invoice = invoice_in(TOP + TABLE.format(f"{indent}{title}\n{said}"))
    assert column(invoice, "thickness_mm") == [38, 38, None]
    assert column(invoice, "laminate_code") == ["KX-4410", "KX-4410", None]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", None]
    assert column(invoice, "edging") == ["abs_edging", "abs_edging", None]
    assert column(invoice, "other_words") == [None, None, None]
    assert invoice.doubts == ()


@pytest.mark.parametrize(
    "name", ["Spec:", "Specification:", "Door spec -", "Spesifikasi :", "SPECIFICATION\n          "]
)
def test_what_is_specified_below_an_item_is_its_own(name: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No     Description                            Size            Qty     Price      Total RM
    1      LAMINATE DOOR, S/L                     840 x 2100      2       400.00       800.00
           {name} 38mm, honeycomb core
           Edging: ABS
    2      LAMINATE DOOR, D/L                     1560 x 2100     1       700.00       700.00
           {name} 47mm, solid timber core
                                                                  TOTAL RM          1,500.00
    """
    )
    assert column(invoice, "thickness_mm") == [38, 47]
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber"]
    assert column(invoice, "edging") == ["abs_edging", None]
    assert column(invoice, "other_words") == [None, None]


def test_a_specification_that_speaks_of_all_below_an_item_is_not_its_own() -> None:
    said = "           Spec for all doors: 38mm, honeycomb core\n"
    invoice = invoice_in(TOP + TABLE.format("").replace("\n\n    3", f"\n{said}    3"))
    assert column(invoice, "thickness_mm") == [38, 38, None]
