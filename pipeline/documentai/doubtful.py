"""When the embedded engines read a page doubtfully: only such pages are worth asking about. Pure."""

from __future__ import annotations

from pipeline.model import Document, Page
from pipeline.understand.page.passage import TEXT_LAYER

DOUBTFUL_BELOW = 0.8
"""A word counts as doubtful below this confidence: of those above, 98 % are right (benchmarks/calibration)."""


def doubtful_words(page: Page) -> int:
    """How many words of a page were read with less certainty than :data:`DOUBTFUL_BELOW`."""
    return sum(word.confidence < DOUBTFUL_BELOW for word in page.words)


def why_doubtful(page: Page, share: float) -> str:
    """A sentence's part that says why ``page`` is doubtful, or "" when it is not.

    Doubtful is a page of which more than ``share`` of the words are. A text layer never is, nor a page without words.
    """
    doubtful = doubtful_words(page)
    if page.engine == TEXT_LAYER or not page.words or doubtful <= share * len(page.words):
        return ""
    return f"{doubtful} of {len(page.words)} words were read with less than {DOUBTFUL_BELOW:.0%} certainty"


def doubtful_pages(document: Document, share: float) -> dict[int, str]:
    """The doubtful pages by number, each with why. A document with exact data (an e-invoice) has none."""
    if document.entities:
        return {}
    return {page.number: why for page in document.pages if (why := why_doubtful(page, share))}
