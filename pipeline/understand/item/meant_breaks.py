"""Which line breaks of an item's text are meant: where the next word would still have fitted on the line above."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.item.colons import COLON
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.page.text_edge import only_counts

_REST = re.compile(r"\s*(?:[a-z]\S*|\d+(?:\.\d+)?\s*(?:mm|MM))\s*")
_WHOLE_INCHES, _FRACTION = re.compile(r"\d\s*$"), re.compile(r"\s*\d{1,2}/\d{1,2}(?!\d)")  # KNOB SET 2 / 3/8"
_FEET, _INCHES = (
    re.compile(r"\d\s*(?:ft|feet|kaki|['’′])\.?\s*$", re.IGNORECASE),
    re.compile(
        r"\s*\d{1,2}(?:\s\d{1,2}/\d{1,2})?\s*(?:[i1l]n|inch|inci|''|[\"”″])(?:\s*\(?h\)?)?\s*(?:\n|$)", re.IGNORECASE
    ),
)  # 6FT / 10IN, and 101N as OCR reads it
_DANGLING = re.compile(r"[,:/x×&+~-]\s*$|\b(?:and|dan|with|c/w)\s*$", re.IGNORECASE)
_LONGEST_DANGLING = 8  # characters, with one in front of it
_NEXT_LINE = 2.0  # text heights
_APART = 1.4  # times the widest step between the other lines of a text
_STEPS = 2  # others; how far one alone is, a photo does not tell
_SHORT = 0.3  # of the column's width that a line leaves empty: nothing was wrapped there
_FIT_TOLERANCE = 0.6  # text heights of the next word that may be missing to the edge


def meant_breaks(passage: Passage, right_edge: float | None, *, listed: bool) -> set[int]:
    """Where lines begin that nothing wrapped; ``listed`` says that the text is made of lines that begin with labels."""
    edge = right_edge or passage.x1
    starts = [match.end() for match in re.finditer("\n", passage.text)]
    return {start for start in starts if _meant(passage, start, edge, listed=listed)}


def next_block(passage: Passage, start: int) -> bool:
    """Whether the line at ``start`` stands beside or above the one before it, in another column of text."""
    before, after = passage.last_before(start - 1), passage.first_from(start)
    return before is not None and after is not None and after.middle < before.middle + after.height / 2


def leaves_room(passage: Passage, start: int, right_edge: float | None) -> bool:
    """Whether the line before leaves so much of its column empty that the next one was not wrapped off it."""
    before = passage.last_before(start - 1)
    if before is None or _dangles(passage, start):
        return False
    edge = _edge_of(passage, before, right_edge or passage.x1)
    return edge - before.x1 > _SHORT * (edge - passage.x0)


def _dangles(passage: Passage, start: int) -> bool:
    """Whether the line before the one at ``start`` ends with what goes on: a comma, a dash, an "and", half a length."""
    above = passage.text[: start - 1].rstrip()[-_LONGEST_DANGLING:]
    halved = _FRACTION.match(passage.text, start) and _WHOLE_INCHES.search(above)
    feet = _INCHES.match(passage.text, start) and _FEET.search(above)
    return bool(halved or feet or _DANGLING.search(above))


def _edge_of(passage: Passage, last: Ink, edge: float) -> float:
    """Where the column of ``last`` wraps: a second column of text lies beyond the edge of the first."""
    return edge if last.x0 < edge else max(ink.x1 for ink in passage.ink if ink.x0 >= edge)


def _meant(passage: Passage, start: int, edge: float, *, listed: bool) -> bool:
    before, after = passage.last_before(start - 1), passage.first_from(start)
    if before is None or after is None:
        return False
    edge = _edge_of(passage, before, edge)
    if next_block(passage, start) or paid_beside(passage.text, start):
        return True
    if _dangles(passage, start) or goes_on_under_value(passage, start):
        return False
    if listed and _goes_on_below(passage, start, before, after):
        return False
    return _would_have_fitted(before, after, edge) or stands_apart(passage, start)


def stands_apart(passage: Passage, start: int) -> bool:
    """Whether a line at the text's left edge stands so far below the others that it is no part of what they say."""
    first = passage.first_from(start)
    if first is None or first.x0 - passage.x0 > first.height:
        return False
    begins = [0, *(match.end() for match in re.finditer("\n", passage.text))]
    steps = {
        place: after.middle - before.middle
        for place, (before, after) in zip(begins[1:], pairwise(map(passage.first_from, begins)), strict=True)
        if before is not None and after is not None and after.middle > before.middle
    }
    others = [step for place, step in steps.items() if place != start]
    return len(others) >= _STEPS and start in steps and steps[start] > _APART * max(others)


def paid_beside(text: str, start: int) -> bool:
    """Whether the line before the one at ``start`` ends with a price set apart: ``825 x 2095   2 set × RM 95.00``."""
    _, tab, last = text[: start - 1].rpartition("\n")[2].rpartition("\t")
    return bool(tab) and names_price(last) and only_counts(last)


def _goes_on_below(passage: Passage, start: int, before: Ink, after: Ink) -> bool:
    """Whether a line among labelled ones only ends the one above: a word in small letters, a bare measure.

    Two words may state something of their own: ``no edging``.
    """
    line, above = passage.text[start:].partition("\n")[0], passage.text[: start - 1].rpartition("\n")[2]
    close = after.middle - before.middle < _NEXT_LINE * before.height
    return close and bool(COLON.search(above)) and bool(_REST.fullmatch(line))


def goes_on_under_value(passage: Passage, start: int) -> bool:
    """Whether a line goes on under the value of a label: where that began, behind the wide gap or the colon."""
    line_start = passage.text.rfind("\n", 0, start - 1) + 1
    gap = passage.text.rfind("\t", line_start, start - 1)
    gap = passage.text.rfind(":", line_start, start - 1) if gap < 0 else gap
    value = passage.first_from(gap + 1) if gap > line_start else None
    first = passage.first_from(start)
    if value is None or first is None or value is passage.last_before(gap) or gap + 1 >= start - 1:
        return False  # "Room:BATH": one word, whose label begins where the line does
    return abs(first.x0 - value.x0) < first.height and not next_block(passage, start)


def _would_have_fitted(last: Ink, following: Ink, edge: float) -> bool:
    needed = (following.x1 - following.x0) + 0.3 * following.height
    return last.x1 + needed + _FIT_TOLERANCE * following.height <= edge
