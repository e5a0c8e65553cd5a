"""Where in a building goods go, where no label says so: ``MASTER BEDROOM``, ``Level 3 corridor``, ``(Bilik Mandi)``.

    place = piece { piece | number | letter | "and" | "&" }
    piece = room | zone designation | ordinal zone          room: "bath"; zone: "level", "block", "unit"
    designation = number and letters, or either: "3", "B", "1A", "A-12-3"

A zone without a designation says nothing: ``2 unit`` is a count, and so is ``4 unit x``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.grammar.tokens import Tokens, tokens_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_BETWEEN = frozenset({"and", "dan", "no", "nos", "number", "st", "nd", "rd", "th", "ke", "s", "to", "hingga"})
_DESIGNATION = re.compile(r"\s*(?:no\.?\s*)?(?:[A-Za-z]{0,2}[.-]?\d+[A-Za-z]?|[A-Za-z])(?![A-Za-z\d])", re.IGNORECASE)
_UNIT_NUMBER = re.compile(r"#?\s*(?:[A-Z]{1,2}-)?\d{1,2}[A-C]?-\d{1,2}[A-C]?|no\.?\s*\d{1,3}[A-C]?", re.IGNORECASE)
"""Floor and unit, ``12-05``, ``A-3A-07``, or ``No. 12``; a laminate's code has other letters."""
_TIMES = re.compile(r"\s*[x×]\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:\d{1,2}\s*(?:st|nd|rd|th)|ke-?\d{1,2})\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same clauses are tried as parts of several items
def is_place(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names rooms or zones, with their numbers or letters, and says nothing else.

    ``Room: 2`` is a label and its value, and no place by this rule.
    """
    tokens = tokens_in(text)
    if not tokens or not (_beside(tokens.texts[0], vocabulary) or _may_begin(tokens, vocabulary)):
        return False
    if names_price(text):
        return False  # "10 UNIT X 312.50" counts
    pieces = rooms_and_zones(text, vocabulary)
    if not pieces or any(COLON.match(text, piece.end) for piece in pieces):
        return False
    rest = [t.text for t in tokens if not any(p.start <= t.start < p.end for p in pieces)]
    return all(_beside(word, vocabulary) for word in rest)


def _beside(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may stand beside the names of rooms and zones: a number, a letter, a side, what ties them."""
    return word.isdigit() or len(word) == 1 or word in _BETWEEN or word in vocabulary.language.place_sides


def _may_begin(tokens: Tokens, vocabulary: Vocabulary) -> bool:
    return vocabulary.rooms.may_begin_at(tokens, 0) or vocabulary.zones.may_begin_at(tokens, 0)


def place_behind(text: str, language: Language) -> int:
    """Where the place begins in ``for master bedroom``; 0 where no such word leads."""
    match = _leading(language).match(text)
    return match.end() if match else 0


@lru_cache(maxsize=16)
def _leading(language: Language) -> re.Pattern[str]:
    leads = any_of((*language.place_leads, *language.maybe_place_leads, "@"))
    return re.compile(rf"\s*{leads}\s*(?::\s*|\s)(?:the\s+)?", re.IGNORECASE)


def ends_open(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` ends in a zone whose number or letter is yet to come: ``Level`` at the end of a line."""
    last = text.split()[-1:]
    return bool(last) and bool(vocabulary.zones.whole(last[0]))


def is_zone_above(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` is one line that is a zone with its number: of ``Level 3`` the room stands below."""
    first = next(iter(vocabulary.zones.within(text)), None)
    named = _DESIGNATION.match(text, first.end) if first and not text[: first.start].strip() else None
    return named is not None and text.endswith("\n") and not text[named.end() :].strip()


def is_unit_of(text: str, before: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` is but the number of a unit in the building or on the floor that ``before`` names."""
    named = any(_designated(before, zone) for zone in vocabulary.zones.within(before))
    return named and bool(_UNIT_NUMBER.fullmatch(text.strip()))


def rooms_and_zones(text: str, vocabulary: Vocabulary) -> list[Found]:
    """The rooms in ``text``, and the zones with their numbers or letters."""
    zones = [z for z in vocabulary.zones.within(text) if _designated(text, z) and not _is_count(text, z)]
    return [*vocabulary.rooms.within(text), *zones]


def _is_count(text: str, zone: Found) -> bool:
    return bool(_TIMES.match(text, zone.end)) and text[: zone.start].rstrip()[-1:].isdigit()


def _designated(text: str, zone: Found) -> bool:
    return bool(_DESIGNATION.match(text, zone.end) or _ORDINAL.search(text, 0, zone.start))
