"""Titles that stand beside each other and are one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.understand.page.layout import Segment, segment_of
from pipeline.understand.table.titles import NOUNS, bare_title, has_word
from pipeline.understand.words.language import Language
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = frozenset({"number"})


def merged_titles(cells: Sequence[tuple[str, Segment]], vocabulary: Vocabulary) -> list[tuple[str, Segment]]:
    """Neighbours that mean the same ("@" and "U/Price") are one title, and so are "Item" and "Code" close together.

    So are "Item" and "Description" where another column numbers the items.
    """
    merged: list[tuple[str, Segment]] = []
    usual = median([ink.height for _, segment in cells for ink in segment.ink] or [0.0])
    for text, segment in cells:
        meanings = vocabulary.columns.whole(bare_title(text))
        before = vocabulary.columns.whole(bare_title(merged[-1][0])) if merged else frozenset()
        gap = _gap(merged[-1][1], segment) if merged else 0.0
        joined = f"{merged[-1][0]} {text}" if merged else ""
        numbered = any(vocabulary.columns.whole(bare_title(text)) == _NUMBER for text, _ in merged[:-1])
        noun = meanings <= NOUNS or (numbered and before > meanings)
        listed = vocabulary.columns.listed(bare_title(joined))
        if meanings and noun and listed and gap < max(segment.height, usual):
            merged[-1] = (joined, segment_of((*merged[-1][1].ink, *segment.ink)))
        elif (
            meanings
            and meanings == before
            and gap < 2 * segment.height
            and not _code_and_colour(merged[-1][0], text, vocabulary.language)
        ):
            whole = joined if listed else max(merged[-1][0], text, key=len)
            merged[-1] = (whole, segment_of((*merged[-1][1].ink, *segment.ink)))
        else:
            merged.append((text, segment))
    return merged


def _gap(left: Segment, right: Segment) -> float:
    """The room between two titles on the lines that both have: a group's name may stand over it."""
    beside = [ink.x1 for ink in left.ink if ink.y0 < right.y1 and right.y0 < ink.y1]
    return right.x0 - max(beside, default=left.x1)


def _code_and_colour(left: str, right: str, language: Language) -> bool:
    """``Laminate Code | Colour``: the code and its colour's name are two columns, though a colour may mean the code."""
    coded = [has_word(title, language.code_titles) for title in (left, right)]
    coloured = [has_word(title, language.colour_titles) for title in (left, right)]
    return coded in ([True, False], [False, True]) and coloured[coded.index(False)]
