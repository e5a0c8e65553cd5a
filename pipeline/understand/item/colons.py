"""Labels inside a text that a colon or a wide gap makes labels of."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.words.phrases import Found, Phrases

COLON = re.compile(r"[ .]*(?:\([^()\n]*\))?[ \n]*(?:[:=]|\t)\s*")
"""What makes a label of the words before it: a colon, or a wide gap; a note in brackets may stand between."""
OPEN_LABEL = re.compile(r"[:=]\s*$")
"""A colon at the end of a line, whose value stands below."""
_MAYBE_COLON = re.compile(r"[:=\t]")
_COUNT_BEFORE = re.compile(r"[:=\t]\s*\d{1,4}(?:\.00?)?\s+$")
_MARK = re.compile(r"[,;|]\s*")
_MARKS = frozenset(",;|")
_MARK_WITHIN = re.compile(r"\s*[=:]|\s+[-–—]\s")
_NOUNS = frozenset({"stock_code", "number"})  # the code of "45mm laminate" / "code: …"


@lru_cache(maxsize=2048)
def colon_labels(text: str, labels: Phrases, breaks: frozenset[int]) -> frozenset[int]:
    """Where a label with its colon begins; ``Inner/Outer:`` and ``Door Type:`` count as one label.

    A label does not reach over a meant line break into a label of its own: ``FLUSH DOOR`` / ``Size:`` is no door size;
    nor over any break into one that means the same: ``DOOR FRAME`` / ``Laminate =`` is a frame.
    """
    if not _MAYBE_COLON.search(text):
        return frozenset()
    tokens = tokens_in(text)
    marked = {mark.end() for mark in _MARK.finditer(text)}  # a label may be wrapped: ", Kod Warna" / "Laminate: …"
    found: set[int] = set()
    taken = 0
    for index in labels.begun_among(tokens):
        start = tokens.starts[index]
        if start < taken:
            continue
        label = labels.at(tokens_in(text.replace("\n", " ")) if start in marked else tokens, index)
        label = labels.both_languages(text, label) if label else None
        colon = COLON.match(text, label.end) if label else None
        if label is None or colon is None:
            continue
        if index + 1 < len(tokens) and _begins_in_value(text, label, tokens.starts[index + 1], found, labels):
            continue
        broken = text.find("\n", label.start, label.end)
        if (
            (_is_drawn(text, colon) or not _is_value(text, label, labels))
            and (broken < 0 or not _label_below(text, broken + 1, label, labels, meant=broken + 1 in breaks))
            and not _opens_bracket(text[label.start : colon.end()])
        ):
            found.add(label.start)
            taken = colon.end()
    return frozenset(found)


def _is_drawn(text: str, colon: re.Match[str]) -> bool:
    """Whether it is a colon itself that ends a label, though a gap may part it: ``BACKSET Loc.    : STORE``."""
    return "\t" not in colon[0].rstrip(" ") or text.startswith((":", "="), colon.end())


def _begins_in_value(text: str, label: Found, second: int, found: Set[int], labels: Phrases) -> bool:
    """Whether a label's first word ends the value before it, and what labels begins behind that word.

    The word is the unit of a count, as in ``Qty: 9 SET Unit price: …``, or the whole would but name once more what it
    is the value of: ``Deco line: 1 groove line DESIGN: …``.
    """
    before, words = text[max(found) : label.start] if found else "", text[label.start : label.end]
    last = labels.listed(words.rsplit(maxsplit=1)[-1]) if before else frozenset()
    again = bool(last) and not last & label.meanings
    counted = bool(_COUNT_BEFORE.search(before)) and not labels.listed(words)
    asked = labels.starting(before) if again or counted else None
    if asked is None:
        return False
    if asked.meanings == {"quantity"}:
        return counted and bool(labels.listed(text[second : label.end]))
    return again and asked.meanings == label.meanings


def _opens_bracket(text: str) -> bool:
    """``frame [Size=``: the words before a bracket that is still open name the goods, and those inside it label."""
    return any(text.count(mark) > text.count(closing) for mark, closing in ("()", "[]"))


def before_gap(text: str, label: Found, labels: Phrases) -> Found:
    """``Jenis Lubang   kunci digital``: a label that a wide gap ends at a line's beginning does not reach over it.

    So does one word where else a letter alone were left (``Section   Type B``), but not on a justified line:
    ``lock   hole LEVER HOLE``.
    """
    gap = text.find("\t", label.start, label.end) if not text[: label.start].rpartition("\n")[2] else -1
    words = text[label.start : gap].rstrip() if gap >= 0 else ""
    letter = len(squeeze(text[label.end :])) == 1
    meanings = labels.whole(words) if " " in words or letter else None
    return Found(meanings, squeeze(words), label.start, label.start + len(words)) if meanings else label


def before_mark(text: str, label: Found, labels: Phrases) -> Found:
    """``Lubang = KUNCI TOMBOL``, ``Lubang Kunci - lubang tombol``: a label that a mark ends does not reach over it."""
    mark = None if COLON.match(text, label.end) else _MARK_WITHIN.search(text, label.start, label.end)
    meanings = labels.listed(text[label.start : mark.start()]) if mark else None
    if mark is None or not meanings:
        return label
    words = text[label.start : mark.start()].rstrip()
    return Found(meanings, squeeze(words), label.start, label.start + len(words))


def label_at(text: str, start: int, labels: Phrases) -> bool:
    """Whether a label with its colon begins at ``start``."""
    label = labels.starting(text[start:])
    return bool(label and COLON.match(text, start + labels.both_languages(text[start:], label).end))


def begins_with_label(line: str, labels: Phrases) -> bool:
    """Whether ``line`` is a label and something behind it; what a comma follows labels nothing (``lock, room: D2``)."""
    found = labels.starting(line)
    if found is None or (found.start and tokens_in(line[: found.start])):
        return False
    behind = line[found.end :].lstrip()
    return behind[:1] not in (",", ";") and bool(tokens_in(behind, 1))


def _is_value(text: str, label: Found, labels: Phrases) -> bool:
    """``Edges   NO EDGING   Price``: what stands behind a label and a gap is its value, though a gap follows.

    So are words that label the same thing elsewhere: ``Inner or Outer   INNER   Profile``.
    Titles in a row over their values (``Size   Core   Finish``) are labels all.
    """
    *before, own = text[text.rfind("\n", 0, label.start) + 1 : label.start].split("\t")
    label_before = labels.whole(before[-1].strip()) if before else frozenset()
    listed = labels.listed(text[label.start : label.end])
    return bool(own.strip()) or (bool(label_before) and (not listed or listed == label_before))


def _label_below(text: str, start: int, label: Found, labels: Phrases, *, meant: bool) -> bool:
    """Whether a label of its own begins at ``start``, inside ``label``, where a line begins.

    A listed label behind a mark is one, though its end alone means the same: ``; Kod`` / ``Laminat=D 980``. One whose
    words end what stands before them is none: ``Groove Line`` / ``Design: VD-3``; nor are two that no list joins.
    """
    own = labels.starting(text[start:])
    ends = text[: label.start].rstrip(" ")[-1:].isalnum() and own is not None and not own.meanings & _NOUNS
    marked = text[: label.start].rstrip()[-1:] in _MARKS and labels.listed(text[label.start : label.end])
    same = own is not None and own.meanings == label.meanings and not marked
    whole, above = text[label.start : label.end], text[label.start : start]
    two = own is not None and not same and bool(labels.listed(above)) and not labels.listed(whole)
    return own is not None and (meant or same or ends or two) and label_at(text, start, labels)
