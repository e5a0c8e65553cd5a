"""What stands around a lock hole's name and says nothing of it: ``jenis knob lock hole``, ``lever lock to be cut``."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary


def hole_alone(text: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Where the name of the lock hole in ``text`` begins and ends; a name that is nothing else stays whole."""
    leads, made = _around(vocabulary.language)
    start = lead.end() if (lead := leads.match(text)) else 0
    end = tail.start() if (tail := made.search(text, start)) else len(text)
    named = any(True for _ in vocabulary.unlabelled.within(text[start:end]))
    return (start, end) if named else (0, len(text))


@lru_cache(maxsize=16)
def _around(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"{any_of(language.sorts)}\s+", re.IGNORECASE),
        re.compile(rf"\s+{any_of(language.made)}[\s.]*$|(?<=[a-z]{{4}})\.$", re.IGNORECASE),
    )
