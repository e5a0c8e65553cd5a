"""What counts as the same value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.labels import HEADER, ITEM
from pipeline.evaluation.sameness import comparable, same


def alike(field: str, one: object, other: object) -> bool:
    left, right = comparable(field, one), comparable(field, other)
    assert left is not None
    assert right is not None
    return same(field, left, right)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("customer_name", "CONTOH & SONS SDN. BHD.", "Contoh and Sons"),
        ("customer_name", "CONTOH BUILDERS 建筑", "Contoh Builders Sendirian Berhad"),
        ("total", 1199.1, "1,199.10"),
        ("total", "(150.00)", -150),
        ("quantity", 2, "2"),
        ("date", "09/11/2026", "2026-11-09"),
        ("unit", "PIECES", "pcs"),
        ("unit", "Sets", "SET"),
        ("unit", "LEAVES", "leaf"),
        ("frame_width", "130 - 150 MM", "130~150MM"),
        ("door_type", "Single Leaf", "S/L"),
        ("door_core", "honeycomb core", "honeycomb"),
        ("open_hole_type", "LEVER LOCK HOLE", "lever lock"),
        ("remark", "SUPPLY WITH EDGE PROTECTION", "SUPPLY WTH EDGE PROTECTION"),
    ],
)
def test_spelling_makes_no_difference(field: str, one: object, other: object) -> None:
    assert alike(field, one, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("laminate_code", "6S-A057", "6S-A051"),
        ("width_mm", 915, 916),
        ("total", 100, "100.02"),
        ("date", "2026-11-09", "2026-09-11"),
        ("remark", "SUPPLY WITH LOCK", "INSTALL BY OTHERS"),
        ("location", "BEDROOM 1", "BEDROOM 2"),
        ("quantity", 2, "two"),
        ("customer_name", "CONTOH HOLE", "CONTOH"),
    ],
)
def test_another_value_is_another_value(field: str, one: object, other: object) -> None:
    assert not alike(field, one, other)


@pytest.mark.parametrize("value", [None, "", "  ", [], "---"])
def test_what_says_nothing_is_no_value(value: object) -> None:
    assert comparable("location", value) is None


def test_a_number_is_compared_to_the_cent() -> None:
    assert comparable("total", "RM 1,199.104") == Decimal("1199.10")


@given(st.sampled_from([*HEADER, *ITEM]), st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_every_value_is_the_same_as_itself_and_none_raises(field: str, value: object) -> None:
    found = comparable(field, value)
    assert found is None or same(field, found, found)
