"""Where titles stand one over the other, so do the two parts of each cell below them."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in, values

TABLE = """
    NO   PRODUCT           SIZE (W x H)     DOOR TYPE       LAMINATE      DESIGN             QTY    UNIT      AMOUNT
                           THICKNESS        CORE            EDGING        OPEN HOLE          UOM    PRICE     (RM)
    1    LAMINATED DOOR    840 x 2100       S/L             KX-2201       RIVAL 2              4    400.00    1,600.00
         Loc: PANTRY       38mm             HONEYCOMB       ABS EDGING    LEVER LOCK         SET

    2    FLUSH DOOR        1560 x 2100      D/L             KX-2204       -                    2    700.00    1,400.00
         Loc: STORE        -                SOLID TIMBER    -             KNOB LOCK          SET

    3    ADJUSTABLE        945 x 2130       Frame: width 110~130MM, rebated 43mm,              6    100.00      600.00
         FRAME                              laminate KX-2207, profile CH5                    PCS

                                                                               TOTAL (RM)               3,600.00
"""


def test_each_part_of_a_cell_is_what_its_own_title_says() -> None:
    invoice = invoice_in(TOP + TABLE)
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "quantity") == [4, 2, 6]
    assert column(invoice, "unit") == ["SET", "SET", "PCS"]
    assert column(invoice, "width_mm") == [840, 1560, 945]
    assert column(invoice, "thickness_mm") == [38, None, None]
    assert column(invoice, "door_type") == ["S/L", "D/L", None]
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber", None]
    assert column(invoice, "laminate_code") == ["KX-2201", "KX-2204", "KX-2207"]
    assert column(invoice, "edging") == ["abs_edging", None, None]
    assert column(invoice, "design_name") == ["RIVAL 2", None, None]
    assert column(invoice, "open_hole_type") == ["LEVER LOCK", "KNOB LOCK", None]
    assert column(invoice, "location") == ["PANTRY", "STORE", None]
    assert invoice.doubts == ()
    assert column(invoice, "other_words") == [None, None, None]


def test_text_of_the_item_under_such_titles_goes_on_as_text_on_the_next_line() -> None:
    frame = invoice_in(TOP + TABLE).items[2]
    told = [frame.frame_width, frame.rebate_mm, frame.frame_profile]
    assert [found.value for found in told if found] == ["110~130MM", 43, "CH5"]


WRAPPED = """
    NO   PRODUCT           SIZE           LEAF       LAMINATE     DESIGN               QTY    AMOUNT
                           THICKNESS      CORE       EDGING       OPEN HOLE            UOM    (RM)
    1    LAMINATED DOOR    840 x          S/L        KX-2201      {}   4    1,600.00
                           2100           SOLID      NA           {}     SET
                           38mm           TIMBER     LIPPING      {}
    2    FLUSH DOOR        1560 x         D/L        KX-2204      PULL HANDLE LONG       2    1,400.00
                           2100           HONEY-     ABS          KNOB LOCK            SET
                           43mm           COMB       EDGING
"""


@pytest.mark.parametrize(("design", "told", "asked"), [
    (("RIVAL             ", "CYLINDRICAL 60MM", "BACKSET"), ("RIVAL", "CYLINDRICAL 60MM BACKSET"), False),
    (("RIVAL CLASSIC     ", "PANEL           ", "PALEX 5"), ("RIVAL CLASSIC PANEL", "PALEX 5"), False),
    (("RIVAL CLASSIC     ", "PANEL DELUXE    ", "PALEX 5"), ("RIVAL CLASSIC", "PANEL DELUXE PALEX 5"), True),
])  # fmt: skip
def test_a_wrapped_part_ends_where_the_next_one_is_of_its_title_s_sort(
    design: tuple[str, str, str], told: tuple[str, str], asked: bool
) -> None:
    door = invoice_in(TOP + WRAPPED.format(*design)).items[0]
    assert values(door, "height_mm", "thickness_mm", "door_core", "edging") == (2100, 38, "solid_timber", "na_lipping")
    assert values(door, "design_name", "open_hole_type") == told
    fields = [found for found in (door.design_name, door.open_hole_type) if found]
    assert [bool(found.doubts) for found in fields] == [asked, asked]


def test_a_title_in_two_languages_is_one() -> None:
    invoice = invoice_in(
        TOP
        + """
    No /   Item /            Size /         Core /        Design /      Qty /     Amount /
    Bil    Keterangan        Saiz           Teras         Nama Reka     Kuantiti  Jumlah
    1      Laminated door    840 x 2100     Solid         Rival 2       4         1,600.00
                                            tubular       Classic
    2      Flush door        900 x 2100     Honeycomb     Kasa          2           900.00
"""
    )
    assert column(invoice, "door_core") == ["solid_tubular", "honeycomb"]
    assert column(invoice, "design_name") == ["Rival 2 Classic", "Kasa"]
