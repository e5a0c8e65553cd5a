"""What a page says of the document that it belongs to: title, number, date and party, its rows, totals and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Field
from pipeline.understand.foot.totals import sums_of
from pipeline.understand.grammar.tokens import likened, squeeze
from pipeline.understand.head.box_numbers import without_box_numbers
from pipeline.understand.head.document_kinds import PURCHASE_ORDER, Kind
from pipeline.understand.head.headers import date_of, numbers_of
from pipeline.understand.head.label_values import Pair, pairs_of
from pipeline.understand.head.labels import Label, labels_of
from pipeline.understand.head.page_marks import PageMark, page_mark
from pipeline.understand.head.which_kind import kind_of
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.words.vocabulary import Vocabulary

_ROW = re.compile(r"\(?0*(\d{1,3})[.)]?")
_CELLS = 3  # of a line that is a table's row, whose number need not stand apart from its name
_LEFT = 0.25  # of the page's width, where rows are numbered
_HEAD = 0.5  # of the page's height that the head takes of a page without an item table
_FOOT = 0.8  # of the page's height above its foot
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

    @lazily
    def kind(self) -> str | None:
        """The kind of document that its title names."""
        return self._told.value if self._told and self._told.certain else None

    @lazily
    def number(self) -> str | None:
        """The document's own number."""
        return likened(squeeze(str(self._number.value))) if self._number else None

    @lazily
    def date(self) -> str | None:
        """The document's date behind its label."""
        found = date_of(self._pairs, "date", "date")
        return str(found.value) if found else None

    @lazily
    def party(self) -> str | None:
        """Who the document is made out to, where the page has a title or a date beside."""
        if self._told is None and self.date is None:
            return None
        found = next((p for p in self._pairs if p.label.meanings & {"customer_name", "vendor"}), None)
        return likened(squeeze(found.value.text))[:_PARTICULAR] if found else None

    @lazily
    def told(self) -> int:
        """How much of a head it has: of title, number, date and party."""
        return sum(each is not None for each in (self.kind, self.number, self.date, self.party))

    @lazily
    def mark(self) -> PageMark | None:
        """``Page 1 of 2``."""
        return page_mark(self.page, self.vocabulary)

    @lazily
    def rows(self) -> tuple[int, int] | None:
        """The first and the last number at the beginning of a line."""
        left = (line.segments for line in self.page.lines if line.segments[0].x0 < _LEFT * self.page.width)
        begins = (s[0].ink[0].text if len(s) >= _CELLS else s[0].text for s in left)  # "10 FLUSH DOOR", set closely
        found = [_ROW.fullmatch(text) for text in begins]
        numbers = [int(match[1]) for match in found if match]
        return (numbers[0], numbers[-1]) if numbers else None

    @lazily
    def is_totalled(self) -> bool:
        """Whether a total closes it."""
        return any(found.meaning == "total" for found in sums_of(self.page.lines, self.vocabulary))

    @lazily
    def lines(self) -> frozenset[str]:
        """What its lines say."""
        return frozenset(likened(squeeze(line.text)) for line in self.page.lines)

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

    @lazily
    def _headed(self) -> tuple[Sheet, list[Line]]:
        """The page and the lines of its head, without the numbers of a form's boxes."""
        (sheet,), heads = without_box_numbers([self.page], {self.page.number: self._head_lines}, self.vocabulary)
        return sheet, heads[self.page.number]

    @property
    def _head_lines(self) -> list[Line]:
        """What is above its item tables and at its foot, where a drawing has its title block.

        "No" over a column is no label there: an item's 1 tells no page from another.
        """
        headings = headings_of(self.page, self.vocabulary)
        first = headings[0].first if headings else sum(x.y0 < _HEAD * self.page.height for x in self.page.lines)
        titles = {index for heading in headings for index in range(heading.first, heading.last + 1)}
        below = [index for index, line in enumerate(self.page.lines) if line.y0 > _FOOT * self.page.height]
        return [self.page.lines[index] for index in sorted({*range(first), *below} - titles)]

    @lazily
    def _labels(self) -> list[Label]:
        return labels_of(*self._headed, self.vocabulary)

    @lazily
    def _pairs(self) -> list[Pair]:
        return list(pairs_of(*self._headed, self._labels, self.vocabulary))

    @lazily
    def _told(self) -> Kind | None:
        return kind_of([self._headed[0]], self._labels, self.vocabulary)

    @lazily
    def _number(self) -> Field | None:
        """Looked for only beside what says which kind of document it numbers."""
        if self._told is None:
            return None
        kind, name = self._told.value, "po_no" if self._told.value == PURCHASE_ORDER else "job_order_no"
        return numbers_of(self._pairs, kind, self.vocabulary).get(name)
