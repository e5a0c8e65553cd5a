"""What stands instead of what another line says: ditto marks, ``- do -``, ``as per above``, ``same as item 1``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_MARK = r"(?:[\"“”„〃″]+|'{2}|[’‘]{2}|,{2}|`{2}|[-–—\"“”]\s*(?:do|d\.o\.|ditto)\s*\.?\s*[-–—\"“”])"
_MARKS_ALONE = re.compile(rf"[\s.\-–—]*(?:{_MARK}[\s.\-–—]*)+", re.IGNORECASE)
_MARKS_BEFORE = re.compile(rf"\s*(?:{_MARK}\s*)+(?=\s|[,;:(])", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\s.:#]*\(?\s*(?:no\b\.?\s*)?(?P<number>[A-Za-z]?\d{1,3}(?:\.\d{1,2})?[A-Za-z]?)\b", re.IGNORECASE
)
_LONGEST = 40  # characters of a cell that does nothing but repeat


@dataclass(frozen=True)
class Reference:
    """To another line, at the beginning of a text: to that of a ``number``, else to the one above."""

    number: str
    end: int
    """Where in the text what it says behind the reference begins."""


def repeats(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell's ``text`` is nothing but a sign that the cell above holds here too."""
    if not text or len(text) > _LONGEST:
        return False
    return bool(_MARKS_ALONE.fullmatch(text)) or bool(vocabulary.repeating.whole(text) & {"above", "alone"})


@lru_cache(maxsize=4096)  # several readings look at the same lines
def reference_in(text: str, vocabulary: Vocabulary) -> Reference | None:
    """The other line that ``text`` begins by referring to, also behind the goods' name (``Door as item 1``)."""
    if found := _reference(text, vocabulary):
        return Reference(found.number, _behind_but(text, found.end, vocabulary.language))
    return None


def _behind_but(text: str, place: int, language: Language) -> int:
    match = _but(language).match(text, place)
    return match.end() if match else place


@lru_cache(maxsize=16)
def _but(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s,;:\-–—(]*(?:{any_of(language.differences)}\b[\s,:]*)*", re.IGNORECASE)


def _reference(text: str, vocabulary: Vocabulary) -> Reference | None:
    if marks := _MARKS_BEFORE.match(text):
        return Reference("", marks.end())
    if not vocabulary.repeating.may_begin_in(text):
        return None
    goods = vocabulary.item_kinds.starting(text)
    for begin in (0, goods.end) if goods else (0,):
        found = vocabulary.repeating.starting(text[begin:])
        if found is None or (found.meanings == {"alone"} and found.end + begin < len(text.rstrip(" .-"))):
            continue
        if "line" not in found.meanings:
            return Reference("", begin + found.end)
        if number := _NUMBER.match(text, begin + found.end):
            return Reference(number["number"], number.end())
    return None
