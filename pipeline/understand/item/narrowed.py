"""Statements about all goods of one sort only: ``All toilet doors 37mm``, ``Semua pintu bilik air: ABS``.

What stands between "all" and the goods, or behind them in a language that names them first, tells which: those of a
room, of a side, of a sort of leaf or core, or of a use that a list in the vocabulary names.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.understand.grammar.places import rooms_and_zones
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.general import EXCEPTED
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_NEAR = 3  # words between "all" and the goods


def of_some(meanings: frozenset[str], text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a statement holds for, with the mark of what excepts some lines where it speaks of a sort only."""
    return meanings | {EXCEPTED} if is_narrowed(text, vocabulary) else meanings


@lru_cache(maxsize=4096)  # several readings look at the same statements
def is_narrowed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` speaks of all doors or frames of a sort, and not of all there are."""
    tokens = tokens_in(text)
    every = [token for token in tokens if token.text in vocabulary.universal]
    if not every:
        return False
    if rooms_and_zones(text, vocabulary):
        return True  # "All doors on level 3"
    goods = [kind for kind in vocabulary.item_kinds.within(text) if kind.meanings & GOODS]
    told = ((text[token.end : kind.start], text[kind.start :], kind) for token in every for kind in goods)
    return any(_tells_which(between, behind, kind, vocabulary) for between, behind, kind in told)


def _tells_which(between: str, behind: str, kind: Found, vocabulary: Vocabulary) -> bool:
    if len(tokens_in(between)) > _NEAR:
        return False
    name = behind[: kind.end - kind.start]
    if _narrows(between, vocabulary) or rooms_and_zones(name, vocabulary):
        return True
    if not any(True for _ in vocabulary.head_first.within(name)):
        return False
    rest = behind[len(name) :].lstrip()
    rooms = [place for place in rooms_and_zones(rest, vocabulary) if not place.start]
    word = next(iter(tokens_in(rest)), None)
    return bool(rooms) or (word is not None and not word.start and word.text in vocabulary.language.narrowing)


def _narrows(text: str, vocabulary: Vocabulary) -> bool:
    words = {token.text for token in tokens_in(text)}
    named = rooms_and_zones(text, vocabulary) or vocabulary.every_option.within(text)
    return bool(named) or not words.isdisjoint(vocabulary.language.narrowing)
