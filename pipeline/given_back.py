"""Whether pages are a job order that Sendora printed itself: one that was forwarded, scanned or dropped by mistake.

The form has a box for everything, and most of its words are boxes that are not ticked: read as an order, it would give
doors that nobody ordered, and its number would make it a revision of the order that it is. So nothing is taken from it,
and a person is told what it is. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Document, Invoice, Page
from pipeline.understand.grammar.lookalikes import LOOKALIKE
from pipeline.understand.grammar.tokens import squeeze

FORM_WORDS = (
    "Job Order No", "Job Order Date", "Measure By", "Drawing / Remark", "Prepare by", "Checked by", "Verify by",
    "Sales Executive", "Sales Admin", "Production Supervisor",
)  # fmt: skip
"""What the form says on both of its pages, whoever it is for, from the top to the foot (``outputs/layout.py``)."""
_FEWEST = 6  # of them: a fold or a stamp may hide some, and no other paper of the trade has as many
_ABOVE = 4  # those above the rows, all of which are enough: a photo may show no more
_PHRASES = tuple(squeeze(phrase).translate(LOOKALIKE) for phrase in FORM_WORDS)
_NUMBER = 4  # the word behind "Job", "Order", "No"


def pages_given_back(document: Document) -> tuple[int, ...]:
    """The numbers of the pages that are of the company's own job order form, filled in or not."""
    return tuple(page.number for page in document.pages if _is_form(page))


def given_back(document: Document, pages: Sequence[int]) -> Invoice:
    """What is known of these pages: that they are a job order already. No value of theirs is used."""
    numbers = dict.fromkeys(number for page in document.pages if page.number in pages for number in _numbers(page))
    which = ", ".join(numbers) or "without a number"
    doubt = (
        f"This is a job order already ({which}), and nothing was taken from it: "
        "send the order that it was made from, or type what is to be made."
    )
    return Invoice(tuple(pages), doubts=(doubt,))


def _is_form(page: Page) -> bool:
    text = squeeze(" ".join([word.text for word in page.words])).translate(LOOKALIKE)
    said = [phrase in text for phrase in _PHRASES]
    return sum(said) >= _FEWEST or all(said[:_ABOVE])


def _numbers(page: Page) -> list[str]:
    """The word behind ``Job Order No:`` on its line."""
    label = _PHRASES[0]
    words = page.words
    found = []
    for start in range(len(words) - _NUMBER + 1):
        *own, behind = words[start : start + _NUMBER]
        said = "".join(squeeze(word.text) for word in own).translate(LOOKALIKE)
        level = all(abs(a.box.y0 - b.box.y0) < a.box.height for a, b in pairwise([*own, behind]))
        numbered = any(map(str.isdigit, behind.text))  # else the label of the next column: no number was filled in
        found += [behind.text] if said == label and level and numbered else []
    return found
