"""A sign is as sure as all that say the same are together: no case, dash or quotation mark makes another door."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.reading.same_signs import SameSigns, without_bullets


def chance_of(sign: str, shared: dict[str, float]) -> float:
    """How sure ``sign`` is where the recogniser shares its certainty among the signs of ``shared``."""
    signs = list(shared)
    return round(SameSigns(signs).chance(np.array(list(shared.values()), np.float32), signs.index(sign)), 4)


@pytest.mark.parametrize(("one", "other"), ["Pp", "x×", "X×", "'′", '"″', "-–", "•●", "√V"])
def test_what_says_the_same_is_counted_together(one: str, other: str) -> None:
    assert chance_of(one, {one: 0.52, other: 0.46}) == 0.98


@pytest.mark.parametrize(("one", "other"), ["O0", "Il", "S5", "'\"", "1I", "-~", ".,", "½%"])
def test_what_would_be_another_value_stays_a_rival(one: str, other: str) -> None:
    assert chance_of(one, {one: 0.52, other: 0.46}) == 0.52


@pytest.mark.parametrize(("word", "says"), [("KD-1•", "KD-1"), ("·24", "24"), ("•", "•"), ("A·B", "A·B"), ("", "")])
def test_a_bullet_that_touches_a_word_is_no_part_of_it(word: str, says: str) -> None:
    assert word[without_bullets(word)] == says
