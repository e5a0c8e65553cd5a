"""Numbers and letters in front of goods say nothing of them."""

from __future__ import annotations

from tests.pipeline.understand.item.said import found, unknown


def test_a_list_s_letter_belongs_to_what_follows_it() -> None:
    read = found("DOOR a) Size: 762mm (W) x 2000mm (H) b) Laminate: LK 9482 c) Lock Hole: PANIC BAR PREP (d) Core: STC")
    assert (read["laminate_code"], read["open_hole_type"]) == ("LK 9482", "PANIC BAR PREP")


def test_a_count_in_front_of_the_goods_says_nothing_of_their_leaves() -> None:
    assert "door_type" not in found("1 leaf x DOOR FRAME - 900 x 2100")
    assert found("1 leaf x FLUSH DOOR (Double leaf) - 1800 x 2100")["door_type"] == "D/L"


def test_a_line_s_number_may_stand_close_to_its_name() -> None:
    assert unknown("1.FLUSH DOOR, 900 x 2100") == []


def test_what_a_shop_numbers_may_be_a_code_of_the_goods_where_its_label_leaves_that_open() -> None:
    assert unknown("Flush Door, SKU IDR-SL-0102, honeycomb") == []
    assert unknown("Flush Door, Code IDR-SL-0102, honeycomb") == ["Code IDR-SL-0102"]


def test_a_package_s_own_number_on_the_line_above_the_goods_is_asked_about_by_nobody() -> None:
    assert unknown("63649771\nWRAPPED DOOR FRAME\nDim. W x H : 915 x 2388 mm") == []
