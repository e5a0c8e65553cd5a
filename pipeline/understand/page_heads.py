"""What a page says of the document that it belongs to: title, number, date and party, its rows, totals and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Field
from pipeline.understand.box_numbers import without_box_numbers
from pipeline.understand.document_kinds import PURCHASE_ORDER, Kind, kind_of
from pipeline.understand.headers import date_of, numbers_of
from pipeline.understand.label_values import Pair, pairs_of
from pipeline.understand.labels import Label, labels_of
from pipeline.understand.layout import Sheet
from pipeline.understand.lookalikes import LOOKALIKE
from pipeline.understand.page_marks import PageMark, page_mark
from pipeline.understand.table_headings import headings_of
from pipeline.understand.tokens import squeeze
from pipeline.understand.totals import sums_of
from pipeline.understand.vocabulary import Vocabulary

_ROW = re.compile(r"\(?0*(\d{1,3})[.)]?")
_LEFT = 0.25  # of the page's width, where rows are numbered
_HEAD = 0.5  # of the page's height that its head may take
_LEAST = 4  # characters of a number that is known wherever it stands
_MISREAD = 2  # characters of a number that OCR may have got wrong
_PARTICULAR = 12  # characters that tell one party from another


@dataclass(frozen=True)
class PageHead:
    """One page; everything about it is looked for only when it is asked for.

    Texts are as they are compared: without blanks and marks, letters that look like figures being these.
    """

    page: Sheet
    vocabulary: Vocabulary

    @cached_property
    def kind(self) -> str | None:
        """The kind of document that its title names."""
        return self._told.value if self._told and self._told.certain else None

    @cached_property
    def number(self) -> str | None:
        """The document's own number."""
        return alike(str(self._number.value)) if self._number else None

    @cached_property
    def date(self) -> str | None:
        """The document's date behind its label."""
        found = date_of(self._pairs, "date", "date")
        return str(found.value) if found else None

    @cached_property
    def party(self) -> str | None:
        """Who the document is made out to, where the page has a title or a date beside."""
        if self._told is None and self.date is None:
            return None
        found = next((p for p in self._pairs if p.label.meanings & {"customer_name", "vendor"}), None)
        return alike(found.value.text)[:_PARTICULAR] if found else None

    @cached_property
    def told(self) -> int:
        """How much of a head it has: of title, number, date and party."""
        return sum(each is not None for each in (self.kind, self.number, self.date, self.party))

    @cached_property
    def mark(self) -> PageMark | None:
        """``Page 1 of 2``."""
        return page_mark(self._sheet, self.vocabulary)

    @cached_property
    def rows(self) -> tuple[int, int] | None:
        """The first and the last number at the beginning of a line."""
        first = (line.segments[0] for line in self._sheet.lines)
        found = [_ROW.fullmatch(s.text) for s in first if s.x0 < _LEFT * self._sheet.width]
        numbers = [int(match[1]) for match in found if match]
        return (numbers[0], numbers[-1]) if numbers else None

    @cached_property
    def is_totalled(self) -> bool:
        """Whether a total closes it."""
        return any(found.meaning == "total" for found in sums_of(self._sheet.lines, self.vocabulary))

    @cached_property
    def lines(self) -> frozenset[str]:
        """What its lines say."""
        return frozenset(alike(line.text) for line in self._sheet.lines)

    def names(self, number: str) -> bool:
        """Whether a document's number stands anywhere on the page."""
        return len(number) >= _LEAST and any(number in line for line in self.lines)

    def may_have_misread(self, number: str) -> bool:
        """Whether OCR, not a text layer, gave this page's number, and it is nearly ``number``."""
        if self._number is None or self.number is None or self._number.confidence == 1:
            return False
        differing = sum(a != b for a, b in zip(self.number, number, strict=False))
        cut_off = number in self.number or self.number in number
        return cut_off or (len(number) == len(self.number) and differing <= _MISREAD)

    @cached_property
    def _sheet(self) -> Sheet:
        """The page without the numbers of a form's boxes."""
        (bare,), _ = without_box_numbers([self.page], {self.page.number: self.page.lines}, self.vocabulary)
        return bare

    @cached_property
    def _labels(self) -> list[Label]:
        """Its labels; "No" over a column is none: an item's 1 tells no page from another."""
        headings = headings_of(self._sheet, self.vocabulary)
        titled = {ink for h in headings for line in self._sheet.lines[h.first : h.last + 1] for ink in line.ink}
        labels = labels_of(self._sheet, self._sheet.lines, self.vocabulary)
        return [label for label in labels if label.segment.ink[0] not in titled]

    @cached_property
    def _pairs(self) -> list[Pair]:
        return [pair for pair in self._every_pair if pair.label.segment.y0 < _HEAD * self._sheet.height]

    @cached_property
    def _every_pair(self) -> list[Pair]:
        """Also those of a drawing, whose title block is at its foot."""
        return list(pairs_of(self._sheet, self._sheet.lines, self._labels))

    @cached_property
    def _told(self) -> Kind | None:
        return kind_of([self._sheet], self._labels, self.vocabulary)

    @cached_property
    def _number(self) -> Field | None:
        """Looked for only beside what says which kind of document it numbers."""
        if self._told is None:
            return None
        kind, name = self._told.value, "po_no" if self._told.value == PURCHASE_ORDER else "job_order_no"
        return numbers_of(self._pairs, kind).get(name) or numbers_of(self._every_pair, kind).get(name)


def alike(text: str) -> str:
    """A text without blanks and marks, with what OCR takes for one another made the same."""
    return squeeze(text).translate(LOOKALIKE)
