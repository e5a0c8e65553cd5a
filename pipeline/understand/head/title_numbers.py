"""A document's number beside or below its title, which no label names: ``CASH BILL   CB 40571``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.dates import is_date
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, Kind
from pipeline.understand.head.headers import renamed, whole_number_in
from pipeline.understand.head.registrations import is_registration
from pipeline.understand.page.layout import Segment, Sheet, segments_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURES = 3  # of a number that stands for itself
_TELEPHONE = re.compile(r"\+?6?0\d{1,2}[- ]?\d{6,8}")
_CODE = re.compile(r"[A-Z]{1,6}(?:\d{4,}|[A-Z\d]*(?:[/-][A-Z\d]+)+)")
_NEXT_LINE = 1.0  # heights of a title from it to its number
_TAX = re.compile(r"[A-Z]\d{2}-\d{4}-\d{8}|[A-Z]{1,2}\d{10,}")  # W10-1808-32000001, C20914477010
_YEAR = re.compile(r"(?:19|20)\d\d")


def number_beside_title(kind: Kind, sheet: Sheet, vocabulary: Vocabulary) -> Field | None:
    """The number that stands right of a title, where a word such as "SENT" may follow it, or alone right below it."""
    if _is_number(words := _behind(kind, sheet, vocabulary), vocabulary):
        return _number_in(words, kind, "beside the title")
    below = _below(_title(kind, sheet, vocabulary), sheet)
    coded = below and _CODE.fullmatch(below.text) and not _TAX.fullmatch(below.text)
    if below and coded and _is_number(below.ink, vocabulary):
        return _number_in(below.ink, kind, "below the title")
    return None


def _number_in(words: Sequence[Ink], kind: Kind, rule: str) -> Field | None:
    found = whole_number_in(Passage([words]), rule)
    return found and renamed(found, "po_no" if kind.value == PURCHASE_ORDER else "job_order_no")


def _name(kind: Kind, vocabulary: Vocabulary) -> Sequence[Ink]:
    """The words that say what the document is, without a firm's name beside them."""
    names = vocabulary.document_kinds.within(kind.passage.text)
    return kind.passage.words(names[-1].start, names[-1].end) if names else kind.passage.ink


def _title(kind: Kind, sheet: Sheet, vocabulary: Vocabulary) -> Segment:
    """The run of words that holds the title's own, where one does: the seller's name may stand on its line."""
    own = set(map(id, _name(kind, vocabulary)))
    lines = (line for line in sheet.lines if line.has_run(_name(kind, vocabulary)))
    return next((s for line in lines for s in line.segments if own <= set(map(id, s.ink))), kind.segment)


def _behind(kind: Kind, sheet: Sheet, vocabulary: Vocabulary) -> list[Ink]:
    last = _name(kind, vocabulary)[-1]
    line = next((line for line in sheet.lines if line.has_run([last])), None)
    behind = line.ink[line.place_of(last) + 1 :] if line else ()
    words = list(segments_of(behind)[0].ink) if behind else []
    while len(words) > 1 and squeeze(words[-1].text) in vocabulary.language.beside_titles:
        words.pop()
    return words


def _below(title: Segment, sheet: Sheet) -> Segment | None:
    """What stands right below a title and begins, ends or is centred where that does."""
    reach = title.y1 + _NEXT_LINE * title.height
    near = (each for line in sheet.lines for each in line.segments if title.middle < each.y0 < reach)
    aligned = (each for each in near if _is_aligned(each, title))
    return min(aligned, key=lambda each: each.y0, default=None)


def _is_aligned(segment: Segment, title: Segment) -> bool:
    edges = (segment.x0 - title.x0, segment.x1 - title.x1, segment.centre - title.centre)
    return min(map(abs, edges)) < segment.height / 2


def _is_number(words: Sequence[Ink], vocabulary: Vocabulary) -> bool:
    """Whether words can be a document's number: figures enough, and no label, date, registration or telephone."""
    text = " ".join(word.text for word in words)
    if sum(ch.isdigit() for ch in text) < _FIGURES or vocabulary.labels.starting(text) or is_date(text):
        return False
    return not (is_registration(text, vocabulary) or _TELEPHONE.fullmatch(text) or _YEAR.fullmatch(text))
