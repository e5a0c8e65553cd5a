"""Where in a building goods go, where no label says so: ``MASTER BEDROOM``, ``Room 2 & 3``, ``(Bilik Mandi)``."""

from __future__ import annotations

from pipeline.understand.clauses import COLON
from pipeline.understand.vocabulary import Vocabulary, tokens_in

_BETWEEN = frozenset({"and", "dan"})


def is_place(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names rooms, with their numbers or letters, and says nothing else.

    ``Room: 2`` is a label and its value, and no place by this rule.
    """
    rooms = list(vocabulary.rooms.within(text))
    if not rooms or any(COLON.match(text, room.end) for room in rooms):
        return False
    rest = [t.text for t in tokens_in(text) if not any(r.start <= t.start < r.end for r in rooms)]
    return all(word.isdigit() or len(word) == 1 or word in _BETWEEN for word in rest)
