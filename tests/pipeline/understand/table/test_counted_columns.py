"""What columns say of counts: in what unit, and how many where two columns count."""

from __future__ import annotations

import pytest

from pipeline.model import Invoice
from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value


def counted(title: str, cell: str) -> Invoice:
    return invoice_in(
        TOP
        + f"""
    No   Description                        {title:<20} Price
    1    FLUSH DOOR 900 x 2100              {cell:<20} 331.50
    2    FLUSH DOOR 800 x 2100              {cell:<20} 305.00
"""
    )


@pytest.mark.parametrize(
    ("title", "cell", "unit"),
    [
        ("Qty (pcs)", "4", "pcs"),
        ("Kuantiti (keping)", "4", "keping"),
        ("Quantity (nos)", "4", "nos"),
        ("Qty (pcs)", "4 sets", "sets"),
        ("Qty", "4 x", None),
        ("Qty (each)", "4 x", "each"),
        ("Qty (RM)", "4", None),
    ],
)
def test_the_unit_stands_beside_the_count_or_in_its_title(title: str, cell: str, unit: str | None) -> None:
    invoice = counted(title, cell)
    assert column(invoice, "quantity") == [4, 4]
    assert column(invoice, "unit") == [unit, unit]
    assert not any(item.unit.doubts for item in invoice.items if item.unit)


@pytest.mark.parametrize("back", ["B/O", "Back order"])
def test_as_many_shipped_as_ordered_is_one_count(back: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Item      Description                   Ordered    Shipped    {back:<12} Unit Price
    LD-895    FLUSH DOOR 900 x 2100         15         15         0            331.50
    LD-896    FLUSH DOOR 800 x 2100         3          3          0            305.00
    MISC      HANDLING                      1          1          0            75.00
"""
    )
    assert column(invoice, "quantity") == [15, 3, 1]
    assert value(invoice.items[0], "description") == "FLUSH DOOR 900 x 2100"
    assert not any(item.other_words or (item.quantity and item.quantity.doubts) for item in invoice.items)


def test_fewer_shipped_than_ordered_is_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item      Description                   Ordered    Shipped    B/O      Unit Price
    LD-895    FLUSH DOOR 900 x 2100         15         10         5        331.50
    LD-896    FLUSH DOOR 800 x 2100         3          3          0        305.00
    LD-897    FLUSH DOOR 700 x 2100         6          6          0        305.00
"""
    )
    assert [bool(item.other_words and item.other_words.doubts) for item in invoice.items] == [True, False, False]


def test_titles_may_be_numbered_as_the_boxes_of_a_form() -> None:
    invoice = invoice_in(
        TOP
        + """
    6. Bil.   7. Butiran barang            8. Kuantiti   9. Unit   10. Harga   11. Jumlah
    1         PINTU 900 x 2100 LAMINAT 6S-A057   40            unit      298.00      11,920.00
    2         PINTU 800 x 2100 LAMINAT 6S-A057   16            unit      205.00      3,280.00
"""
    )
    assert column(invoice, "quantity") == [40, 16]
    assert not any(item.other_words for item in invoice.items)


@pytest.mark.parametrize("title", ["For (location)", "Fixed at (room)", "Goes to"])
def test_the_brackets_of_a_title_may_say_what_it_heads(title: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Qty     What                 Size          Thickness   Laminate    {title}
    2 pcs   Single leaf door     900 x 2100    43 mm       6S-A057     House no. 12
    1 pc    Double leaf door     1500 x 2100   43 mm       6S-A057     House no. 14
"""
    )
    assert column(invoice, "location") == ["House no. 12", "House no. 14"]
    assert column(invoice, "door_type") == ["S/L", "D/L"]
    assert not any(item.other_words for item in invoice.items)


@pytest.mark.parametrize("title", ["Part Number / Description", "Item No / Description", "Kod / Keterangan"])
def test_a_code_and_the_goods_name_may_share_a_column(title: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Line   {title:<60} Quantity   Amount
    1      DR0920                                                       5          2,050.00
           Door, 920W x 2050H x 40mm thick; laminate code
           ZN_4402; Single Leaf; location Ward 4A
    2      DR1350                                                       2          2,180.00
           Door, 1350W x 2050H x 40mm thick; laminate code
           ZN_4402; Double Leaf; location Ward 4B
"""
    )
    assert column(invoice, "laminate_code") == ["ZN_4402", "ZN_4402"]
    assert column(invoice, "location") == ["Ward 4A", "Ward 4B"]
    assert not any(item.other_words for item in invoice.items)


def test_a_code_before_the_goods_name_is_known_by_the_title() -> None:
    invoice = invoice_in(
        TOP
        + """
    Line   Item / Description                             Due Date       Quantity    Unit Price
    1      D0112 Door, flush                              21-JUL-2026    6           312.00
           850W x 2100H x 43mm thick; laminate WG-2041; ABS Edging
           SKU: 44-120-8
    2      F0033 Frame, wrapped                           21-JUL-2026    2           420.00
           1270W x 2435H; laminate WG-2077
"""
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "edging") == ["abs_edging", None]
    assert value(invoice, "delivery_date") == "2026-07-21"
    assert not any(item.other_words for item in invoice.items)


def test_a_title_s_unit_has_its_place_on_its_own_page_whatever_was_read_before() -> None:
    table = """
    No   Description                        Qty (pcs)            Price
    1    FLUSH DOOR 900 x 2100              2                    331.50
    2    FLUSH DOOR 800 x 2100              1                    305.00
"""
    invoices = [invoice_in(TOP + "\n" * lines + table) for lines in (0, 3)]
    boxes = [item.unit.box for invoice in invoices for item in invoice.items[:1] if item.unit]
    assert [bool(box) for box in boxes] == [True, True]
    assert len({box.y0 for box in boxes if box}) == 2


@pytest.mark.parametrize(("said", "asked"), [
    ("Flush Door (3 pcs)", "3 pcs"), ("Flush Door - 4 nos", "4 nos"), ("Flush Door (qty: 4)", "qty: 4"),
    ("Flush Door (2 pcs)", None), ("Flush Door (1 leaf)", None), ("Flush Door, T-bar (3 nos)", None),
])  # fmt: skip
def test_a_count_behind_the_goods_name_that_the_column_contradicts_is_asked_about(said: str, asked: str | None) -> None:
    table = f"""
    No   Description                        Size            Qty
    1    {said:<34} 900 x 2100      2 pcs
    2    Flush Door                         800 x 2100      1 pcs
"""
    quantity = invoice_in(TOP + table).items[0].quantity
    assert quantity
    assert quantity.value == 2
    assert quantity.doubts == ((f"the words beside it say “{asked}”",) if asked else ())
