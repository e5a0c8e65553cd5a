"""Whether doors would be built twice: a page that is there twice, an invoice scanned with its delivery order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.model import Document, Field, Invoice, ItemKind, Page

_TELLING = ("kind", "width_mm", "height_mm", "thickness_mm", "quantity", "laminate_code", "location")
_FEWEST = 20  # words of a page that says anything
_OTHERS = 3  # words of its own that a copy may have ("OFFICE COPY", "Page 2"), or
_SHARE_OF_OTHERS = 0.02  # as many of its words: a page of other rows has more, their numbers alone


def copies(document: Document, pages: Sequence[int]) -> Iterator[str]:
    """A sentence for each page that says the same as one before it."""
    within = [(page.number, _words(page)) for page in document.pages if page.number in pages and len(pages) > 1]
    told: set[int] = set()
    for (one, words), (other, others) in combinations(within, 2):
        if other not in told and _same(words, others):
            told.add(other)
            yield f"Pages {one} and {other} say the same: is one a copy, and are its rows there twice?"


def listed_before(invoices: Sequence[Invoice]) -> list[tuple[str, ...]]:
    """For each document of a file: a question, when an earlier one lists the very same doors and frames."""
    first: dict[tuple[tuple[str, ...], ...], Invoice] = {}
    return [tuple(_again(first.setdefault(_goods(invoice), invoice), invoice)) for invoice in invoices]


def _again(before: Invoice, invoice: Invoice) -> Iterator[str]:
    if before is not invoice and before.pages and _goods(invoice):
        yield f"Page {before.pages[0]} lists the very same doors and frames: are these two papers of one order?"


def _goods(invoice: Invoice) -> tuple[tuple[str, ...], ...]:
    """What is to be made, whatever the order of the lines."""
    made = (item for item in invoice.items if item.kind.value != ItemKind.OTHER and item.width_mm and item.height_mm)
    return tuple(sorted(tuple(_text(getattr(item, name)) for name in _TELLING) for item in made))


def _text(field: Field | None) -> str:
    return "" if field is None else str(field.value)


def _words(page: Page) -> Counter[str]:
    return Counter(word.text.casefold() for word in page.words)


def _same(words: Counter[str], others: Counter[str]) -> bool:
    most = max(_OTHERS, int(_SHARE_OF_OTHERS * words.total()))
    if words.total() < _FEWEST or abs(words.total() - others.total()) > most:
        return False
    return max((words - others).total(), (others - words).total()) <= most
