"""A small grid of captions over values in an item's row."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in, values

GRID = """
    No   Article                                           Qty   Unit    Price      Total
    1    LAMINATE DOOR LEAF                                 8    UNIT    285.00   2,280.00
         Size                  Laminate      Core               Edging          Design
         850 x 2100 x 43 mm    6S-A057       SOLID TUBULAR      N.A. LIPPING    NORDIC 4
         Open hole             Location      Remark
         DEADBOLT HOLE         YARD          VIEW PANEL 150 X
                                             700MM
    2    LAMINATED DOOR FRAME                               4    UNIT    145.00     580.00
         Size                  Laminate      Frame width        Rebated         Profile
         893MM X 2435MM        6S-A058       120~140MM          49MM            CH1
         Location
         STORE
                                                                        Total     2,860.00
"""


def test_captions_and_their_values_below_an_item_keep_together_whatever_columns_they_cross() -> None:
    door, frame = invoice_in(TOP + GRID).items
    assert values(door, "quantity", "unit", "unit_price", "door_core", "edging", "design_name", "open_hole_type") == (
        8, "UNIT", "285.00", "solid_tubular", "na_lipping", "NORDIC 4", "DEADBOLT HOLE",
    )  # fmt: skip
    assert values(door, "location", "remark") == ("YARD", "VIEW PANEL 150 X 700MM")
    assert values(frame, "quantity", "unit", "amount", "rebate_mm", "frame_profile", "frame_width") == (
        4, "UNIT", "580.00", 49, "CH1", "120~140MM",
    )  # fmt: skip
    assert values(frame, "location") == ("STORE",)
    assert not any(item.other_words or item.quantity.doubts for item in (door, frame) if item.quantity)


def test_a_value_whose_caption_was_not_read_is_asked_about_and_moves_under_no_other() -> None:
    door, frame = invoice_in(TOP + GRID.replace("Core  ", "      ", 1)).items
    assert values(door, "laminate_code", "edging", "design_name", "door_core") == (
        "6S-A057", "na_lipping", "NORDIC 4", None,
    )  # fmt: skip
    assert door.other_words
    assert door.other_words.value == "SOLID TUBULAR"
    assert door.other_words.doubts
    assert not frame.other_words


def test_boxes_of_a_form_that_are_not_filled_in_hold_nothing() -> None:
    """One value under three captions keeps its own, and the captions beside it are no values of each other."""
    unfilled = GRID.replace("SOLID TUBULAR      N.A. LIPPING    NORDIC 4", "                   N.A. LIPPING    ")
    unfilled = unfilled.replace("850 x 2100 x 43 mm    6S-A057 ", " " * 31).replace("DEADBOLT HOLE", " " * 13)
    unfilled = unfilled.replace("YARD", "    ")
    door, _ = invoice_in(TOP + unfilled).items
    assert values(door, "edging", "location", "remark", "design_name", "open_hole_type", "unit") == (
        "na_lipping", None, "VIEW PANEL 150 X 700MM", None, None, "UNIT",
    )  # fmt: skip
    assert not door.other_words


def test_captions_below_such_a_grid_may_have_nothing_under_them_at_all() -> None:
    empty = "         Line                  Design        Edging\n"
    filled = GRID.replace("Edging          Design\n", "\n").replace("N.A. LIPPING    NORDIC 4\n", "\n")
    door, _ = invoice_in(TOP + filled.replace("         Open hole", f"{empty}         Open hole")).items
    names = ("unit", "door_core", "open_hole_type", "location", "edging", "design_name", "decorative_line")
    assert values(door, *names) == ("UNIT", "solid_tubular", "DEADBOLT HOLE", "YARD", None, None, None)
    assert not door.other_words


def test_what_wraps_below_a_value_is_no_caption_though_it_says_what_the_caption_does() -> None:
    """``EDGE`` under ``Edging`` stands where the table has its quantity; ``Nett size`` is no sum and no amount."""
    wrapped = GRID.replace("N.A. LIPPING    NORDIC 4\n", f"ABS             NORDIC 4\n{' ' * 64}EDGE\n")
    door, frame = invoice_in(TOP + wrapped.replace("     Size     ", "     Nett size")).items
    assert values(door, "edging", "quantity", "unit", "width_mm", "location") == ("abs_edging", 8, "UNIT", 850, "YARD")
    assert values(frame, "quantity", "height_mm") == (4, 2435)
    assert not any(item.other_words or item.quantity.doubts for item in (door, frame) if item.quantity)
