"""Labelled fields outside the items that say how all goods are made."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

GOODS = """
    No   Size          Location       Qty
    1    900 x 2100    Level 7 East   12
    2    820 x 2100    Level 7 West   4
                       Total          16
"""
GRID = """
    Door type   S/L          Door thickness   43mm          Laminate code   6S-A057
    Door core   Honeycomb    Edging           ABS edging
"""
COLONS = """
    Door type: S/L       Thickness: 43mm       Laminate code: 6S-A057
    Core: Honeycomb      Edging: ABS edging
"""
BELOW_EACH_OTHER = """
    Door type        S/L
    Door thickness   43mm
    Laminate code    6S-A057
    Door core        Honeycomb
    Edging           ABS edging
"""


@pytest.mark.parametrize("fields", [GRID, COLONS, BELOW_EACH_OTHER])
@pytest.mark.parametrize("above", [True, False])
def test_fields_that_stand_together_hold_for_every_door(fields: str, above: bool) -> None:
    invoice = invoice_in(TOP + (fields + GOODS if above else GOODS + fields))
    assert column(invoice, "door_type") == ["S/L"] * 2
    assert column(invoice, "thickness_mm") == [43] * 2
    assert column(invoice, "laminate_code") == ["6S-A057"] * 2
    assert column(invoice, "door_core") == ["honeycomb"] * 2
    assert column(invoice, "edging") == ["abs_edging"] * 2
    assert not any(item.kind.doubts for item in invoice.items)


def test_a_line_says_of_itself_what_goes_before_a_field_of_all() -> None:
    invoice = invoice_in(
        TOP + GRID + GOODS.replace("Level 7 West   4", "Level 7 West   4    37mm").replace("Qty", "Qty  Thk")
    )
    assert column(invoice, "thickness_mm") == [43, 37]


def test_one_field_alone_says_nothing_of_all_goods() -> None:
    assert column(invoice_in(TOP + "\n    Edging   ABS edging\n\n" + GOODS), "edging") == [None, None]


def test_where_the_pages_speak_of_frames_a_size_alone_is_still_asked_about() -> None:
    invoice = invoice_in(TOP + GRID + GOODS + "\n    Frames by others.\n")
    assert [bool(item.kind.doubts) for item in invoice.items] == [True, True]


LISTED_APART = """
    General specification: all doors below
    - Thickness     : 43mm
    - Core          : Honeycomb
    - Edging        : ABS edging

    General specification: all frames below
    - Laminate      : 6S-A057
    - Frame Width   : 115~135mm
    - Rebate        : 45mm
"""
TITLED = """
    DOOR FRAMES

    Laminate      6S-A057
    Frame Width   115~135mm
    Rebate        45mm
"""
BY_LABEL = """
    Frame laminate   6S-A057     Frame Width   115~135mm
    Edging           ABS edging  Rebate        45mm
"""
DOOR_AND_FRAME = """
    No   Description           Size          Qty
    1    Laminated flush door  900 x 2100    12
    2    Door frame            1010 x 2150   12
                               Total         24
"""


PARTED = """
    DOOR FRAMES
    Frame Width   115~135mm
    Rebate        45mm
    Profile       CH2

    Laminate      6S-A057
    Thickness     43mm
    Edging        ABS edging
"""


@pytest.mark.parametrize(
    "fields", [LISTED_APART, LISTED_APART.replace("\n\n    Gen", "\n    Gen"), TITLED, BY_LABEL, PARTED]
)
def test_fields_told_of_frames_by_their_title_or_label_hold_for_no_door(fields: str) -> None:
    assert column(invoice_in(TOP + fields + DOOR_AND_FRAME), "laminate_code") == [None, "6S-A057"]
