"""What becomes of a document with Document AI's answer, or without one. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.documentai.answer import ENGINE, Answer
from pipeline.documentai.witnesses import compared
from pipeline.model import Document, Page, Word

_LEAST = 0.5  # of the characters that the embedded engine saw: an answer with fewer has missed part of the page


def taken_up(document: Document, answer: Answer, wanted: Mapping[int, str]) -> Document:
    """``document`` with the pages of ``answer``; what was read twice is compared word by word.

    ``wanted`` says of each page that was sent why it was.
    """
    pages = tuple(_page(page, answer, wanted) for page in document.pages)
    entities = (*document.entities, answer.entity) if answer.entity.properties else document.entities
    return replace(document, pages=pages, entities=entities)


def gone_without(document: Document, wanted: Mapping[int, str], why_not: str) -> Document:
    """``document`` as the embedded engines read it, saying so where Document AI would have been asked."""
    unread = [page.number for page in document.pages if page.number in wanted and page.engine != ENGINE]
    if not unread:
        return document
    pages = tuple(
        replace(p, why=f"{p.why}; Document AI would have been asked, because {wanted[p.number]}, but {why_not}")
        if p.number in unread
        else p
        for p in document.pages
    )
    note = f"Document AI was not used for {_named(unread)}: {why_not}. The embedded engine read alone."
    return replace(document, pages=pages, notes=(*document.notes, note))


def _page(page: Page, answer: Answer, wanted: Mapping[int, str]) -> Page:
    if page.number not in wanted:
        return page
    words, why = answer.words.get(page.number, ()), wanted[page.number]
    if not words or _characters(words) < _LEAST * _characters(page.words):
        return replace(page, why=f"{page.why}; Document AI was asked, because {why}, but read too little to be used")
    return replace(
        page,
        words=compared(words, page.words),
        engine=ENGINE,
        engine_version=answer.entity.mention_text.rpartition("processors/")[2],
        why=f"Google Document AI, because {why}",
    )


def _characters(words: Sequence[Word]) -> int:
    return sum(len(word.text) for word in words)


def _named(numbers: list[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))}"
