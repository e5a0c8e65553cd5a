"""The specification blocks outside the item tables."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Page
from pipeline.understand.item.blocks_outside import blocks_outside
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TRADE, page_of


def _flattened(page: Page, points: float) -> Page:
    """The page with letters that are so much lower, as a scan's are that have no strokes above or below."""
    less = points / page.height
    words = (replace(word, box=replace(word.box, y0=word.box.y0 + less)) for word in page.words)
    return replace(page, words=tuple(words))


def test_a_wide_set_list_under_all_frames_is_one_block() -> None:
    page = page_of("""
        General specification: all frames below
        - Frame Width : 115~135mm
        - Rebate      : 45mm
        - Profile     : CH2
    """)
    lines = sheet_of(_flattened(page, 3)).lines
    told = [passage.text for meanings, passage in blocks_outside(lines, TRADE.vocabulary) if meanings == {"all_frames"}]
    assert [text.split()[-1] for text in told] == ["below", "115~135mm", "45mm", "CH2"]
