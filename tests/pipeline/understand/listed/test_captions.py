"""Labels above their values."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values

CARDS = """
    # INVOICE
    Invoice No : KDI-2507-003

    01 Laminate Door Leaf            Quantity: 7 units
    Thickness        Leaf Size        Laminate         Leaf
    43MM             900 x 2100       6S-A057          Single leaf
    Core             Edging
    Solid wood       ABS Edging

    02 Door Frame                    Quantity: 2 sets
    Frame Size       Laminate         Profile          Inner/Outer
    915 x 2135       6S-A058          CH2              INNER

    03 Installation charges          Quantity: 1 lot
"""


def test_what_stands_under_a_caption_is_its_value() -> None:
    invoice = invoice_in(CARDS)
    assert column(invoice, "kind") == ["door", "frame", "other"]
    assert column(invoice, "quantity") == [7, 2, 1]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A058", None]
    assert column(invoice, "thickness_mm") == [43, None, None]
    assert column(invoice, "door_core") == ["solid_timber", None, None]
    assert column(invoice, "edging") == ["abs_edging", None, None]
    assert column(invoice, "frame_profile") == [None, "CH2", None]


def test_a_caption_that_is_not_known_asks() -> None:
    invoice = invoice_in(CARDS.replace("Core      ", "Grommets  "))
    assert invoice.items[0].other_words is not None
    assert invoice.items[0].door_core is None


def test_an_option_without_a_label_stands_over_no_values() -> None:
    invoice = invoice_in(
        TOP
        + """
    01    Flush door                  Qty: 3 nos
          43mm x 2'4" x 6'8"
          honeycomb
          no edging
          1 no T-bar
          loc: Store

    02    Flush door                  Qty: 8 nos
          44mm x 2'6" x 8'0"
          ABS edging
          loc: Kitchen
    """
    )
    assert column(invoice, "edging") == ["no_edging", "abs_edging"]
    assert column(invoice, "decorative_line") == ["t_bar", None]
    assert column(invoice, "location") == ["Store", "Kitchen"]


def test_a_value_goes_on_in_its_next_line() -> None:
    """Letters that do not reach below their line leave more room to it."""
    cards = CARDS.replace("Core             Edging", "Core             Lock hole").replace(
        "    Solid wood       ABS Edging\n", "    Solid wood       CYLINDRICAL 70MM\n                     BACKSET\n"
    )
    assert column(invoice_in(cards), "open_hole_type")[0] == "CYLINDRICAL 70MM BACKSET"


@pytest.mark.parametrize("caption", ["Size (H x W)", "Size HxW    "])
def test_a_caption_that_names_the_height_first_turns_the_size_under_it_around(caption: str) -> None:
    card = f"""                                     Qty 6 PCS @ 485.00 = RM 2,910.00
    {caption}          Thickness      Leaf          Laminate code
    2100 x 1950           43mm           D/L           AK-117
    """
    invoice = invoice_in(f"{TOP}    1. Door Leaf{card}    2. Door Leaf{card}")
    assert [values(item, "width_mm", "height_mm") for item in invoice.items] == [(1950, 2100)] * 2
    assert not any(item.other_words for item in invoice.items)
