"""Places that a sentence says goods are for, in words that no list has: ``doors for LINEN STORE``.

One is known by a room or a zone among its words, or by its capitals where the word that leads to it has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.places import is_place, rooms_and_zones
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_WORDS = re.compile(r"[A-Za-z][\w '&./-]*(?:\n[A-Za-z][\w '&./-]*)?")
_LINE = re.compile(r"[^\n]+")
_MOST = 6  # words
_NAME = 4  # letters, the least of a name in capitals


def named_place_at(text: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where the place begins and ends in a ``text`` that begins with ``for`` or ``untuk`` and is nothing else."""
    lead = _leads(vocabulary.language).match(text)
    if lead is None or not _is_named(text[lead.end() :], vocabulary, capitals=lead[0].islower()):
        return None
    return lead.end(), len(text)


def named_places(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where in a clause such places begin, with their ``for``, and end: behind goods, or at the clause's beginning."""
    for lead in _leads(vocabulary.language).finditer(text):
        behind = text[lead.end() :]
        tried = (behind if is_place(behind, vocabulary) else behind.split("\n", maxsplit=1)[0], behind)
        named = next((each for each in tried if _is_named(each, vocabulary, capitals=lead[0].islower())), None)
        if named is not None and _follows_goods(text[: lead.start()], vocabulary):
            yield lead.start(), lead.end() + len(named)


def places_under_goods(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Where a line begins and ends that is a place and nothing else, below one that names goods at its end.

    It was not wrapped off that, however narrow the column: ``Flush Door`` / ``Master Bedroom``. But it may be where the
    room belongs to the name: ``Pintu`` / ``bilik tidur``.
    """
    lines = list(_LINE.finditer(text)) if "\n" in text else []
    for n, (above, line) in enumerate(pairwise(lines), start=2):
        if is_place(line[0], vocabulary) and ends_with_goods(above[0].rstrip(), vocabulary):
            yield line.start()
            if n < len(lines) and not is_place(lines[n][0], vocabulary):
                yield lines[n].start()


def ends_with_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` ends with the name of a door or a frame that nothing behind it belongs to."""
    named = [kind for kind in vocabulary.item_kinds.within(text) if kind.meanings & GOODS]
    if not named or named[-1].end != len(text):
        return False
    return not any(True for _ in vocabulary.head_first.within(text[named[-1].start :]))


def _follows_goods(before: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing stands ``before``, or goods right there, but for one of the form's options: ``pintu sebelah``."""
    goods = [kind.end for kind in vocabulary.item_kinds.within(before) if kind.meanings & GOODS]
    between = before[goods[-1] :].strip() if goods else before.strip()
    return not between or bool(goods and vocabulary.every_option.whole(between))


@lru_cache(maxsize=16)
def _leads(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=\s)|^){any_of(language.place_leads)}\s+(?:the\s+)?", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same clauses are tried as parts of several items
def _is_named(text: str, vocabulary: Vocabulary, *, capitals: bool) -> bool:
    """Whether ``text`` is such a place's name; its ``capitals`` may tell."""
    text = text.strip(" .")
    tokens = tokens_in(text)
    if not _WORDS.fullmatch(text) or not 0 < len(tokens) <= _MOST:
        return False
    pieces = rooms_and_zones(text, vocabulary)
    rest = [t.text for t in tokens if not any(piece.start <= t.start < piece.end for piece in pieces)]
    named = capitals and text.isupper() and len(text) >= _NAME and all(word.isalpha() for word in rest)
    if is_place(text, vocabulary) and vocabulary.rooms.within(text):
        return True  # "Bath 1 and Bath 2"
    return bool(pieces or named) and not any(_says_else(word, vocabulary) for word in rest)


def _says_else(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word belongs to the goods or says how they are made."""
    labels = vocabulary.specification_labels.listed(word) - {"location"}
    known = (vocabulary.item_kinds, vocabulary.every_option, vocabulary.noted, vocabulary.units, vocabulary.unlabelled)
    return bool(labels) or any(words.whole(word) for words in known) or word in vocabulary.qualifiers
