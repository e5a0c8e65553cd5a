"""Whether a page stands in a document twice, as customer's and office's copies do: its doors would be built twice.

Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.model import Document, Page

_FEWEST = 20  # words of a page that says anything
_OTHERS = 3  # words of its own that a copy may have ("OFFICE COPY", "Page 2"), or
_SHARE_OF_OTHERS = 0.02  # as many of its words: a page of other rows has more, their numbers alone


def copies(document: Document, pages: Sequence[int]) -> Iterator[str]:
    """A sentence for each page that says the same as one before it."""
    within = [page for page in document.pages if page.number in pages]
    told: set[int] = set()
    for one, other in combinations(within, 2):
        if other.number not in told and _same(one, other):
            told.add(other.number)
            yield f"Pages {one.number} and {other.number} say the same: is one a copy, and are its rows there twice?"


def _same(one: Page, other: Page) -> bool:
    words, others = (Counter(word.text.casefold() for word in page.words) for page in (one, other))
    most = max(_OTHERS, int(_SHARE_OF_OTHERS * words.total()))
    alone = (words - others).total(), (others - words).total()
    return words.total() >= _FEWEST and max(alone) <= most
