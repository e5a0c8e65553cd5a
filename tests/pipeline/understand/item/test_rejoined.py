"""Clauses that are one: and those that a dash parts for good."""

from __future__ import annotations

from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.item.said import found
from tests.pipeline.understand.laid_out import TRADE, passage_of


def test_a_label_that_has_its_value_takes_none_behind_a_dash() -> None:
    text = "Pintu bilik - corak: Arca 2 - lubang untuk: lubang tombol - lokasi pasang: Bilik Mesyuarat"
    assert found(text) == {
        "design_name": "Arca 2", "open_hole_type": "lubang tombol", "location": "Bilik Mesyuarat",
    }  # fmt: skip


def test_two_whole_options_on_two_lines_are_two_though_words_of_both_make_a_third() -> None:
    fields = specification_of(passage_of("PINTU RATA\nteras kayu\nlipping NA"), TRADE, right_edge=500).fields
    assert [fields[name].value for name in ("door_core", "edging")] == ["solid_timber", "na_lipping"]


def test_a_bare_label_takes_its_value_from_behind_a_dash_or_a_line_s_end() -> None:
    assert found("Flush door, Location - Store")["location"] == "Store"
    lines = "FLUSH DOOR\nLAM HS-2854M; CORE SOLID WOOD; DESIGN\n"
    for below, name in (("DS-18 VERONA; LOC D4", "DS-18 VERONA"), ("LOC D4; EDGE ABS", None)):
        fields = specification_of(passage_of(lines + below), TRADE, right_edge=500).fields
        assert (fields["design_name"].value if "design_name" in fields else None) == name
        assert fields["location"].value == "D4"


def test_a_label_that_a_line_s_end_cuts_is_one_label() -> None:
    text = "Flush door\nEdging: No edging • Open hole\ntype: Lever lock hole • Location: STUDY"
    fields = specification_of(passage_of(text), TRADE, right_edge=100).fields
    assert {name: each.value for name, each in fields.items() if not each.doubts} == {
        "edging": "no_edging", "open_hole_type": "Lever lock hole", "location": "STUDY",
    }  # fmt: skip


def test_an_option_s_last_word_that_may_begin_the_next_label_ends_the_value() -> None:
    text = "Flush Door\nType: 2-Leaf Core: Honeycomb Edge: ABS Deco line: T-bar"
    assert found(text) == {
        "door_type": "D/L", "door_core": "honeycomb", "edging": "abs_edging", "decorative_line": "t_bar",
    }  # fmt: skip
    assert found("Flush Door\nType: S/L Leaf core: Honeycomb") == {"door_type": "S/L", "door_core": "honeycomb"}
