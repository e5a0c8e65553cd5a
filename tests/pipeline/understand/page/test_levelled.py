"""A page that was scanned askew reads as it would have level."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pipeline.model import Box, Page
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TOP, page_of

PAGE = page_of(
    TOP
    + """
    No   Description                           Location              Qty   Unit   Price     Amount
    1    Single leaf flush door 900 x 2100     BEDROOM 2             2     PCS    100.00    200.00
    2    Single leaf flush door 800 x 2100     KITCHEN               3     PCS    100.00    300.00
    """
)


def askew(page: Page, degrees: float) -> Page:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))

    def turned(box: Box) -> Box:
        x, y = box.centre_x * page.width, box.centre_y * page.height
        x, y = x * cosine - y * sine + 40, x * sine + y * cosine + 40
        wide, high = box.width * page.width / 2, box.height * page.height / 2
        w, h = page.width + 80, page.height + 80
        return Box((x - wide) / w, (y - high) / h, (x + wide) / w, (y + high) / h)

    words = tuple(replace(word, box=turned(word.box)) for word in page.words)
    return replace(page, words=words, width=page.width + 80, height=page.height + 80)


@pytest.mark.parametrize("degrees", [-2.0, -1.0, 0.0, 1.0, 2.0])
def test_lines_are_the_same_however_the_page_tilts(degrees: float) -> None:
    tilted = sheet_of(askew(PAGE, degrees))
    assert [line.text.split() for line in tilted.lines] == [line.text.split() for line in sheet_of(PAGE).lines]
