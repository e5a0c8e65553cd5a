"""Text with its place: every rule works on plain text, and every value it finds knows the words it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise

from pipeline.model import Box, Field, Page, Value, Word
from pipeline.understand.page.lazily import lazily


@dataclass(frozen=True, init=False)
class Ink:
    """A word on its page, in points from the top left of the upright page."""

    word: Word
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    # Asked for thousands of times on a page, so kept.
    text: str = field(init=False, repr=False, compare=False)
    height: float = field(init=False, repr=False, compare=False)
    middle: float = field(init=False, repr=False, compare=False)
    centre: float = field(init=False, repr=False, compare=False)

    def __init__(  # noqa: PLR0913, PLR0917 - a word, its page and its box
        self, word: Word, page: int, x0: float, y0: float, x1: float, y1: float
    ) -> None:
        self.__dict__.update(
            word=word, page=page, x0=x0, y0=y0, x1=x1, y1=y1,
            text=word.text, height=y1 - y0, middle=(y0 + y1) / 2, centre=(x0 + x1) / 2,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.text, self.x0, self.y0))


TEXT_LAYER = "text layer"
"""The engine name of pages whose characters were not recognised but stored."""

_MOST_OF_OCR = 0.999
_WIDE_GAP = 1.3  # text heights: no word space is that wide
_KNOWN_WORD = 0.3  # of the doubt that remains when the text is a word of the vocabulary
# How often a value was right whose weakest word had this OCR confidence (benchmarks/calibration). An engine is far more
# often right than its own confidence says.
_OBSERVED = ((0.0, 0.5), (0.3, 0.8), (0.5, 0.94), (0.6, 0.965), (0.8, 0.98), (0.98, 0.995), (1.0, 1.0))


@lru_cache(maxsize=1024)
def calibrated(confidence: float) -> float:
    """An engine's confidence (0–1) as the share of values that are right at it, by straight lines between points."""
    for (x0, y0), (x1, y1) in pairwise(_OBSERVED):
        if confidence <= x1:
            return y0 + (y1 - y0) * (confidence - x0) / (x1 - x0)
    return 1.0


def ink_of(page: Page) -> list[Ink]:
    """The words of ``page`` in points. Only a text layer may be fully certain of a word."""
    w, h = page.width, page.height
    most = 1.0 if page.engine == TEXT_LAYER else _MOST_OF_OCR
    number = page.number
    words = [(word if word.confidence <= most else Word(word.text, word.box, most), word.box) for word in page.words]
    return [Ink(word, number, box.x0 * w, box.y0 * h, box.x1 * w, box.y1 * h) for word, box in words]


class Passage:
    """Words in reading order as one text.

    Between words stands a space, or a tab where a wide gap sets them apart; between lines a line break.
    """

    def __init__(self, lines: Sequence[Sequence[Ink]]) -> None:
        self.ink: list[Ink] = [ink for line in lines for ink in line]
        parts: list[str] = []  # what stands before a word, the word, what stands before the next …
        add = parts.append
        for line in lines:
            before: Ink | None = None
            for ink in line:
                if before is None:
                    add("\n" if parts else "")
                elif 0 <= ink.x0 - before.x1 <= _WIDE_GAP * before.height:  # most words
                    add(" ")
                else:
                    add(_space(before, ink))
                add(ink.text)
                before = ink
        self._parts = parts
        self.text = "".join(parts)

    @lazily
    def _starts(self) -> list[int]:
        """Where each word begins in the text; of most passages only the text is asked for."""
        return list(accumulate(map(len, self._parts)))[::2]

    def __bool__(self) -> bool:
        return bool(self.ink)

    @lazily
    def x0(self) -> float:
        """Where its leftmost word begins (points)."""
        return min((ink.x0 for ink in self.ink), default=0.0)

    @lazily
    def x1(self) -> float:
        """Where its rightmost word ends (points)."""
        return max((ink.x1 for ink in self.ink), default=0.0)

    def words(self, start: int = 0, end: int | None = None) -> list[Ink]:
        """The words that ``text[start:end]`` touches."""
        end = len(self.text) if end is None else end
        if start >= end:
            return []
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end - 1)
        if first < last and self._starts[first] + len(self.ink[first].text) <= start:
            first += 1  # no other ends before the place
        return self.ink[first:last]

    def last_before(self, end: int) -> Ink | None:
        """The last word that ``text[:end]`` touches."""
        place = bisect_left(self._starts, end)
        return self.ink[place - 1] if place else None

    def first_from(self, start: int) -> Ink | None:
        """The first word that ``text[start:]`` touches."""
        place = max(0, bisect_right(self._starts, start) - 1)
        ends_before = place < len(self.ink) and self._starts[place] + len(self.ink[place].text) <= start
        place += ends_before
        return self.ink[place] if place < len(self.ink) and start < len(self.text) else None

    def trusted(self, start: int = 0, end: int | None = None) -> bool:
        """Whether the characters there come from a text layer: only these are read with full confidence."""
        for ink in self.words(start, end):  # noqa: SIM110 - asked of most values
            if ink.word.confidence < 1.0:
                return False
        return True

    def part(self, start: int, end: int | None = None) -> Passage:
        """``text[start:end]`` on one line, with words cut where the part cuts them (``No.:KDI-1`` after its colon)."""
        end = len(self.text) if end is None else end
        pieces = []
        touched = slice(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end))
        for ink, at in zip(self.ink[touched], self._starts[touched], strict=True):
            first, last = max(start - at, 0), min(end - at, len(ink.text))
            if first < last and ink.text[first:last].strip():
                pieces.append(_piece(ink, first, last))
        return Passage([pieces])

    def blanked(self, start: int, end: int) -> Passage:
        """The same words, with blanks in place of ``text[start:end]``."""
        marked = copy(self)
        marked.text = self.text[:start] + " " * (end - start) + self.text[end:]
        return marked

    def with_colons(self, gaps: Sequence[int]) -> Passage:
        """The same words, with a colon in place of the blank or tab at each of ``gaps``."""
        marked = copy(self)
        marked.text = "".join(":" if place in gaps else sign for place, sign in enumerate(self.text))
        return marked

    def field(  # noqa: PLR0913 - a value, what it is called, where it stood, and how sure it is
        self, name: str, value: Value | None, rule: str, start: int = 0, end: int | None = None, *,
        certainty: float = 1.0, doubts: Sequence[str] = (),
    ) -> Field:  # fmt: skip
        """The value read from ``text[start:end]``; its confidence is the weakest word's times ``certainty``."""
        end = len(self.text) if end is None else end
        words = self.words(start, end)
        confidence = calibrated(min([ink.word.confidence for ink in words], default=0.0)) * certainty
        raw = " ".join(self.text[start:end].split())
        page = words[0].page if words else 0
        return Field(name, raw, value, round(confidence, 4), page, box_of(words), rule, tuple(doubts))

    def known(self, name: str, value: Value, rule: str, start: int, end: int) -> Field:
        """A value that the vocabulary knows letter for letter: a misreading would hardly have given another word."""
        found = self.field(name, value, rule, start, end)
        if found.confidence == 1:
            return found
        return found.as_sure_as(round(1 - (1 - found.confidence) * _KNOWN_WORD, 4))


def _space(left: Ink, right: Ink) -> str:
    """A tab over a wide gap, and between a label and the value that stands below it."""
    if right.x0 <= left.x0 and right.y0 > left.y0 and not left.text.endswith(("-", "/")):  # a number that wraps
        return "\t"
    return "\t" if right.x0 - left.x1 > _WIDE_GAP * max(left.height, right.height) else " "


def _piece(ink: Ink, first: int, last: int) -> Ink:
    """The characters ``first`` to ``last`` of a word, its box shared out evenly."""
    if (first, last) == (0, len(ink.text)):
        return ink
    box, share = ink.word.box, len(ink.text)

    def between(x0: float, x1: float) -> tuple[float, float]:
        return x0 + (x1 - x0) * first / share, x0 + (x1 - x0) * last / share

    left, right = between(box.x0, box.x1)
    word = Word(ink.text[first:last], Box(left, box.y0, right, box.y1), ink.word.confidence)
    x0, x1 = between(ink.x0, ink.x1)
    return Ink(word, ink.page, x0, ink.y0, x1, ink.y1)


def box_of(words: Sequence[Ink]) -> Box | None:
    """The box around ``words`` of the first word's page, or None for no words."""
    if len(words) == 1:  # most values are one word
        return words[0].word.box
    return Box.around([ink.word.box for ink in words if ink.page == words[0].page]) if words else None
