"""Google's document as our words and entities, on the pages that were sent. Pure.

A token is not a word: ``6S-A057`` comes as three of them. Tokens are joined until a break, a new line, or a gap in the
text says otherwise. What has no place on a page is left out here and can never become a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.documentai.fields import FieldMap
from pipeline.documentai.placing import Misplaced, Placing
from pipeline.model import Box, Entity, Word
from pipeline.reading.rows import in_rows

ENGINE = "documentai"
DEEPEST = 4
"""Entities within entities are looked into so far; Google's own go two deep."""
_BREAKS = frozenset({1, 2, 3})  # SPACE, WIDE_SPACE, HYPHEN (a word that goes on in the next line has two places)
_SAME_LINE = 0.5


@dataclass(frozen=True)
class Answer:
    """What Google read: the words of each page by our page number, and one entity around all that it found."""

    words: dict[int, tuple[Word, ...]]
    entity: Entity


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int
    box: Box
    confidence: float
    breaks: bool


def read_answer(document: Any, numbers: Sequence[int], fields: FieldMap, processor: str) -> Answer:
    """The answer for pages that were sent as ``numbers`` (their numbers in the file, in order).

    ``document`` is a ``documentai.Document``. Pages whose places cannot be led back to what was sent are left out.
    """
    plain = type(document).pb(document) if hasattr(type(document), "pb") else document
    sheets = dict(_sheets(plain, numbers))
    words = {number: tuple(in_rows(list(_words(sheet.tokens)))) for number, sheet in sheets.items()}
    reader = _Entities(sheets, list(numbers), fields)
    parts = tuple(each for found in plain.entities if (each := reader.top(found)) is not None)
    return Answer(words, Entity(ENGINE, processor, None, 1.0, 0, None, parts))


@dataclass(frozen=True)
class _Sheet:
    placing: Placing
    tokens: tuple[_Token, ...]


def _sheets(document: Any, numbers: Sequence[int]) -> Iterator[tuple[int, _Sheet]]:
    for index, page in enumerate(document.pages):
        place = page.page_number - 1 if page.page_number else index
        if not 0 <= place < len(numbers):
            continue
        try:
            placing = Placing.of(page)
        except Misplaced:
            continue
        tokens = tuple(t for token in page.tokens if (t := _token(token, document.text, placing)) is not None)
        yield numbers[place], _Sheet(placing, tokens)


def _token(token: Any, text: str, placing: Placing) -> _Token | None:
    segments = token.layout.text_anchor.text_segments
    box = placing.box(token.layout.bounding_poly)
    if not segments or box is None:
        return None
    start, end = int(segments[0].start_index), int(segments[-1].end_index)
    raw = "".join(text[int(s.start_index) : int(s.end_index)] for s in segments)
    if not raw.strip():
        return None
    breaks = token.detected_break.type_ in _BREAKS or raw != raw.rstrip()
    lead = len(raw) - len(raw.lstrip())
    confidence = min(1.0, max(0.0, float(token.layout.confidence)))
    return _Token(raw.strip(), start + lead, end - (len(raw) - len(raw.rstrip())), box, confidence, breaks)


def _words(tokens: Sequence[_Token]) -> Iterator[Word]:
    group: list[_Token] = []
    for token in tokens:
        if group and (group[-1].breaks or token.start != group[-1].end or not _beside(group[-1].box, token.box)):
            yield from _word(group)
            group = []
        group.append(token)
    if group:
        yield from _word(group)


def _beside(left: Box, right: Box) -> bool:
    shared = min(left.y1, right.y1) - max(left.y0, right.y0)
    return shared > _SAME_LINE * min(left.height, right.height)


def _word(group: Sequence[_Token]) -> Iterator[Word]:
    """A word; one that has a blank inside all the same (a token may) comes as its parts."""
    text, box = "".join(t.text for t in group), Box.around([t.box for t in group])
    confidence = round(min(t.confidence for t in group), 4)
    if not any(c.isspace() for c in text):
        yield Word(text, box, confidence)
        return
    at = 0
    for part in text.split():
        at = text.index(part, at)
        left = box.x0 + box.width * at / len(text)
        at += len(part)
        yield Word(part, Box(left, box.y0, box.x0 + box.width * at / len(text), box.y1), confidence)


@dataclass(frozen=True)
class _Entities:
    """Turns Google's entities into ours."""

    sheets: dict[int, _Sheet]
    numbers: list[int]
    fields: FieldMap

    def top(self, found: Any) -> Entity | None:
        return self._entity(found, self.fields.of(found.type_), 1)

    def _entity(self, found: Any, type_: str, depth: int) -> Entity | None:
        parts: tuple[Entity, ...] = ()
        if depth < DEEPEST:
            inner = (self._entity(part, self.fields.within(part.type_), depth + 1) for part in found.properties)
            parts = tuple(part for part in inner if part is not None)
        number, box = self._place(found)
        if box is None and parts:
            number = parts[0].page
            box = Box.around([part.box for part in parts if part.box and part.page == number])
        if box is None:
            return None
        normalized = found.normalized_value.text or None
        confidence = min(1.0, max(0.0, float(found.confidence)))
        return Entity(type_, found.mention_text, normalized, confidence, number, box, parts)

    def _place(self, found: Any) -> tuple[int, Box | None]:
        """The entity's page and box: as Google says, or around the tokens of its text."""
        placed = [
            (self.numbers[int(ref.page)], box)
            for ref in found.page_anchor.page_refs
            if 0 <= int(ref.page) < len(self.numbers)
            and (sheet := self.sheets.get(self.numbers[int(ref.page)]))
            and (box := sheet.placing.box(ref.bounding_poly))
        ]
        placed = placed or list(self._by_text(found))
        if not placed:
            return 0, None
        number = placed[0][0]
        return number, Box.around([box for page, box in placed if page == number])

    def _by_text(self, found: Any) -> Iterator[tuple[int, Box]]:
        spans = [(int(s.start_index), int(s.end_index)) for s in found.text_anchor.text_segments]
        for number, sheet in self.sheets.items():
            for token in sheet.tokens:
                if any(token.start < end and token.end > start for start, end in spans):
                    yield number, token.box
