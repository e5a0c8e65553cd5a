"""Facts of the head that a letter tells in sentences: ``our purchase order no. 7000559``, ``to be delivered by 4 May``.

A sentence has no colon and no column that sets a label apart, so words are a label here only where what follows them,
behind words that merely tie the two together, is of their kind: a number behind a number's name, a date behind a
date's, a name behind "measured by". What a table of labels tells comes first; a sentence only fills what that left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.understand.grammar.dates import WEEKDAY, WrittenDate, dates_in
from pipeline.understand.head.addresses import is_by_address
from pipeline.understand.head.label_text import begins_a_number
from pipeline.understand.head.label_values import Pair
from pipeline.understand.head.labels import Label
from pipeline.understand.head.registrations import is_registration
from pipeline.understand.item.general import paragraphs_of, sentences_in
from pipeline.understand.page.layout import Line, segment_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = re.compile(r"(?=[A-Z0-9./_-]*\d)[A-Z0-9][A-Z0-9./_-]+[A-Z0-9](?![A-Z0-9])", re.IGNORECASE)
_IN_A_CODE = re.compile(r"\w[-/]$")  # the PO of HQ-PO-5403-26
_DATES = frozenset({"date", "delivery_date", "due_date"})
_FIGURES = re.compile(r"\d|[OoIl]\s*[/.\-–]\s*[OoIl]")
_MEASURED = frozenset({"measure_by"})
_DELIVERED = frozenset({"delivery_date", "ship_to"})
_ONE_MORE = re.compile(r"\s*(?:[,;&+]|\b(?:and|dan)\b)\s*", re.IGNORECASE)
_ELSE = ("other", "earlier")
_TOWN = re.compile(r"\d{5}\s+[^\W\d_]{3}")  # behind its postcode
_INITIALS = re.compile(r"\b(?!no$)[A-Za-z]{1,4}$", re.IGNORECASE)
_BLANK = re.compile(r"\s")
_BARE = 3  # letters of "no" and "ref"
_REGION = (0.0, 0.0)  # nothing stands below a label in a sentence


def told_pairs(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Pair]:
    """The labels and values in the sentences of ``lines``."""
    for paragraph in paragraphs_of(lines):
        passage = Passage([line.ink for line in paragraph])
        text = _as_one_line(passage)
        for start, end in sentences_in(text):
            if not _may_tell(text[start:end], vocabulary):
                continue
            sentence = _Sentence(passage, paragraph[0], (start, end), vocabulary)
            pairs = list(sentence.pairs())
            yield from pairs
            if not any("delivery_date" in pair.label.meanings for pair in pairs):
                yield from sentence.delivery()


def _may_tell(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has figures, or what may be misread ones of a date, or may say who measured."""
    return bool(_FIGURES.search(sentence)) or vocabulary.labels.may_speak_of(sentence, _MEASURED)


class _Words(NamedTuple):
    """The words of a letter's sentences, in the patterns that they make."""

    ties: re.Pattern[str]
    """Words that merely tie a label and its value together."""
    deadline: re.Pattern[str]
    done: re.Pattern[str]
    name: re.Pattern[str]
    """A person's, up to a mark or the end."""


@lru_cache(maxsize=16)
def _words_of(language: Language) -> _Words:
    title, inside = any_of(language.titles), any_of(language.in_names)
    more = rf"(?:\s+(?:[A-Z][\w'/-]*|\d{{1,2}}|{inside})){{0,3}}"
    return _Words(
        ties=re.compile(rf"(?:[\s:.,(#–—-]|\b(?:{any_of(language.ties)}|{WEEKDAY})\b)*", re.IGNORECASE),
        deadline=re.compile(rf"\b{any_of(language.deadlines)}[\s,:]*$", re.IGNORECASE),
        done=re.compile(rf"\b(?<!be ){any_of(language.done)}\b", re.IGNORECASE),
        name=re.compile(rf"(?:(?i:{title}\.?)\s+)?(?:[A-Z][\w'/-]*){more}(?=\s*(?:[.,;)]|$))"),
    )


class _Sentence:
    """A stretch of a paragraph's text, the labels in it and what they tell."""

    def __init__(self, passage: Passage, line: Line, place: tuple[int, int], vocabulary: Vocabulary) -> None:
        self._passage, self._line, self._words = passage, line, _words_of(vocabulary.language)
        self._vocabulary = vocabulary
        self._start, self._end = start, end = place
        self._text = text = _as_one_line(passage)
        self._labels = [
            Found(f.meanings, f.phrase, start + f.start, start + f.end)
            for f in vocabulary.labels.within(text[start:end])
            if not _IN_A_CODE.search(text, start, start + f.start)
        ]

    def pairs(self) -> Iterator[Pair]:
        """A pair for each label that a value of its kind follows."""
        numbered: frozenset[str] = frozenset()
        told = self._start  # the end of what labels before it told
        for label in self._labels:
            begin = self._value_start(label)
            if begin < min(told, label.end):  # initials of a number that is told already
                continue
            stop = self._value_end(label.meanings, begin)
            past = "delivery_date" in label.meanings and self._words.done.search(
                self._text, max(0, label.start - 3), begin
            )
            if stop is None or past or _names_no_document(label) or self._in_columns(label, begin):
                continue
            if self._is_no_number_of_it(label, begin, stop):
                continue
            if numbered and not _is_own(numbered) and self._goes_on(label, told):
                continue  # "your quotation … dated 3 May": its date; "Previous orders: INV-118, INV-207"
            numbered = label.meanings if _is_number(label.meanings) else numbered
            told = stop
            yield self._pair(label, begin, stop)

    def _goes_on(self, label: Found, told: int) -> bool:
        """Whether a date, or one more number behind a mark, belongs to the number of another document."""
        return "date" in label.meanings or bool(_ONE_MORE.fullmatch(self._text, told, label.start))

    def _in_columns(self, label: Found, begin: int) -> bool:
        """Whether a label ends its line behind a wide gap, and the value begins the next on its left: a column's."""
        text = self._passage.text
        above = text[text.rfind("\n", 0, label.start) + 1 : label.start]
        if "\t" not in above or "\n" not in text[label.end : begin]:
            return False
        named, value = self._passage.first_from(label.start), self._passage.first_from(begin)
        return named is not None and value is not None and value.x1 < named.x0

    def delivery(self) -> Iterator[Pair]:
        """``Kindly deliver to our site at … by 3 October``: the only date of a sentence that speaks of delivery."""
        label = next((label for label in self._labels if label.meanings & _DELIVERED), None)
        dates = dates_in(self._text[self._start : self._end]) if label else []
        if label is None or len(dates) != 1 or self._words.done.search(self._text, self._start, self._end):
            return
        begin, stop = self._start + dates[0].start, self._start + dates[0].end
        if label.end < begin and self._words.deadline.search(self._text, label.end, begin):
            yield self._pair(Found(frozenset({"delivery_date"}), label.phrase, label.start, label.end), begin, stop)

    def _value_start(self, label: Found) -> int:
        """Where the value of ``label`` begins: of ``PO-778/NFS`` and ``INV2508`` in one word the label is a part."""
        initials = _INITIALS.search(self._text, label.start, label.end)
        if initials and (self._text.startswith("-", label.end) or begins_a_number(self._text, label)):
            return initials.start()
        tie = self._words.ties.match(self._text, label.end, self._end)
        return tie.end() if tie else label.end

    def _is_no_number_of_it(self, label: Found, begin: int, stop: int) -> bool:
        """Whether a number stands there by chance: a firm's registration, the number of a house, a town's postcode."""
        if not _is_number(label.meanings) or begin < label.end:
            return False
        behind = self._text[stop : self._end]
        number = self._text[begin:stop]
        firm = is_registration(number, self._vocabulary) and (
            self._text[:begin].endswith("(") or behind.startswith(" (")
        )
        in_address = _TOWN.match(self._text, begin) or (
            behind.startswith(",") and is_by_address(behind[1:], self._vocabulary)
        )
        return firm or bool(in_address)

    def _value_end(self, meanings: frozenset[str], begin: int) -> int | None:
        """Where a value of this kind ends that begins at ``begin``; None where none does."""
        rest = self._text[begin : self._end]
        if meanings & _DATES:
            date = _date_at_start(rest)
            return begin + date.end if date else None
        if "measure_by" in meanings:
            name = self._words.name.match(rest)
            return begin + name.end() if name else None
        number = _NUMBER.match(rest) if _is_number(meanings) else None
        return None if number is None or _date_at_start(rest) else begin + number.end()

    def _pair(self, found: Found, begin: int, stop: int) -> Pair:
        words = self._passage.words(found.start, found.end)
        value = self._passage.part(begin, stop)
        label = Label(found.meanings, found.phrase, segment_of(words), self._line, value, True, False, _REGION)
        return Pair(label, value, "inline")


def _date_at_start(text: str) -> WrittenDate | None:
    first = next(iter(dates_in(text[:40])), None)
    return first if first and first.start == 0 else None


def _as_one_line(passage: Passage) -> str:
    """The text with every break as a blank; places stay where they are."""
    return _BLANK.sub(" ", passage.text)


def _names_no_document(label: Found) -> bool:
    """``No. 210, Jalan Contoh``: in a sentence or an address a bare "no" may count anything."""
    return "number_any" in label.meanings and len(label.phrase) <= _BARE


def _is_number(meanings: frozenset[str]) -> bool:
    return any(m.startswith("number_") or m in ("po_no", "your_ref", *_ELSE) for m in meanings)


def _is_own(meanings: frozenset[str]) -> bool:
    return not meanings & {"your_ref", *_ELSE}
