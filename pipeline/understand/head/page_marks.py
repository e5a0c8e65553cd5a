"""What a page says of its place among others: ``Page 2 of 3``, ``Muka surat 1/2``, a sum brought forward."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.table.sum_lines import is_carried
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = re.compile(r"[\s.:#-]*(?P<page>\d{1,3})(?:\s*(?:/|(?P<of>[^\W\d_]+))\s*(?P<pages>\d{1,3}))?(?![\w/])")
_ALONE = re.compile(r"[\s(-]*(?P<page>\d{1,2})\s*(?:/|(?P<of>[^\W\d_]+))\s*(?P<pages>\d{1,2})[\s)-]*")
_EDGE = 0.2  # of the page's height at its top and foot, where figures alone number it
_HALF = 0.5  # of the page's height: sums are brought forward above it and carried forward below


@dataclass(frozen=True)
class PageMark:
    """The page's number in its document, from 1, and how many pages that has where it says so."""

    page: int
    pages: int | None

    def follows(self, before: PageMark) -> bool:
        """Whether this is the next page of the document that ``before`` is a page of."""
        return self.page == before.page + 1 and self.pages == before.pages


def page_mark(sheet: Sheet, vocabulary: Vocabulary) -> PageMark | None:
    """How a page is numbered: by a word for pages anywhere on it, or by ``1/2`` alone at its top or foot."""
    found = next(_worded(sheet, vocabulary), None)
    return found or next(_alone(sheet, vocabulary), None)


def _worded(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[PageMark]:
    for segment in sheet.segments:
        for word in vocabulary.page_words.within(segment.text):
            match = _NUMBER.match(segment.text, word.end)
            mark = _mark(match, vocabulary) if match else None
            # "brought forward from page 1" tells of another page, and MS-08 is a design
            alone = match is not None and not squeeze(segment.text[: word.start] + segment.text[match.end() :])
            if mark and (mark.pages or (alone and _is_at_edge(segment, sheet))):
                yield mark


def _alone(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[PageMark]:
    for segment in sheet.segments:
        match = _ALONE.fullmatch(segment.text) if _is_at_edge(segment, sheet) else None
        if match and (mark := _mark(match, vocabulary)):
            yield mark


def _is_at_edge(segment: Segment, sheet: Sheet) -> bool:
    return not _EDGE * sheet.height < segment.middle < (1 - _EDGE) * sheet.height


def _mark(match: re.Match[str], vocabulary: Vocabulary) -> PageMark | None:
    if match["of"] and not vocabulary.page_of.whole(match["of"]):
        return None
    page, pages = int(match["page"]), int(match["pages"]) if match["pages"] else None
    return PageMark(page, pages) if 1 <= page <= (pages or page) else None


def carries_forward(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether the lower half says that the document goes on: ``Carried forward``, ``to be continued``."""
    return _is_carried([line for line in sheet.lines if line.y0 > _HALF * sheet.height], vocabulary)


def is_brought_forward(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether the upper half says that another page comes before: ``B/F``, ``continued``."""
    return _is_carried([line for line in sheet.lines if line.y0 <= _HALF * sheet.height], vocabulary)


def _is_carried(lines: list[Line], vocabulary: Vocabulary) -> bool:
    return any(is_carried(line, vocabulary) for line in lines)
