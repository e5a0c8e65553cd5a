"""The names of the parts of a list: ``A. DOORS``, ``SECTION B – FRAMES``, ``General``."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.places import is_place
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_ENUMERATED = re.compile(r"\s*(?:\d{1,2}\.\d{1,2}\s|(?:[A-Z]|\d{1,2}|[IVX]{1,4})\s*[.):\-])\s*")
HEADING_MARK = re.compile(r"[\s.]*[:\-–=]")
"""What stands between a group heading's label and its text."""
_GOES_ON = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]+)[)\]]|[,–—-]\s*(?P<behind>[^(),–—-]+))\s*$")
_GAP = re.compile(r"\S(?:\t|\s{3})")  # between the cells of a line
_TIED = re.compile(r"/|,|&|\band\b|\bdan\b", re.IGNORECASE)


def named_section(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """``SECTION B –``, ``Bahagian 2:``: what a part of the list begins with, whatever it says then."""
    return _part(vocabulary.language).match(text)


@lru_cache(maxsize=16)
def _part(language: Language) -> re.Pattern[str]:
    mark = r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b\s*[.):\-–—]?"
    return re.compile(rf"\s*{any_of(language.parts)}\.?\s+{mark}\s*", re.IGNORECASE)


def is_section(text: str, vocabulary: Vocabulary) -> bool:
    """``A. DOORS``, ``2) Bingkai``, ``SECTION C – FRAMES``: a section's name behind its letter or number."""
    match = named_section(text, vocabulary) or _ENUMERATED.match(text)
    return match is not None and _no_location(text[match.end() :], vocabulary)


def place_in_section(text: str, vocabulary: Vocabulary) -> int:
    """Where the place begins that names a section: ``A. GROUND FLOOR``, ``SECTION 1 - LEVEL 2``; 0 for none."""
    match = named_section(text, vocabulary) or _ENUMERATED.match(text)
    return match.end() if match and is_place(text[match.end() :], vocabulary) else 0


@lru_cache(maxsize=4096)  # several rules look at the same lines
def ends_groups(text: str, vocabulary: Vocabulary) -> bool:
    """``GENERAL / OTHERS``, ``B. FRAMES``: a heading that ends what the headings before it said."""
    return _no_location(text, vocabulary) or is_section(text, vocabulary)


def names_location(text: str, vocabulary: Vocabulary) -> bool:
    """``LOCATION : D2``, ``Lokasi / Location - Dapur``: a heading by its label."""
    label = vocabulary.specification_labels.starting(text)
    if label is None or "location" not in label.meanings or _GAP.search(text, 0, label.end):
        return False  # "ROOM   Type: INNER" is the end of a place beside other words
    both = vocabulary.specification_labels.both_languages(text, label)
    return bool(HEADING_MARK.match(text, both.end) or HEADING_MARK.match(text, label.end))


def _no_location(text: str, vocabulary: Vocabulary) -> bool:
    """``OTHERS``, also in two languages or with another: ``HARDWARE & OTHERS``."""
    if "no_location" in vocabulary.blocks.whole(text):
        return True
    parts = _TIED.split(text)
    return len(parts) > 1 and all("no_location" in vocabulary.blocks.whole(part) for part in parts)


def without_continued(text: str, vocabulary: Vocabulary) -> int:
    """Where a heading's text ends before its ``(continued)``, ``– cont'd``, ``(sambungan)``; its length without one."""
    mark = _GOES_ON.search(text)
    words = mark and (mark["inside"] or mark["behind"])
    return mark.start() if mark and words and "carried" in vocabulary.totals.whole(words) else len(text)
