"""Where a value that a person typed stands on the page, and which words beside or above it name it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Box, Value
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.lengths import lengths_in
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.words.phrases import Phrases

_BREAK = re.compile(r"[,;|•·●]|\s[-–]\s")
_MOST_TOKENS = 5  # in a label or a heading
_FAR_ABOVE = 40  # lines between a heading and the last row that it stands over


@dataclass(frozen=True)
class Wanted:
    """A value to look for: as it is kept, and what kind of thing it is (text, date, number, length, or an option)."""

    value: Value
    kind: str
    options: Phrases | None = None

    def ends(self, text: str) -> Iterator[tuple[int, int]]:
        """The places in ``text`` where the value stands."""
        if self.kind == "option" and self.options:
            yield from ((f.start, f.end) for f in self.options.within(text) if self.value in f.meanings)
        elif self.kind == "date":
            yield from ((d.start, d.end) for d in dates_in(text) if d.value.isoformat() == self.value)
        elif self.kind == "length":
            yield from ((n.start, n.end) for n in lengths_in(text) if n.millimetres("mm") == self.value)
        else:
            yield from _words_in(text, squeeze(str(self.value)))


@dataclass(frozen=True)
class Stands:
    """A place where the value stands: its segment, and the text before it there."""

    sheet: Sheet
    line: int
    segment: Segment
    before: str


def places_of(wanted: Wanted, sheets: Sequence[Sheet], within: tuple[int, Box] | None = None) -> Iterator[Stands]:
    """Where the value stands on the pages, or on one of them within a box."""
    for sheet in sheets:
        for number, line in enumerate(sheet.lines):
            if within and not _inside(sheet, line, within):
                continue
            for segment in line.segments:
                for start, _ in wanted.ends(segment.text):
                    yield Stands(sheet, number, segment, segment.text[:start])


def label_before(place: Stands) -> str | None:
    """The words that name the value: before it in its segment, else the segment on its left, else the line above."""
    if words := _label(_BREAK.split(place.before)[-1]):
        return words
    line = place.sheet.lines[place.line]
    left = [segment for segment in line.segments if segment.x1 <= place.segment.x0]
    if left:
        return _label(left[-1].text)
    above = [each for each in _above(place, 1) if _over(each, place.segment)]
    return _label(above[0].text) if above else None


def detail_before(place: Stands) -> str | None:
    """The words right before the value within an item's text."""
    return _label(_BREAK.split(place.before)[-1])


def heading_over(place: Stands, columns: Phrases) -> str | None:
    """The title of the value's column: the nearest words above it in a line with two titles that are known."""
    for number in range(place.line - 1, max(-1, place.line - _FAR_ABOVE), -1):
        line = place.sheet.lines[number]
        known = sum(bool(columns.whole(segment.text)) for segment in line.segments)
        over = [segment for segment in line.segments if _over(segment, place.segment)]
        if known >= 2 and over:
            return _label(over[0].text)
    return None


def _above(place: Stands, most: int) -> Iterator[Segment]:
    for line in place.sheet.lines[max(0, place.line - most) : place.line]:
        yield from line.segments


def _over(above: Segment, below: Segment) -> bool:
    """Whether two segments stand in one column: their middles, or most of the narrower one, lie over each other."""
    common = min(above.x1, below.x1) - max(above.x0, below.x0)
    return common > 0.3 * min(above.x1 - above.x0, below.x1 - below.x0)


def _label(text: str) -> str | None:
    words = text.strip(" \t:.-–=#|/;,")
    tokens = tokens_in(words)
    letters = sum(len(token.text) for token in tokens if not token.text.isdigit())
    return words if 0 < len(tokens) <= _MOST_TOKENS and letters >= 2 and not re.search(r"\d", words) else None


def _inside(sheet: Sheet, line: Line, within: tuple[int, Box]) -> bool:
    page, box = within
    middle = line.middle / sheet.height
    return sheet.number == page and box.y0 <= middle <= box.y1


def _words_in(text: str, squeezed: str) -> Iterator[tuple[int, int]]:
    tokens = list(tokens_in(text))
    for start in range(len(tokens)):
        joined = ""
        for token in tokens[start:]:
            joined += token.text
            if not squeezed.startswith(joined):
                break
            if joined == squeezed:
                yield tokens[start].start, token.end
                break
