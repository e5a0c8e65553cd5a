"""Titles that stand beside each other and are one, or tell what each other means."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Segment, segment_of
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import NOUNS, has_word
from pipeline.understand.words.language import Language
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = frozenset({"number"})
_FAR = 2  # text heights between two titles of one meaning


def merged_titles(cells: Sequence[tuple[str, Segment]], vocabulary: Vocabulary) -> list[tuple[str, Segment]]:
    """Neighbours that mean the same ("@" and "U/Price") are one title, and so are "Item" and "Code" close together.

    So are "Item" and "Description" where another column numbers the items.
    """
    merged: list[tuple[str, Segment]] = []
    usual = median([ink.height for _, segment in cells for ink in segment.ink] or [0.0])
    for text, segment in cells:
        whole = _as_one(merged, text, segment, usual, vocabulary) if merged else None
        if whole is None:
            merged.append((text, segment))
        else:
            merged[-1] = (whole, segment_of((*merged[-1][1].ink, *segment.ink)))
    return merged


def _as_one(
    before: Sequence[tuple[str, Segment]], text: str, segment: Segment, usual: float, vocabulary: Vocabulary
) -> str | None:
    """The title that the last of ``before`` makes with the next one; None where they are two.

    ``usual`` is the height of the titles' words (points).
    """
    title, other = before[-1]
    gap = _gap(other, segment)
    if gap >= max(_FAR * segment.height, usual):  # most titles
        return None
    meanings, known = (vocabulary.columns.whole(bare_title(each)) for each in (text, title))
    if not meanings:
        return None
    joined = f"{title} {text}"
    listed = vocabulary.columns.listed(bare_title(joined))
    numbered = any(vocabulary.columns.whole(bare_title(each)) == _NUMBER for each, _ in before[:-1])
    noun = meanings <= NOUNS or (numbered and known > meanings)
    if noun and listed and gap < max(segment.height, usual):
        return joined
    apart = _code_and_colour(title, text, vocabulary.language) or _side_and_place(title, text, vocabulary.language)
    apart = apart or (_letter(title) == "t" and any(_letter(each) == "l" for each, _ in before))  # "L | T | Tebal"
    if meanings == known and gap < _FAR * segment.height and not apart:
        return joined if listed else max(title, text, key=len)
    return None


def _gap(left: Segment, right: Segment) -> float:
    """The room between two titles on the lines that both have: a group's name may stand over it."""
    beside = [ink.x1 for ink in left.ink if ink.y0 < right.y1 and right.y0 < ink.y1]
    return right.x0 - max(beside, default=left.x1)


def _code_and_colour(left: str, right: str, language: Language) -> bool:
    """``Laminate Code | Colour``: the code and its colour's name are two columns, though a colour may mean the code."""
    coded = [has_word(title, language.code_titles) for title in (left, right)]
    coloured = [has_word(title, language.colour_titles) for title in (left, right)]
    return coded in ([True, False], [False, True]) and coloured[coded.index(False)]


def _side_and_place(left: str, right: str, language: Language) -> bool:
    """``Position | Location``: the one may say which side of a wall, the other in which room."""
    sides = [has_word(title, language.side_titles) for title in (left, right)]
    return sides in ([True, False], [False, True])


def with_tinggi(meanings: Sequence[str | None], titles: Sequence[str]) -> list[str | None]:
    """``L | T``: near a width that is but an L, lebar, the T is tinggi, where no other column has the heights.

    The group's name may stand between them: ``L   Saiz   T``.
    """
    letters = [_letter(title) for title in titles]
    lebar, tinggi = (letters.index(each) if letters.count(each) == 1 else None for each in ("l", "t"))
    if lebar is None or tinggi is None or abs(lebar - tinggi) > _FAR:
        return list(meanings)
    if "height_mm" in meanings or meanings[lebar] != "width_mm" or meanings.count("width_mm") > 1:
        return list(meanings)
    return [*meanings[:tinggi], "height_mm", *meanings[tinggi + 1 :]]


def _letter(title: str) -> str:
    """A title without its unit, by its letters alone."""
    return squeeze(bare_title(title))
