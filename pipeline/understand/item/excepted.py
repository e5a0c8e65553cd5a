"""Lines that are excepted by their numbers from what is said of all goods, and told otherwise at once.

``All doors 43mm, honeycomb core, except item 3: 37mm, and items 4 & 5: 48mm``: what stands behind their numbers holds
for these, and what is said of all goods where that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_SENTENCE_ENDS = re.compile(r"(?<!\bno)(?<!\bnos)[.;](?=\s|$)", re.IGNORECASE)


class Excepted(NamedTuple):
    """The text of the lines' numbers, and where the exception begins, what it tells begins, and it ends."""

    numbers: str
    start: int
    told: int
    end: int


class _Patterns(NamedTuple):
    first: re.Pattern[str]
    """What excepts lines by their numbers."""
    further: re.Pattern[str]
    """More of them behind what was told of the first."""


@lru_cache(maxsize=4096)  # several readings look at the same lines
def lines_excepted(text: str, vocabulary: Vocabulary) -> tuple[Excepted, ...]:
    """The exceptions in ``text`` that say how the lines that they name are made; empty where one does not say it."""
    lowered = text.lower()
    if not any(word in lowered for word in _first_words(vocabulary.language)):
        return ()
    flat = re.sub(r"\s", " ", text)
    found = [each for first in _patterns(vocabulary.language).first.finditer(flat) for each in _from(first, vocabulary)]
    tells = all(_specifies(flat[each.told : each.end], vocabulary) for each in found)
    return tuple(found) if tells else ()


def _from(first: re.Match[str], vocabulary: Vocabulary) -> Iterator[Excepted]:
    text = first.string
    end = match.start() if (match := _SENTENCE_ENDS.search(text, first.end())) else len(text)
    heads = [first, *_patterns(vocabulary.language).further.finditer(text, first.end(), end)]
    stops = [*(head.start() for head in heads[1:]), end]
    for head, stop in zip(heads, stops, strict=True):
        closed = text.find(")", head.end(), stop) if "(" in head[0] else -1
        yield Excepted(head["numbers"], head.start(), head.end(), stop if closed < 0 else closed)


def _specifies(text: str, vocabulary: Vocabulary) -> bool:
    return statements_in(text, vocabulary) > 0 and not sizes_in(text) and not names_price(text)


@lru_cache(maxsize=16)
def _first_words(language: Language) -> frozenset[str]:
    """The first word of each way to except: most lines have none."""
    return frozenset(words.lower().split()[0] for words in language.exceptions if words.strip())


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    item = any_of(language.line_names)
    more = rf"\s*(?:,|&|/|-|–|~|\b{any_of((*language.to_last, *language.joining))}\b)\s*(?:{item}\s*)?\d{{1,3}}"
    line = rf"(?:{item}\b\.?\s*(?:nos?\b\.?\s*)?)(?P<numbers>\d{{1,3}}(?:{more})*)(?!\s*[.,]?\d)"
    tie = rf"(?:\s*[:=,(–—-]|\s+{any_of(language.made_so)}\b)*\s*"
    lead = rf"[\s,;(]*\b{any_of(language.exceptions)}\b(?:\s+for\b|\s+bagi\b|\s+untuk\b)?\s*"
    joined = rf"[\s,;)]*(?:\b{any_of(language.joining)}\b\s*)?(?<![\w]){line}{tie}"
    return _Patterns(re.compile(lead + line + tie, re.IGNORECASE), re.compile(joined, re.IGNORECASE))
