"""The text layer of a PDF page: characters made into words, and whether they may be believed.

A layer is believed when it says what a person sees on the page. It is not when it is absent (a scan, outlined glyphs),
when its characters have no meaning (no Unicode map), or when it lies invisibly over a scan (an earlier OCR). Single
words that nobody can see (white on white, covered) are left out of a layer that is believed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from pipeline.model import Box, Page, Word
from pipeline.reading.characters import Character, Directions, StoredText, drawn_lines, picture_share, stored_text
from pipeline.reading.drawn import drawn_on
from pipeline.reading.drawn_squares import with_drawn_squares
from pipeline.reading.rows import in_rows

ENGINE = "text layer"

_LOOK_DPI = 108
_SCAN_SHARE = 0.5
_MOST_UNMAPPED = 0.1
_MOST_HIDDEN = 0.5
_WORD_GAP = 0.22  # of the smaller type beside it (a space is 0.25 em in most faces)
_NEW_LINE = 0.5
_JUMP_BACK = 1.5  # of the type size: both letters of a ligature have the same box
_SPACED_LETTERS = 4
_AROUND = 3  # pixels around a word that show what it is printed on
_SEEN = 0.3  # of the way from the paper's colour to the ink's
_TINY = 2.0  # points: smaller than any print that a person reads
_VOWELS = frozenset("aeiouyAEIOUY")


@dataclass(frozen=True)
class TextLayer:
    """What the layer says and what speaks against it. ``doubt`` is empty when it may be believed.

    ``missing`` is true when the page shows more print than the layer has words.
    """

    page: Page
    doubt: str
    missing: bool


def read_text_layer(page: Any, number: int) -> TextLayer:
    """The text layer of a pypdfium2 page."""
    directions = stored_text(page)
    text = directions.main
    width, height = text.frame.size
    drawn = drawn_on(page)
    rotation = (text.frame.quarter * 90 - page.get_rotation()) % 360
    picture = _look(page, rotation)
    visible, hidden = _split_by_visibility(words_of(text.characters, width), picture)
    words = tuple(in_rows([word for word, _ in visible]))
    result = Page(
        number,
        width,
        height,
        words,
        ENGINE,
        f"PDFium {pypdfium2.PDFIUM_INFO}",
        drawn_lines(drawn, text.frame),
        rotation,
        turned=tuple(_turned_words(directions, picture)),
        aslant=directions.aslant,
    )
    doubt = _doubt(text, len(words), hidden, picture_share(page, drawn))
    if not doubt:
        result = replace(result, words=tuple(in_rows(with_drawn_squares(result, page, text.frame))))
    missing = not doubt and _print_without_words(picture, [word.box for word in words])
    return TextLayer(result, doubt, missing)


def _turned_words(directions: Directions, picture: NDArray[np.uint8]) -> Iterator[Word]:
    """The words that run up or down the page, those of each direction in the order in which they read."""
    for text in directions.across:
        left = text.frame.quarter == (directions.main.frame.quarter + 1) % 4
        for word in in_rows([word for word, _ in words_of(text.characters, text.frame.size[0])]):
            box = word.box
            upright = (
                Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0) if left else Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
            )
            if _is_seen(replace(word, box=upright), text.characters[0], picture):
                yield replace(word, box=upright)


def _doubt(text: StoredText, visible: int, hidden: int, picture: float) -> str:
    characters = text.characters
    if not characters:
        return "the page has no text layer"
    if picture > _SCAN_SHARE and sum(c.invisible for c in characters) > _MOST_HIDDEN * len(characters):
        return "its text layer is an earlier OCR lying invisibly over a scan"
    if sum(c.unmapped for c in characters) > _MOST_UNMAPPED * len(characters):
        return "the characters of its text layer have no meaning (no Unicode map)"
    if not visible or hidden > visible:
        return "most of its text layer cannot be seen on the page"
    if not _sounds_like_language(characters):
        return "the characters of its text layer make no words"
    return ""


def _sounds_like_language(characters: tuple[Character, ...]) -> bool:
    """Whether long words have vowels: a font with a false Unicode map gives letters, but no words."""
    letters = "".join((" " if c.starts_word else "") + c.text for c in characters)
    words = [word for word in letters.split() if len(word) >= 5 and word.isascii() and word.isalpha()]
    if len(words) < 8:
        return True
    return sum(0.15 <= sum(ch in _VOWELS for ch in word) / len(word) <= 0.8 for word in words) >= 0.6 * len(words)


def words_of(characters: tuple[Character, ...], page_width: float) -> list[tuple[Word, list[Character]]]:
    """Characters grouped into words by the gaps between them, in the order of the file; the width is in points."""
    groups: list[list[Character]] = []
    for character in characters:
        if character.size < _TINY:
            continue
        if groups and not _breaks(groups[-1][-1], character, page_width):
            groups[-1].append(character)
        else:
            groups.append([character])
    return [(_word(group), group) for group in _without_letter_spacing(groups, page_width)]


def _without_letter_spacing(groups: list[list[Character]], page_width: float) -> list[list[Character]]:
    """Words that were set in s p a c e d letters made whole: single letters in a row, no further apart than an em."""
    runs: list[list[list[Character]]] = []
    for group in groups:
        if runs and len(group) == len(runs[-1][-1]) == 1 and _near(runs[-1][-1][0], group[0], page_width):
            runs[-1].append(group)
        else:
            runs.append([group])
    return [word for run in runs for word in (_spaced_words(run) if len(run) >= _SPACED_LETTERS else run)]


def _near(before: Character, after: Character, page_width: float) -> bool:
    same_row = abs(before.box.y1 - after.box.y1) < 0.1 * before.box.height
    gap = (after.box.x0 - before.box.x1) * page_width
    return same_row and 0 <= gap < 1.3 * before.size and before.text.isalpha() and after.text.isalpha()


def _spaced_words(run: list[list[Character]]) -> list[list[Character]]:
    letters = [group[0] for group in run]
    gaps = [after.box.x0 - before.box.x1 for before, after in itertools.pairwise(letters)]
    wide = 1.5 * float(np.median(gaps))
    words = [[letters[0]]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > wide:
            words.append([])
        words[-1].append(letter)
    return words


def _breaks(before: Character, after: Character, page_width: float) -> bool:
    height = max(before.box.height, after.box.height)
    if abs(after.box.y1 - before.box.y1) > _NEW_LINE * height:
        return True
    gap = (after.box.x0 - before.box.x1) * page_width
    return after.starts_word or gap > _WORD_GAP * min(before.size, after.size) or gap < -_JUMP_BACK * before.size


def _word(group: list[Character]) -> Word:
    return Word("".join(c.text for c in group), Box.around([c.box for c in group]))


def _look(page: Any, rotation: int) -> NDArray[np.uint8]:
    """The upright page as a person sees it, coarsely (height, width, BGR)."""
    width, height = page.get_size()
    scale = min(_LOOK_DPI / 72, (4_000_000 / max(1.0, width * height)) ** 0.5)
    return np.array(page.render(scale=scale, rotation=rotation, limit_image_cache=True).to_numpy()[:, :, :3])


def _split_by_visibility(
    words: list[tuple[Word, list[Character]]], picture: NDArray[np.uint8]
) -> tuple[list[tuple[Word, list[Character]]], int]:
    visible = [(word, group) for word, group in words if not group[0].invisible and _is_seen(word, group[0], picture)]
    return visible, len(words) - len(visible)


def _is_seen(word: Word, first: Character, picture: NDArray[np.uint8]) -> bool:
    """Whether ink of the word's colour really stands out where the word is said to be."""
    height, width = picture.shape[:2]
    box = word.box
    x0, x1 = max(0, int(box.x0 * width)), int(box.x1 * width) + 1
    y0, y1 = max(0, int(box.y0 * height)), int(box.y1 * height) + 1
    patch = picture[y0:y1, x0:x1]
    if patch.size < 6 or x1 <= 0 or y1 <= 0:
        return False
    if max(first.colour) < 100 and patch.min() < 110 and patch.max() > 150:
        return True  # dark ink on light paper: nearly every word, so no more work is spent on it
    around = picture[max(0, y0 - _AROUND) : y1 + _AROUND, max(0, x0 - _AROUND) : x1 + _AROUND]
    paper = np.median(around.reshape(-1, 3), axis=0)  # a bar or a dash fills its own box
    return _stands_out(np.array(first.colour[::-1], np.int16), patch.astype(np.int16), paper)


def _stands_out(ink: NDArray[np.int16], patch: NDArray[np.int16], paper: NDArray[np.float64]) -> bool:
    if float(np.abs(ink - paper).max()) < 24:
        return False
    toward = ((patch - paper) @ (ink - paper)) / float((ink - paper) @ (ink - paper))
    # Thin strokes are blended with the paper: a third of the way to the full colour is enough, on one pixel or on the
    # two that a stroke between them falls on.
    across, down = toward[:, 1:] + toward[:, :-1], toward[1:] + toward[:-1]
    return bool(max(each.max(initial=0.0) for each in (toward, across, down)) > _SEEN)


def _print_without_words(picture: NDArray[np.uint8], boxes: list[Box]) -> bool:
    """Whether the page shows lines of print that the text layer knows nothing of (outlined or pictured text)."""
    height, width = picture.shape[:2]
    dark = (cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) < 128).astype(np.uint8)
    for box in boxes:
        dark[int(box.y0 * height) - 1 : int(box.y1 * height) + 2, int(box.x0 * width) - 2 : int(box.x1 * width) + 3] = 0
    rules = np.zeros_like(dark)
    for kernel in (np.ones((1, 40), np.uint8), np.ones((40, 1), np.uint8)):
        rules |= np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)
    joined = cv2.morphologyEx(dark & ~rules, cv2.MORPH_CLOSE, np.ones((1, 9), np.uint8))
    known = sum(box.width for box in boxes) * width
    if cv2.countNonZero(joined) <= 0.15 * known:
        return False  # not even if all of it were one line high
    # Outlines, not labelled pixels: the same areas in a hundredth of the time. Those without a parent are no holes.
    outlines, nesting = cv2.findContours(joined, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    areas = [cv2.boundingRect(o) for o, (_, _, _, parent) in zip(outlines, nesting[0], strict=True) if parent < 0]
    lines = [across for _, _, across, down in areas if 5 <= down <= 30 and across > 3 * down]
    return len(lines) >= 6 and sum(lines) > 0.15 * known
