"""Dots that lead from a label to its value: ``Core ..... Honeycomb``. OCR may run them into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.page.passage import Ink

_DOTS = re.compile(r"[.…]+")
_FEW = 2  # words, between which no third one stands
_RUN_IN = re.compile(r"[.…]\s?[.…]+$")  # a single one may be a speck


def without_leaders(row: Sequence[Ink]) -> list[Ink]:
    """A row of words without the dots between two of them; such as stand last may be an end left open.

    Dots before a word that begins with more of them are kept.
    """
    if len(row) <= _FEW:
        return list(row)
    kept = [row[0]]
    for word, following in pairwise(row[1:]):
        dots = word.text.startswith((".", "…")) and _DOTS.fullmatch(word.text)
        if not dots or following.text[0] in ".…":
            kept.append(word)
    return [*kept, row[-1]]


def run_into(text: str, start: int) -> bool:
    """Whether the word that goes on at ``start`` begins with such dots: ``..T-F175``, where it was ``.. 5T-F175``."""
    return bool(_RUN_IN.search(text[:start]))
