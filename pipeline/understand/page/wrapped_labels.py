"""Labels that a narrow cell breaks over lines, while their values go on beside them: set whole in their first line.

``Lock hole /`` over ``Lubang kunci``, ``Kod`` over ``lamina`` beside ``: FX 120``: the rest of a label below it is no
word of any value. Where nothing but a line's end parts the two, the first has its value beside it behind a colon and
the second has no colon: else both may be labels. Words keep their boxes on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.understand.page.layout import SEGMENT_GAP, Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.words.phrases import Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_TIED = re.compile(r"\s*/\s*")
_COLON = re.compile(r"\s*[:：=]")
_FLUSH, _CLOSE = 0.4, 0.5  # text heights between the left edges of a label's lines, and between the lines
_SPACE = 0.3  # text heights between two words
_ROOM = 1.2 * SEGMENT_GAP  # text heights that stay free before the value
_LINES_BELOW = 2  # a scan may tear what stands in one line
_LONGEST = 40  # letters of a label


def with_labels_whole(sheet: Sheet, vocabulary: Vocabulary) -> Sheet:
    """``sheet`` with each label in one line that takes several."""
    labels = vocabulary.specification_labels
    lines = [list(line.segments) for line in sheet.lines]
    moved = False
    for number in range(len(lines) - 2, -1, -1):  # the last ones first: a label may take three lines
        for place in range(len(lines[number]) - 2, -1, -1):
            segment, value = lines[number][place : place + 2]
            if not _may_go_on(segment, value):
                continue
            found = _rest_of(segment, value, lines[number + 1 : number + 1 + _LINES_BELOW], labels)
            if found is not None:
                found.row.remove(found.rest)
                lines[number][place : place + 1] = found.parts
                moved = True
    return replace(sheet, lines=tuple(Line(tuple(row)) for row in lines if row)) if moved else sheet


def _may_go_on(segment: Segment, value: Segment) -> bool:
    """Whether a label may go on below: it breaks off at a stroke, or its value stands beside it behind a colon."""
    text = segment.text
    return not text.endswith(":") and (text.endswith("/") or bool(_COLON.match(value.text)))


class _Found(NamedTuple):
    """The rest of a label."""

    row: list[Segment]
    """Where it stands."""
    rest: Segment
    parts: list[Segment]
    """What the segment above becomes with it: the label, and before it a value that comes as close as a word."""


def _rest_of(segment: Segment, value: Segment, rows: Sequence[list[Segment]], labels: Phrases) -> _Found | None:
    """What stands right below the label that a segment ends with, flush with it, and is the rest of it."""
    for row in rows:
        for place, rest in enumerate(row):
            if not (segment.middle < rest.y0 + segment.height / 4 and rest.y0 - segment.y1 < _CLOSE * segment.height):
                continue
            flush = (n for n, ink in enumerate(segment.ink) if abs(ink.x0 - rest.x0) <= _FLUSH * segment.height)
            first = next(flush, None)
            if first is None:
                continue
            label = segment_of(segment.ink[first:])
            if _is_one_label(label.text, rest.text, row[place + 1 :], labels):
                before = [segment_of(segment.ink[:first])] if first else []
                return _Found(row, rest, [*before, _joined(label, rest, value)])
    return None


def _is_one_label(first: str, second: str, behind: Sequence[Segment], labels: Phrases) -> bool:
    if len(first) > _LONGEST or len(second) > _LONGEST or ":" in first + second:
        return False
    if first.endswith("/") or second.startswith("/"):
        meanings = labels.whole(_TIED.sub(" ", first).strip()), labels.whole(_TIED.sub(" ", second).strip())
        return bool(meanings[0] & meanings[1])
    if behind and _COLON.match(behind[0].text):
        return False
    whole, alone = labels.whole(f"{first} {second}"), labels.whole(second)
    return bool(whole) and (not alone or bool(whole & alone))


def _joined(segment: Segment, rest: Segment, value: Segment) -> Segment:
    """A label with the rest of it on its own line, drawn together as far as the value leaves room."""
    space = _SPACE * segment.height
    width = segment.x1 - segment.x0 + space + rest.x1 - rest.x0
    room = value.x0 - _ROOM * segment.height - segment.x0
    scale = min(1.0, room / width) if room > 0 else 1.0
    right, down = segment.x1 + space - rest.x0, segment.y0 - rest.y0
    placed = [*segment.ink, *(_at(ink, right, down) for ink in rest.ink)]
    return segment_of([_drawn_together(ink, segment.x0, scale) for ink in placed])


def _at(ink: Ink, right: float, down: float) -> Ink:
    return Ink(ink.word, ink.page, ink.x0 + right, ink.y0 + down, ink.x1 + right, ink.y1 + down)


def _drawn_together(ink: Ink, left: float, scale: float) -> Ink:
    x0, x1 = (left + scale * (x - left) for x in (ink.x0, ink.x1))
    return Ink(ink.word, ink.page, x0, ink.y0, x1, ink.y1)
