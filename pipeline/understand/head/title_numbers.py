"""A document's number beside its title, which no label names: ``CASH BILL   CB 40571``, ``Quotation QD-10932``."""

from __future__ import annotations

import re

from pipeline.model import Field
from pipeline.understand.grammar.dates import is_date
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, Kind
from pipeline.understand.head.headers import renamed, whole_number_in
from pipeline.understand.head.registrations import is_registration
from pipeline.understand.page.layout import Sheet, segments_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURES = 3  # of a number that stands for itself
_TELEPHONE = re.compile(r"\+?6?0\d{1,2}[- ]?\d{6,8}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def number_beside_title(kind: Kind, sheet: Sheet, vocabulary: Vocabulary) -> Field | None:
    """The number that stands right of a title; a word such as "SENT" may follow it."""
    names = vocabulary.document_kinds.within(kind.passage.text)
    last = kind.passage.words(names[-1].start, names[-1].end)[-1] if names else kind.passage.ink[-1]
    line = next((line for line in sheet.lines if last in line.ink), None)
    behind = line.ink[line.place_of(last) + 1 :] if line else ()
    words = list(segments_of(behind)[0].ink) if behind else []
    while len(words) > 1 and squeeze(words[-1].text) in vocabulary.language.beside_titles:
        words.pop()
    text = " ".join(word.text for word in words)
    if sum(ch.isdigit() for ch in text) < _FIGURES or vocabulary.labels.starting(text) or is_date(text):
        return None
    if is_registration(text, vocabulary) or _TELEPHONE.fullmatch(text) or _YEAR.fullmatch(text):
        return None
    name = "po_no" if kind.value == PURCHASE_ORDER else "job_order_no"
    found = whole_number_in(Passage([words]), "beside the title")
    return found and renamed(found, name)
