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


def test_a_package_s_material_number_below_the_name_says_nothing_of_the_goods() -> None:
    assert unknown("LAMINATED FLUSH DOOR, DOUBLE LEAF\nMAT-810226\nLaminate: 6S-A057") == []
    assert found("LAMINATED FLUSH DOOR, DOUBLE LEAF\nMAT-810226\nLaminate: 6S-A057")["door_type"] == "D/L"
    assert unknown("LAMINATED FLUSH DOOR\nMAT-8102\nLaminate: 6S-A057") != []


def test_leaves_at_a_price_are_counted_and_tell_no_type() -> None:
    assert "door_type" not in found("Flush door\nNote: REFER DWG\n1 LEAF X 418.00\t418.00")
    assert found("Flush door\nNote: REFER DWG\n2 LEAF X 418.00\t836.00")["remark"] == "REFER DWG"


def test_a_count_behind_a_dash_at_its_price_belongs_to_no_remark() -> None:
    assert found("DOOR LEAF, design NORDIC\n3. Remark: URGENT.\n- 4 set\t@ RM520.00\tRM2,080.00") == {
        "design_name": "NORDIC 3", "remark": "URGENT",
    }  # fmt: skip


def test_a_count_that_touches_its_unit_is_no_code_in_the_goods_name() -> None:
    for name in ("5pcs of door frame", "5nos. flush door", "10unit bingkai pintu"):
        assert unknown(f"{name}, size 900 x 2100mm") == []
    assert unknown("5pcs of flush door ZX719, size 900 x 2100mm") == ["5pcs of flush door ZX719"]
