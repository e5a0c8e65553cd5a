"""A heading that specifies goods holds for every line under it, up to the next heading."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, value

SPECIFIED = ("kind", "thickness_mm", "door_core", "door_type", "laminate_code", "edging", "location")


def test_a_heading_left_of_the_descriptions_specifies_every_line_under_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                   Size            Qty
    48MM SOLID TIMBER DOOR, D/L, LAMINATE CODE: 6S-A057, ABS EDGING
    1    MAIN ENTRANCE                                 1500 x 2100     1 pcs
    2    ROOM 1 & 2                                    900 x 2100      2 pcs
    37MM HONEYCOMB DOOR, S/L, LAMINATE CODE: 6S-145, NO EDGING
    3    TOILET                                        750 x 2100      3 pcs
    """
    )
    assert column(invoice, "quantity") == [1, 2, 3]
    rows = [tuple(value(item, name) for name in SPECIFIED) for item in invoice.items]
    timber = ("door", 48, "solid_timber", "D/L", "6S-A057", "abs_edging")
    assert rows == [
        (*timber, "MAIN ENTRANCE"),
        (*timber, "ROOM 1 & 2"),
        ("door", 37, "honeycomb", "S/L", "6S-145", "no_edging", "TOILET"),
    ]
    assert not any(item.kind.doubts for item in invoice.items)


def test_without_numbers_the_headings_are_the_lines_that_name_the_goods() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                                        Size            Qty
    48MM SOLID TIMBER DOOR, LAMINATE CODE: 6S-A057
    STUDY ROOM                                         1500 x 2100     1 pcs
    ROOM 1                                             900 x 2100      2 pcs
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057"]
    assert column(invoice, "door_core") == ["solid_timber", "solid_timber"]
    assert column(invoice, "location") == ["STUDY ROOM", "ROOM 1"]


def test_a_door_s_heading_specifies_no_frame_and_its_unknown_words_are_asked_at_every_line() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                   Size            Qty
    48MM SOLID TIMBER DOOR, LAMINATE CODE: 6S-A057, ZIRCON COATED
    1    ROOM 1                                        900 x 2100      2 pcs
    2    DOOR FRAME                                    1000 x 2150     2 pcs
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert column(invoice, "laminate_code") == ["6S-A057", None]
    assert column(invoice, "other_words") == ["ZIRCON COATED", None]


def test_a_line_that_goes_on_with_an_item_is_no_heading() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                   Size            Qty
    1    FLUSH DOOR                                    900 x 2100      2 pcs
         48MM, SOLID TIMBER, LAMINATE 6S-A057
    2    FLUSH DOOR                                    1000 x 2150     2 pcs
         37MM, HONEYCOMB DOOR, LAMINATE 6S-145
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-145"]
    assert column(invoice, "door_core") == ["solid_timber", "honeycomb"]


def test_a_heading_that_specifies_goods_holds_on_over_the_end_of_the_page() -> None:
    first = (
        TOP
        + """
    No   Description                                   Size            Qty
    48MM SOLID TIMBER DOOR, LAMINATE CODE: 6S-A057
    1    ROOM 1                                        900 x 2100      2 pcs
    """
    )
    second = """
    No   Description                                   Size            Qty
    2    ROOM 2                                        900 x 2100      2 pcs
    37MM HONEYCOMB DOOR, LAMINATE CODE: 6S-145
    3    ROOM 3                                        900 x 2100      2 pcs
    """
    invoice = invoice_in(first, second)
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057", "6S-145"]
    assert column(invoice, "door_core") == ["solid_timber", "solid_timber", "honeycomb"]


def test_a_section_s_title_that_says_one_thing_ends_what_the_section_before_it_said() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                   Size            Qty
    SECTION A – DOORS  Thickness: 37MM | Laminate: 411W | Core: SOLID TIMBER
    1    Door Leaf                                     900 x 2100      2 pcs
         Note: FIRST FIX ONLY
    SECTION B – DOORS  Core: Honeycomb
    2    Door Leaf                                     800 x 2100      2 pcs
    SECTION C – FRAMES
    3    Door Frame                                    1000 x 2150     2 pcs
    """
    )
    assert column(invoice, "door_core") == ["solid_timber", "honeycomb", None]
    assert column(invoice, "laminate_code") == ["411W", None, None]
    assert column(invoice, "remark") == ["FIRST FIX ONLY", None, None]


def test_a_place_s_heading_that_goes_on_over_the_page_names_the_same_place() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                   Size            Qty
    LOCATION: BLOCK A, PENTHOUSE (continued)
    1    Door Leaf, honeycomb                          900 x 2100      2 pcs
    """
    )
    assert column(invoice, "location") == ["BLOCK A, PENTHOUSE"]


def test_a_part_that_begins_with_a_letter_ends_what_the_one_before_it_said() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Size                        Location      Qty        Price
    A.   LAMINATED DOORS, 43MM thick, Laminate 6S-184, Solid Timber
    1    900 x 2100 mm               Study         2 nos      100.00
         Remark: vision panel 150 x 800mm
    2    800 x 2100 mm               Yard          1 nos      100.00
         Groove Line
    B.   DOOR FRAMES, Laminate KD3977-SM, Rebate 49MM
    3    1000 x 2150 mm              Study         2 nos       80.00
    C.   FURTHER MATTERS
    4    Door stopper                              2 nos        9.00
    """
    )
    assert column(invoice, "kind") == ["door", "door", "frame", "other"]
    assert column(invoice, "laminate_code") == ["6S-184", "6S-184", "KD3977-SM", None]
    assert column(invoice, "thickness_mm") == [43, 43, None, None]
    assert column(invoice, "width_mm") == [900, 800, 1000, None]
    assert column(invoice, "remark") == ["vision panel 150 x 800mm", None, None, None]


def test_the_last_lettered_lines_of_a_frame_are_no_heading_of_what_follows() -> None:
    invoice = invoice_in(
        TOP
        + """
    Item  Description                                  Qty       Amount (RM)
    1.    Supply of door, size 900 x 2100 c/w:-        1 UNIT    210.00
          (a) laminate TX-83B
          (b) core: honeycomb
    2.    Supply of door frame, size 33" x 84" c/w:-   1 UNIT    254.00
          (a) frame laminate TX-83B

          (b) frame width 120~135MM
          (c) rebated 40MM
          (d) INNER type
          (e) frame profile FP-2
    3.    Installation of doors at site                1 LOT     950.00
    """
    )
    assert column(invoice, "frame_profile") == [None, "FP-2", None]
    assert column(invoice, "rebate_mm") == [None, 40, None]


def test_headings_at_the_pitch_of_the_items_hold_for_every_line_under_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                  Qty   Price    Amount
         HONEYCOMB CORE DOORS, 43MM, 6S-A057
    1    S/L DOOR 900 X 2100                          4     200.00   800.00
    2    S/L DOOR 750 X 2100                          2     200.00   400.00
         SOLID TIMBER DOORS, 48MM, 6S-145
    3    S/L DOOR 1000 X 2400                         1     200.00   200.00
         FRAMES, 130~150MM, 6S-145
    4    1060 X 2430                                  1     200.00   200.00
    """
    )
    assert column(invoice, "kind") == ["door", "door", "door", "frame"]
    assert column(invoice, "thickness_mm") == [43, 43, 48, None]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A057", "6S-145", "6S-145"]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber", None]


def test_goods_named_above_lines_that_name_theirs_head_them_and_end_where_the_next_do() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                   Size              Qty     Price     Amount
         HONEYCOMB CORE DOORS
    1    Flush door                    840 x 2080        2       350.00    700.00
    2    Flush door                    740 x 2080        1       350.00    350.00
         SOLID TIMBER DOORS
    3    Flush door                    940 x 2080        1       550.00    550.00
    4    Flush door                    990 x 2080        1       550.00    550.00
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber", "solid_timber"]
    assert invoice.doubts == ()


def test_such_headings_need_no_numbers_below_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    Description                        Qty     Price     Amount
    HONEYCOMB CORE DOORS
    Flush door 840 x 2080              2       350.00    700.00
    Flush door 740 x 2080              1       350.00    350.00
    SOLID TIMBER DOORS
    Flush door 940 x 2080              1       550.00    550.00
    Flush door 990 x 2080              1       550.00    550.00
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber", "solid_timber"]


def test_a_part_s_letter_and_name_close_under_the_titles_are_no_titles() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                   Size              Qty     Price     Amount
    A    HONEYCOMB CORE DOORS
    1    Flush door                    840 x 2080        2       350.00    700.00
    2    Flush door                    740 x 2080        1       350.00    350.00
    B    SOLID TIMBER DOORS
    1    Flush door                    940 x 2080        1       550.00    550.00
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", "solid_timber"]
