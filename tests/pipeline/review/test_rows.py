"""A row is found again where its line stands, and never mistaken for another."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Box, Origin
from pipeline.review.operations import Anchor
from pipeline.review.rows import found, named
from tests.pipeline.review.orders import door


def at(top: float, text: str = "door") -> Origin:
    return Origin(1, Box(0.1, top, 0.9, top + 0.02), text)


def test_a_row_that_could_be_two_is_neither_of_them() -> None:
    """Read anew, two lines stand where one stood, and say the same: a correction of one must not land on the other."""
    rows = named("doors", [replace(door(0), origin=at(0.100)), replace(door(1), origin=at(0.105))])
    assert found(Anchor("doors", 1, at(0.1025).box, "door"), rows) is None


def test_of_two_lines_in_one_place_the_one_with_the_same_words_is_it() -> None:
    rows = named("doors", [replace(door(0), origin=at(0.100)), replace(door(1), origin=at(0.105, "frame"))])
    assert found(Anchor("doors", 1, at(0.1025).box, "frame"), rows) == 1


def test_a_line_that_moved_by_less_than_its_height_is_the_same_and_one_beside_it_is_not() -> None:
    rows = named("doors", [replace(door(0), origin=at(0.100)), replace(door(1), origin=at(0.130))])
    assert found(Anchor("doors", 1, at(0.103).box, "another reading"), rows) == 0
    assert found(Anchor("doors", 1, at(0.115).box, "door"), rows) is None
