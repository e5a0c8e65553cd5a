"""What an item's own specification is called before it: ``Spec: 43mm, honeycomb``, ``Spesifikasi pintu -``."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.words.language import Language, any_of


@lru_cache(maxsize=4096)  # several readings look at the same texts
def specification_names(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where such names stand, each with its colon or its dash, or alone on a line."""
    return tuple(match.span() for match in _named(language).finditer(text))


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
