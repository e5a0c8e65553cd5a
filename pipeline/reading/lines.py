"""From the recogniser's output to words: what each character is, how sure, and where in the line it stands."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.lookalikes import LOOKALIKES, Character, settled
from pipeline.reading.same_signs import SameSigns, without_bullets

# A gap this much wider than the line's usual step between characters is a space, whether one was read or not.
_GAP_IN_STEPS = 2.6
_STROKED = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}  # Unicode does not take these apart


class Alphabet:
    """The model's classes, as they are written in English and Malay.

    Neither has accents: what the model takes for one (CORÉ, Dečo) is a speck beside a plain letter. Full-width
    punctuation of its Chinese training becomes the ordinary one. Classes that read alike count as one.
    """

    def __init__(self, classes: list[str]) -> None:
        """``classes`` are the model's own, without CTC's "no character" (class 0) and the space (the last)."""
        self.characters = ["", *(_plain(character) for character in classes), " "]
        first = {character: index for index, character in reversed(list(enumerate(self.characters)))}
        self.same_as = np.array([first[character] for character in self.characters])
        self.same_signs = SameSigns(self.characters)
        self._lookalikes = {character: first[character] for character in LOOKALIKES if character in first}

    def rivals(self, chances: NDArray[np.float32]) -> dict[str, float]:
        """The chances of the signs that are easily mistaken for each other, at one step."""
        return {character: float(chances[index]) for character, index in self._lookalikes.items()}


def _plain(character: str) -> str:
    full_width = "\uff01" <= character <= "\uff5e"
    if full_width:
        return unicodedata.normalize("NFKC", character)
    base = _STROKED.get(character) or unicodedata.normalize("NFD", character)[:1]
    return base if base.isascii() else character


@dataclass(frozen=True)
class LineWord:
    """A word inside a line: ``start`` and ``end`` are fractions of the line's width."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True)
class TextLine:
    """A line as recognised. ``top`` and ``bottom`` say where its ink lies, as fractions of the line's height."""

    words: tuple[LineWord, ...]
    top: float = 0.0
    bottom: float = 1.0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def certainty(self) -> float:
        """Mean confidence of the words, weighted by length; 0 for an empty line."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0


def decode_line(chances: NDArray[np.float32], letters: Alphabet, crop: NDArray[np.uint8], step: float) -> TextLine:
    """Words of one line.

    ``chances`` are the recogniser's probabilities (steps, classes), each step ``step`` pixels wide; ``crop`` is the
    picture of the line, whose ink decides where words begin and end.
    """
    ink = _ink(crop)
    words = [word for run in _runs(_collapse(chances, letters, step)) if (word := _word(settled(run), ink)) is not None]
    rows = np.flatnonzero(ink.any(axis=1))
    if not words or not rows.size:
        return TextLine(tuple(words))
    return TextLine(tuple(words), float(rows[0] / len(ink)), float((rows[-1] + 1) / len(ink)))


def _collapse(chances: NDArray[np.float32], letters: Alphabet, step: float) -> list[Character]:
    """CTC: a class repeated without a blank between is one character; its place is the middle of the run."""
    best = letters.same_as[chances.argmax(axis=1)]
    edges = np.flatnonzero(np.diff(best)) + 1
    found = []
    for start, end in zip([0, *edges], [*edges, len(best)], strict=True):
        if best[start]:
            text = letters.characters[int(best[start])]
            peak = chances[start + int(chances[start:end].max(axis=1).argmax())]
            rivals = letters.rivals(peak) if text in LOOKALIKES else {}
            chance = letters.same_signs.chance(peak, int(best[start]))
            found.append(Character(text, (start + end) / 2 * step, chance, rivals))
    return found


def _runs(found: list[Character]) -> list[list[Character]]:
    """Characters of each word."""
    visible = [c for c in found if not c.text.isspace()]
    steps = [b.at - a.at for a, b in itertools.pairwise(visible)]
    gap = _GAP_IN_STEPS * float(np.median(steps)) if len(steps) > 3 else float("inf")
    runs: list[list[Character]] = [[]]
    last: Character | None = None
    for character in found:
        if character.text.isspace() or (last is not None and character.at - last.at > gap):
            runs.append([])
        if not character.text.isspace():
            runs[-1].append(character)
            last = character
    return [run for run in runs if run]


def _ink(crop: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where the crop has ink: the rarer side of its own threshold, so that white on black counts too."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    _, mask = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(mask if mask.mean() <= 0.5 else 1 - mask, np.bool_)


def _word(run: list[Character], ink: NDArray[np.bool_]) -> LineWord | None:
    width = ink.shape[1]
    pitch = (run[-1].at - run[0].at) / (len(run) - 1) if len(run) > 1 else 0.5 * len(ink)
    start, end = max(0.0, run[0].at - 0.75 * pitch), min(float(width), run[-1].at + 0.75 * pitch)
    columns = np.flatnonzero(ink[:, int(start) : int(np.ceil(end))].any(axis=0))
    if columns.size:
        start, end = int(start) + float(columns[0]), int(start) + float(columns[-1]) + 1
    if end <= start:
        return None
    text = "".join(character.text for character in run)
    telling = run[without_bullets(text)]
    return LineWord(text, start / width, end / width, min(character.chance for character in telling))
