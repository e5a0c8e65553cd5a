"""What a letter or a mail is about, or is headed with: ``RE: QUOTATION FOR …``, ``Subject: PO No. 4581``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.codes import WORDS_BEHIND
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, Kind
from pipeline.understand.head.document_titles import ONE_NUMBER, TITLE_HEIGHT, TITLES_ABOVE, usual_height
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letters import is_to_us
from pipeline.understand.head.party_names import is_ours
from pipeline.understand.page.layout import Line, Sheet, segment_of
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_SET_OFF = re.compile(r"\s*[:(—–|-]\s*(?=[^\W\d_]{3})")
_FIRST_WORD = re.compile(r"[^\W\d_]+\s+")
_NUMBER_OF = re.compile(r"(?:(?:no|nombor|number of)\W*)?", re.IGNORECASE)
_FEWEST_WORDS = 2  # of a subject; a number has one or two


class _SubjectWords(NamedTuple):
    begin: re.Pattern[str]
    """``RE:``, ``Subject :`` in front of the subject."""
    about: re.Pattern[str]
    order_for: re.Pattern[str]


@lru_cache(maxsize=16)
def _subject_words(language: Language) -> _SubjectWords:
    subject, about = any_of(language.subjects), any_of(language.about)
    return _SubjectWords(
        re.compile(rf"\s*(?:{subject}\s*[.:]+\s*)+", re.IGNORECASE),
        re.compile(rf"\s+{about}\b", re.IGNORECASE),
        re.compile(rf"(?:{subject}?\s*[.:]?\s*)*({any_of(language.orders)})\s+{about}\b", re.IGNORECASE),
    )


def subjects_of(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Subject lines of letters: ``RE: QUOTATION FOR SUPPLY OF DOORS``, ``QUOTATION FOR …``, ``ORDER: doors``."""
    words = _subject_words(vocabulary.language)
    for line in sheet.lines:
        whole = segment_of(line.ink)
        start = match.end() if (match := words.begin.match(whole.text)) else 0
        found = vocabulary.document_kinds.starting(whole.text[start:])
        if found is None or len(found.meanings) != 1 or squeeze(whole.text[start : start + found.start]):
            continue
        rest = _behind_translations(whole.text[start + found.end :], found.meanings, vocabulary)
        if start or words.about.match(rest) or _names_a_subject(rest, vocabulary):
            yield Kind(next(iter(found.meanings)), whole, whole.passage.part(start, start + found.end), certain=True)


def letters_of_order(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """``ORDER FOR TIMBER DOORS``: what a letter is about that others wrote to us."""
    order_for = _subject_words(vocabulary.language).order_for
    lines = [line for line in sheet.lines if line.y0 < TITLES_ABOVE * sheet.height]
    to_us = next((n for n, line in enumerate(lines) if is_ours(line.text, vocabulary)), 0)
    for line in lines[to_us + 1 :] if to_us else []:
        whole = segment_of(line.ink)
        if (match := order_for.match(whole.text)) and any(True for _ in vocabulary.item_kinds.within(whole.text)):
            yield Kind(PURCHASE_ORDER, whole, whole.passage.part(match.start(1), match.end(1)), certain=True)


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


def about_an_order(sheet: Sheet, labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """A number that a letter is headed with, or what a letter to us is about: ``Subject: PO No. 4581``."""
    to_us = is_to_us(sheet, labels, vocabulary)
    lines = [line for line in sheet.lines if line.y0 < TITLES_ABOVE * sheet.height]
    large = TITLE_HEIGHT * usual_height(sheet)
    about = (_about_its_number(line, large, vocabulary) for line in lines) if to_us else ()
    return _numbered_title(lines, vocabulary, to_us=to_us) or next((kind for kind in about if kind), None)


def _about_its_number(line: Line, large: float, vocabulary: Vocabulary) -> Kind | None:
    """``Subject: PO No. 4581``, or the same in ``large`` type over a mail."""
    whole = segment_of(line.ink)
    subject = _subject_words(vocabulary.language).begin.match(whole.text)
    start = subject.end() if subject else 0
    while subject and (word := _FIRST_WORD.match(whole.text, start)):  # "Subject: New PO No. 4581"
        if squeeze(word[0]) not in vocabulary.language.beside_titles:
            break
        start = word.end()
    headed = subject is not None or (len(line.segments) == 1 and whole.ink[0].height >= large)
    label = vocabulary.labels.starting(whole.text[start:]) if headed else None
    if label is None or label.start or label.meanings != {"po_no"}:
        return None
    number = re.match(r"[\s.:#]*(?=\S*\d)\S+", whole.text[start + label.end :])
    return Kind(PURCHASE_ORDER, whole, whole.passage.part(start, start + label.end), certain=True) if number else None


def _numbered_title(lines: Sequence[Line], vocabulary: Vocabulary, *, to_us: bool) -> Kind | None:
    """``PURCHASE ORDER NO. PO2509-0856`` alone on its line, as letters are headed; None where two stand so.

    An order's number may be a reference: it is the letter's own, capitals or not, where that is addressed to us.
    """
    alone = [line for line in lines if to_us or len(line.segments) == 1]  # a letter's date may stand beside it
    found = [kind for line in alone if (kind := _heads_a_number(line, vocabulary))]
    fitting = [to_us if kind.value == PURCHASE_ORDER else kind.segment.text.isupper() for kind in found]
    return found[0] if fitting == [True] else None


def _heads_a_number(line: Line, vocabulary: Vocabulary) -> Kind | None:
    segment = line.segments[0]
    text = segment.text
    label = vocabulary.labels.starting(text)
    names = list(vocabulary.document_kinds.within(text[: label.end])) if label else []
    if label is None or len(names) != 1 or len(names[0].meanings) != 1:
        return None
    name = names[0]
    number = WORDS_BEHIND.split(text[label.end :], maxsplit=1)[0].lstrip(" .:")  # the work may stand behind it
    led = _NUMBER_OF.fullmatch(text, 0, name.start) is not None  # "No. Surat Pesanan", not "Ref. Quotation No."
    if label.start or not led or not ONE_NUMBER.fullmatch(number.strip(" .")):
        return None
    return Kind(next(iter(name.meanings)), segment, segment.passage.part(name.start, name.end), certain=True)
