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


def is_narrowed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` speaks of all doors or frames of a sort or a place, and not of all there are."""
    every = not vocabulary.universal.isdisjoint(tokens_in(text).texts)
    return every and (bool(rooms_and_zones(text, vocabulary)) or names_sort(text, vocabulary))


@lru_cache(maxsize=4096)  # a heading stands over several lines
def names_sort(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says "all" of a sort of goods: ``LEVEL 3: all toilet doors``, but not ``LEVEL 3: all doors``."""
    every = [token for token in tokens_in(text) if token.text in vocabulary.universal]
    goods = [kind for kind in vocabulary.item_kinds.within(text) if kind.meanings & GOODS] if every else []
    return any(_tells_which(text, token.end, kind, vocabulary) for token in every for kind in goods)


def _tells_which(text: str, every: int, kind: Found, vocabulary: Vocabulary) -> bool:
    """Whether a sort is named between "all", which ends at ``every``, and the goods, or right behind these."""
    between, named = text[every : kind.start], text[every : kind.end]
    if len(tokens_in(between)) > _NEAR:
        return False
    narrowing = vocabulary.language.narrowing
    if rooms_and_zones(named, vocabulary) or vocabulary.every_option.within(between):
        return True
    if any(each.text in narrowing for each in tokens_in(between)):
        return True
    behind = next(iter(tokens_in(text[kind.end :].lstrip())), None)
    follows = behind is not None and not behind.start and behind.text in narrowing
    return follows and any(True for _ in vocabulary.head_first.within(text[kind.start : kind.end]))
