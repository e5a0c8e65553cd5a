"""Options with squares to tick: what is not ticked is not said.

``Door Type  ☐ S/L ☒ D/L ☐ Unequal D/L`` says ``Door Type  D/L``; where no square of a row is ticked, its label goes
too. A square may stand before its option or behind it, and may be typed: ``[x] S/L [ ] D/L``. A row of which it is not
certain what is ticked keeps its squares, and whoever reads an option beside a square that is left asks a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.understand.grammar.lengths import lengths_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.page.square_marks import SQUARE, has_square, squares_in
from pipeline.understand.page.table_squares import are_of_a_table, without_squares
from pipeline.understand.words.option_words import options_in
from pipeline.understand.words.vocabulary import Vocabulary

_SURE = 0.8  # confidence of a square's word under which nobody knows whether it is ticked
_MARKED = 0.5  # and of one typed with a mark in it: an engine doubts which mark it is
_SEVERAL = 2  # squares on a line that are no bullet, where none is ticked on the whole page
_COLON = re.compile(r"[ .]*(?:\([^()]*\)|\))?\s*[:=]")  # a label may end in its unit: "Thk (mm):"
_NEXT_LINE = 1.0  # text heights between the lines of one row
_ROOM = 0.4  # text heights of a word space
_BEHIND = 2.5  # text heights between a square and its option, where more than a word space parts them
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
    marks = [squares_in(segment.text) for segment in sheet.segments]
    if not any(marks):
        return sheet
    if are_of_a_table(sheet, vocabulary):
        return without_squares(sheet)
    families = {_family(mark) for found in marks for mark in found if mark["ticked"]}
    rows = _Rows(vocabulary, families)
    lines = [rows.of(line) for line in sheet.lines]
    said = rows.said()
    kept = [tuple(found for each in line if (found := said.get(id(each), each))) for line in lines]
    return replace(sheet, lines=tuple(Line(segments) for segments in kept if segments))


def _family(mark: re.Match[str]) -> str:
    return mark[0][0] if mark[0][0] in "[(" else "drawn"


@dataclass
class _Row:
    """Segments that hold the options of one thing, and the label alone in the segment before them."""

    segments: list[Segment]
    label: Segment | None
    labelled: bool
    """Whether they begin with their own label and its colon: lines below may go on with them."""


class _Rows:
    """The rows of options on a page, found line by line."""

    def __init__(self, vocabulary: Vocabulary, families: Set[str]) -> None:
        self._vocabulary = vocabulary
        self._families = families
        self._found: list[_Row] = []
        self._open: list[_Row] = []
        """Rows that the next line may go on with."""

    def of(self, line: Line) -> Sequence[Segment]:
        """The segments of ``line``, those with squares cut at their labels."""
        marks = [mark for segment in line.segments for mark in SQUARE.finditer(segment.text)]
        if not marks or (len(marks) < _SEVERAL and not self._is_option(line, marks[0])):
            self._open = []
            return line.segments
        parted = [part for segment in line.segments for part in _at_labels(segment, self._vocabulary)]
        own = [segment for segment in parted if not self._goes_on(segment)]
        rows = []
        for first, last in _rows(own, self._vocabulary):
            before = own[first - 1] if first else None
            label = before if before and self._vocabulary.specification_labels.whole(before.text) else None
            rows.append(_Row(own[first:last], label, _begins_labelled(own[first].text, self._vocabulary)))
        self._found += rows
        self._open = [row for row in rows if row.labelled] or (self._open if not own else [])
        return parted

    def said(self) -> dict[int, Segment | None]:
        """What is left of the segments of each row of which it is certain what is ticked, by their identities."""
        left: dict[int, Segment | None] = {}
        for row in self._found:
            options = _joined([option for segment in row.segments for option in _options(segment)])
            if _is_of_columns(options) or not _is_certain(options, self._vocabulary):
                continue
            said = [word for option in options if option.ticked for word in option.words]
            if not said and _says_more(options[0], self._vocabulary):
                continue
            if said and not options[0].square:
                said = [*options[0].words, *said]
            left |= {id(segment): _within(segment, said) for segment in row.segments}
            if row.labelled:
                left |= dict.fromkeys(map(id, row.segments)) | {id(row.segments[0]): _closed_up(said)}
            if row.label and not said:
                left[id(row.label)] = None
        return left

    def _is_option(self, line: Line, mark: re.Match[str]) -> bool:
        """Whether a line's only square is no bullet: its like are ticked elsewhere, or it goes on with a row."""
        goes_on = any(self._row_above(segment) for segment in line.segments if has_square(segment.text))
        return goes_on or _family(mark) in self._families

    def _goes_on(self, segment: Segment) -> bool:
        row = self._row_above(segment)
        if row:
            row.segments.append(segment)
        return row is not None

    def _row_above(self, segment: Segment) -> _Row | None:
        """The row that a segment goes on with: it begins with a square, close below, and names no other thing."""
        if not SQUARE.match(segment.text):
            return None
        over = [row for row in self._open if row.segments[0].x0 - segment.height < segment.x0]
        row = max(over, key=lambda row: row.segments[0].x0, default=None)
        if row is None or segment.y0 - row.segments[-1].y1 > _NEXT_LINE * segment.height:
            return None
        own, above = (_groups_of(each, self._vocabulary) for each in ([segment], row.segments))
        return row if own & above or not (own and above) else None


def _groups_of(segments: Sequence[Segment], vocabulary: Vocabulary) -> set[str]:
    options = (option for segment in segments for option in _options(segment) if option.square)
    return {group for option in options for group in _groups(option.text, vocabulary)}


def _at_labels(segment: Segment, vocabulary: Vocabulary) -> Iterator[Segment]:
    """A run of words with squares, cut where another label begins: ``Edging: ☐ NA ☒ ABS  Decorative: ☐ T-bar``."""
    first = SQUARE.search(segment.text)
    labels = vocabulary.specification_labels.within(segment.text) if first else ()
    cuts = [
        each.start for each in labels if first and each.start > first.end() and _COLON.match(segment.text, each.end)
    ]
    for start, end in pairwise([0, *cuts, len(segment.text)]) if cuts else ():
        yield segment_of(segment.passage.part(start, end).ink)
    if not cuts:
        yield segment


def _within(segment: Segment, words: Sequence[Ink]) -> Segment | None:
    own = [
        word for word in words if segment.x0 <= word.centre <= segment.x1 and segment.y0 <= word.middle <= segment.y1
    ]
    return segment_of(own) if own else None


def _closed_up(words: Sequence[Ink]) -> Segment | None:
    """What is said behind its label, as if the options that are not had never stood between."""
    closed = list(words[:1])
    for word in words[1:]:
        first, before = closed[0], closed[-1]
        x0 = before.x1 + (word.x0 - before.x1 if 0 < word.x0 - before.x1 < _ROOM * word.height else _ROOM * word.height)
        closed.append(Ink(word.word, word.page, x0, first.y0, x0 + word.x1 - word.x0, first.y1))
    return segment_of(closed) if closed else None


def _rows(segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The first and behind the last of segments beside each other that hold squares, or are options without one."""
    first: int | None = None
    squared = False
    for place, segment in enumerate([*segments, None]):
        square = segment is not None and (has_square(segment.text) or _stands_by_square(place, segments))
        if segment is not None and first is not None and squared and _begins_labelled(segment.text, vocabulary):
            yield first, place  # another label's options begin
            first, squared = None, False
        if square or (segment is not None and _groups(segment.text, vocabulary)):
            first = place if first is None else first
            squared |= square
            continue
        if first is not None and squared:
            yield first, place
        first, squared = None, False


def _stands_by_square(place: int, segments: Sequence[Segment]) -> bool:
    """Whether a run of words stands close behind nothing but a square: its option, known or not."""
    before = segments[place - 1] if place else None
    if before is None or not SQUARE.fullmatch(before.text):
        return False
    return segments[place].x0 - before.x1 < _BEHIND * before.height


def _begins_labelled(text: str, vocabulary: Vocabulary) -> bool:
    label = vocabulary.specification_labels.starting(text)
    return label is not None and bool(_COLON.match(text, label.end))


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
    least = _MARKED if mark["ticked"] and _family(mark) != "drawn" else _SURE
    sure = all(ink.word.confidence >= least or ink.text != mark[0] for ink in square)
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


def _is_of_columns(options: Sequence[_Option]) -> bool:
    """Whether half of the squares or more have no option beside them: those of a table stand in its titles."""
    squares = [option for option in options if option.square]
    return len(squares) > 1 and 2 * sum(not option.words for option in squares) >= len(squares)


def _is_certain(options: Sequence[_Option], vocabulary: Vocabulary) -> bool:
    """Whether each option has its square, no two of one kind are ticked, and nothing is filled in without a tick."""
    lead, others = (options[0], options[1:]) if not options[0].square else (None, options)
    if lead and any(_groups(piece, vocabulary) for piece in (lead.text, lead.text.rpartition(":")[2])):
        return False
    if lead and _ends_with_option(lead.text, vocabulary):
        return False
    if any(option.ticked is None or not option.square or _holds_two(option.text, vocabulary) for option in others):
        return False
    if any(option.ticked and not option.words for option in others):
        return False
    ticked = [group for option in others if option.ticked for group in _groups(option.text, vocabulary)]
    filled_in = any(not option.ticked and _FILLED_IN.search(option.text) for option in others)
    return len(ticked) == len(set(ticked)) and not filled_in


def _says_more(lead: _Option, vocabulary: Vocabulary) -> bool:
    """Whether what stands before the first square says other things too: ``Core: HC; Edging: ☐ ABS`` is no label."""
    labels = vocabulary.specification_labels.within(lead.text)
    return not lead.square and sum(_COLON.match(lead.text, each.end) is not None for each in labels) > 1


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
