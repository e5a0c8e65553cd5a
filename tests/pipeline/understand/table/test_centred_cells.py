"""A place in the middle of several rows of a drawn table holds for each of them."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

HEADING = """
    -----------------------------------------------------------------
    ¦No  ¦Location        ¦Item            ¦Size            ¦Qty    ¦
    -----------------------------------------------------------------
"""
RULE = "    -----------------------------------------------------------------\n"
FIRST = "    ¦1   ¦                ¦Flush door      ¦900 x 2100      ¦4      ¦\n"
SECOND = "    ¦2   ¦                ¦Door frame      ¦950 x 2150      ¦4      ¦\n"
THIRD = "    ¦3   ¦                ¦Flush door      ¦800 x 2100      ¦2      ¦\n"
EMPTY = "    ¦    ¦                ¦                ¦                ¦       ¦\n"


def _named(place: str, line: str = EMPTY) -> str:
    return line.replace(" " * 16, f"{place:<16}", 1)


def _places(body: str) -> list[object]:
    return column(invoice_in(TOP + HEADING + body + RULE, confidence=0.98), "location")


def test_a_place_half_way_between_two_rows_is_that_of_both() -> None:
    body = FIRST + _named("LEVEL 1") + SECOND + EMPTY + _named("LEVEL 2", THIRD)
    assert _places(body) == ["LEVEL 1", "LEVEL 1", "LEVEL 2"]


def test_places_below_their_rows_are_shared_with_none() -> None:
    body = FIRST + _named("LEVEL 1") + SECOND + _named("LEVEL 2")
    assert _places(body) == ["LEVEL 1", "LEVEL 2"]


def test_a_place_on_two_lines_of_its_own_row_is_that_row_s() -> None:
    body = _named("LEVEL 1", FIRST) + _named("LOBBY") + SECOND + EMPTY + _named("LEVEL 2", THIRD)
    assert _places(body) == ["LEVEL 1 LOBBY", None, "LEVEL 2"]
