"""Tells the documents in one file apart: a page with a title and another number begins a new one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.document_kinds import title_among, titles_of
from pipeline.understand.headers import numbers_of
from pipeline.understand.label_values import pairs_of
from pipeline.understand.labels import labels_of
from pipeline.understand.layout import Sheet
from pipeline.understand.table_headings import headings_of
from pipeline.understand.vocabulary import Vocabulary


def documents_of(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[list[Sheet]]:
    """The pages of each document. A page without words belongs to the document before it."""
    if len(sheets) == 1:  # nothing to tell it from
        return [list(sheets)]
    documents: list[list[Sheet]] = []
    current: tuple[str | None, str | None] = (None, None)
    for sheet in sheets:
        seen = _identity(sheet, vocabulary)
        if not documents or _another(seen, current):
            documents.append([sheet])
            current = seen
        else:
            documents[-1].append(sheet)
            current = (current[0] or seen[0], current[1] or seen[1])
    return documents


def grouped(sheets: Sequence[Sheet], groups: Sequence[Sequence[int]]) -> list[list[Sheet]]:
    """The sheets of each document by their page numbers."""
    by_number = {sheet.number: sheet for sheet in sheets}
    documents = [[by_number[number] for number in group if number in by_number] for group in groups]
    return [document for document in documents if document]


def _another(seen: tuple[str | None, str | None], current: tuple[str | None, str | None]) -> bool:
    """A new document has a title of its own, and its number or its kind differs from the one before."""
    kind, number = seen
    if kind is None:
        return False
    if number and current[1]:
        return number != current[1]
    return current[0] is not None and kind != current[0]


def _identity(sheet: Sheet, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    labels = labels_of(sheet, sheet.lines, vocabulary)
    kind = title_among(titles_of(sheet, labels, vocabulary))
    if kind is None:
        return None, None
    # "No" over a column numbers its lines: an item's 1 tells no page from another.
    headings = headings_of(sheet, vocabulary)
    titled = {ink for h in headings for line in sheet.lines[h.first : h.last + 1] for ink in line.ink}
    pairs = list(pairs_of(sheet, sheet.lines, [label for label in labels if label.segment.ink[0] not in titled]))
    numbers = numbers_of(pairs, kind.value)
    own = numbers.get("po_no") if kind.value == "purchase_order" else numbers.get("job_order_no")
    return kind.value, (str(own.value) if own else None)
