"""On a form with squares, what is not ticked is not said; what is not certainly ticked is asked about."""

from __future__ import annotations

import pytest

from pipeline.model import LineItem, present_fields
from tests.pipeline.understand.laid_out import TOP, invoice_in, value, values

LIST = (
    TOP
    + """
    Item   Description
    1      Flush door 900 x 2100
           Qty: 2 sets
           {rows}
           Laminate Code: 6S-A057
"""
)


def item(*rows: str) -> LineItem:
    (found,) = invoice_in(LIST.format(rows="\n           ".join(rows))).items
    return found


@pytest.mark.parametrize(
    "row",
    [
        "Door Type: ☐ S/L ☒ D/L ☐ Unequal D/L",
        "Door Type: □ S/L ☑ D/L □ Unequal D/L",
        "Door Type: [ ] S/L [x] D/L [ ] Unequal D/L",
        "Door Type: [ ] S/L [×] D/L [ ] Unequal D/L",
        "Door Type: ( ) S/L (/) D/L ( ) Unequal D/L",
        "Door Type: S/L ☐ D/L ☒ Unequal D/L ☐",
        "Door Type:   ☐ S/L   ☒ D/L   ☐ Unequal D/L",
        "☐ S/L   ☒ D/L   ☐ Unequal D/L",
        "Door Type: ☐ S/L ☐✓ D/L ☐ Unequal D/L",
    ],
)
def test_the_ticked_option_of_a_row_is_the_one_that_is_meant(row: str) -> None:
    found = item(row)
    assert value(found, "door_type") == "D/L"
    assert found.door_type is not None
    assert not found.door_type.doubts
    assert found.door_type.raw == "D/L"


def test_a_length_filled_in_behind_the_ticked_others_is_the_thickness() -> None:
    assert value(item("Thickness: ☐ 37mm ☐ 43mm ☒ Others: 46mm"), "thickness_mm") == 46


@pytest.mark.parametrize(
    "rows",
    [
        ("Edging: ☐ NA Lipping ☒ ABS Decorative: ☐ T-bar ☒ Groove Line",),
        ("Thk (mm): ☐ 37 ☒ 43   Edging: ☐ NA Lipping ☒ ABS   Decorative: ☐ T-bar ☒ Groove Line",),
        ("Edging: ☐ NA Lipping   Decorative: ☐ T-bar", "☒ ABS ☐ No Edging      ☒ Groove Line"),
        ("Edging: ☐ NA Lipping ☐ No Edging", "☒ ABS", "Decorative: ☐ T-bar ☒ Groove Line"),
    ],
)
def test_every_label_in_a_line_has_the_squares_up_to_the_next_and_those_below_it(rows: tuple[str, ...]) -> None:
    found = item(*rows)
    assert values(found, "edging", "decorative_line") == ("abs_edging", "groove_line")
    assert value(found, "thickness_mm") == (43 if "43" in rows[0] else None)


def test_two_ticks_in_the_two_lines_of_a_row_are_asked_about() -> None:
    found = item("Edging: ☐ NA Lipping ☒ ABS", "☒ No Edging").edging
    assert found is not None
    assert (found.value, bool(found.doubts)) == (None, True)


def test_a_row_without_a_tick_says_nothing() -> None:
    found = item("Door Type: ☒ S/L ☐ D/L", "Edging: ☐ NA Lipping ☐ ABS ☐ No Edging", "Core: ☐ Honeycomb ☐ Solid Timber")
    assert values(found, "door_type", "edging", "door_core") == ("S/L", None, None)
    assert found.edging is None
    assert found.door_core is None


@pytest.mark.parametrize(
    "row",
    [
        "Door Type: ☒ S/L ☒ D/L ☐ Unequal D/L",
        "Door Type: S/L ☐ D/L ☐ Unequal D/L",
        "Door Type: ☐ S/L D/L ☐ Unequal D/L",
        "S/L   ☐ D/L   ☐ Unequal D/L",
        "☐ S/L   ☐ D/L   Unequal D/L",
    ],
)
def test_where_it_is_not_certain_what_is_ticked_a_person_is_asked(row: str) -> None:
    found = item(row).door_type
    assert found is not None
    assert found.doubts


def test_others_filled_in_and_not_ticked_are_asked_about() -> None:
    found = item("Thickness: ☐ 37mm ☐ 43mm ☐ Others: 46mm").thickness_mm
    assert found is not None
    assert (found.value, bool(found.doubts)) == (None, True)


def test_a_square_before_each_line_is_a_bullet() -> None:
    found = item("□ Core: Honeycomb", "□ Edging: ABS")
    assert values(found, "door_core", "edging") == ("honeycomb", "abs_edging")


def test_options_beside_each_other_without_squares_are_asked_about() -> None:
    found = item("DECO LINE   T-bar   Groove Line").decorative_line
    assert found is not None
    assert (found.value, bool(found.doubts)) == (None, True)


def test_squares_in_columns_of_a_table_stay_in_their_columns() -> None:
    (found,) = invoice_in(
        TOP
        + """
    No   Size            Door Type        Core                     Qty
    1    900 x 2100      ☐ S/L ☒ D/L      ☒ Honeycomb ☐ Timber     2
    """
    ).items
    assert values(found, "door_type", "door_core", "quantity") == ("D/L", "honeycomb", 2)


def test_a_label_with_an_empty_cell_beside_it_says_nothing_and_one_over_two_lines_is_one() -> None:
    rule = "¦" + "-" * 74 + "¦"
    card = f"""
{rule}
¦ DOOR SIZE   ¦ 900 x 2100          ¦ QTY         ¦ 2 nos                  ¦
{rule}
¦ LAMINATE    ¦ 6S-A057             ¦ LOCATION    ¦ Pantry                 ¦
¦ CODE        ¦                     ¦             ¦                        ¦
{rule}
¦ DECO LINE   ¦ Groove Line         ¦ LOCK HOLE   ¦                        ¦
{rule}
"""
    items = invoice_in(TOP.replace("    ", "") + 2 * card).items
    assert len(items) == 2
    for each in items:
        assert values(each, "laminate_code", "decorative_line", "location") == ("6S-A057", "groove_line", "Pantry")
        assert each.open_hole_type is None
        assert each.other_words is None


def test_squares_at_a_table_s_titles_and_money_are_corners_of_its_cells() -> None:
    table = """
    ☒ Bil   ☒ Barang        ☒ Lebar     Tinggi     ☒ Kuantiti   ☒ Harga      Jumlah
    1       Pintu laminate  ☒ 900       2100       2            ☐ 312.50     ☐ 625.00
    """
    (item,) = invoice_in(TOP + table).items
    assert values(item, "width_mm", "height_mm", "quantity", "unit_price", "amount") == (
        900,
        2100,
        2,
        "312.50",
        "625.00",
    )
    assert not any(found.doubts for found in present_fields(item).values())


def test_words_behind_a_square_are_its_option_though_no_list_has_them_and_a_tick_without_words_is_asked_about() -> None:
    assert value(item("Door Type:   ☐  One door leaf (S/L)   ☒  Two door leaves (D/L)"), "door_type") == "D/L"
    found = item("Door Type:   ☒             ☐   D/L").door_type
    assert found is None or (found.value is None and found.doubts)


def test_what_stands_on_the_line_before_the_label_of_a_row_without_a_tick_is_kept_and_the_row_asked_about() -> None:
    found = item("Thickness: 43mm; Core: Honeycomb; Edging: ☐ ABS", "Decorative: ☐ T-bar ☐ Groove line")
    assert values(found, "thickness_mm", "door_core", "edging") == (43, "honeycomb", None)
    assert any(field.doubts for field in present_fields(found).values())
