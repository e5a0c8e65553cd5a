"""A laminate's code without a label is read where one reading is left, and asked about where a colour alone says so."""

from __future__ import annotations

import pytest

from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.unlabelled_laminates import NO_LABEL
from tests.pipeline.understand.laid_out import TOP, TRADE, column, invoice_in, passage_of


@pytest.mark.parametrize(
    ("text", "code", "asked"),
    [
        ("FLUSH DOOR 900 x 2100 6S-A057, HC", "6S-A057", False),
        ("Flush door, Lamitak DXN 2234X, HC", "DXN 2234X", False),
        ("Flush door, Maica OP 0213 TZ Teak, HC", "OP 0213 TZ Teak", False),
        ("Flush door, LM 70-114 Walnut, HC", "LM 70-114 Walnut", True),
        ("Flush door, Walnut (LM 70-114), HC", "LM 70-114", True),
        ("Flush door, LM 70-114, HC", None, True),
        ("Flush door, lever handle SS304 silver", None, True),
        ("Flush door, 43mm natural, HC", None, True),
    ],
)  # fmt: skip
def test_a_code_is_a_laminate_by_its_maker_its_pattern_or_its_colour(text: str, code: str | None, asked: bool) -> None:
    specification = specification_of(passage_of(text), TRADE)
    found = specification.fields.get("laminate_code")
    assert (found.value if found else None) == code
    assert asked is bool(specification.unknown or (found and found.doubts))


def test_a_laminate_of_that_pattern_on_another_line_answers_the_question() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                            Qty
    1    FLUSH DOOR 900 x 2100, LAMINATE LM 70-114              2
    2    FLUSH DOOR 800 x 2100, LM 70-201 WALNUT                2
    3    FLUSH DOOR 700 x 2100, ZR 70-201 WALNUT                2
    4    FLUSH DOOR 700 x 2100, KOD PL 8844 SD                  2
    """
    )
    codes = ["LM 70-114", "LM 70-201 WALNUT", "ZR 70-201 WALNUT", "PL 8844 SD"]
    assert column(invoice, "laminate_code") == codes
    doubts = [item.laminate_code.doubts for item in invoice.items if item.laminate_code]
    assert [NO_LABEL in each for each in doubts] == [False, False, True, True]


def test_codes_of_one_pattern_on_doors_and_frames_are_no_goods_own() -> None:
    table = """
    No   Description                                            Qty
    1    FLUSH DOOR 900 x 2100, KOD WD 4597                     2
    2    {second:40}               2
    """
    asked = [
        [
            NO_LABEL in item.laminate_code.doubts
            for item in invoice_in(TOP + table.format(second=second)).items
            if item.laminate_code
        ]
        for second in ("DOOR FRAME 900 x 2100, KOD WD 6528", "FLUSH DOOR 800 x 2100, KOD WD 6528")
    ]
    assert asked == [[False, False], [True, True]]
