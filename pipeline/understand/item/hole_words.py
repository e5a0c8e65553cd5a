"""What stands around a lock hole's name and says nothing of it: ``jenis knob lock hole``, ``lever lock to be cut``."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.item.colons import COLON
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary


def hole_alone(text: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Where the name of the lock hole in ``text`` begins and ends; a name that is nothing else stays whole."""
    leads, made = _around(vocabulary.language)
    start = lead.end() if (lead := leads.match(text)) else 0
    end = tail.start() if (tail := made.search(text, start)) else len(text)
    named = any(True for _ in vocabulary.unlabelled.within(text[start:end]))
    return (start, end) if named else (0, len(text))


def wraps_lock(text: str, opened: int, place: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Whether a lock's name that begins at ``opened`` goes on in a line at ``place``: ``DIGITAL`` / ``LOCK 7255``.

    Its word would label another hole, but no mark follows it and a lock is known by the two words over the break.
    """
    start, end = place
    label = vocabulary.specification_labels.starting(text[start:end])
    if label is None or label.meanings != {"open_hole_type"} or COLON.match(text, start + label.end):
        return False
    if not text[opened:start].rstrip(" ").endswith("\n") or "\n" in text[opened:start].strip():
        return False
    whole = text[opened:end].replace("\n", " ")
    return any(found.start < start - opened < found.end for found in vocabulary.unlabelled.within(whole))


@lru_cache(maxsize=16)
def _around(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"{any_of(language.sorts)}\s+", re.IGNORECASE),
        re.compile(rf"\s+{any_of(language.made)}[\s.]*$|(?<=[a-z]{{4}})\.$", re.IGNORECASE),
    )
