"""Codes and numbers with letters (``6S-A057``, ``KDI-2507-003``), and what OCR does to them.

In what OCR read, O and 0, and I, l and 1, are told apart by their neighbours where these leave one reading: between
two digits only a digit can stand; in a run that has no other digit only a letter. Where both could stand the code is
kept as read and doubted. A text layer is taken as it is. Codes of one maker share a shape (``6S-A057``: ``#A-A###``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TO_DIGIT = str.maketrans("OoIl|", "00111")
_CONFUSABLE = set("OoIl|0")  # no Q: OCR may lose its stroke, and adds none to a nought
_AS_DIGIT = {"O": "0", "Q": "0", "I": "1", "L": "1", "|": "1", "S": "5", "B": "8", "Z": "2"}
_AS_LETTER = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}
WORDS_BEHIND = re.compile(r"(?:\s+[-–—]|\s*:)\s+(?=[A-Za-z]{3,}(?:\W|$))|\s+/\s+(?=[a-z]{3,}[a-z ]*\W*$)")
"""What parts a number from words that are none of it: ``PO/0098 - HOSPITAL ANNEXE``, ``4581 / please proceed``."""
_RUN = re.compile(r"[A-Za-z0-9|]+")
_WORD = re.compile(r"\b(?=(?:0*[A-Za-z]){4})[A-Za-z]+(?:0+[A-Za-z]+)*0?\b")
_ANY_MARK = re.compile(r"[^A-Za-z0-9]")
_MARKED = re.compile(r"[A-Za-z0-9][-/. ]")
_TALL = re.compile(r"(?<=\b[A-Z])I(?=[a-z])")

_NOUGHT_FIRST = re.compile(r"0(?=[A-Z]{2})")  # 0AK457T: none of 5,800 labelled codes begins with a nought and letters
_THIN = re.compile(r"\b[A-Z]{1,3}I(?=[-./ ]\d)")


LETTER_AND_FIGURES = re.compile(r"[A-Z]\d{4,}(?![\d.]|\s?(?:mm|cm|m)\b)")
"""A code that a letter for a measure begins: ``H8815``."""
LOOKALIKE = "could be a letter or a digit"
"""How the doubt about a character of a code ends: the document's other codes, or a code that was learnt, answer it."""


@dataclass(frozen=True)
class Code:
    """A code as it should be written down, and what is doubtful about it."""

    text: str
    doubts: tuple[str, ...] = ()


def read_code(text: str, *, trusted: bool) -> Code:
    """``text`` as a code; ``trusted`` says that its characters come from a text layer and not from OCR."""
    text = " ".join(text.split())
    if trusted:
        return Code(text)
    doubtful: list[str] = []
    repaired = _RUN.sub(lambda run: _run(run[0], doubtful), text)
    return Code(repaired, (unsure("".join(doubtful)),) if doubtful else ())


def thin_letters(text: str) -> tuple[str, ...]:
    """The doubt about ``VI-09`` where OCR read it: the L of ``VL-09`` looks so when its foot is lost."""
    thin = _THIN.search(text)
    return (f"the I of “{thin[0]}” could be an L",) if thin else ()


def unsure(characters: str) -> str:
    """The doubt about characters of a code that could be letters or digits."""
    return f"“{characters}” {LOOKALIKE}"


def shape_of(code: str) -> str:
    """The pattern that a maker's codes share: letters as ``A``, digits as ``#``, everything else as it is."""
    return "".join("#" if c.isdigit() else "A" if c.isalpha() else c for c in code)


def maker_of(code: str) -> str:
    """What stands before a code's first mark, by which a maker's codes begin: ``6S`` of ``6S-A057``; may be empty."""
    return _ANY_MARK.split(code, maxsplit=1)[0] if _MARKED.search(code) else ""


def in_shape(code: str, shape: str) -> str | None:
    """``code`` with lookalikes changed so that it has ``shape``; None where it cannot have it.

    OCR takes letters for figures or figures for letters, but hardly both in one code, unless it is an O or an I, which
    differ from a figure in no typeface by much: ``8S-B207`` is no ``BS-8207``.
    """
    if len(code) != len(shape):
        return None
    changed = {w: c for c, was, w in zip(code, shape_of(code), shape, strict=True) if was != w and c not in "OoIl|01"}
    if len(changed) > 1:
        return None
    characters = [_fitted(character, wanted) for character, wanted in zip(code, shape, strict=True)]
    return "".join(characters) if all(characters) else None


def words_repaired(text: str) -> str:
    """``BR00KLYN`` as BROOKLYN, ``BORNE0`` as BORNEO: in a word that has no other figure nought is a letter.

    So is a capital I behind a word's first letter and before a small one: ``BIk C`` is Blk C.
    """
    text = _TALL.sub("l", text)
    return _WORD.sub(lambda word: word[0].replace("0", "O" if word[0].isupper() else "o"), text)


def _fitted(character: str, wanted: str) -> str:
    if shape_of(character) == wanted:
        return character
    if wanted == "#":
        return _AS_DIGIT.get(character.upper(), "")
    return _AS_LETTER.get(character, "") if wanted == "A" else ""


def _run(run: str, doubtful: list[str]) -> str:
    """One stretch of letters and digits of a code."""
    letters = [c for c in run if c.isalpha() and c not in _CONFUSABLE]
    digits = [c for c in run if c.isdigit() and c != "0"]
    if not digits and letters and "0" in run:
        return run.replace("0", "O")
    if _NOUGHT_FIRST.match(run):
        run = f"O{run[1:]}"
    return "".join(_character(run, place, letters, doubtful) for place in range(len(run)))


def _character(run: str, place: int, letters: list[str], doubtful: list[str]) -> str:
    character = run[place]
    if character not in _CONFUSABLE or character == "0":
        return character
    before, after = run[place - 1 : place], run[place + 1 : place + 2]
    if (_digit(before) and _digit(after)) or (not letters and (_digit(before) or _digit(after))):
        return character.translate(_TO_DIGIT)
    if not _digit(before) and not _digit(after):
        return "I" if character == "l" and all(c.isupper() for c in letters) and letters else character
    doubtful.append(character)
    return "I" if character in "l|" else character.upper()


def _digit(character: str) -> bool:
    return bool(character) and (character.isdigit() or character in "Oo")
