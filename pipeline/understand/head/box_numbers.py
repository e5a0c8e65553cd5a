"""The numbers of a form's boxes: ``3. Date`` above its value, as customs papers and official forms number them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.understand.head.label_text import is_label
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.words.vocabulary import Vocabulary

_NUMBER = re.compile(
    r"\s*(?:(?:box|kotak|field|petak)\s*)?\(?\s*(?P<number>\d{1,2}(?=\s)|(?:\d{1,2}|[A-Z])(?=\s*[.):]))\s*[.):]?\s*",
    re.IGNORECASE,
)
_LEAST = 3  # numbered labels that make a form: a list of terms may have one


def without_box_numbers(
    sheets: Sequence[Sheet], outside: Mapping[int, Sequence[Line]], vocabulary: Vocabulary
) -> tuple[list[Sheet], dict[int, list[Line]]]:
    """The pages and their lines ``outside`` the items without the numbers before labels, where a form numbers them."""
    plain = [_plain_lines(outside[sheet.number], vocabulary) for sheet in sheets]
    bare = [
        replace(sheet, lines=tuple(lines.get(id(line), line) for line in sheet.lines))
        for sheet, lines in zip(sheets, plain, strict=True)
    ]
    lines = {
        sheet.number: [known.get(id(line), line) for line in outside[sheet.number]]
        for sheet, known in zip(sheets, plain, strict=True)
    }
    return bare, lines


def _plain_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> dict[int, Line]:
    """The lines that have such a label, without its number, by the id of the line as it stood."""
    numbered: dict[int, Segment] = {}
    numbers: set[str] = set()
    for segment in (segment for line in lines for segment in line.segments):
        number = _NUMBER.match(segment.text)
        if number and is_label(segment.text[number.end() :], vocabulary.labels):
            # Its place stays that of the box's number, under which the value stands.
            bare = segment_of(segment.passage.part(number.end()).ink)
            numbered[id(segment)] = Segment(bare.ink, segment.x0, segment.y0, segment.x1, segment.y1)
            numbers.add(number["number"])
    if len(numbers) < _LEAST:
        return {}
    return {
        id(line): Line(tuple(numbered.get(id(segment), segment) for segment in line.segments))
        for line in lines
        if any(id(segment) in numbered for segment in line.segments)
    }
