"""What an item's own specification is called before it: ``Spec: 43mm, honeycomb``, ``Spesifikasi pintu -``."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.words.goods import GOODS, things_named
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_NONE = frozenset[str]()


@lru_cache(maxsize=4096)  # several readings look at the same texts
def specification_names(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where such names stand, each with its colon or its dash, or alone on a line."""
    return tuple(match.span() for match in _named(language).finditer(text))


def told_of_others(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...]:
    """Where an item's text specifies by name what it is not, or not alone: ``Frame spec: …`` of a door and frame."""
    names = specification_names(text, vocabulary.language)
    item = _goods_in(text[: names[0][0]], vocabulary) if names else _NONE
    parts = pairwise((*names, (len(text), len(text))))
    return tuple((a[0], b[0]) for a, b in parts if item and _goods_in(text[slice(*a)], vocabulary) not in (_NONE, item))


def _goods_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(meaning for named in things_named(text, vocabulary) for meaning in named.meanings & GOODS)


def begins_specification(text: str, language: Language) -> bool:
    """Whether a text begins with such a name, with a colon or a dash, or is nothing else."""
    return bool(_begun(language).match(text))


@lru_cache(maxsize=16)
def _named(language: Language) -> re.Pattern[str]:
    name = any_of(language.specifications).replace(r"\s+", "[ \\t]+")  # "Laminated door" / "Spec:" are two lines
    marked = rf"(?<![\w/&.-]){name}[ .]*(?::|[ \t][-–—](?=\s))\s*"
    return re.compile(rf"{marked}|^{name}[ .]*\n", re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=16)
def _begun(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(language.specifications)}[ .]*(?:[:=]|\s[-–—]\s|$)", re.IGNORECASE)
