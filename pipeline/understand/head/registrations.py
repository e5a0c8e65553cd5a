"""The number that a firm is registered by (SSM's, old and new, or an LLP's), alone and behind the firm's name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

# "201401045007 (955919-K)", "(1067212-P)", "(LLP0012345-LGN)", "Co. No. 12345-A". "(1988)" is a year.
_REGISTERED = (
    r"\(?\s*\d{9,}|\(\s*(?!(?:19|20)\d\d\s*\))\d{4,}|\(\s*[A-Z]{2,3}\d{5,}|\bLLP\s?\d{5,}"
    r"|\b(?:[A-Z]{2})?\d{5,7}\s*-\s*[A-Z]\b"
)
_NUMBER_ALONE = (
    r"(?:[A-Z]{0,2}\d{5,12}\s?[-–.]?\s?[A-Z]|LLP\s?\d{5,7}\s?[-–]?\s?[A-Z]{3}|[1-9]\d{5,6}|20\d{10})"
    r"(?:\s*[(/]\s*[A-Z]{0,2}\d[\d-]*[A-Z]?)?"
)


class _Patterns(NamedTuple):
    behind: re.Pattern[str]
    """From the registration behind a name to the end of the text."""
    alone: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    every = (*language.registrations, *language.registers, *language.registration_words)
    word = any_of({word for phrase in every for word in phrase.split()})
    return _Patterns(
        behind=re.compile(rf"\s*(?:{_named(language)}|{_REGISTERED}).*$", re.IGNORECASE | re.DOTALL),
        alone=re.compile(rf"[\W_]*(?:{word}\b[\W_]*)*{_NUMBER_ALONE}[\W_]*", re.IGNORECASE),
    )


def _named(language: Language) -> str:
    """The pattern of what it is called, whatever marks part the words: ``Co. Reg. No``."""
    names, registers = (
        any_of(words).replace(r"\s+", r"[\s.-]*") for words in (language.registrations, language.registers)
    )
    return rf"\(?\s*\b{names}\b|\b{registers}\.?\s*(?::|(?=\d)|$)"


@lru_cache(maxsize=4096)  # the same names are looked at from several sides
def registration_behind(text: str, vocabulary: Vocabulary, start: int = 0) -> int | None:
    """Where, behind a firm's name, its registration or what that is called begins; None without one."""
    found = _patterns(vocabulary.language).behind.search(text, start)
    return found.start() if found else None


def has_registration(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it stands in ``text``."""
    return registration_behind(text, vocabulary) is not None


def without_registration(text: str, vocabulary: Vocabulary) -> str:
    """``text`` up to there."""
    return text[: registration_behind(text, vocabulary)]


def is_registration(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is nothing but the number that a company or a business is registered by."""
    return _patterns(vocabulary.language).alone.fullmatch(text) is not None
