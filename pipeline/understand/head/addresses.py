"""What stands below a party's name: the lines of its address, its telephone, its tax number."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_CONTACT = re.compile(r"^\s*(?:tel\b|fax\b|e-?mail|www\.|http|sst\b|gst\b|tin\b)", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{5}\s+[A-Za-z]{3}")


def begins_address(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins like a line of an address: ``No. 12``, ``Lot 7``, ``3A Jalan Contoh``, ``2nd Floor``."""
    return _begin(vocabulary.language).match(text) is not None


def is_street(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins like a line of an address, or has a postcode and a town."""
    return begins_address(text, vocabulary) or _POSTCODE.search(text) is not None or _is_city(text, vocabulary)


def is_contact(text: str) -> bool:
    """Whether a text begins with a telephone, an address of the net or a tax number."""
    return _CONTACT.match(text) is not None


def is_by_address(text: str, vocabulary: Vocabulary) -> bool:
    """What stands below a name: an address, a telephone, a tax number."""
    return is_street(text, vocabulary) or is_contact(text)


def ends_as_a_firm(text: str, vocabulary: Vocabulary) -> bool:
    """``Bandar Contoh Sdn Bhd``: a firm by its end, though it begins as addresses do, and no street is in it."""
    return _firm(vocabulary.language).match(text) is not None


def house_in(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Where a house's number and its street stand behind other words: ``CONTOH CENTRE 88, Jalan Contoh``.

    Its group ``named`` is there where a word says that it is one: ``No. 88``, ``Lot 7``.
    """
    return _house(vocabulary.language).search(text)


@lru_cache(maxsize=16)
def _house(language: Language) -> re.Pattern[str]:
    number = r"\d+[a-z]?(?:\s?[-/&]\s?\d+[a-z]?)*"
    return re.compile(
        rf"\s+(?P<named>(?:no|lot|unit)\.?\s*)?{number}\s*[,.]?\s*{any_of(language.streets)}\b", re.IGNORECASE
    )


def _is_city(text: str, vocabulary: Vocabulary) -> bool:
    """``Singapore 408933``: a city that is a state, before its postcode."""
    return _city(vocabulary.language).search(text) is not None


@lru_cache(maxsize=16)
def _city(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(language.cities)}\s+\d{{6}}\b", re.IGNORECASE)


@lru_cache(maxsize=16)
def _begin(language: Language) -> re.Pattern[str]:
    street, place = any_of(language.streets), any_of(language.address_words)
    numbered = (
        rf"no\.?\s*\d|(?:pt[bd]?|[mp]lo)\.?\s*\d|p\.?\s?o\.?\s*box|\d+[a-z]?\s*[,&-]|\d+[a-z]?\s*{street}\b|km\.?\s*\d"
        rf"|\d+[a-z]?\s(?:[a-z]+\s){{1,2}}{any_of(language.streets_behind)}\b"
        r"|[a-z]{1,3}\d?-\d{2,3}[a-z]?\b|[a-z0-9]{1,3}-[a-z0-9]{1,3}-\d{1,3}[a-z]?\b|\d{5}\b"
    )
    storey = rf"(?:\d(?:st|nd|rd|th)|{any_of(language.which_floor)})\s+{any_of(language.floors)}\b"
    return re.compile(rf"^\s*(?:{numbered}|{storey}|{place}\b)", re.IGNORECASE)


@lru_cache(maxsize=16)
def _firm(language: Language) -> re.Pattern[str]:
    form = r"\b(?:sdn\.?\s*bhd|sendirian\s+berhad|berhad|bhd|plt)\b"
    return re.compile(rf"(?!.*\b(?:{any_of(language.streets)}|lot|no)\b)[^,]*{form}", re.IGNORECASE)
