"""Two engines read the same page: what both read alike is surer, what they read differently is less sure. Pure.

The second engine's words are kept, since it was asked because the first one was in doubt. Confidences are combined as
those of two witnesses who do not know of each other (Bayes' rule with even odds before): a word of 0.9 that the other
engine read as well, with 0.7, is right with 0.95; against 0.7 for another word, with 0.79.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Box, Word

_SURE = 0.9999  # nobody is ever certain: a certain witness could not be contradicted
_OVER = 0.5  # of the smaller box


def compared(second: Sequence[Word], first: Sequence[Word]) -> tuple[Word, ...]:
    """``second``'s words, each with its confidence after what ``first`` read in the same place."""
    return tuple(_compared(word, [other for other in first if _same_place(word.box, other.box)]) for word in second)


def agreeing(one: float, other: float) -> float:
    """The confidence of a word that both read."""
    mine, theirs = min(one, _SURE), min(other, _SURE)
    both, neither = mine * theirs, (1 - mine) * (1 - theirs)
    return max(one, both / (both + neither))


def differing(one: float, other: float) -> float:
    """The confidence of the first's word when the other read something else."""
    one, other = min(one, _SURE), min(other, _SURE)
    mine, theirs = one * (1 - other), other * (1 - one)
    return min(one, mine / (mine + theirs)) if mine + theirs else one


def _compared(word: Word, others: Sequence[Word]) -> Word:
    if not others:
        return word
    doubt = min(other.confidence for other in others)
    alike = word.text in {other.text for other in others} or word.text == "".join(other.text for other in others)
    confidence = agreeing(word.confidence, doubt) if alike else differing(word.confidence, doubt)
    return replace(word, confidence=round(confidence, 4))


def _same_place(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    if across <= 0 or down <= 0:
        return False
    return across * down > _OVER * min(one.width * one.height, other.width * other.height)
