"""Where, in a clause that names goods, something of its own begins: ``c/w louvre``, ``(Bath 1)``, ``for bath``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.understand.grammar.places import is_place
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.noted import is_noted
from pipeline.understand.words.option_words import options_in
from pipeline.understand.words.vocabulary import Vocabulary

_PARTED = frozenset({"door_core", "edging", "door_type", "decorative_line"})
_BRACKET = re.compile(r"\([^()]+\)")
_WITH = re.compile(
    r"c\s?/\s?w\b|w\s?/(?!\s?o\b)|complete with|with\b|incl(?:uding|ude)?\b|dengan|berserta|lengkap dengan",
    re.IGNORECASE,
)


def beside_goods(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """The places where ``text`` is cut for it."""
    if is_place(text, vocabulary):
        return
    yield from _places(text, vocabulary)
    yield from _brackets(text, vocabulary)
    yield from _accessories(text, vocabulary)
    yield from _behind_options(text, vocabulary)


def _places(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    leads = _place_leads(vocabulary.language).finditer(text)
    return (lead.start() for lead in leads if is_place(text[lead.end() :], vocabulary))


@lru_cache(maxsize=16)
def _place_leads(language: Language) -> re.Pattern[str]:
    leads = any_of((*language.place_leads, *language.maybe_place_leads))
    return re.compile(rf"(?<=\s){leads}\s", re.IGNORECASE)


def _brackets(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    for bracket in _BRACKET.finditer(text):
        inside = text[bracket.start() + 1 : bracket.end() - 1]
        if is_place(inside, vocabulary) or is_noted(inside, vocabulary):
            yield from bracket.span()


def _accessories(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """What comes with the goods, and the lock hole that their name runs into: ``FLUSH DOOR LEVER LOCK HOLE``."""
    goods = [found for found in vocabulary.item_kinds.within(text) if found.meanings & GOODS]
    if not goods:
        return
    introducers = vocabulary.accessory_introducers.within(text)
    yield from (f.start for f in introducers if f.start >= goods[0].end and _WITH.match(text, f.start))
    hole = next(iter(vocabulary.unlabelled.within(text)), None)
    named = [found.end for found in goods if hole and found.end <= hole.start]
    yield from named[-1:]


def _behind_options(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """``ABS EDGING LEVER LOCK HOLE``: an option's own words, behind which the lock hole begins."""
    hole = next(iter(vocabulary.unlabelled.within(text)), None)
    if hole is None or not text[: hole.start].strip():
        return
    for option in options_in(text[: hole.start], vocabulary):
        if option.group in _PARTED and not option.denied and not text[option.end : hole.start].strip():
            yield hole.start
