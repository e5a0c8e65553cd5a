"""Tells the documents in one file apart: by what each page says of the document that it belongs to.

Signs that a page begins another document (another number, another title, ``Page 1 of 2``, a second total) are weighed
against signs that it goes on with the one before (the same number, no head at all, ``Page 2 of 2``, a sum brought
forward, rows that are numbered on). Where these come near each other, a person is asked. A page that is there twice is
:mod:`pipeline.copies`' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Invoice
from pipeline.understand.head.page_heads import PageHead
from pipeline.understand.head.page_marks import carries_forward, is_brought_forward
from pipeline.understand.page.layout import Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.words.vocabulary import Vocabulary

# How much a sign says; one that is sure outweighs a good one, which takes two hints to outweigh.
_SURE, _GOOD, _HINT = 3, 2, 1
_NEAR = 1  # weights that differ by no more are asked about
_SEVERAL = 3  # rows that another document hardly leaves out at its beginning
_HEAD = 2  # of title, number, date and party make a head


@dataclass(frozen=True)
class Part:
    """The pages of one document, and the pages at whose beginning it is not sure that it begins or goes on."""

    sheets: tuple[Sheet, ...]
    unsure: tuple[int, ...] = ()

    def asked_about(self, invoice: Invoice) -> Invoice:
        """``invoice``, which these pages say, with a question for each page that may belong elsewhere."""
        return replace(invoice, doubts=(*invoice.doubts, *map(_question, self.unsure)))


def _question(page: int) -> str:
    return f"Page {page} may begin another document or belong to the one before it: check which pages belong together."


def documents_of(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Part]:
    """The pages of each document. A page without words belongs to the document before it."""
    documents: list[list[PageHead]] = []
    unsure: list[list[int]] = []
    for page in (PageHead(sheet, vocabulary) for sheet in sheets):
        signs = _Signs(page, documents[-1]) if documents else None
        asked = [page.page.number] if signs and signs.are_near else []
        if signs:
            unsure[-1] += asked  # also where it is parted: the document before may not be whole
        if signs is None or signs.begin:
            documents.append([page])
            unsure.append(asked)
        else:
            documents[-1].append(page)
    return [Part(tuple(page.page for page in d), tuple(u)) for d, u in zip(documents, unsure, strict=True)]


def grouped(sheets: Sequence[Sheet], groups: Sequence[Sequence[int]]) -> list[Part]:
    """The sheets of each document by their page numbers."""
    by_number = {sheet.number: sheet for sheet in sheets}
    documents = [tuple(by_number[number] for number in group if number in by_number) for group in groups]
    return [Part(document) for document in documents if document]


@dataclass(frozen=True)
class _Signs:
    """What speaks for another document and what for the same, between a page and those ``before`` of a document."""

    page: PageHead
    before: Sequence[PageHead]

    @lazily
    def begin(self) -> bool:
        """Whether the page begins another document."""
        return self._told_by(self._begins)[0]

    @lazily
    def are_near(self) -> bool:
        """Whether they are good for both, none at all, or hardly more for another document."""
        return self._told_by(self._begins)[1]

    def _told_by(self, begins: int) -> tuple[bool, bool]:
        """Whether the page begins another document, and whether the signs are near, where so much says that it does."""
        weights = (begins, self._goes_on)
        begin, near = begins > self._goes_on, abs(begins - self._goes_on) <= _NEAR
        return begin, near and (begin or min(weights) >= _GOOD or max(weights) < _GOOD)

    @lazily
    def _begins(self) -> int:
        told = sum(self._signs_of_another())
        if self._told_by(told) == self._told_by(told + _HINT):  # so no total is looked for
            return told
        return told + _HINT * (self.page.is_totalled and any(each.is_totalled for each in self.before))

    @lazily
    def _goes_on(self) -> int:
        return sum(self._signs_of_the_same())

    def _signs_of_another(self) -> Iterator[int]:
        page = self.page
        yield _SURE * self._other(page.number, self._number)
        yield _GOOD * self._other(page.kind, self._kind)
        if page.told >= _HEAD and not (self._number and (page.number or page.names(self._number))):
            yield _GOOD if self._number else _HINT
        if page.mark is not None and page.mark.page == 1:
            numbered = page.number or (self._number and page.names(self._number))
            yield _SURE if page.mark.pages == 1 and not numbered else _GOOD  # "1/1" goes on with nothing
        yield _HINT * self._other(page.date, self._date)
        yield _HINT * self._other(page.party, self._party)
        yield _HINT * (page.told > 0 and self._rows is not None and page.rows is not None and page.rows[0] == 1)

    def _signs_of_the_same(self) -> Iterator[int]:
        page = self.page
        yield _SURE * self._same(page.number, self._number)
        if self._number and page.number is None and not self._other(page.kind, self._kind):
            yield _GOOD * page.names(self._number)
        yield _GOOD * (not (page.kind or page.number or page.date))
        yield _GOOD * (not page.page.lines)
        yield self._by_the_mark
        yield _GOOD * self._is_carried
        if self._rows and page.rows:
            follows = page.rows[0] - self._rows[1] in (1, 10)  # some number their rows 10, 20, 30
            yield (_GOOD if page.rows[0] > _SEVERAL else _HINT) * follows
        yield self._by_the_rest * self._is_of_the_same_day

    @property
    def _is_of_the_same_day(self) -> bool:
        """Whether the date or the party is the same, and neither is another."""
        known = ((self.page.date, self._date), (self.page.party, self._party))
        return any(self._same(*each) for each in known) and not any(self._other(*each) for each in known)

    @property
    def _by_the_rest(self) -> int:
        """What the date and the party say: much where OCR may have misread the number, a hint where it is not known."""
        if not (self.page.number and self._number):
            return _HINT
        misread = self._other(self.page.number, self._number) and self.page.may_have_misread(self._number)
        return _GOOD * (misread and not self._other(self.page.kind, self._kind))

    @property
    def _by_the_mark(self) -> int:
        mark, last = self.page.mark, self.before[-1].mark
        if mark is None or mark.page == 1:
            return 0
        follows = mark.follows(last) if last else mark.page == len(self.before) + 1
        return _SURE if follows else _GOOD

    @property
    def _is_carried(self) -> bool:
        page, last = self.page, self.before[-1]
        return carries_forward(last.page, last.vocabulary) or is_brought_forward(page.page, page.vocabulary)

    @staticmethod
    def _other(own: str | None, before: str | None) -> bool:
        return own is not None and before is not None and own != before

    @staticmethod
    def _same(own: str | None, before: str | None) -> bool:
        return own is not None and own == before

    @lazily
    def _number(self) -> str | None:
        return next((each.number for each in self.before if each.number), None)

    @lazily
    def _kind(self) -> str | None:
        return next((each.kind for each in self.before if each.kind), None)

    @lazily
    def _date(self) -> str | None:
        return next((each.date for each in self.before if each.date), None)

    @lazily
    def _party(self) -> str | None:
        return next((each.party for each in self.before if each.party), None)

    @lazily
    def _rows(self) -> tuple[int, int] | None:
        return next((each.rows for each in reversed(self.before) if each.rows), None)
