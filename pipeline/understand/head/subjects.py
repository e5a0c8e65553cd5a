"""What a letter is by its subject line: ``RE: QUOTATION FOR SUPPLY OF DOORS``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.kind import Kind
from pipeline.understand.page.layout import Sheet, segment_of
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_SET_OFF = re.compile(r"\s*[:(—–|-]\s*(?=[^\W\d_]{3})")
_FEWEST_WORDS = 2  # of a subject; a number has one or two


class SubjectWords(NamedTuple):
    """What subject lines are made of, as patterns."""

    begin: re.Pattern[str]
    """``RE:``, ``Subject :`` in front of the subject."""
    about: re.Pattern[str]
    order_for: re.Pattern[str]


@lru_cache(maxsize=16)
def subject_words(language: Language) -> SubjectWords:
    """The patterns of subject lines in the words of ``language``."""
    subject, about = any_of(language.subjects), any_of(language.about)
    return SubjectWords(
        re.compile(rf"\s*(?:{subject}\s*[.:]+\s*)+", re.IGNORECASE),
        re.compile(rf"\s+{about}\b", re.IGNORECASE),
        re.compile(rf"(?:{subject}?\s*[.:]?\s*)*({any_of(language.orders)})\s+{about}\b", re.IGNORECASE),
    )


def subjects_of(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Subject lines of letters: ``RE: QUOTATION FOR SUPPLY OF DOORS``, ``QUOTATION FOR …``, ``ORDER: doors``."""
    words = subject_words(vocabulary.language)
    for line in sheet.lines:
        whole = segment_of(line.ink)
        start = match.end() if (match := words.begin.match(whole.text)) else 0
        found = vocabulary.document_kinds.starting(whole.text[start:])
        if found is None or len(found.meanings) != 1 or squeeze(whole.text[start : start + found.start]):
            continue
        rest = _behind_translations(whole.text[start + found.end :], found.meanings, vocabulary)
        if start or words.about.match(rest) or _names_a_subject(rest, vocabulary):
            yield Kind(next(iter(found.meanings)), whole, whole.passage.part(start, start + found.end), certain=True)


def _behind_translations(rest: str, meanings: frozenset[str], vocabulary: Vocabulary) -> str:
    """What stands behind the kind's name in the other language: ``/ SEBUT HARGA: …``."""
    slash = re.match(r"\s*/\s*", rest)
    other = vocabulary.document_kinds.starting(rest[slash.end() :]) if slash else None
    return rest[slash.end() + other.end :] if slash and other and other.meanings == meanings else rest


def _names_a_subject(rest: str, vocabulary: Vocabulary) -> bool:
    """``PURCHASE ORDER — DOOR SCHEDULE``, ``QUOTATION: TAMAN CONTOH, FASA 2``: goods, or a work in capitals."""
    if not _SET_OFF.match(rest):
        return False
    words = rest.split()
    work = rest.isupper() and len(words) > _FEWEST_WORDS and not any(c.isdigit() for word in words[:3] for c in word)
    return work or any(True for _ in vocabulary.item_kinds.within(rest))
