"""Tells the documents in one file apart: a page with a title and another number begins a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.understand.document_kinds import PURCHASE_ORDER, title_among, titles_of
from pipeline.understand.headers import numbers_of
from pipeline.understand.label_values import pairs_of
from pipeline.understand.labels import Label, labels_of
from pipeline.understand.layout import Sheet
from pipeline.understand.table_headings import headings_of
from pipeline.understand.vocabulary import Vocabulary


def documents_of(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[list[Sheet]]:
    """The pages of each document. A page without words belongs to the document before it."""
    documents: list[list[_Page]] = []
    for sheet in sheets:
        page = _Page(sheet, vocabulary)
        if documents and not _another(page, documents[-1]):
            documents[-1].append(page)
        else:
            documents.append([page])
    return [[page.sheet for page in pages] for pages in documents]


def grouped(sheets: Sequence[Sheet], groups: Sequence[Sequence[int]]) -> list[list[Sheet]]:
    """The sheets of each document by their page numbers."""
    by_number = {sheet.number: sheet for sheet in sheets}
    documents = [[by_number[number] for number in group if number in by_number] for group in groups]
    return [document for document in documents if document]


@dataclass(frozen=True)
class _Page:
    """A page and what it calls itself; looked for only where there is a page to tell it from."""

    sheet: Sheet
    vocabulary: Vocabulary

    @cached_property
    def labels(self) -> list[Label]:
        return labels_of(self.sheet, self.sheet.lines, self.vocabulary)

    @cached_property
    def kind(self) -> str | None:
        """The kind of document that its title names."""
        title = title_among(titles_of(self.sheet, lambda: self.labels, self.vocabulary))
        return title.value if title else None

    @cached_property
    def number(self) -> str | None:
        """The document's own number on a page with a title."""
        if self.kind is None:
            return None
        # "No" over a column numbers its lines: an item's 1 tells no page from another.
        headings = headings_of(self.sheet, self.vocabulary)
        titled = {ink for h in headings for line in self.sheet.lines[h.first : h.last + 1] for ink in line.ink}
        labels = [label for label in self.labels if label.segment.ink[0] not in titled]
        numbers = numbers_of(list(pairs_of(self.sheet, self.sheet.lines, labels)), self.kind)
        own = numbers.get("po_no" if self.kind == PURCHASE_ORDER else "job_order_no")
        return str(own.value) if own else None


def _another(page: _Page, before: Sequence[_Page]) -> bool:
    """A new document has a title of its own, and its number or its kind differs from the one ``before``."""
    if page.kind is None:
        return False
    number = next((each.number for each in before if each.number), None)
    if number and page.number:
        return page.number != number
    kind = next((each.kind for each in before if each.kind), None)
    return kind is not None and page.kind != kind
