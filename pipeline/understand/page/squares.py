"""Options with squares to tick: what is not ticked is not said.

``Door Type  ☐ S/L ☒ D/L ☐ Unequal D/L`` says ``Door Type  D/L``; where no square of a row is ticked, its label goes
too. A square may stand before its option or behind it, and may be typed: ``[x] S/L [ ] D/L``. A row of which it is not
certain what is ticked keeps its squares, and whoever reads an option beside a square that is left asks a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.understand.grammar.lengths import lengths_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.square_marks import SQUARE, has_square
from pipeline.understand.words.option_words import options_in
from pipeline.understand.words.vocabulary import Vocabulary

_SURE = 0.8  # confidence of a square's word under which nobody knows whether it is ticked
_SEVERAL = 2  # squares on a line that are no bullet, where none is ticked on the whole page
_FILLED_IN = re.compile(r":\s*_*\s*\w")  # Others: 46mm


@dataclass(frozen=True)
class _Option:
    """What stands beside a square, and whether this is ticked; None where there is no square, or it is not certain."""

    ticked: bool | None
    words: tuple[Ink, ...]
    square: tuple[Ink, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def ticked_only(sheet: Sheet, vocabulary: Vocabulary) -> Sheet:
    """``sheet`` without the squares and without the options that are not ticked."""
    marks = [[*SQUARE.finditer(segment.text)] for segment in sheet.segments]
    if not any(marks):
        return sheet
    families = {_family(mark) for found in marks for mark in found if mark["ticked"]}
    lines = [_line(line, families, vocabulary) for line in sheet.lines]
    return replace(sheet, lines=tuple(line for line in lines if line.segments))


def _family(mark: re.Match[str]) -> str:
    return mark[0][0] if mark[0][0] in "[(" else "drawn"


def _line(line: Line, families: set[str], vocabulary: Vocabulary) -> Line:
    marks = [mark for segment in line.segments for mark in SQUARE.finditer(segment.text)]
    if not marks or (len(marks) < _SEVERAL and _family(marks[0]) not in families):
        return line
    segments: list[Segment | None] = list(line.segments)
    for first, last in _rows(line.segments, vocabulary):
        options = _joined([option for segment in line.segments[first:last] for option in _options(segment)])
        if not _is_certain(options, vocabulary):
            continue
        said = [word for option in options if option.ticked for word in option.words]
        if said and not options[0].square:
            said = [*options[0].words, *said]
        segments[first:last] = [_within(segment, said) for segment in line.segments[first:last]]
        before = segments[first - 1] if first else None
        if not said and before and vocabulary.specification_labels.whole(before.text):
            segments[first - 1] = None
    return Line(tuple(segment for segment in segments if segment))


def _within(segment: Segment, words: Sequence[Ink]) -> Segment | None:
    own = [word for word in words if segment.x0 <= word.centre <= segment.x1]
    return segment_of(own) if own else None


def _rows(segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The first and behind the last of segments beside each other that hold squares, or are options without one."""
    first: int | None = None
    squared = False
    for place, segment in enumerate([*segments, None]):
        square = segment is not None and has_square(segment.text)
        if square or (segment is not None and _groups(segment.text, vocabulary)):
            first = place if first is None else first
            squared |= square
            continue
        if first is not None and squared:
            yield first, place
        first, squared = None, False


def _options(segment: Segment) -> Iterator[_Option]:
    """The options of a segment; what stands before its first square, and is none, is a label and has no square."""
    text, passage = segment.text, segment.passage
    marks = [*SQUARE.finditer(text)]
    if not marks:
        yield _Option(None, segment.ink)
        return
    lead = text[: marks[0].start()]
    behind = bool(lead.strip()) and not squeeze(text[marks[-1].end() :])
    if behind:
        edges = [0, *(mark.end() for mark in marks)]
        colon = lead.find(":") + 1
        if colon:
            yield _Option(None, tuple(passage.part(0, colon).ink))
            edges[0] = colon
        for mark, (start, _) in zip(marks, pairwise(edges), strict=True):
            yield _marked(mark, segment, start, mark.start())
        return
    if lead.strip():
        yield _Option(None, tuple(passage.part(0, marks[0].start()).ink))
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=True):
        yield _marked(mark, segment, mark.end(), end)


def _marked(mark: re.Match[str], segment: Segment, start: int, end: int) -> _Option:
    square = tuple(segment.passage.part(*mark.span()).ink)
    sure = all(ink.word.confidence >= _SURE or ink.text != mark[0] for ink in square)
    words = tuple(segment.passage.part(start, end).ink) if segment.text[start:end].strip() else ()
    return _Option(mark["ticked"] is not None if sure else None, words, square)


def _joined(options: Sequence[_Option]) -> list[_Option]:
    """A square that a wide gap parts from its option together with it."""
    joined: list[_Option] = []
    for option in options:
        before = joined[-1] if joined else None
        if before and before.square and not before.words and not option.square:
            joined[-1] = replace(before, words=option.words)
        else:
            joined.append(option)
    return joined


def _is_certain(options: Sequence[_Option], vocabulary: Vocabulary) -> bool:
    """Whether each option has its square, no two of one kind are ticked, and nothing is filled in without a tick."""
    lead, others = (options[0], options[1:]) if not options[0].square else (None, options)
    if lead and any(_groups(piece, vocabulary) for piece in (lead.text, lead.text.rpartition(":")[2])):
        return False
    if lead and _ends_with_option(lead.text, vocabulary):
        return False
    if any(option.ticked is None or not option.square or _holds_two(option.text, vocabulary) for option in others):
        return False
    ticked = [group for option in others if option.ticked for group in _groups(option.text, vocabulary)]
    filled_in = any(not option.ticked and _FILLED_IN.search(option.text) for option in others)
    return len(ticked) == len(set(ticked)) and not filled_in


def _holds_two(text: str, vocabulary: Vocabulary) -> bool:
    """Whether two options of one kind stand behind one square: that of the second was not read."""
    found = options_in(text, vocabulary)
    lengths = [length for length in lengths_in(text) if length.unit]
    return len(lengths) > 1 or len({(o.group, o.meaning) for o in found}) > len({o.group for o in found})


def _groups(text: str, vocabulary: Vocabulary) -> list[str]:
    """Which of the form's boxes ``text`` can be an option of; a length is one of thicknesses."""
    lengths = [*lengths_in(text)]
    thickness = (
        ["thickness_mm"] if len(lengths) == 1 and lengths[0].unit and not text[: lengths[0].start].strip() else []
    )
    return [group for group in OPTIONS if vocabulary.options[group].whole(text)] + thickness


def _ends_with_option(text: str, vocabulary: Vocabulary) -> bool:
    ends = [found.end for group in OPTIONS for found in vocabulary.options[group].within(text)]
    ends += [length.end for length in lengths_in(text) if length.unit]
    label = bool(vocabulary.specification_labels.whole(text.strip(" :.")))
    return not label and any(not squeeze(text[end:]) for end in ends)
