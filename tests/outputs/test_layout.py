"""The printed form is the company's own, to two points: measured on the PDF itself.

The numbers are those of the company's form v050625; ``python -m benchmarks.form_geometry`` compares with a facts file.
"""

from __future__ import annotations

import pytest

from outputs.layout import DOOR
from tests.outputs.form_geometry import PageGeometry, read_geometry
from tests.outputs.sample_orders import print_order, sample_order

LIMIT = 2.0  # points

DOOR_WORDS = [
    ("SENDORA GROUP SDN BHD (HQ)", 249.2, 29.9),
    ("JOB ORDER", 715.9, 29.9),
    ("DOOR", 361.0, 76.3),
    ("Job Order No:", 34.0, 49.6),
    ("Job Order Date:", 29.1, 64.2),
    ("PO NO:", 65.7, 78.4),
    ("Delivery Date:", 608.3, 49.6),
    ("Customer Name:", 595.8, 64.2),
    ("Measure By :", 612.1, 78.4),
    ("ITEM", 16.6, 112.7),
    ("DOOR SIZE", 188.3, 112.2),
    ("DRAWING / REMARK", 712.3, 112.2),
    ("37mm", 107.3, 137.4),
    ("Others:", 105.1, 200.2),
    ("Location :", 181.0, 207.2),
    ("Location :", 181.0, 480.8),
    ("Unequal", 307.4, 177.4),
    ("Solid Tubular", 366.3, 154.1),
    ("Metal Skeleton", 363.7, 479.1),
    ("NA Lipping", 436.3, 136.9),
    ("T-bar", 517.2, 136.9),
    ("Groove Line", 505.7, 456.2),
    ("Others:", 309.0, 473.9),
    ("Prepare by,", 15.0, 496.2),
    ("Production Supervisor :", 636.1, 539.2),
    ("SGSB (v050625)", 712.7, 578.4),
]
DOOR_COLUMN_EDGES = [13, 36, 83, 134, 282, 342, 417, 484, 550, 612, 670, 828]
DOOR_ROW_EDGES = [96, 122, 213.5, 304.5, 396, 487.5]
# Of the boxes in row 1: left side, foot (the box is drawn 6.5 points wide from there).
DOOR_TICK_BOXES = [(88.5, 136.9), (88.5, 205.4), (288.5, 159.7), (347.8, 182.5), (423.4, 136.9), (489.5, 147.9)]

FRAME_WORDS = [
    ("SENDORA GROUP SDN BHD (HQ)", 260.1, 27.8),
    ("JOB ORDER", 680.3, 27.8),
    ("Job Order Date:", 71.1, 65.4),
    ("Customer Name:", 530.1, 65.4),
    ("Measure by :", 530.1, 79.2),
    ("FRAME", 99.6, 105.8),
    ("FRAME PROFILE", 535.7, 116.9),
    ("1", 67.1, 181.6),
    ("INNER", 484.6, 345.0),
    ("OUTER", 483.0, 391.8),
    ("Location :", 342.3, 498.1),
    ("Sales Admin :", 367.0, 554.8),
    ("SGSB (v050625)", 712.7, 578.4),
]
FRAME_COLUMN_EDGES = [54.4, 85.1, 141.7, 211.9, 260.9, 445.6, 527.8, 603.0, 780.2]


@pytest.fixture(scope="module")
def pages() -> list[PageGeometry]:
    return read_geometry(print_order(sample_order(doors=4, frames=4)))


@pytest.mark.parametrize(("words", "x", "baseline"), DOOR_WORDS)
def test_words_of_the_door_page_stand_where_the_form_has_them(
    pages: list[PageGeometry], words: str, x: float, baseline: float
) -> None:
    assert pages[0].distance_of_words(words, x, baseline) <= LIMIT


@pytest.mark.parametrize(("words", "x", "baseline"), FRAME_WORDS)
def test_words_of_the_frame_page_stand_where_the_form_has_them(
    pages: list[PageGeometry], words: str, x: float, baseline: float
) -> None:
    assert pages[1].distance_of_words(words, x, baseline) <= LIMIT


@pytest.mark.parametrize("x", DOOR_COLUMN_EDGES)
def test_column_rules_of_the_door_page_run_from_top_to_bottom(pages: list[PageGeometry], x: float) -> None:
    assert pages[0].distance_of_rule_down(x, 96, 487.5) <= LIMIT


@pytest.mark.parametrize("y", DOOR_ROW_EDGES)
def test_row_rules_of_the_door_page_run_from_side_to_side(pages: list[PageGeometry], y: float) -> None:
    assert pages[0].distance_of_rule_across(y, 13, 670) <= LIMIT


@pytest.mark.parametrize("x", FRAME_COLUMN_EDGES)
def test_column_rules_of_the_frame_page_run_from_top_to_bottom(pages: list[PageGeometry], x: float) -> None:
    assert pages[1].distance_of_rule_down(x, 97, 504.5) <= LIMIT


@pytest.mark.parametrize(("x", "foot"), DOOR_TICK_BOXES)
def test_boxes_to_tick_are_where_the_form_has_them(pages: list[PageGeometry], x: float, foot: float) -> None:
    assert pages[0].distance_of_box(x, foot - 6.5, x + 6.5, foot) <= LIMIT


@pytest.mark.parametrize("box", [(282, 38, 550, 82), (670, 12, 828, 38)])
def test_title_and_form_type_are_boxed(pages: list[PageGeometry], box: tuple[float, float, float, float]) -> None:
    assert pages[0].distance_of_box(*box) <= LIMIT


def test_rows_share_the_table_evenly_whatever_their_number() -> None:
    edges = DOOR.row_edges(3)
    assert edges[0] == DOOR.rows_top
    assert edges[-1] == pytest.approx(DOOR.rows_bottom)
    assert edges[2] - edges[1] == pytest.approx(edges[1] - edges[0])
