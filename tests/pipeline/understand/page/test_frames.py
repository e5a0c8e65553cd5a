"""Frames that rules draw, with corners that are square or rounded."""

from __future__ import annotations

import pytest

from pipeline.model import Box, Page
from pipeline.understand.page.frames import frames_on
from pipeline.understand.page.layout import sheet_of

WIDE, HIGH = 600.0, 800.0
Frame = tuple[float, float, float, float]


def _rules(card: Frame, radius: float) -> list[Box]:
    """The four strokes of a card whose corners are arcs, which no reader keeps as rules."""
    x0, y0, x1, y1 = card
    level = [(x0 + radius, y, x1 - radius, y) for y in (y0, y1)]
    upright = [(x, y0 + radius, x, y1 - radius) for x in (x0, x1)]
    return [Box(a / WIDE, b / HIGH, c / WIDE, d / HIGH) for a, b, c, d in (*level, *upright)]


@pytest.mark.parametrize("radius", [0.0, 4.0, 7.0, 12.0])
@pytest.mark.parametrize("gap", [5.0, 7.0, 14.0])
def test_cards_in_a_grid_are_frames_each_by_itself_whatever_their_corners_and_gaps(radius: float, gap: float) -> None:
    cards = [(x, y, x + 200.0, y + 150.0) for y in (100.0, 250.0 + gap, 400.0 + 2 * gap) for x in (50.0, 250.0 + gap)]
    rulings = tuple(rule for card in cards for rule in _rules(card, radius))
    page = Page(number=1, width=WIDE, height=HIGH, words=(), engine="text layer", engine_version="1", rulings=rulings)
    found = [(frame.x0, frame.y0, frame.x1, frame.y1) for frame in frames_on(sheet_of(page))]
    assert [tuple(map(round, frame)) for frame in found] == [tuple(map(round, card)) for card in cards]


@pytest.mark.parametrize("radius", [2.5, 4.5])
def test_a_card_of_one_line_with_round_corners_is_a_frame(radius: float) -> None:
    card = (40.0, 100.0, 555.0, 118.0)
    rulings = tuple(_rules(card, radius))
    page = Page(number=1, width=WIDE, height=HIGH, words=(), engine="text layer", engine_version="1", rulings=rulings)
    (frame,) = frames_on(sheet_of(page))
    assert tuple(map(round, (frame.x0, frame.y0, frame.x1, frame.y1))) == tuple(map(round, card))


def test_a_card_beside_a_bar_of_colour_is_closed_by_it() -> None:
    cards = [(37.0, 100.0, 557.0, 160.0), (37.0, 164.0, 557.0, 224.0)]
    drawn = [rule for card in cards for rule in (*_rules(card, 0.0)[:2], _rules(card, 0.0)[3])]
    open_ended = [
        Box(37 / WIDE, 300 / HIGH, 400 / WIDE, 300 / HIGH),
        Box(90 / WIDE, 360 / HIGH, 400 / WIDE, 360 / HIGH),
    ]
    drawn += [*open_ended, Box(400 / WIDE, 300 / HIGH, 400 / WIDE, 360 / HIGH)]
    rulings = tuple(drawn)
    page = Page(number=1, width=WIDE, height=HIGH, words=(), engine="text layer", engine_version="1", rulings=rulings)
    found = [(frame.x0, frame.y0, frame.x1, frame.y1) for frame in frames_on(sheet_of(page))]
    assert [tuple(map(round, frame)) for frame in found] == [tuple(map(round, card)) for card in cards]
