"""A tick under one of the form's options ticks that box; a mark that can mean yes or no asks."""

from __future__ import annotations

import pytest

from pipeline.model import LineItem, present_fields
from tests.pipeline.understand.laid_out import TOP, invoice_in, value, values


def items(mark: str, *, edge: str = "ABS", title: str = "D/L") -> tuple[LineItem, ...]:
    return invoice_in(
        TOP
        + f"""
    No   Laminate     Size            S/L    {title:<8} Core          Edge   Qty
    1    6S-A057      900 x 2100      {mark:<3}             Honeycomb     {edge:<4}   2
    2    6S-145       1500 x 2100            {mark:<3}      Honeycomb     ABS    2
    """
    ).items


@pytest.mark.parametrize("mark", ["✓", "/", "Yes", "●"])
def test_a_tick_means_the_option_above_it(mark: str) -> None:
    assert [value(item, "door_type") for item in items(mark)] == ["S/L", "D/L"]
    assert [values(item, "width_mm", "height_mm") for item in items(mark)] == [(900, 2100), (1500, 2100)]


def test_a_cross_is_asked_about() -> None:
    doubted = [item.door_type for item in items("x")]
    assert all(field is not None and field.value is None and field.doubts for field in doubted)


def test_a_letter_that_looks_like_a_tick_is_one_to_be_asked_about() -> None:
    doubted = [item.door_type for item in items("V")]
    assert [field.value for field in doubted if field and field.doubts] == ["S/L", "D/L"]


def test_options_beside_each_other_without_the_name_of_their_group_are_ticked_too() -> None:
    (first, second) = invoice_in(
        TOP
        + """
    No   Description    Frame Size     Inner    Outer    Profile   Qty
    1    Door Frame     900 x 2100     ✓                 CH2       2
    2    Door Frame     800 x 2100              ✓        CH2       2
    """
    ).items
    assert [value(first, "inner_outer"), value(second, "inner_outer")] == ["inner", "outer"]


def test_a_tick_under_a_title_that_nobody_knows_is_asked_about() -> None:
    assert [value(item, "other_words") for item in items("✓", title="Zirc")] == [None, "✓"]


def test_na_in_a_column_of_edgings_can_mean_two_things() -> None:
    edging = items("✓", edge="NA")[0].edging
    assert edging is not None
    assert edging.value is None
    assert edging.doubts
    assert items("✓", edge="N/A")[0].edging is None


MATRIX = """
    No   Item           Qty   Laminate   Thk    Size (mm)    S/L   D/L   Unequal    Honeycomb   Solid     Metal
                                                                         D/L                    Timber    Skeleton
    1    Flush door     4     6S-A057    43MM   900 x 2100   ✓                                  ✓
    2    Flush door     2     6S-A058    43MM   1500 x 2100              ✓                                ✓
"""


def test_options_of_several_boxes_may_make_most_of_a_heading() -> None:
    (first, second) = invoice_in(TOP + MATRIX).items
    names = ("quantity", "laminate_code", "thickness_mm", "width_mm", "height_mm", "door_type", "door_core")
    assert values(first, *names) == (4, "6S-A057", 43, 900, 2100, "S/L", "solid_timber")
    assert values(second, *names) == (2, "6S-A058", 43, 1500, 2100, "Unequal D/L", "metal_skeleton")


SQUARES = """
    No   Item           Qty   Laminate   Size (mm)      S/L   D/L   Unequal   Honeycomb   Tubular   Location
    1    Flush door     4     6S-A057    900 x 2100     Y     N     N         N           Y         Foyer
    2    Flush door     2     6S-A058    1500 x 2100    N     N     Y         Y           N
    3    Door frame     1     6S-A059    1600 x 2150    N     N     N         N           N
"""


@pytest.mark.parametrize(
    ("yes", "no"), [("x", " "), ("X", "-"), ("V", " "), ("☒", "☐"), ("☑", "☐"), ("●", "○"), ("Y", "N")]
)
def test_under_three_options_the_one_that_is_marked_is_meant_whatever_the_mark(yes: str, no: str) -> None:
    drawn = SQUARES.replace(" N ", f" {no} ").replace(" N\n", f" {no}\n").replace(" Y ", f" {yes} ")
    invoice = invoice_in(TOP + drawn)
    names = ("width_mm", "door_type", "door_core", "location", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        (900, "S/L", "solid_tubular", "Foyer", None),
        (1500, "Unequal D/L", "honeycomb", None, None),
        (1600, None, None, None, None),
    ]
    assert not any(found.doubts for item in invoice.items for found in present_fields(item).values())


def test_two_crosses_under_the_options_of_one_thing_cross_these_out() -> None:
    drawn = SQUARES.replace(" Y ", "   ").replace(" N ", " x ")
    assert not any(value(item, "door_type") for item in invoice_in(TOP + drawn).items)


def test_the_name_of_their_group_over_the_first_of_the_options_is_no_column() -> None:
    (item,) = invoice_in(
        TOP
        + """
                                                       Leaf                  Core
    No   Item           Qty   Laminate   Size (mm)     S/L   D/L   Unequal   Honeycomb   Tubular
    1    Flush door     4     6S-A057    900 x 2100    ✓                                 ✓
    """
    ).items
    assert values(item, "door_type", "door_core", "other_words") == ("S/L", "solid_tubular", None)


def test_a_title_among_options_is_the_one_of_them_that_begins_so() -> None:
    (item,) = invoice_in(
        TOP
        + """
    No   Item           Qty   Laminate   Size (mm)     S/L   D/L   Honeycomb   Timber   Metal
    1    Flush door     4     6S-A057    900 x 2100    ✓                       ✓
    """
    ).items
    assert values(item, "door_type", "door_core", "other_words") == ("S/L", "solid_timber", None)


def test_a_v_among_ticks_is_one_of_them() -> None:
    drawn = SQUARES.replace(" N ", "   ").replace(" N\n", "\n").replace(" Y ", " ✓ ", 1).replace(" Y ", " V ")
    items = invoice_in(TOP + drawn, confidence=0.97).items
    assert [values(item, "door_type", "door_core") for item in items[:2]] == [
        ("S/L", "solid_tubular"),
        ("Unequal D/L", "honeycomb"),
    ]
    assert not any(item.door_type.doubts for item in items if item.door_type)
