"""A table on its side: one item in each column."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import column, invoice_in

SIDEWAYS = """
    # BUKIT CONTOH JOINERY SDN BHD
                                  INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No : KDI-2507-003

                   Item 1         Item 2         Item 3
    Description    DOOR           DOOR           FRAME
    Size           900 x 2100     800 x 2100     900 x 2100
    Laminate       6S-A057        6S-A058        6S-145
    Core           HONEYCOMB      TUBULAR        -
    Quantity       2              3              1
"""


def test_each_column_is_an_item() -> None:
    invoice = invoice_in(SIDEWAYS)
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "width_mm") == [900, 800, 900]
    assert column(invoice, "quantity") == [2, 3, 1]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", "6S-145"]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular", None]


def test_a_malay_table_on_its_side_reads_the_same() -> None:
    malay = SIDEWAYS
    for english, word in {"Description": "Keterangan ", "DOOR ": "PINTU", "FRAME": "BINGKAI", "Size": "Saiz"}.items():
        malay = malay.replace(english, word)
    for english, word in {"Core ": "Teras", "Quantity": "Kuantiti"}.items():
        malay = malay.replace(english, word)
    assert column(invoice_in(malay), "kind") == ["door", "door", "frame"]
    assert column(invoice_in(malay), "quantity") == [2, 3, 1]
