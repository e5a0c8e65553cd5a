"""Grids of a few rows by the rules that draw them."""

from __future__ import annotations

from pipeline.understand.page.ruled_grids import ruled_grids

UPRIGHT = [(x, 100.0, 130.0) for x in (40.0, 110.0, 200.0)]
LEVEL = [(100.0, 40.0, 200.0), (115.0, 40.0, 200.0), (130.0, 40.0, 200.0)]


def test_uprights_of_one_height_and_level_rules_between_make_a_grid() -> None:
    (grid,) = ruled_grids(UPRIGHT, LEVEL)
    assert grid.across == (40.0, 110.0, 200.0)
    assert grid.down == (100.0, 115.0, 130.0)


def test_a_level_rule_that_a_scan_broke_parts_the_rows_all_the_same() -> None:
    broken = [(115.0, 40.0, 85.0), (115.8, 120.0, 195.0)]
    (grid,) = ruled_grids(UPRIGHT, [*LEVEL[::2], *broken])
    assert len(grid.down) == 3


def test_strokes_drawn_cell_by_cell_are_one_rule() -> None:
    strokes = [(x, y, y + 15.0) for x, _, _ in UPRIGHT for y in (100.0, 115.0)]
    (grid,) = ruled_grids(strokes, LEVEL)
    assert grid.down == (100.0, 115.0, 130.0)


def test_a_table_of_many_rows_is_no_small_grid() -> None:
    tall = [(x, 100.0, 400.0) for x, _, _ in UPRIGHT]
    assert not ruled_grids(tall, [(100.0 + 15 * n, 40.0, 200.0) for n in range(21)])


def test_a_row_without_a_rule_between_is_none() -> None:
    assert not ruled_grids(UPRIGHT, LEVEL[::2])
