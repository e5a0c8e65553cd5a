"""Sentences that hold for all doors or frames."""

from __future__ import annotations

import re

import pytest

from pipeline.understand.item.general import EXCEPTED, general_meanings, general_sentences
from tests.pipeline.understand.laid_out import TOP, TRADE, column, invoice_in, value, values


@pytest.mark.parametrize(
    ("sentence", "meanings"),
    [
        ("All doors are 43 mm thick with honeycomb core.", {"all_doors"}),
        ("pintu laminate semua 6S-A077, 43mm, honeycomb", {"all_doors"}),
        ("All doors and frames in laminate 6S-A057", {"all_doors", "all_frames"}),
        ("Please make these doors, honeycomb core:", {"all_doors"}),
        ("Core: solid tubular for all. Edging: ABS for all.", {"all_doors", "all_frames"}),
        ("ABS edging untuk semua", {"all_doors", "all_frames"}),
        ("ABS edging to all sides", set()),
        ("Delivery for all", set()),
        ("All prices are in Ringgit Malaysia.", set()),
        ("All 4 nos doors 900 x 2100", set()),
        ("All doors RM 1,200.00", set()),
    ],
)
def test_a_sentence_about_all_goods_is_known_by_its_words(sentence: str, meanings: set[str]) -> None:
    assert general_meanings(sentence, TRADE.vocabulary) == meanings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The following applies to every door: thickness 43mm; core Solid Wood; laminate code WG 372M.\n"
            "All frames: width 125mm; rebated 40mm.",
            ["door: thickness 43mm;", "door: core Solid Wood;", "door: laminate code WG 372M.", "frame: width 125mm;",
             "frame: rebated 40mm."],
        ),
        ("All doors 40mm thick, solid core unless stated, ABS edging. Frames rebated 45mm",
         ["door: 40mm thick, solid core", "door: , ABS edging.", "frame: rebated 45mm"]),
        ("Note: all doors 43mm thick, all frames rebated 45mm", ["door: 43mm thick,", "frame: rebated 45mm"]),
        ("All doors in laminate 6S-A057 except item 2", ["excepted door: in laminate 6S-A057"]),
        ("1) All doors 43mm thick, open hole KNOB LOCK HOLE. 2) Kindly state our order number",
         ["door: 43mm thick, open hole KNOB LOCK HOLE."]),
        ("All doors 43mm thick. Delivery to site. ABS edging", ["door: 43mm thick."]),
        ("All doors 43mm thick. Handles for frames. Rebate 45mm", ["door: 43mm thick."]),
    ],
)  # fmt: skip
def test_what_is_said_of_all_goods_goes_on_until_something_else_is_spoken_of(text: str, said: list[str]) -> None:
    found = [(meanings, text[a:b]) for meanings, a, b in general_sentences(text, TRADE.vocabulary)]
    words = [re.sub(r"(?i)^.*?(every door|all doors|all frames|frames):? ?", "", each) for _, each in found]
    goods = ["frame" if "all_frames" in meanings else "door" for meanings, _ in found]
    marks = ["excepted " if EXCEPTED in meanings else "" for meanings, _ in found]
    assert [f"{m}{g}: {w.strip()}" for m, g, w in zip(marks, goods, words, strict=True)] == said


def test_a_line_above_a_list_holds_for_each_of_its_doors() -> None:
    invoice = invoice_in(
        """
    # INVOICE
    Invoice No : KDI-2507-003

    pintu laminate semua 6S-A077, 43mm, honeycomb

    1) 3' x 7' - 4 pcs - bilik tidur
    2) 2'8" x 7' - 2 pcs - bilik air

    bingkai 3' x 7' 4 set
    """
    )
    assert column(invoice, "laminate_code") == ["6S-A077", "6S-A077", None]
    assert column(invoice, "thickness_mm") == [43, 43, None]
    assert column(invoice, "width_mm") == [915, 815, 915]
    assert column(invoice, "height_mm") == [2135, 2135, 2135]
    assert column(invoice, "quantity") == [4, 2, 4]


def test_a_heading_without_a_colon_speaks_for_all_frames_below_it() -> None:
    invoice = invoice_in(
        """
    # SENDORA GROUP SDN BHD
                                  QUOTATION
    To : TIMUR CONTOH BUILDERS SDN BHD          Our Ref : KDI-2507-003

    GENERAL SPECIFICATION - ALL DOORS
       a) Thickness : 35mm
       b) Laminate : LK-05-106
    ALL FRAMES
       a) Frame Width : 160MM
       b) Rebate : 44mm

    No    Description                    Qty
    1     FLUSH DOOR 900 x 2100mm        5 pcs
    2     DOOR FRAME 900 x 2100mm        5 pcs
    """
    )
    assert column(invoice, "laminate_code") == ["LK-05-106", None]
    assert column(invoice, "rebate_mm") == [None, 44]


@pytest.mark.parametrize("exception", ["Unless noted, all doors: ", "All doors below: "])
def test_an_exception_takes_nothing_from_what_is_said_of_all(exception: str) -> None:
    invoice = invoice_in(
        f"""
    # INVOICE
    Invoice No : KDI-2507-003

    {exception}48mm thick, metal skeleton core, open hole: Lever lock hole.

    No   Description                                  Qty     Amount
    LOCATION - WET KITCHEN
    1    Single leaf door, 900 x 2100                 2       500.00
    """
    )
    assert column(invoice, "thickness_mm") == [48]
    assert column(invoice, "open_hole_type") == ["Lever lock hole"]
    assert column(invoice, "location") == ["WET KITCHEN"]


def test_a_specification_for_all_in_a_column_of_the_head_is_read_down_its_column() -> None:
    invoice = invoice_in("""
    # SENDORA GROUP SDN BHD
                                TAX INVOICE
    Account                     Specification                    Invoice No.   SI25110010
    TIMUR CONTOH GALLERY PLT    ALL DOORS BELOW - Thickness:     Date          16/11/2025
    C-G-12, Plaza Contoh        46MM; Door Core: SOLID WOOD;
    Jalan Contoh 4              Open Hole: CYLINDRICAL 70MM
    52200 Kuala Lumpur          BACKSET; Edging: ABS EDGE
    Tel: 06-3489 2255           ALL FRAMES - Rebated: 40MM

    No   Description                                          Qty    Unit    Amount
    1    FLUSH DOOR 900 x 2100, LAMINATE 6S-A110              2      PCS     640.00
    2    DOOR FRAME 900 x 2100, LAMINATE 6S-A110              2      PCS     200.00
    """)
    made = ("thickness_mm", "door_core", "open_hole_type", "edging", "rebate_mm")
    assert [values(item, *made) for item in invoice.items] == [
        (46, "solid_timber", "CYLINDRICAL 70MM BACKSET", "abs_edging", None),
        (None, None, None, None, 40),
    ]
    assert value(invoice, "customer_name") == "TIMUR CONTOH GALLERY PLT"


def test_goods_named_inside_a_label_are_not_spoken_of() -> None:
    text = "All frames rebated 40mm; Profil Bingkai: P2"
    assert [sorted(meanings) for meanings, _, _ in general_sentences(text, TRADE.vocabulary)] == [["all_frames"]] * 2


def test_the_name_of_the_table_below_a_note_ends_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    GENERAL NOTE - ALL DOORS: thickness 43mm; core solid timber
    DOOR SCHEDULE
    No   Description       Size         Qty
    1    HPL door          900 x 2100   4
    """
    )
    assert values(invoice.items[0], "thickness_mm", "door_core") == (43, "solid_timber")


@pytest.mark.parametrize("unless", [
    "unless the line states another", "unless otherwise stated", "(unless the item shows another)",
    "unless a different code is given", "except where stated otherwise below", "kecuali dinyatakan dalam baris",
])  # fmt: skip
@pytest.mark.parametrize("block", [
    "SPECIFICATION (ALL DOORS BELOW): Thickness 43mm. Laminate code TE-9120 {}.",
    "All doors: laminate TE-9120 {}, 43mm thick.",
])  # fmt: skip
def test_unless_a_line_says_otherwise_is_no_word_of_the_value(block: str, unless: str) -> None:
    invoice = invoice_in(f"""
    # INVOICE
    Invoice No : KDI-2507-003
    {block.format(unless)}

    No   Description                             Size         Qty   Amount
    1    Flush door                              900 x 2100   4     800.00
    2    Flush door, laminate TE-9105            800 x 2100   2     400.00
""")
    codes = [item.laminate_code for item in invoice.items]
    assert [(code.value, code.doubts) for code in codes if code] == [("TE-9120", ()), ("TE-9105", ())]
    assert column(invoice, "thickness_mm") == [43, 43]


@pytest.mark.parametrize(
    "notes",
    [
        "1. General specification (all doors): Open hole: lever lock\n    2. Goods rejected are replaced in 7 days.",
        "(a) All doors 48mm thick, Open hole: lever lock\n    (b) Prices are nett",
        "1) All doors: Open hole: lever lock 2) Goods rejected at site are replaced",
        "DOOR SPECIFICATION: 1) 48mm 2) Open hole: lever lock 3) Prices are nett",
        "Note 1: Door specification: Open hole: lever lock\n    Note 2: Goods rejected at site",
        "01 All doors: Open hole: lever lock\n    02 Goods rejected at site are replaced within 7 days",
        "• All doors: 48mm\n    • Open hole: lever lock\n    • Goods rejected at site",
    ],
)
def test_no_value_goes_on_behind_the_mark_of_the_next_note(notes: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                       Qty    Price    Amount
    1    LAMINATED DOOR 900 x 2100mm         1    300.00   300.00
                                            Total          300.00

    {notes}
    """
    )
    assert column(invoice, "open_hole_type") == ["lever lock"]
    assert column(invoice, "thickness_mm") == [48 if "48" in notes else None]


def test_no_mark_is_a_thickness_and_what_is_listed_on_holds_as_well() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                       Qty    Price    Amount
    1    LAMINATED DOOR 900 x 2100mm         1    300.00   300.00
                                            Total          300.00

    1. All doors are 48mm thick
    2. Honeycomb core
    3. Laminate 6S-A101
    4. Payment 30 days
    """
    )
    assert values(invoice.items[0], "thickness_mm", "door_core", "laminate_code") == (48, "honeycomb", "6S-A101")
