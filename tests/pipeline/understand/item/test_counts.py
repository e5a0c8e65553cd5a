"""How many, where a line's own number, lines of decoration or prices stand beside the count."""

from __future__ import annotations

import pytest

from pipeline.understand.item.counts import counted_in, is_only_counts
from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.laid_out import TRADE, VOCABULARY, passage_of


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("DOOR, Groove Line 2 nos, 3 UNIT x RM455.00", 3, "UNIT"),
        ("DOOR, T-Bar 3 nos, 12 pcs", 12, "pcs"),
        ("DOOR, 3 GROOVE LINES\n10 UNIT X 904.40   9,044.00", 10, "UNIT"),
        ("DOOR, 2 nos\nT-bar\n12 sets", 12, "sets"),
        ("DOOR, 2 nos groove line\n12 sets", 12, "sets"),
        ("16 (sixteen) nos of flush door, payment 14 days", 16, "nos"),
        ("Payment 14 days, 9 set bingkai pintu", 9, "set"),
        ("1 DOOR LEAF   6.00 UNIT   529.90   3,179.40", 6, "UNIT"),
        ("3 DOOR LEAF   3 PCS   890.40   2,671.20", 3, "PCS"),
        ("2 DOORS 900 x 2100, hinges 3 pcs, RM 88.00 each", 2, "DOORS"),
        ("24 SET flush door 1750mm x 2100mm, @ RM 540.50", 24, "SET"),
    ],
)
def test_the_count_of_goods_is_not_the_count_of_lines(text: str, count: int, unit: str) -> None:
    found = counted_in(passage_of(text), {}, VOCABULARY)
    assert (found["quantity"].value, found["unit"].value) == (count, unit)


def test_a_figure_in_a_column_before_the_count_makes_it_doubtful() -> None:
    found = counted_in(passage_of("FLUSH DOOR 915 x 2150\n2    21.00 Pcs"), {}, VOCABULARY)
    assert found["quantity"].doubts


def test_a_count_at_its_price_is_no_specification() -> None:
    assert is_only_counts("10 UNIT x RM156.00", VOCABULARY)
    assert is_only_counts("Qty 8 EACH × RM 688.00 = RM 5,504.00", VOCABULARY)
    assert is_only_counts("14 × 398.00", VOCABULARY)
    assert is_only_counts("S$ 468.00 each = S$ 2,808.00", VOCABULARY)
    assert is_only_counts("412.50 二 1,650.00", VOCABULARY)  # an equals sign, as OCR reads it
    assert not is_only_counts("二 1,650.00", VOCABULARY)


def test_a_count_in_words_and_figures_counts_whatever_its_unit_and_must_agree() -> None:
    text = "One (1) no. double leaf door 1800 x 2100"
    found = counted_in(passage_of(text), {}, VOCABULARY)
    assert (found["quantity"].value, found["quantity"].doubts) == (1, ())
    assert specification_of(passage_of(text), TRADE).fields["door_type"].value == "D/L"
    assert counted_in(passage_of("Dua puluh satu (22) unit pintu"), {}, VOCABULARY)["quantity"].doubts


def test_money_behind_a_count_and_a_times_sign_is_the_price_of_each() -> None:
    passage = passage_of("LAMINATE DOOR 720mm x 2250mm     16 unit      x 875.00")
    found = counted_in(passage, {}, VOCABULARY)
    assert {name: each.value for name, each in found.items()} == {
        "quantity": 16,
        "unit": "unit",
        "unit_price": "875.00",
    }


def test_the_next_cell_s_caption_is_no_unit() -> None:
    passage = passage_of("1          Leaf          Single leaf\nHeight     2100 mm")
    found = counted_in(passage, {}, VOCABULARY)
    assert "unit" not in found


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("Nine single leaf doors of 900 x 2100 mm", 9, None),
        ("Item A - Bedroom doors\nTwenty-one single leaf doors of 900 x 2100 mm", 21, None),
        ("six sets of frames, 990 x 2150 mm", 6, "sets"),
        ("dua keping pintu 900 x 2100 mm", 2, "keping"),
        ("Two leaf door 900 x 2100 mm", None, None),
        ("Two groove lines on the door", None, None),
        ("Three panel door 900 x 2100 mm", None, None),
    ],
)
def test_goods_are_counted_in_words_alone(text: str, count: int | None, unit: str | None) -> None:
    found = counted_in(passage_of(text), {}, VOCABULARY)
    assert (found["quantity"].value if "quantity" in found else None) == count
    assert (found["unit"].value if "unit" in found else None) == unit


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("FLUSH DOOR\nQty 4 NO Unit price 576.00", 4, "NO"),
        ("FLUSH DOOR\nQty 1   Unit price 1,059.80", 1, None),
        ("PINTU   Kuantiti 2   Unit Rate 88.00", 2, None),
        ("FLUSH DOOR   Qty 3 sets", 3, "sets"),
    ],
)
def test_the_label_of_a_price_is_no_unit_of_the_count_before_it(text: str, count: int, unit: str | None) -> None:
    found = counted_in(passage_of(text), {}, VOCABULARY)
    assert found["quantity"].value == count
    assert (found["unit"].value if "unit" in found else None) == unit


def test_how_many_are_in_one_set_is_no_count_of_the_line() -> None:
    found = counted_in(passage_of('Hinges 4" x 3" (3 pcs per set)\n7 sets'), {}, VOCABULARY)
    assert [found[name].value for name in ("quantity", "unit")] == [7, "sets"]
