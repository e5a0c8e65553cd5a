"""How values are written: day first, millimetres, words as they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from outputs.words import date_words, door_size_words, frame_size_words, millimetre_words, revision_words, words
from pipeline.model import Field, Revision
from tests.outputs.sample_orders import a_field, sample_order


@pytest.mark.parametrize(
    ("found", "written"),
    [(None, ""), (a_field("6S-A057"), "6S-A057"), (a_field(2), "2"), (a_field(None, "9l5"), "9l5")],
)
def test_a_value_is_written_as_it_is(found: Field | None, written: str) -> None:
    assert words(found) == written


def test_a_date_is_written_day_first() -> None:
    assert date_words(a_field("2025-07-14")) == "14/07/2025"
    assert date_words(a_field("mid July")) == "mid July"
    assert date_words(a_field(None, "14.7")) == "14.7"


def test_a_size_is_width_by_height() -> None:
    door, frame = sample_order().doors[0], sample_order().frames[0]
    assert door_size_words(door) == "700 x 2440 mm"
    assert frame_size_words(frame) == "1400MM x 2348MM"


def test_a_missing_side_leaves_a_line_to_fill() -> None:
    door = sample_order().doors[0]
    assert door_size_words(replace(door, width_mm=None)) == "____ x 2440 mm"
    assert door_size_words(replace(door, width_mm=None, height_mm=None)) == ""


def test_a_measure_carries_its_unit_once() -> None:
    assert millimetre_words(a_field(49)) == "49MM"
    assert millimetre_words(a_field("130~150MM")) == "130~150MM"


@pytest.mark.parametrize(
    ("day", "written"), [("2025-03-12", "12/03"), ("2025-03-12T08:00:00+08:00", "12/03"), ("12/03", "12/03")]
)
def test_a_revision_names_what_it_replaces(day: str, written: str) -> None:
    assert revision_words(Revision("B", "A", day)) == f"Rev. B, replaces Rev. A of {written}"
