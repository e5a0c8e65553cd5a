"""What a line's end tore off a statement belongs to it, and what begins a new one does not."""

from __future__ import annotations

from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.laid_out import TRADE, passage_of


def _found(text: str) -> dict[str, object]:
    return {name: each.value for name, each in specification_of(passage_of(text), TRADE).fields.items()}


def test_what_a_line_s_end_tore_off_a_lock_hole_belongs_to_it() -> None:
    lines = "Core: HONEYCOMB\nEdge: ABS\nDesign: ARCA 2\nHole: {}\nRoom: STORE"
    for hole, whole in (
        ("CYLINDRICAL LOCK\n60MM", "CYLINDRICAL LOCK 60MM"),
        ("BATHROOM\nLOCK", "BATHROOM LOCK"),
        ('KNOB SET 2\n3/8"', 'KNOB SET 2 3/8"'),
    ):
        text = passage_of(lines.format(hole))
        fields = specification_of(text, TRADE, right_edge=500).fields
        assert [fields[name].value for name in ("open_hole_type", "location")] == [whole, "STORE"]


def test_the_word_for_no_edging_is_told_though_its_label_says_edging_twice() -> None:
    assert _found("Edge Banding edging nil")["edging"] == "no_edging"


def test_honeycomb_below_a_size_is_no_height() -> None:
    fields = _found('32" x 81 1/2"\nH/C CORE')
    assert [fields[name] for name in ("height_mm", "door_core")] == [2070, "honeycomb"]


def test_inches_below_feet_are_theirs() -> None:
    lines = "Core: HONEYCOMB\nEdge: ABS\nSize: 43MM X 6FT X 6FT\n{}\nRoom: STORE"
    for inches in ("10IN", "101N", '10"', "10 INCH"):
        fields = specification_of(passage_of(lines.format(inches)), TRADE, right_edge=500).fields
        assert [fields[name].value for name in ("width_mm", "height_mm", "location")] == [1830, 2085, "STORE"], inches


def test_a_letter_behind_a_figure_counts_nothing() -> None:
    specification = specification_of(passage_of("LAMINATED DOOR; NA lipping; T bar; Design CASA\n3P"), TRADE)
    assert specification.fields["design_name"].value == "CASA 3P"
    assert not specification.unknown


def test_a_line_under_a_value_in_the_column_of_values_goes_on_with_it() -> None:
    text = """
    Flush door
    Size        800 x 2100mm
    Leaf        SINGLE LEAF
    Remark      SEE SHOP
                DRAWING S-12
    Location    BILIK TIDUR
                UTAMA
    Thickness   44mm
    """
    fields = specification_of(passage_of(text), TRADE, right_edge=500).fields
    assert fields["location"].value == "BILIK TIDUR UTAMA"
    assert fields["remark"].value == "SEE SHOP DRAWING S-12"


def test_a_line_below_a_label_with_its_value_in_one_word_is_no_part_of_it() -> None:
    fields = specification_of(passage_of("Flush door\nRoom:STORE\nABS EDGING"), TRADE, right_edge=500).fields
    assert [fields[name].value for name in ("location", "edging")] == ["STORE", "abs_edging"]


def test_the_end_of_a_room_s_name_on_the_next_line_belongs_to_it() -> None:
    lines = "Flush door\nCore: HONEYCOMB\nRoom: {}\nEdge: ABS\nDesign: ARCA 2"
    for room in ("BILIK TIDUR\nUTAMA", "POWDER\nROOM", "DAPUR\nBASAH"):
        fields = specification_of(passage_of(lines.format(room)), TRADE, right_edge=500).fields
        assert fields["location"].value == room.replace("\n", " ")


def test_a_count_at_its_price_ends_its_line() -> None:
    specification = specification_of(
        passage_of("Flush door            14 × 398.00\n900mm x 2100mm, Thickness: 48mm, Core: honeycomb"), TRADE
    )
    assert [specification.fields[name].value for name in ("width_mm", "height_mm")] == [900, 2100]
    assert not specification.unknown


def test_what_stands_well_below_the_lines_of_an_item_ends_no_value_of_it() -> None:
    """A heading that nobody knows, over the next items, when the line above is full."""
    lines = "Laminated flush door\n900 x 2100 | HONEYCOMB | 43mm\nDesign: OSLO 2 | Open hole: LEVER LOCK HOLE\n\n"
    specification = specification_of(passage_of(f"{lines}PAKEJ CONTOH"), TRADE, right_edge=250)
    assert specification.fields["open_hole_type"].value == "LEVER LOCK HOLE"
    assert specification.unknown
