"""A mark or a word for "as above" in a cell is what stands above it; without anything above a person is asked."""

from tests.pipeline.understand.laid_out import TOP, invoice_in

HEAD = """
    No   Description        Size          Laminate   Core         Qty
"""


def test_a_cell_that_repeats_the_one_above_takes_it_down_the_whole_column() -> None:
    invoice = invoice_in(TOP + HEAD + """
    1    S/L door 43mm      900 x 2100    6S-A057    Honeycomb    8
    2    "                  800 x 2100    "          "            6
    3    - do -             "             6S-A090    as above     2
    """)  # fmt: skip
    doors = invoice.items
    assert [d.width_mm.value for d in doors if d.width_mm] == [900, 800, 800]
    assert [d.quantity.value for d in doors if d.quantity] == [8, 6, 2]
    assert [d.laminate_code.value for d in doors if d.laminate_code] == ["6S-A057", "6S-A057", "6S-A090"]
    assert [d.door_core.value for d in doors if d.door_core] == ["honeycomb"] * 3
    assert [d.door_type.value for d in doors if d.door_type] == ["S/L"] * 3
    assert not any(d.kind.doubts for d in doors)


def test_a_value_that_is_repeated_keeps_the_place_where_it_stands() -> None:
    first, second = invoice_in(TOP + HEAD + """
    1    S/L door 43mm      900 x 2100    6S-A057    Honeycomb    8
    2    S/L door 43mm      800 x 2100    "          Tubular      6
    """).items  # fmt: skip
    assert first.laminate_code
    assert second.laminate_code
    assert second.laminate_code.box == first.laminate_code.box


def test_a_cell_that_repeats_nothing_is_asked_about() -> None:
    first, _ = invoice_in(TOP + HEAD + """
    1    S/L door 43mm      900 x 2100    ditto      Honeycomb    8
    2    S/L door 43mm      800 x 2100    6S-A057    Honeycomb    6
    """).items  # fmt: skip
    assert first.laminate_code
    assert first.laminate_code.value is None
    assert first.laminate_code.doubts
