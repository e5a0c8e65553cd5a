"""Where lines were read without a heading, a value that could be another one is asked about."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

NUMBERED = """
    LN   GOODS                                                        BNYK    U. PRICE
    1    DOOR / S/L / 43MM X 3FT X 7FT / SOLID TUBULAR CORE /         12      1,180.00
         LOC: PANTRY
    2    DOOR / S/L / 43MM X 3.5FT X 7FT / SOLID TUBULAR CORE /       6       365.00
         LOC: KITCHEN
    3    DOOR / S/L / 43MM X 3FT X 8FT / SOLID TUBULAR CORE /         5       472.00
         LOC: STORE
"""
ABOVE = """
    Bnyk     Butiran Kerja
             Location: Store 1
    1 SET    Laminate door - Size 813 x 2400 mm; Thickness 48mm; Leaf SL; Edging
             No edging; Design LINEA 3
             Location: Lobby
    36 SET   Door frame - Size 925 x 2400 mm; Frame width 130mm; Profile SQ1
             Location: Bedroom 4
    10 SET   Laminate door - Size 1350 x 2440 mm; Thickness 43mm; Design
             VP-02 SLIM; Lock hole Tubular latch 60mm
             Location: Server Room
    6 SET    Laminate door - Size 1800 x 2100 mm; Leaf D/L; Core Honeycomb
"""


def test_a_lines_number_is_not_taken_for_its_count_without_a_question() -> None:
    items = invoice_in(TOP + NUMBERED).items
    assert len(items) == 3
    assert all(item.quantity is None or item.quantity.doubts for item in items)


def test_two_lines_that_begin_with_one_and_two_may_be_numbered() -> None:
    items = invoice_in(TOP + """
    No   Description                                     Block A   Block B
    1    DOOR 43MM 900 X 2100 6S-A057 HONEYCOMB          4         3
    2    DOOR 43MM 750 X 2100 6S-A057 HONEYCOMB          2         2
    """).items  # fmt: skip
    assert len(items) == 2
    assert all(item.quantity is None or item.quantity.doubts for item in items)


def test_places_are_asked_about_where_the_first_stands_above_all_lines() -> None:
    items = invoice_in(TOP + ABOVE).items
    assert len(items) == 4
    assert all(item.location is None or item.location.doubts for item in items)


@pytest.mark.parametrize(("line", "asked"), [("GUEST ROOM", False), ("DOOR GUEST ROOM", True), ("1", True)])
def test_a_goods_name_or_a_lines_number_is_no_place_without_a_question(line: str, asked: bool) -> None:
    table = f"""
    Item   Description            Location            Qty   Amount
    1      Flush door 3' x 7'     {line:18}  2     200.00
    2      Flush door 3' x 7'     {line:18}  2     200.00
"""
    items = invoice_in(TOP + table).items
    assert [bool(item.location and item.location.doubts) for item in items] == [asked, asked]
