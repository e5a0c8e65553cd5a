"""The marks that parts of a listed text begin with: ``1.``, ``(b)``, ``iii)``, ``02``, ``8.1``, ``Note 2:``, ``•``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_BULLETED = re.compile(r"\n[ \t]*[•·●▪♦►*–—-]")
_BULLET = re.compile(r"(?:^|\n)[ \t]*(?P<mark>(?:[•·●▪♦►*]|[-–—](?=\s))\s*)(?=\S)")
# What the first mark of any list begins with, at the begin of a line or behind a colon.
_MAYBE_LISTED = re.compile(r"[\n:]\s*(?:[•·●▪♦►*–—-]|\(?\s?\d{1,2}[.)\s]|\(?[A-Za-z]{1,4}[.)]|not[ea])", re.IGNORECASE)
_MOST = 20  # parts of a list that begins with no first one; a thickness is larger
_FIGURES, _LETTER, _PLAIN = r"\d{1,2}", r"[A-Za-z]", r"\d{1,2}"


class _Style(NamedTuple):
    """One way to number."""

    pattern: re.Pattern[str]
    place: Callable[[str], int]
    """Which part of the list it is, from 1; 0 for none."""
    signs: str
    """One of them is in every such mark; none where none is sure to be."""
    alone: bool
    """Whether one such mark makes a list: a bare figure is a value as well."""


def _in_letters(text: str) -> int:
    return ord(text.lower()) - ord("a") + 1


def _in_roman(text: str) -> int:
    return _ROMAN.index(text.lower()) + 1 if text.lower() in _ROMAN else 0


def _numbered(mark: str, number: str) -> re.Pattern[str]:
    marked = mark.replace("#", rf"(?P<number>{number})")
    return re.compile(rf"(?<!\S)(?P<mark>{marked})(?=\S)")


_STYLES = (
    _Style(_numbered(r"#\.\s+", _FIGURES), int, ".", alone=True),
    _Style(_numbered(r"#\s?\)\s*", _FIGURES), int, ")", alone=True),
    _Style(_numbered(r"\(\s?#\s?\)\s*", _FIGURES), int, "(", alone=True),
    _Style(_numbered(r"#[.)]\s+", _LETTER), _in_letters, ".)", alone=False),
    _Style(_numbered(r"\(#\)\s*", _LETTER), _in_letters, "(", alone=False),
    _Style(_numbered(r"\(?#[.)]\s+", r"[ivxIVX]{1,4}"), _in_roman, ".)", alone=False),
    _Style(_numbered(r"\d{1,2}\.#\.?\s+", r"[1-9]\d?"), int, ".", alone=False),
    _Style(_numbered(r"(?i:notes?|nota)\s?#\s*[:.)–-]\s*", _FIGURES), int, ":.)–-", alone=True),
    _Style(_numbered(r"#\s+(?=[A-Z])", _PLAIN), int, "", alone=False),
)


_SIGNS = frozenset("".join(style.signs for style in _STYLES))


@lru_cache(maxsize=4096)  # several readings look at the same paragraphs
def list_marks(text: str) -> tuple[tuple[int, int], ...]:
    """The places of such marks in ``text``, in order.

    A bullet stands at the begin of a line, and so does the first of numbered parts, or behind a colon; the next ones go
    on in order, inside a line too where one began there or a capital follows.
    """
    if not _MAYBE_LISTED.search(f"\n{text}"):
        return ()
    bullets = _BULLET.finditer(text) if _BULLETED.search(f"\n{text}") else ()
    found = {match.span("mark") for match in bullets}
    there = frozenset(_SIGNS.intersection(text))
    for style in _STYLES:
        if not style.signs or not there.isdisjoint(style.signs):
            found |= set(_in_order(text, style))
    return tuple(sorted(found))


def _in_order(text: str, style: _Style) -> Sequence[tuple[int, int]]:
    chain: list[tuple[int, int]] = []
    last, inside = 0, False
    for match, place in _places(text, style):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        inside = inside or before.endswith(":")
        follows = bool(chain) and place == last + 1 and (not before or inside or text[match.end()].isupper())
        opens = place == 1 or (not before and (match.start() == 0 or (style.alone and place <= _MOST)))
        first = not chain and opens and (not before or before.endswith(":"))
        if follows or first:
            chain.append(match.span("mark"))
            last = place
    return chain if len(chain) > 1 or style.alone else []


def _places(text: str, style: _Style) -> Iterator[tuple[re.Match[str], int]]:
    for match in style.pattern.finditer(text):
        place = style.place(match["number"])
        if place:
            yield match, place
