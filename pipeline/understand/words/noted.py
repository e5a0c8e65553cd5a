"""Words that every clerk knows and no box of the form takes: the hand, a fire rating, a vision panel, a louvre.

They are written in the remark as they stand and nobody is asked, since they say nothing about any other value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.understand.grammar.number_words import is_number_word
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary


@lru_cache(maxsize=4096)  # the same clauses are tried as parts of several items
def is_noted(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says something of this sort, and nothing beside it that is not known.

    Hardware is noted where it comes with the goods (``c/w hinges``); by itself it is a line of its own.
    """
    kinds = list(vocabulary.item_kinds.within(text)) if is_accessory(text, vocabulary) else []
    noted = [*vocabulary.noted.within(text), *(kind for kind in kinds if "other" in kind.meanings)]
    known = [*noted, *kinds, *vocabulary.accessory_introducers.within(text), *vocabulary.units.within(text)]
    rest = _words_beside(text, known)
    return bool(noted) and all(word.isdigit() or word in vocabulary.qualifiers for word in rest)


@lru_cache(maxsize=4096)
def says_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names goods in words that are all known: ``laminated flush door``, ``1 no. timber frame``."""
    kinds = [kind for kind in vocabulary.item_kinds.within(text) if kind.meanings & GOODS]
    known = [*kinds, *vocabulary.accessory_introducers.within(text), *vocabulary.units.within(text)]
    framed = any("frame" in kind.meanings for kind in kinds)
    return bool(kinds) and all(
        word.isdigit()
        or is_number_word(word)
        or word in vocabulary.qualifiers
        or _beside_goods(word, vocabulary, framed=framed)
        for word in _words_beside(text, known)
    )


def says_only_finish(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` is made of words alone that change nothing about goods: ``(laminate wrapped)``; no room's."""
    words = [token.text for token in tokens_in(text)]
    known = all(word in vocabulary.goods_words or word in vocabulary.qualifiers for word in words)
    return known and bool(words) and not any(vocabulary.rooms.within(text))


def _beside_goods(word: str, vocabulary: Vocabulary, *, framed: bool) -> bool:
    """Whether a word changes nothing about goods; ``internal`` says nothing of a door, but it does of a frame."""
    return word in vocabulary.goods_words and not (framed and vocabulary.options["inner_outer"].whole(word))


def _words_beside(text: str, known: Sequence[Found]) -> list[str]:
    return [t.text for t in tokens_in(text) if not any(f.start <= t.start < f.end for f in known)]


@lru_cache(maxsize=4096)
def is_accessory(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``c/w vision panel 200 x 600`` names a thing that belongs to the door: its size is not the door's."""
    introducer = vocabulary.accessory_introducers.starting(text)
    if introducer is None or text[: introducer.start].strip():
        return False
    behind = text[introducer.end :]
    if behind[:1].isdigit():
        return False  # W895 X H2385
    things = [(found.start, found.end, "other") for found in vocabulary.noted.within(behind)]
    things += [(found.start, found.end, min(found.meanings)) for found in vocabulary.item_kinds.within(behind)]
    first = min(things, key=lambda thing: (thing[0], -thing[1]), default=None)
    return first is not None and first[2] == "other"
