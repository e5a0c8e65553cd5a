"""Where a label begins and ends in a text, and what it can mean there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.grammar.dates import WEEKDAY
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.page.layout import Segment, segment_of
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found, Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_LADY = re.compile(r"\s*(?:Ms\b\.?\s*(?:[A-Z]|$)|MS\.\s*(?P<name>[A-Z].*|$))", re.DOTALL)  # firms' label is M/s
_COLON = re.compile(r"[\s.]*(?:[:：]|=)\s*")
_SPECK = re.compile(r"(?<=\w)[·•](?=\w)")
_COLON_BETWEEN = re.compile(r"\b(?P<first>[A-Za-z]{2,4}):\s+(?P<second>[A-Za-z]+)(?=\s*[.:])")
_NOUGHT = re.compile(r"(?<=\b[A-Za-z]/)0(?=RDER\b|(?![\w/]))")  # P/0 NO
_SMALL_L = re.compile(r"\bPl(?=\s+(?:[Nn]o|[Rr]ef)\b)")  # PI No., a proforma invoice's number
_MISREAD = re.compile(r"[·•:]|/0|\bPl\b")
_MAYBE_COLON = re.compile(r"[:：=]")
_FIGURES = re.compile(rf"[\s.\-#]*(?:{WEEKDAY}\b[\s,.]+)?\S*\d", re.IGNORECASE)
_BROKEN = re.compile(r"[\s.]*/(?:\s|$)")
_MARKS = re.compile(r"[\s.\-#]*")
_FIGURE_BEHIND = re.compile(r"[-/]\d")
_INITIALS = re.compile(r"(?!NO)[A-Z]{2,4}")
# "No. CS 30917"; "No. PO 4581" is how Malay says "PO No. 4581"
_INITIALS_BEHIND = re.compile(r"(?<=\bno)\.?\s+(?P<initials>(?!PO\s)[A-Z]{2,4})(?=\s\d{3})", re.IGNORECASE)
SHORT_LABEL = 3
"""Letters: a label as short as this may be a part of a number, or count anything."""
_TITLE_HEIGHT = 1.2  # times that of the number beside it
_FAR_LARGER = 1.5  # times what stands behind it
_LARGE = 1.3  # times the usual height
# "Purchase Order PH-26-0092 with door schedule A-701"
_NUMBER_ALONE = re.compile(r"\s+(?=\S*\d)\S+(?:\s+(?:with|and|dengan|dan|for|untuk|c/w|incl\.?)\s.*)?", re.IGNORECASE)
_RUNS_ON = re.compile(r"[/-](?=[A-Z\d])[A-Z\d/-]*\d")
# "Customer P.O. ACI 1182", "Order No. KD-PO 1182"
_WITH_INITIALS = re.compile(r"[\s.\-#]*[A-Z]{2,4}(?:[-/][A-Z]{1,4})? \d[\w/-]*\s*")
_ORDER_AGAIN = re.compile(r"\s+(?=PO\s\d{3})")
_NOTE = re.compile(r"\s*\([a-z][a-z .]*\)(?=\s*(?:[:/=]|$))", re.IGNORECASE)
# "Customer [C-H034]", "Bill To (300-C12)": the number of a party's account
_OF_ACCOUNT = re.compile(
    r"\s*[\[(](?:[a-z/. ]+[:.]?\s+)?(?=[^\s\[\]()]*\d)[a-z\d][a-z\d./-]*[\])](?=\s*(?:[:/=]|$))", re.IGNORECASE
)
_SLASH = re.compile(r"[\s.]*/\s*")
_BOTH_BEHIND = re.compile(r"[\s:.]+(?=\S*\d)[\w.-]+\s*/[\s.]*\d[^/]*\d(?:/\d+)*[\s.]*")  # "KD-3316 / 19.05.2026"
_NUMBERS = frozenset({"po_no", "your_ref"})
_BUYS, _GETS = "customer_name", "receiver"
PARTIES = frozenset({"customer_name", "vendor", "ship_to"})
"""Meanings of the labels that name a party."""


class LabelText(NamedTuple):
    """A label at the begin of a text."""

    found: Found
    behind: int
    """Where its value begins, behind the colon or the marks that end it."""
    colon: bool
    broken: bool
    """A slash ends it: its translation goes on in the next line."""


def label_in(text: str, vocabulary: Vocabulary) -> LabelText | None:
    """The label that ``text`` begins with, if what follows leaves it one; of a number or a lady's name it is a part."""
    found = _before_a_number(text, vocabulary.labels)
    if not found or squeeze(text[: found.start]) or begins_a_number(text, found) or _is_lady(text, vocabulary):
        return None
    found = _with_second_field(text, _whole(text, found, vocabulary), vocabulary.labels)
    colon = _COLON.match(text, found.end)
    if not colon and (slash := _BROKEN.match(text[found.end :])):
        second = vocabulary.labels.whole(text[found.end + slash.end() :])  # Client / Issued by
        return LabelText(found, len(text), colon=False, broken=not second)
    if not colon and not _standalone(text[found.end :], found, vocabulary.language):
        return None
    marks = colon or _MARKS.match(text, found.end)
    return LabelText(found, marks.end() if marks else found.end, colon=bool(colon), broken=False)


def _before_a_number(text: str, labels: Phrases) -> Found | None:
    """The label that ``text`` begins with, without letters that are the number's own: ``No. CS/KD/3316``."""
    found = labels.starting(text)
    if found and (shorter := _order_before(text, found, labels)):
        return shorter
    behind = _INITIALS_BEHIND.search(text, found.start, found.end + 4) if found else None
    if found and behind and behind.end() == found.end:
        return found._replace(end=behind.start("initials"))
    if found is None or not _RUNS_ON.match(text, found.end):
        return found
    shorter = labels.starting(text[: text.rfind(" ", found.start, found.end) + 1])
    return shorter or found


def _order_before(text: str, found: Found, labels: Phrases) -> Found | None:
    """``Purchase Order No.`` of ``Purchase Order No. PO 4581``, which names the order already, as ``No.`` does not."""
    again = _ORDER_AGAIN.search(text, found.start)
    if again is None or again.end() >= found.end:
        return None
    before = labels.starting(text[: again.start()])
    named = before is not None and "po_no" in before.meanings
    return before if before and named and not squeeze(text[before.end : again.start()]) else None


def label_again(text: str, meaning: str, vocabulary: Vocabulary) -> int:
    """Where a person begins behind the label said once more: ``Site measurement: measured by Puan Contoh``.

    ``Survey Team 2`` is who measured.
    """
    again = vocabulary.labels.starting(text)
    if again is None or meaning not in again.meanings or squeeze(text[: again.start]):
        return 0
    if not again.phrase.endswith(_persons(vocabulary.language).by_whom):
        return 0
    return again.end + len(text[again.end :]) - len(text[again.end :].lstrip(" :"))


def names_a_number(meanings: Set[str]) -> bool:
    """Whether a label of these meanings names the number of a document, this one or another."""
    return any(meaning.startswith("number_") or meaning in _NUMBERS for meaning in meanings)


def _names_its_number(meanings: Set[str]) -> bool:
    return names_a_number(meanings - {"your_ref"})


def is_label(text: str, labels: Phrases) -> bool:
    """Whether ``text`` is a label itself, alone or with its value behind a colon."""
    text = text.replace("·", " ")  # what OCR makes of a speck between two words
    found = labels.starting(text)
    if found is None or squeeze(text[: found.start]):
        return False
    rest = text[labels.both_languages(text, found).end :]
    return not squeeze(rest) or bool(re.match(r"[\s.]*[:=]", rest))


def begins_a_number(text: str, label: Found) -> bool:
    """Whether a label runs on into figures: of ``PO2608-0655`` and ``INV-25/0850`` it is a part.

    Behind a word (``Date14``, ``NO26-1184``) only the space is missing.
    """
    initials = _INITIALS.fullmatch(text, label.start, label.end)
    return bool(_FIGURE_BEHIND.match(text, label.end) or (initials and text[label.end : label.end + 1].isdigit()))


def as_printed(segment: Segment, labels: Phrases) -> str:
    """What OCR read, place by place, with a speck between words and a full stop that became a colon put right.

    ``Quotation·No``; ``Del: Date: 20/06/26``, where ``Del. Date`` is one label; ``P/0 No``.
    """
    text = segment.text
    if segment.trusted or not _MISREAD.search(text):
        return text
    text = _SMALL_L.sub("PI", _NOUGHT.sub("O", _SPECK.sub(" ", text)))
    for stop in _COLON_BETWEEN.finditer(text):
        if labels.listed(f"{stop['first']} {stop['second']}"):
            text = f"{text[: stop.end('first')]}.{text[stop.end('first') + 1 :]}"
    return text


def _is_lady(text: str, vocabulary: Vocabulary) -> bool:
    """``Ms Chin``, ``MS. CHIN``: how a woman is addressed; a firm's name may stand behind ``MS.`` too."""
    lady = _LADY.match(text)
    firm = lady and lady["name"] and any(True for _ in vocabulary.company_suffixes.within(lady["name"]))
    return bool(lady and not firm)


def _whole(text: str, found: Found, vocabulary: Vocabulary) -> Found:
    """A label with its translation and with words in brackets before what ends it: ``Measured by (site) :``."""
    labels, words = vocabulary.labels, _persons(vocabulary.language)
    whole = labels.both_languages(text, found)
    if whole.meanings & PARTIES and (title := words.title.match(text, whole.end)):  # "M/s / Tuan"
        whole = whole._replace(end=title.end())
    account = _OF_ACCOUNT.match(text, whole.end) if whole.meanings & PARTIES else None
    if note := account or _NOTE.match(text, whole.end):
        return labels.both_languages(text, whole._replace(end=note.end()))
    every = words.by.finditer(text, whole.start, whole.end) if "measure_by" in whole.meanings else ()
    by = next((by for by in every if words.person.fullmatch(text, by.end())), None)  # "By / Ukuran Oleh Team 2"
    return whole._replace(phrase=squeeze(text[whole.start : by.end()]), end=by.end()) if by else whole


def _with_second_field(text: str, found: Found, labels: Phrases) -> Found:
    """``PO number/date`` over ``4500098123 / 19.05.2026``, or before it: one label for two fields.

    So is ``Penerima / Customer``: who gets the goods is who buys them.
    """
    slash = _SLASH.match(text, found.end)
    second = labels.starting(text[slash.end() :]) if slash else None
    if slash is None or second is None:
        return found
    numbered = _names_its_number(found.meanings) and "date" in second.meanings
    if not (numbered or _is_customer_who_gets(found.meanings, second.meanings)):
        return found
    end = slash.end() + labels.both_languages(text[slash.end() :], second).end
    if squeeze(text[end:]) and not (_BOTH_BEHIND.fullmatch(text, end) if numbered else _COLON.match(text, end)):
        return found
    return Found(found.meanings | second.meanings, found.phrase, found.start, end)


def _is_customer_who_gets(one: Set[str], other: Set[str]) -> bool:
    """Whether of two labels one names who buys and the other who gets the goods."""
    return (_BUYS in one and _GETS in other) or (_GETS in one and _BUYS in other)


def _standalone(rest: str, found: Found, language: Language) -> bool:
    """Without a colon a label is one when it stands alone, or when figures follow ("Invoice No KDI-2606-092")."""
    if not squeeze(rest):
        return True
    words = _persons(language)
    if (found.phrase.endswith(words.addressing) or found.phrase == "ms") and found.meanings & PARTIES:
        return True
    if "measure_by" in found.meanings and found.phrase.endswith(words.by_whom):  # "Measured by Team 3"
        return bool(words.person.fullmatch(rest))
    if len(found.phrase) <= SHORT_LABEL:  # "No. INV-67126", "No. CB 73992", "No.4471", but not "No. 12, Jalan Meranti"
        return bool(re.fullmatch(r"(?:[.#]*\s+|[.#]+)[.#]*(?:[A-Z]{1,4}\s)?(?=\S*\d{3})[^\s,]+\s*", rest))
    return bool(_FIGURES.match(rest) or (names_a_number(found.meanings) and _WITH_INITIALS.fullmatch(rest)))


def says_by_whom(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is but ``by``: the second line of a label."""
    return squeeze(text) in _persons(vocabulary.language).by_whom


class _Persons(NamedTuple):
    """Words that lead to a party or a person without a colon."""

    addressing: tuple[str, ...]
    """Ends of a party's label: ``Sold to Kedai Contoh`` needs none."""
    by_whom: tuple[str, ...]
    by: re.Pattern[str]
    person: re.Pattern[str]
    title: re.Pattern[str]
    """How a person is addressed, as the translation of a party's label."""


@lru_cache(maxsize=16)
def _persons(language: Language) -> _Persons:
    inside = rf"(?:\s+(?:[A-Z][\w.'/-]*|\d{{1,2}}|{any_of(language.in_names)})){{0,3}}"
    return _Persons(
        tuple(map(squeeze, language.addressing)),
        tuple(map(squeeze, language.by_whom)),
        re.compile(rf"\b{any_of(language.by_whom)}\b", re.IGNORECASE),
        re.compile(rf"(?:\s+[A-Z][\w.'/-]*){inside}(?<!\.)\s*"),
        re.compile(rf"\s*/\s*{any_of(language.titles)}\b(?!\s*/)", re.IGNORECASE),
    )


def pieces_of(segment: Segment, vocabulary: Vocabulary, *, colon_follows: bool) -> list[Segment]:
    """A segment cut before each label that a colon follows ("Tel: 03-… Fax: 03-…"), maybe in the next segment.

    A title is cut off the number behind it ("TAX INVOICE No. 26-1184").
    """
    labels = vocabulary.labels
    text = as_printed(segment, labels)
    title = title_end(segment, vocabulary)
    if title and (initials := labels.starting(text[title:])) and begins_a_number(text[title:], initials):
        title = 0  # "PURCHASE ORDER PO781204" names its number itself
    cuts = {0, len(text), title}
    if colon_follows or _MAYBE_COLON.search(text):
        cuts.update(_before_colons(text, vocabulary, colon_follows=colon_follows))
    if len(cuts) == 2 and all(map(str.strip, [ink.text for ink in segment.ink])):  # nothing but its two ends
        return [segment]
    places = sorted(cuts)
    parts = [segment.passage.part(a, b).ink for a, b in pairwise(places)]
    return [segment_of(part) for part in parts if part]


def _before_colons(text: str, vocabulary: Vocabulary, *, colon_follows: bool) -> Iterator[int]:
    """Where labels begin that a colon follows."""
    tokens, end = tokens_in(text), 0
    for index in vocabulary.labels.begun_among(tokens):
        found = vocabulary.labels.at(tokens, index) if not end or tokens.starts[index] >= end else None
        if found:
            end = _whole(text, found, vocabulary).end
            if _COLON.match(text, end) or (colon_follows and not squeeze(text[end:])):
                yield found.start


def title_end(segment: Segment, vocabulary: Vocabulary, usual: float = math.inf) -> int:
    """Where the name of a kind of document ends that a number's label follows; 0 where the text is no such title.

    ``INVOICE No. 26-1184`` has a title only where INVOICE stands out by its size. Where all of it is larger than the
    page's ``usual`` words (points), it needs no label: ``Proforma Invoice PF/2026/00417``. In far larger type than what
    stands behind it, it is one whatever that says.
    """
    text = segment.text
    title = _title_at_start(text, vocabulary)
    if title is None:
        return 0
    larger = segment.ink[0].height >= _TITLE_HEIGHT * segment.ink[-1].height
    larger = larger or segment.ink[0].height >= _LARGE * usual
    # A number alone is the value of a label above it, as large type beside small makes them one segment.
    if _stands_out(segment, title) or (larger and _NUMBER_ALONE.fullmatch(text[title.end :])):
        return title.end
    following = vocabulary.labels.starting(text[title.end :])
    named = following is not None and _names_its_number(following.meanings)
    if following is None or not named or squeeze(text[title.end : title.end + following.start]):
        return 0
    behind = text[title.end + following.end :]
    if not any(character.isdigit() for character in behind):
        return 0
    label = vocabulary.labels.starting(text)
    one = label is not None and label.end > title.end
    if one and not larger:
        return 0
    return title.end + following.start


def _stands_out(segment: Segment, title: Found) -> bool:
    """Whether each word of a title is far larger than any behind it: ``INVOICE`` and ``e-Invoice version 1.0``."""
    words, behind = segment.passage.part(0, title.end).ink, segment.passage.part(title.end).ink
    return bool(behind) and min(i.height for i in words) >= _FAR_LARGER * max(i.height for i in behind)


@lru_cache(maxsize=4096)  # the same runs of words are asked about for labels and for titles
def _title_at_start(text: str, vocabulary: Vocabulary) -> Found | None:
    """The name of a kind of document that ``text`` begins with, a usual word of titles before it or none."""
    title = vocabulary.document_kinds.starting(text) or _behind_usual(text, vocabulary)
    before = squeeze(text[: title.start]) if title else ""
    return title if not before or before in vocabulary.language.beside_titles else None


def _behind_usual(text: str, vocabulary: Vocabulary) -> Found | None:
    """The kind's name of ``Standard Purchase Order 118-4077``."""
    first = text.split(maxsplit=1)[:1]
    if not first or squeeze(first[0]) not in vocabulary.language.beside_titles:
        return None
    return next(iter(vocabulary.document_kinds.within(text)), None)
