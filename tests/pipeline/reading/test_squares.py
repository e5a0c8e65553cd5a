"""The squares of a form are seen on a picture, and whether they are ticked, by print or by pen."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.model import Box, Word
from pipeline.reading.squares import EMPTY, TICKED, ink_inside, with_squares

WIDTH, HEIGHT, SIDE = 1650, 2340, 22
BLACK, BLUE = (0, 0, 0), (160, 40, 30)


def form(ticks: str) -> np.ndarray:
    """A row of squares: ``x`` crossed, ``v`` ticked by a pen that goes over the edge, a blank empty."""
    page = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    cv2.rectangle(page, (100, 300), (1500, 360), BLACK, 2)  # the cell around them
    for place, tick in enumerate(ticks):
        x, y = 200 + 150 * place, 320
        cv2.rectangle(page, (x, y), (x + SIDE, y + SIDE), BLACK, 2)
        cv2.putText(page, "Option", (x + 34, y + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.7, BLACK, 2)
        if tick == "x":
            cv2.line(page, (x, y), (x + SIDE, y + SIDE), BLACK, 2)
            cv2.line(page, (x + SIDE, y), (x, y + SIDE), BLACK, 2)
        if tick == "v":
            cv2.polylines(page, [np.array([[x + 3, y + 10], [x + 10, y + 20], [x + 30, y - 8]])], False, BLUE, 4)
    return cv2.GaussianBlur(page, (3, 3), 0)


def word(text: str, x: int) -> Word:
    return Word(text, Box(x / WIDTH, 318 / HEIGHT, (x + 100) / WIDTH, 346 / HEIGHT), 0.9)


def seen(ticks: str) -> str:
    marks = {EMPTY: " ", TICKED: "x"}
    words = [word("Option", 234 + 150 * place) for place in range(len(ticks))]
    every = sorted(with_squares(words, form(ticks)), key=lambda each: each.box.x0)
    found = [each for each in every if each not in words]
    assert all(each.confidence > 0.9 for each in found)
    return "".join(marks[each.text] for each in found)


def test_each_square_is_a_word_that_tells_whether_it_is_ticked() -> None:
    assert seen("  x v  ") == "  x x  "
    assert seen("    ") == "    "


def test_a_stroke_of_the_outline_that_lies_a_pixel_further_in_is_no_tick() -> None:
    dark = np.zeros((40, 40), np.uint8)
    cv2.rectangle(dark, (5, 5), (5 + SIDE, 5 + SIDE), 1, 1)
    inset = round(0.22 * SIDE)
    dark[5 + inset, 5 : 5 + SIDE] = 1
    assert ink_inside(dark, 5, 5, SIDE) == 0
    cv2.line(dark, (5, 5), (5 + SIDE, 5 + SIDE), 1, 2)
    assert ink_inside(dark, 5, 5, SIDE) > 0.1


def test_a_page_without_squares_stays_as_it_is() -> None:
    assert with_squares([word("43mm", 234)], form("")) == [word("43mm", 234)]


def test_a_pattern_of_squares_without_words_beside_them_is_none() -> None:
    page = form("")
    for y in range(600, 1000, 40):
        for x in range(200, 800, 40):
            cv2.rectangle(page, (x, y), (x + SIDE, y + SIDE), BLACK, 2)
    assert with_squares([word("43mm", 234)], page) == [word("43mm", 234)]


def test_what_the_engine_made_of_a_square_is_taken_from_its_words() -> None:
    found = with_squares([word("□37mm", 198), word("Option", 384), word("Option", 534)], form("  x "))
    assert [each.text for each in found if each.text not in (EMPTY, TICKED)] == ["37mm", "Option", "Option"]
    behind = Word("37mm□", Box(234 / WIDTH, 318 / HEIGHT, (350 + SIDE) / WIDTH, 346 / HEIGHT), 0.5)
    found = with_squares([behind, word("Option", 384), word("Option", 534)], form("  x "))
    assert [each.text for each in found if each.text not in (EMPTY, TICKED)] == ["37mm", "Option", "Option"]
    assert sum(each.text == EMPTY for each in found) == 3


def test_an_engine_s_square_may_be_wider_than_the_one_that_is_drawn_or_have_another_character_behind_it() -> None:
    wide = Word("☑", Box(345 / WIDTH, 312 / HEIGHT, (350 + 2 * SIDE) / WIDTH, 352 / HEIGHT), 0.8)
    options = [word("Option", 234 + 150 * place) for place in range(4)]
    found = with_squares([*options, wide], form("  x "))
    assert [each.text for each in found if each not in options].count(EMPTY) == 3
    assert wide not in found
    joined = Word("□48", Box(198 / WIDTH, 318 / HEIGHT, (350 + SIDE) / WIDTH, 346 / HEIGHT), 0.7)
    found = with_squares([joined, *options[1:], word("Option", 834)], form("    x"))
    assert [each.text for each in found].count(EMPTY) == 3  # the one that stands in the word's figures is none


def test_a_square_inside_one_larger_character_is_part_of_it() -> None:
    options = [word("Option", 234 + 150 * place) for place in range(3)]
    tick = Word("8", Box(348 / WIDTH, 318 / HEIGHT, 374 / WIDTH, 344 / HEIGHT), 0.9)
    rest = [word("Option", 684), word("Option", 834)]
    assert sum(each.text == TICKED for each in with_squares([*options, *rest, tick], form(" x  x"))) == 2
    sign = Word("@", Box(345 / WIDTH, 310 / HEIGHT, 380 / WIDTH, 350 / HEIGHT), 0.9)
    assert sum(each.text == TICKED for each in with_squares([*options, *rest, sign], form(" x  x"))) == 1
