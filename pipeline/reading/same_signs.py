"""Signs that say the same on an order: whether a P is a large or a small one, and which of the dashes a dash is.

The recogniser knows 18,000 signs and shares what it is sure of among those that it cannot tell apart: P and p, × and x,
A and a, ′ and '. None of these makes another door, so a sign is as sure as all that say the same are together.
Which of them is written down stays the recogniser's choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ALIKE = ("x×✕", "'′’‘`´", '"″”“', "-–—−", "•●·∙", "√✓✔v")
"""A drawn tick is a V. Feet and inches are not the same, nor are an I and an l, which is a small L."""
_BULLETS = "•●·∙"


class SameSigns:
    """For each of the recogniser's classes, those that say the same."""

    def __init__(self, characters: Sequence[str]) -> None:
        members: dict[str, list[int]] = defaultdict(list)
        for index, character in enumerate(characters):
            members[_meaning(character)].append(index)
        self._members = {index: np.array(found) for found in members.values() if len(found) > 1 for index in found}

    def chance(self, chances: NDArray[np.float32], sign: int) -> float:
        """How likely it is at one step that what stands there says what ``sign`` (the place of a class) says."""
        members = self._members.get(sign)
        return float(chances[sign] if members is None else min(1.0, chances[members].sum()))


_FIRST_OF = {sign: group[0] for group in _ALIKE for sign in group}


def _meaning(character: str) -> str:
    """What a sign says: its letter whatever the case (but a few have another length then), or the first of its like."""
    lower = character.lower()
    return _FIRST_OF.get(lower, lower)


def without_bullets(text: str) -> slice:
    """The part of a word that says something: bullets that touch it are no part of any value."""
    inner = text.strip(_BULLETS)
    start = text.find(inner) if inner else 0
    return slice(start, start + len(inner)) if inner else slice(0, len(text))
