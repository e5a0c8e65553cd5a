"""Who a page is written to, and what a letter without a title is by that, by its numbers and by what it asks for.

Whoever writes to us with a number of an order, or asks for goods in words, orders them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import KIND_OF_NUMBER, PURCHASE_ORDER, QUOTATION, Kind
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letterhead import address_below, is_our_paper
from pipeline.understand.head.party_names import is_ours, may_be_name, name_text, names_a_company
from pipeline.understand.page.layout import Line, Sheet, segment_of
from pipeline.understand.page.neighbours import is_beside, is_under
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_BELOW = 2.5  # text heights from a label to what stands below it
_ADDRESSEE = 9  # lines from a name to the greeting: an address, a telephone, whose attention
_ADDRESSED_ABOVE = 0.6  # of the page's height; our address at the foot tells where goods are fetched
_GREETING_WORDS = 5


class _Words(NamedTuple):
    """What letters say, in the patterns that it makes."""

    greeting: re.Pattern[str]
    orders: re.Pattern[str]
    quotes: re.Pattern[str]
    asks: re.Pattern[str]


@lru_cache(maxsize=16)
def _words_of(language: Language) -> _Words:
    return _Words(
        re.compile(rf"\s*{any_of(language.greetings)}\b", re.IGNORECASE),
        re.compile(rf"\b{any_of(language.ordering)}\b", re.IGNORECASE),
        re.compile(rf"\b{any_of(language.quoting)}\b", re.IGNORECASE),
        re.compile(rf"\b{any_of(language.asking)}\b", re.IGNORECASE),
    )


def asked_of_us(sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """What a page is that is written to us with an order's number, or orders in words; from us, offers in words."""
    if not is_to_us(sheet, labels, vocabulary):
        return _told(sheet, vocabulary, to_us=False)
    return _by_own_order(labels, vocabulary.language) or _told(sheet, vocabulary, to_us=True)


# ── to whom ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_to_us(sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> bool:
    """Whether a page names us as the one it is written to: behind "To", "Supplier" or "Attention", or as letters do.

    So they do over a greeting, or over our address on the paper of another.
    """
    attending = vocabulary.language.attending
    own = (label for label in labels if label.segment.page == sheet.number)
    named = (label for label in own if "vendor" in label.meanings or label.phrase in attending)
    if any(_is_us(label, sheet, vocabulary) for label in named) or _is_letter_to_us(sheet.lines, vocabulary):
        return True
    return _stands_over_our_address(sheet, vocabulary) and is_our_paper(sheet, vocabulary) is False


def _is_us(label: Label, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    if label.inline:
        return is_ours(label.inline.text, vocabulary)
    right = next((s for s in sheet.segments if is_beside(label.segment, s) and squeeze(s.text)), None)
    if right and is_ours(right.text, vocabulary):
        return True
    own = label.segment
    below = (s for s in sheet.segments if 0 < s.middle - own.middle < _BELOW * own.height and is_under(s, own))
    return any(is_ours(s.text, vocabulary) for s in below)


def _is_letter_to_us(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether our name stands below another's letterhead and over a greeting, with no other name between."""
    ours = next((n for n, line in enumerate(lines) if is_ours(line.text, vocabulary)), 0)
    above = (s.text for line in lines[:ours] for s in line.segments)
    if not any(may_be_name(text, vocabulary) for text in above):
        return False
    for line in lines[ours + 1 : ours + 1 + _ADDRESSEE]:
        if _words_of(vocabulary.language).greeting.match(line.text):
            return len(line.text.split()) <= _GREETING_WORDS
        if any(_is_a_firm(s.text, vocabulary) for s in line.segments):
            return False
    return False


def _stands_over_our_address(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    high = (s for s in sheet.segments if s.y0 < _ADDRESSED_ABOVE * sheet.height and is_ours(s.text, vocabulary))
    return any(address_below(s, sheet.segments, vocabulary) for s in high)


def _is_a_firm(text: str, vocabulary: Vocabulary) -> bool:
    return may_be_name(text, vocabulary) and names_a_company(name_text(text, vocabulary), vocabulary)


# ── what it is ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_own_order(labels: Sequence[Label], language: Language) -> Kind | None:
    """The number of an order on a page that is written to us and numbers nothing else; ``Your order no`` is ours."""
    yours = language.yours
    if any(label.meanings <= KIND_OF_NUMBER.keys() for label in labels):
        return None
    orders = (label for label in labels if label.meanings == {"po_no"})
    own = (label for label in orders if not label.phrase.startswith(yours) and not label.phrase.endswith(yours))
    return next((Kind(PURCHASE_ORDER, label.segment, label.segment.passage, certain=True) for label in own), None)


def _told(sheet: Sheet, vocabulary: Vocabulary, *, to_us: bool) -> Kind | None:
    """``We are pleased to place our order``, written to us; ``we are pleased to quote``, written by us."""
    words = _words_of(vocabulary.language)
    passage = Passage([line.ink for line in sheet.lines])
    if words.asks.search(passage.text):
        return None
    ours = bool(sheet.lines) and is_ours(sheet.lines[0].text, vocabulary)
    pattern, kind = (words.orders, PURCHASE_ORDER) if to_us else (words.quotes, QUOTATION)
    match = pattern.search(passage.text) if to_us or ours else None
    if match is None:
        return None
    told = passage.part(*match.span())
    return Kind(kind, segment_of(told.ink), told, certain=True)
