"""When a reading tells all, so that no other one is looked into."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.readings import best_reading
from tests.pipeline.understand.laid_out import TRADE, page_of

LISTED = """
    D1  Flush door, 900 x 2100 mm, honeycomb, 2 nos @ RM 300.00 = RM 600.00

    D2  Flush door, 800 x 2100 mm, honeycomb, 3 nos @ RM 280.00 = RM 840.00


                                       Total         RM 1,440.00
"""


def is_settled(drawing: str) -> bool:
    return best_reading([sheet_of(page_of(drawing))], TRADE).is_settled


def test_doors_with_all_that_is_needed_leave_nothing_to_be_told() -> None:
    assert is_settled(LISTED)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("3 nos @ RM 280.00 = RM 840.00", "RM 840.00"),  # no count
        ("RM 840.00", "RM 850.00"),  # the sum does not come out
        ("RM 1,440.00", "RM 2,440.00"),  # more was sold than these
        ("800 x 2100 mm", "800 x 2100 mm, xyloid zz"),  # words that nobody knows
        ("800 x 2100 mm", "800 x 2100 mm, 750 x 2000 mm"),  # more sizes than doors
    ],
)
def test_where_anything_is_missing_or_doubtful_other_readings_are_tried(said: str, instead: str) -> None:
    assert said in LISTED
    assert not is_settled(LISTED.replace(said, instead))


def test_what_is_sold_outside_of_the_lines_may_be_one_of_them() -> None:
    far = "\n" * 9 + "    Door closer, supply only                     RM 95.00"
    assert not is_settled(LISTED + far)
