"""Charts say what their figures say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, nice_top, stacked

DAYS = st.lists(
    st.tuples(st.text(max_size=3), st.lists(st.tuples(st.text(max_size=3), st.integers(0, 5000)), max_size=4))
)


@given(DAYS)
def test_blocks_lie_upon_one_another_inside_the_drawing(days: list[tuple[str, list[tuple[str, int]]]]) -> None:
    chart = stacked(days)
    for column, (_, parts) in zip(chart.columns, days, strict=True):
        assert [(block.kind, block.count) for block in column.blocks] == [part for part in parts if part[1]]
        assert LEFT <= column.x <= column.x + column.width <= WIDTH + 0.1
        upper = HEIGHT - BOTTOM
        for block in column.blocks:
            assert block.y + block.height == pytest.approx(upper, abs=0.11)
            upper = block.y
        assert upper >= TOP - 0.1


@given(st.integers(0, 10**7))
def test_a_scale_holds_the_largest_and_is_cut_into_whole_quarters(most: int) -> None:
    top = nice_top(most)
    assert most <= top <= max(4, most * 2.5)
    assert top % 4 == 0


def test_no_more_days_are_written_than_there_is_room_for_and_today_always_is() -> None:
    labelled = [column.labelled for column in stacked([(str(n), [("done", 1)]) for n in range(90)]).columns]
    assert sum(labelled) <= 8
    assert labelled[-1]
