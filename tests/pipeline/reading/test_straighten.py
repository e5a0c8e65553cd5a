"""How far a page is askew, by the lines that were found on it."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.reading.straighten import Corners, skew


def line(length: float, fall: float) -> Corners:
    """The box around a line of text that falls by so many pixels."""
    return np.array([[0, 0], [length, fall], [length, fall + 20], [0, 20]], np.float32)


@pytest.mark.parametrize("cells", [0, 8, 200])
def test_the_cells_of_a_table_do_not_make_a_page_level_that_is_askew(cells: int) -> None:
    """The box around a short line is level: it falls by less than a pixel."""
    found = skew([line(1900, -21), line(950, -10), line(800, -9), *[line(100, 0)] * cells])
    assert found == pytest.approx(-0.63, abs=0.02)


def test_short_lines_tell_where_there_are_no_long_ones() -> None:
    assert skew([line(120, 4), line(140, 5), line(600, 20)]) == pytest.approx(1.9, abs=0.1)
    assert skew([]) == 0.0
