"""Labels and column titles that no list has whole, known by the words they are made of.

Nobody can list every way to say "delivery date", but whoever says it takes a word for delivery and a word for a date,
and adds only words that change nothing: "Req. Delivery Date", "Tarikh Penghantaran Barang". A *composition* names
groups of words: a label must have one of each group, and no word from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

NOTHING: frozenset[str] = frozenset()
"""What a text means that no list knows; one for all, since most texts are such."""

_WITH = "with"
_FILLERS = "fillers"


@dataclass(frozen=True)
class Composition:
    """What a label of one meaning is made of."""

    meaning: str
    groups: tuple[frozenset[str], ...]
    """One word of each must be there."""
    allowed: frozenset[str]
    """Every word that may be there."""

    def fits(self, words: frozenset[str]) -> bool:
        return words <= self.allowed and all(words & group for group in self.groups)


class Compositions:
    """The compositions of one family of labels."""

    def __init__(self, section: Mapping[str, object]) -> None:
        fillers = frozenset(_words(section.get(_FILLERS)))
        self._all = tuple(_composition(name, entry, fillers) for name, entry in section.items() if name != _FILLERS)
        self._meanings = lru_cache(maxsize=16384)(self._looked_up)
        self.words = frozenset(word for each in self._all for word in each.allowed)

    def needed(self, meaning: str) -> frozenset[str]:
        """The words of which one is enough to mean this; none where a label takes more than one group."""
        return frozenset().union(*(e.groups[0] for e in self._all if e.meaning == meaning and len(e.groups) == 1))

    def meanings(self, tokens: Sequence[str]) -> frozenset[str]:
        """What a label of these words means: the compositions that ask for most; empty where none fits."""
        return self._meanings(tuple(tokens))

    def could_mean(self, tokens: Sequence[str], meanings: frozenset[str]) -> bool:
        """Whether a label of some of these words could mean one of ``meanings``: a word of each group is there."""
        words = frozenset(joined_initials(tokens)).union(tokens)
        return any(each.meaning in meanings and all(words & group for group in each.groups) for each in self._all)

    def _looked_up(self, tokens: tuple[str, ...]) -> frozenset[str]:
        if any(word not in self.words and not _may_be_joined(word) for word in tokens):
            return NOTHING
        words = frozenset(joined_initials(tokens))
        if not words <= self.words:
            return NOTHING
        fitting = [each for each in self._all if each.fits(words)]
        most = max((len(each.groups) for each in fitting), default=0)
        return frozenset(each.meaning for each in fitting if len(each.groups) == most)


def joined_initials(words: Sequence[str]) -> list[str]:
    """``p``, ``o`` as ``po``: letters with full stops or slashes between them are one word; ``'s`` is none."""
    joined: list[str] = []
    single = False
    for word in words:
        if word == "s" and joined and not single:
            continue
        if single and len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
            single = len(word) == 1
    # "P.O. / P.O." in two languages
    return [word[:2] if len(word) == 4 and word[:2] == word[2:] else word for word in joined]


def _may_be_joined(word: str) -> bool:
    """Whether a word may be another one among others: an initial, or one that is said twice."""
    return len(word) == 1 or (len(word) == 4 and word[:2] == word[2:])


def _composition(name: str, entry: object, fillers: frozenset[str]) -> Composition:
    lists = entry if isinstance(entry, Mapping) else {}
    groups = tuple(frozenset(_words(words)) for key, words in lists.items() if key != _WITH)
    return Composition(name.split("__", 1)[0], groups, fillers.union(_words(lists.get(_WITH)), *groups))


def _words(words: object) -> Iterable[str]:
    return (str(word) for word in words) if isinstance(words, list) else ()
