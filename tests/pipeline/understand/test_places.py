"""Names of rooms say where goods go; whatever else stands beside them, they do not."""

from __future__ import annotations

import pytest

from pipeline.understand.places import is_place
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize("text", ["MASTER BEDROOM", "Room 2 & 3", "Bedroom A", "(Bilik Air)", "Room 1 and 2"])
def test_rooms_with_their_numbers_are_places(text: str) -> None:
    assert is_place(text, VOCABULARY)


@pytest.mark.parametrize("text", ["", "2 & 3", "Room: 2", "BEDROOM DOOR", "Room temperature", "D1"])
def test_anything_else_is_not(text: str) -> None:
    assert not is_place(text, VOCABULARY)
