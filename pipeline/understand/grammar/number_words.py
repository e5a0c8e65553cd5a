"""Numbers written in words, English or Malay, as beside a figure: ``Two (2) sets``, ``21 (dua puluh satu) unit``."""

from __future__ import annotations

import re
from typing import NamedTuple

_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SATU = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "lapan", "sembilan"]
_UNITS = {word: n for n, word in enumerate(_ONES, start=1)} | {word: n for n, word in enumerate(_SATU, start=1)}
_WHOLE = _UNITS | {"sepuluh": 10, "sebelas": 11, "seratus": 100, "hundred": 100}
_BEGUN = {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_LAST_WORDS = re.compile(r"[A-Za-z]+(?:[ -]+[A-Za-z]+){0,2}(?=\s*$)")


def number_in_words(text: str) -> int | None:
    """The number that ``text`` is, up to a hundred; None where it is none."""
    words = re.findall(r"[a-z]+", text.casefold())
    if len(words) == 1:
        return _WHOLE.get(words[0], _BEGUN.get(words[0]))
    if words[1:2] == ["belas"] and len(words) == 2:
        return 10 + _UNITS[words[0]] if words[0] in _UNITS else None
    if words[1:2] == ["puluh"]:
        return _sum(10 * _UNITS.get(words[0], 0), words[2:])
    return _sum(_BEGUN.get(words[0], 0) if words else 0, words[1:])


def number_ending(text: str) -> int | None:
    """The number in words at the end of ``text``: ``Supply Twenty-one``."""
    match = _LAST_WORDS.search(text)
    words = re.findall(r"[A-Za-z]+", match[0]) if match else []
    tried = (number_in_words(" ".join(words[first:])) for first in range(len(words)))
    return next((number for number in tried if number is not None), None)


class Counted(NamedTuple):
    """A number and where its words end."""

    number: int
    end: int


def is_number_word(word: str) -> bool:
    """Whether a word, in small letters, is a number or the tens of one."""
    return word in _WHOLE or word in _BEGUN


def number_beginning(text: str) -> Counted | None:
    """The number in words that ``text`` begins with, the longest: ``Twenty-one single``."""
    ends = [match.end() for match in re.finditer(r"[A-Za-z]+", text)]
    for end in reversed(ends):
        number = number_in_words(text[:end])
        if number is not None:
            return Counted(number, end)
    return None


def _sum(tens: int, rest: list[str]) -> int | None:
    ones = _UNITS.get(rest[0], 0) if len(rest) == 1 else 0
    return tens + ones if tens and (not rest or 0 < ones < 10) else None
