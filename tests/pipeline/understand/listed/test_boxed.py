"""Items that are drawn in frames of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Document, Word, present_fields
from pipeline.understand import extract
from pipeline.understand.listed.boxed import boxed_on
from pipeline.understand.page.layout import sheet_of
from pipeline.understand.page.passage import Passage
from tests.pipeline.understand.laid_out import TOP, TRADE, VOCABULARY, column, invoice_in, page_of, values

HEAD = """
# BUKIT CONTOH DOORS SDN BHD
No. 7, Jalan Contoh 3, 43300 Seri Kembangan
Bill To : TIMUR CONTOH BUILDERS SDN BHD
"""


def test_what_stands_beside_or_below_cards_is_none_of_their_items() -> None:
    invoice = invoice_in(
        HEAD
        + """
¦-------------------------------¦   ¦-------------------------------¦
¦ 1. Flush Door       Qty 2 PCS ¦   ¦ 2. Flush Door       Qty 5 PCS ¦    INVOICE
¦ Size      900 x 2100 mm       ¦   ¦ Size      800 x 2100 mm       ¦
¦ Core      Honeycomb           ¦   ¦ Core      Tubular             ¦    Invoice No
¦ Location  BED 3               ¦   ¦ Location  STORE               ¦    KDI-2507-003
¦-------------------------------¦   ¦-------------------------------¦
                                                                         Date
¦-------------------------------¦   ¦-------------------------------¦    12/08/2026
¦ 3. Door Frame       Qty 2 SET ¦   ¦ 4. Door Closer      Qty 7 PCS ¦
¦ Size      900 x 2100 mm       ¦   ¦                               ¦    Delivery Date
¦ Remark    LOOSE               ¦   ¦                               ¦    30/08/2026
¦-------------------------------¦   ¦-------------------------------¦
"""
    )
    assert values(invoice, "job_order_no", "date", "delivery_date") == ("KDI-2507-003", "2026-08-12", "2026-08-30")
    assert column(invoice, "kind") == ["door", "door", "frame", "other"]
    assert column(invoice, "location") == ["BED 3", "STORE", None, None]
    assert column(invoice, "remark") == [None, None, "LOOSE", None]
    assert column(invoice, "quantity") == [2, 5, 2, 7]
    assert not [item for item in invoice.items if item.other_words]


def test_a_small_cell_holds_a_label_over_its_value_though_a_rule_is_not_seen_and_an_empty_one_says_nothing() -> None:
    invoice = invoice_in(
        HEAD
        + """
                                          ¦---------------------------------¦
                                          ¦ ALL DOORS, UNLESS NOTED OTHERWISE ¦
Invoice No : KDI-2507-003                 ¦ Thickness = 43MM                  ¦
Date : 12/08/2026                         ¦ Core = Honeycomb                  ¦
                                          ¦---------------------------------¦

¦------------------------------------------------------------------------¦
¦   ¦ Flush Door                                       Quantity: 2 PCS   ¦
¦   ¦--------------------------------------------------------------------¦
¦   ¦ Leaf Size         ¦ Deco. Line          ¦ Hole                     ¦
¦ 1 ¦                   ¦                     ¦ DOUBLE CYLINDER          ¦
¦   ¦ 900 x 2100 mm     ¦ T-Bar               ¦ HOLE                     ¦
¦------------------------------------------------------------------------¦

¦------------------------------------------------------------------------¦
¦   ¦ Flush Door                                       Quantity: 5 PCS   ¦
¦   ¦--------------------------------------------------------------------¦
¦ 2 ¦ Leaf Size           Core                ¦ Installed At             ¦
¦   ¦ 800 x 2100 mm       Tubular             ¦                          ¦
¦------------------------------------------------------------------------¦
"""
    )
    assert column(invoice, "open_hole_type") == ["DOUBLE CYLINDER HOLE", None]
    assert column(invoice, "decorative_line") == ["t_bar", None]
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular"]
    assert column(invoice, "thickness_mm") == [43, 43]
    assert column(invoice, "quantity") == [2, 5]
    assert column(invoice, "location") == [None, None]
    assert not [item for item in invoice.items if item.other_words]


def test_a_length_that_is_turned_beside_a_drawing_is_the_height() -> None:
    page = page_of(
        HEAD
        + """
Invoice No : KDI-2507-003       Date : 12/08/2026
¦-------------------------------¦   ¦-------------------------------¦
¦ 1. Flush Door                 ¦   ¦ 2. Flush Door                 ¦
¦                               ¦   ¦                               ¦
¦                               ¦   ¦                               ¦
¦            W 900              ¦   ¦            W 800              ¦
¦ Quantity: 2 PCS               ¦   ¦ Quantity: 5 PCS               ¦
¦-------------------------------¦   ¦-------------------------------¦
"""
    )
    turned = [(text, x, y) for x in (50, 230) for text, y in (("H", 128), ("2100", 105))]
    words = tuple(
        Word(text, Box(x / page.width, y / page.height, (x + 8) / page.width, (y + 5 * len(text)) / page.height), 1.0)
        for text, x, y in turned
    )
    (invoice,) = extract(Document("application/pdf", (replace(page, turned=words),)), TRADE)
    assert column(invoice, "width_mm") == [900, 800]
    assert column(invoice, "height_mm") == [2100, 2100]
    assert column(invoice, "quantity") == [2, 5]


def test_labels_in_two_languages_may_take_two_lines_of_their_cell_and_empty_cells_take_nothing_from_below() -> None:
    page = page_of(
        "".join(
            f"""
¦-------------------------------------------------------------------------------¦
¦ Item / No  ¦ Material / Keterangan Barang          ¦ Quantity /   ¦ Unit      ¦
¦ {number:<11}¦ Flush Door                            ¦ Bilangan     ¦ LEAF      ¦
¦            ¦                                       ¦ {count:<13}¦           ¦
¦-------------------------------------------------------------------------------¦
¦ Leaf Size / Saiz Daun     ¦ Lam. / Kod Laminate    ¦ Core / Teras             ¦
¦ 900 x 2100 mm             ¦ {laminate:<23}¦ Honeycomb                ¦
¦-------------------------------------------------------------------------------¦
¦ Edging Type / Edging      ¦ Style / Nama Rekaan    ¦ Inner/Outer / Dalam/Luar ¦
¦ ABS Edging                ¦ NORDIC 4               ¦                          ¦
¦-------------------------------------------------------------------------------¦
"""
            for number, count, laminate in ((1, 11, "6S-A057"), (2, 7, ""))
        )
    )
    boxed = boxed_on([sheet_of(page)], VOCABULARY, bool)
    assert boxed
    rows = [{name: Passage([ink]).text for name, ink in row.cells.items()} for row in boxed.tables[0].rows]
    told = ("quantity", "unit", "laminate_code", "door_core", "design_name", "edging", "inner_outer")
    assert [tuple(row.get(name) for name in told) for row in rows] == [
        ("11", "LEAF", "6S-A057", "Honeycomb", "NORDIC 4", "ABS Edging", None),
        ("7", "LEAF", None, "Honeycomb", "NORDIC 4", "ABS Edging", None),
    ]
    assert [row["description"] for row in rows] == ["Flush Door", "Flush Door"]


def test_a_card_alone_on_its_page_is_an_item_and_values_may_stand_in_cells_beside_their_labels() -> None:
    card = """
¦------------------------------------------¦
¦ {number}. Flush Door                            ¦
¦------------------------------------------¦
¦ Size             ¦ {width} x 2100 mm         ¦
¦------------------------------------------¦
¦ Edging           ¦ no edging             ¦
¦------------------------------------------¦
¦ Jenis Lubang     ¦ lubang tombol         ¦   {beside}
¦------------------------------------------¦
¦ Qty              ¦ {number} PCS                 ¦
¦------------------------------------------¦
"""
    first = card.format(number=1, width=901, beside="")
    second = card.format(number=2, width=902, beside="")
    invoice = invoice_in(HEAD + first + second, card.format(number=3, width=903, beside="Paid by cheque"))
    assert column(invoice, "width_mm") == [901, 902, 903]
    assert column(invoice, "quantity") == [1, 2, 3]
    assert column(invoice, "edging") == ["no_edging"] * 3
    assert column(invoice, "open_hole_type") == ["lubang tombol"] * 3  # a label itself, above the count
    assert not [item for item in invoice.items if item.other_words]


def test_labels_at_the_top_of_each_item_s_own_boxes_are_no_table_s_heading() -> None:
    card = """
¦---------------------------------------------------------------------------------¦
¦   ¦      ¦ LOCATION    ¦ OVERALL SIZE   ¦ LEAF THK (MM) ¦ LAMINATE REF ¦ QTY    ¦
¦   ¦      ¦ {place:<12}¦ {width} x 2100 mm  ¦ 43            ¦ 6S-A057      ¦ {number}      ¦
¦   ¦      ¦-------------------------------------------------------------¦ UNIT   ¦
¦ {number} ¦ DOOR ¦ EDGING      ¦ DECO LINE      ¦ DESIGN        ¦ REMARKS      ¦        ¦
¦   ¦      ¦ ABS EDGE    ¦ -              ¦ ASPEN         ¦ -            ¦        ¦
¦---------------------------------------------------------------------------------¦
"""
    cards = (card.format(place=place, width=900 + n, number=n) for n, place in ((1, "BED 3"), (2, "-"), (3, "STORE")))
    items = invoice_in(HEAD + "".join(cards)).items
    told = ("kind", "width_mm", "quantity", "unit", "location", "edging", "design_name")
    assert [values(item, *told) for item in items] == [
        ("door", 901, 1, "UNIT", "BED 3", "abs_edging", "ASPEN"),
        ("door", 902, 2, "UNIT", None, "abs_edging", "ASPEN"),
        ("door", 903, 3, "UNIT", "STORE", "abs_edging", "ASPEN"),
    ]  # fmt: skip


def test_what_else_is_sold_in_a_card_of_its_own_on_the_last_page_is_an_item() -> None:
    card = """
¦------------------------------------------¦
¦ {number:02} {goods:<30}        ¦
¦ {first:<21}  Quantity  {number} {unit:<4}  ¦
¦------------------------------------------¦
"""
    doors = (card.format(number=n, goods="Flush door leaf", first=f"Size   90{n} x 2100 mm", unit="no") for n in (1, 2))
    last = card.format(number=3, goods="Site measurement", first="", unit="lot")
    sheets = [sheet_of(page_of(drawing, number=n)) for n, drawing in ((1, HEAD + "".join(doors)), (2, HEAD + last))]
    boxed = boxed_on(sheets, VOCABULARY, lambda _: True)
    assert boxed
    assert [len(table.rows) for table in boxed.tables] == [2, 1]
    assert boxed_on(sheets[1:], VOCABULARY, lambda _: True) is None


def test_cards_with_a_size_and_a_count_are_doors_though_only_the_form_s_title_says_door() -> None:
    card = """
¦------------------------------------------------------------------------------------------¦
¦     ¦ Saiz (L x T) mm   {width} x 2100   Tebal mm   43   Kod laminat   KR-2215               ¦
¦     ¦                                             Kuantiti (keping)   {number}               ¦
¦  {number}  ¦-----------------------------------------------------------------------------------¦
¦     ¦ Daun pintu:   ☒   Sebelah (S/L)       ☐   Dua belah (D/L)                              ¦
¦     ¦ Teras:        ☐   Honeycomb           ☒   Solid tubular                                ¦
¦     ¦ Tepi:         ☐   Jalur ABS           ☒   Tiada                                        ¦
¦------------------------------------------------------------------------------------------¦
"""
    invoice = invoice_in(HEAD + "".join(card.format(width=700 + 100 * n, number=n) for n in (1, 2, 3)))
    told = ("kind", "width_mm", "thickness_mm", "quantity", "unit", "door_type", "door_core", "edging")
    assert [values(item, *told) for item in invoice.items] == [
        ("door", 700 + 100 * n, 43, n, "keping", "S/L", "solid_tubular", "no_edging") for n in (1, 2, 3)
    ]
    assert not any(field.doubts for item in invoice.items for field in present_fields(item).values())


def test_a_card_s_head_says_which_of_the_goods_and_where_and_its_count_may_stand_apart_under_its_label() -> None:
    def card(goods: str, place: str, width: int, count: int, last: str = "Core        Tubular") -> str:
        lines = [
            f"{goods:<21}{place}", "-" * 40, f"Size        {width} x 2135 mm", "Laminate    QP 20-116",
            f"{last:<32}Qty", "", f"{'':<33}{count}",
        ]  # fmt: skip
        rows = [f"¦{line}¦" if line.startswith("--") else f"¦ {line:<38} ¦" for line in lines]
        return "\n".join(["¦" + "-" * 40 + "¦", *rows, "¦" + "-" * 40 + "¦", ""])

    cards = [
        card("DOOR 1", "Main door", 910, 1),
        card("DOOR 2", "Bathrooms", 760, 3),
        card("DOOR 3", "Yard", 810, 2),
        card("FRAME 1", "Main door", 990, 1, "Rebated     49 mm"),
    ]
    items = invoice_in(HEAD + "\n".join(cards)).items
    told = ("kind", "location", "quantity", "unit", "rebate_mm")
    assert [values(item, *told) for item in items] == [
        ("door", "Main door", 1, None, None),
        ("door", "Bathrooms", 3, None, None),
        ("door", "Yard", 2, None, None),
        ("frame", "Main door", 1, None, 49),
    ]
    assert not [item for item in items if item.other_words]


def test_a_label_in_line_with_the_others_has_its_value_behind_it_where_a_rule_was_not_seen() -> None:
    rule = "¦" + "-" * 74 + "¦"
    card = f"""
{rule}
¦ Saiz / Size ¦ 900 x 2100          ¦ Kuantiti /  ¦ 2                      ¦
¦             ¦                     ¦ Qty (nos)   ¦                        ¦
{rule}
¦ Jenis       ¦ S/L                 ¦ Kod         ¦ VY-1207                ¦
¦ / Type      ¦                     ¦ laminate    ¦                        ¦
{rule}
¦ Edging      ¦ ABS                   Remark        Glass 200 x 800        ¦
{rule}
"""
    items = invoice_in(HEAD + 2 * card).items
    told = ("kind", "width_mm", "quantity", "unit", "laminate_code", "door_type", "edging", "remark")
    assert [values(item, *told) for item in items] == [
        ("door", 900, 2, "nos", "VY-1207", "S/L", "abs_edging", "Glass 200 x 800")
    ] * 2


def test_a_table_on_its_side_in_a_frame_on_each_page_is_no_card() -> None:
    sheets = [
        f"""
    ------------------------------------------------------------------
    ¦Item          ¦Item {n}          ¦Item {n + 1}          ¦Item {n + 2}          ¦
    ------------------------------------------------------------------
    ¦Description   ¦Laminated door  ¦Laminated door  ¦Laminated door  ¦
    ------------------------------------------------------------------
    ¦Qty           ¦3 nos           ¦12 nos          ¦1 nos           ¦
    ------------------------------------------------------------------
    ¦Location      ¦UTILITY         ¦                ¦FOYER           ¦
    ------------------------------------------------------------------
    ¦Height (mm)   ¦2100            ¦2250            ¦2085            ¦
    ------------------------------------------------------------------
    ¦Width (mm)    ¦985             ¦600             ¦930             ¦
    ------------------------------------------------------------------
    ¦Thickness     ¦48 mm           ¦48 mm           ¦                ¦
    ------------------------------------------------------------------
    ¦Laminate code ¦PP 6347         ¦PP 6347         ¦PP 8976         ¦
    ------------------------------------------------------------------
    ¦Edging        ¦                ¦No edging       ¦                ¦
    ------------------------------------------------------------------
    """
        for n in (1, 4)
    ]
    invoice = invoice_in(TOP + sheets[0], sheets[1])
    assert column(invoice, "width_mm") == [985, 600, 930] * 2
    assert column(invoice, "quantity") == [3, 12, 1] * 2


def test_the_count_and_the_money_stacked_at_a_card_s_right_edge_stand_under_no_label_of_the_card() -> None:
    invoice = invoice_in(
        HEAD
        + """
Invoice No : KDI-2507-003

¦----------------------------------------------------------------------------¦
¦ 01  Double Leaf Door                                              9,804.80 ¦
¦     SIZE W × H × T        LAMINATE        DESIGN                    16 pcs ¦
¦     1200 × 2040 × 43 mm   GP-404M         TURIN                   @ 612.80 ¦
¦----------------------------------------------------------------------------¦

¦----------------------------------------------------------------------------¦
¦ 02  Single Leaf Door                                                320.00 ¦
¦     SIZE W × H            LAMINATE        CORE                      1 leaf ¦
¦     900 × 2100 mm         LH-5520         Honeycomb               @ 320.00 ¦
¦     LOCATION                                                               ¦
¦     STUDY                                                                  ¦
¦----------------------------------------------------------------------------¦
"""
    )
    assert column(invoice, "quantity") == [16, 1]
    assert column(invoice, "unit") == ["pcs", "leaf"]
    assert column(invoice, "width_mm") == [1200, 900]
    assert column(invoice, "thickness_mm") == [43, None]
    assert column(invoice, "design_name") == ["TURIN", None]
    assert column(invoice, "door_core") == [None, "honeycomb"]
    assert column(invoice, "location") == [None, "STUDY"]


@pytest.mark.parametrize("sealant", ["Silicone clear        6 tube   10.00     60.00", ""])
def test_a_card_of_charges_and_sums_is_no_item_though_a_charge_names_doors(sealant: str) -> None:
    total = 1360 if sealant else 1300
    invoice = invoice_in(
        HEAD
        + f"""
¦--------------------------------¦   ¦--------------------------------------------------¦
¦ 1. Door                        ¦   ¦ 3. Door                                          ¦
¦ Size         901 x 2100 mm     ¦   ¦ Size         903 x 2100 mm                       ¦
¦ Laminate     6S-A057           ¦   ¦ Laminate     6S-A057                             ¦
¦ 1 unit x RM 300.00   RM 300.00 ¦   ¦ 3 unit x RM 300.00                     RM 900.00 ¦
¦--------------------------------¦   ¦--------------------------------------------------¦

¦--------------------------------¦   ¦--------------------------------------------------¦
¦ 2. Door                        ¦   ¦ Others                                           ¦
¦ Size         902 x 2100 mm     ¦   ¦ Dismantle old doors   1 lot   400.00    400.00   ¦
¦ Laminate     6S-A057           ¦   ¦ {sealant:<49}¦
¦ 2 unit x RM 300.00   RM 600.00 ¦   ¦ Subtotal : {total + 900}.00                               ¦
¦                                ¦   ¦ TOTAL RM : {total + 900}.00                               ¦
¦--------------------------------¦   ¦--------------------------------------------------¦
"""
    )
    assert column(invoice, "kind") == ["door", "door", "door", *["other"] * (2 if sealant else 1)]
    assert column(invoice, "quantity") == [1, 3, 2, 1, *([6] if sealant else [])]
    assert not invoice.doubts
