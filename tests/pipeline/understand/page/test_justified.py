"""Justified text whose spaces a program drew out is text, and no row of columns."""

from __future__ import annotations

from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import page_of

DRAWN_OUT = """
    24 nos flush door, size 762 x 2180mm, 37mm thick, laminate
    7T-C356,   core   HONEYCOMB,   design   PANEL   4A,   BATH
    @ RM 712.80 = RM 17,107.20
"""


def segments(drawing: str) -> list[list[str]]:
    return [[segment.text for segment in line.segments] for line in sheet_of(page_of(drawing)).lines]


def test_a_line_drawn_out_to_its_paragraph_s_edges_is_one_run_of_words() -> None:
    assert segments(DRAWN_OUT)[1] == ["7T-C356, core HONEYCOMB, design PANEL 4A, BATH"]


def test_words_stay_where_they_were_read() -> None:
    page = page_of(DRAWN_OUT)
    line = sheet_of(page).lines[1]
    assert [ink.word for ink in line.ink] == [word for word in page.words if word.box.y0 == line.ink[0].word.box.y0]


def test_columns_stay_apart() -> None:
    uneven = DRAWN_OUT.replace("core   HONEYCOMB,   design", "core     HONEYCOMB, design")
    shorter = DRAWN_OUT.replace("4A,   BATH", "4A,")
    further = DRAWN_OUT.replace("    7T-C356,   core", "  7T-C356,   core  ")
    ruled = DRAWN_OUT.replace("HONEYCOMB,   design", "HONEYCOMB, ¦ design")
    assert all(len(segments(each)[1]) > 1 for each in (uneven, shorter, further, ruled))
