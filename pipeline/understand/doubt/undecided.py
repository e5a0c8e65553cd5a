"""Goods that a document lists and that may not be meant to be made: optional ones, alternatives, cancelled lines.

A quotation offers a door in two ways, an invoice keeps the line that was returned. What is to be made a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.model import Invoice, ItemKind, LineItem
from pipeline.understand.page.layout import Sheet
from pipeline.understand.words.vocabulary import Vocabulary

_WHICH = re.compile(r"[\s\-#(:]*(?:(?:no|item)\b[\s.:]*)?(?:[A-F]|[1-6]|I{1,3})\)?\s*(?:$|[:.\-–—(])", re.IGNORECASE)
_WORDS = 6
"""The most words of a line that heads others; more are a sentence's."""
_MOST = 3  # questions of one document
_SHOWN = 60  # letters


def with_undecided_asked(invoice: Invoice, vocabulary: Vocabulary) -> Invoice:
    """``invoice`` with a doubt at each door or frame whose line says that it may not be meant."""
    return replace(invoice, items=tuple(_asked(item, vocabulary) for item in invoice.items))


def _asked(item: LineItem, vocabulary: Vocabulary) -> LineItem:
    if item.kind.value == ItemKind.OTHER:
        return item
    text = item.description.raw
    found = next((each for each in vocabulary.undecided.within(text) if "lines" in each.meanings), None)
    if found is None:
        return item
    words = text[found.start : found.end]
    return replace(item, kind=item.kind.doubted(f"the line says “{words}”: is it to be made?"))


def choices_on(invoice: Invoice, sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Iterator[str]:
    """A question for each line that makes the goods below it a choice, at most a few."""
    if any(item.kind.value != ItemKind.OTHER for item in invoice.items):
        texts = dict.fromkeys(s.text for sheet in sheets for line in sheet.lines for s in line.segments)
        heads = (text for text in texts if _offers(text, vocabulary))
        yield from (
            f"“{text[:_SHOWN]}” makes some lines a choice: which are to be made?" for text in islice(heads, _MOST)
        )


def _offers(text: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.undecided.starting(text)
    if found is None or "choices" not in found.meanings:
        return False
    return bool(_WHICH.match(text, found.end)) or (
        len(text.split()) <= _WORDS and text[found.start : found.end].lower() not in {"option", "pilihan"}
    )
