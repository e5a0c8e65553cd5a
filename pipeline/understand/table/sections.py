"""The names of the parts of a list: ``A. DOORS``, ``SECTION B – FRAMES``, ``General``."""

from __future__ import annotations

import re

from pipeline.understand.words.vocabulary import Vocabulary

_SECTION = (
    r"(?:section|sect|part|group|bahagian|seksyen|bhgn|kumpulan)\.?\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b\s*[.):\-–—]?"
)
NAMED_SECTION = re.compile(rf"\s*{_SECTION}\s*", re.IGNORECASE)
"""``SECTION B –``, ``Bahagian 2:``: what a part of the list begins with, whatever it says then."""
_ENUMERATED = re.compile(r"\s*(?:\d{1,2}\.\d\s|(?:[A-Z]|\d{1,2}|[IVX]{1,4})\s*[.):\-])\s*")


def is_section(text: str, vocabulary: Vocabulary) -> bool:
    """``A. DOORS``, ``2) Bingkai``, ``SECTION C – FRAMES``: a section's name behind its letter or number."""
    match = NAMED_SECTION.match(text) or _ENUMERATED.match(text)
    return match is not None and "no_location" in vocabulary.blocks.whole(text[match.end() :])


def ends_groups(text: str, vocabulary: Vocabulary) -> bool:
    """``GENERAL / OTHERS``, ``B. FRAMES``: a heading that ends what the headings before it said."""
    return _no_location(text, vocabulary) or is_section(text, vocabulary)


def _no_location(text: str, vocabulary: Vocabulary) -> bool:
    """``OTHERS``, also in two languages."""
    if "no_location" in vocabulary.blocks.whole(text):
        return True
    parts = text.split("/")
    return len(parts) > 1 and all("no_location" in vocabulary.blocks.whole(part) for part in parts)
