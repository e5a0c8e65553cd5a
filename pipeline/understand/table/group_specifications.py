"""Headings among an item table's rows that specify the goods under them: ``43MM HONEYCOMB DOOR, S/L, ABS EDGING``.

Such a line has no number, count or money, and begins left of the descriptions or stands apart from the items around it;
or all the lines that do say only where their goods go, and it is the others that name them. A room's name that stands
apart so tells where the goods under it go. A line alone in a cell that is drawn over several columns is one as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import anchor_strength, cell_text, has_item_number
from pipeline.understand.table.cells import by_meaning, overhangs
from pipeline.understand.table.columns import ACROSS, Column
from pipeline.understand.table.rows import stretches_apart
from pipeline.understand.table.sections import named_section
from pipeline.understand.table.storeys import cell_around
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_STATEMENTS = 2  # a title alone specifies nothing
_AT_ONCE = 5  # words within which a heading names its goods
_ENUMERATED = re.compile(r"\s*(?:\(?[a-z\d]{1,3}[.)]|[-•])?\s*", re.IGNORECASE)
_WALL = re.compile(r"\b\d{2,3}\s*(?:mm)?\s*[~–-]\s*\d{2,3}\s*mm\b(?!\s*[x×])", re.IGNORECASE)
_THICKNESS = re.compile(r"(?<![\d.~x×-])\d{2}\s*mm\b(?!\s*[x×])", re.IGNORECASE)


def specifying_headings(
    body: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary, *, goes_on: bool
) -> dict[int, Passage]:
    """The lines of such headings, by the line's id, with the heading's whole text.

    Where the table ``goes_on`` from the page before, what stands above its first item is the rest of another.
    """
    found: dict[int, Passage] = {}
    runs = [run for run in _runs(body, columns, vocabulary) if specifies_goods(_text(run), vocabulary)]
    apart = stretches_apart(body, [by_meaning(line, columns) for line in body])
    anchored = [bool(anchor_strength(by_meaning(line, columns))) for line in body]
    first = body[anchored.index(True)] if True in anchored else None
    apart = [run for run in apart if not (goes_on and first and run[0].y0 < first.y0)]
    apart = [run for run in apart if not any(overhangs(line, columns) for line in run)]
    boxed = [[line] for line in body if _in_its_own_cell(line, body, columns, sheet) and _tells(line, vocabulary)]
    if not goes_on:
        boxed += _all_that_are_no_item(body, columns, sheet, vocabulary)
    for lines in (*runs, *boxed, *(run for run in apart if _heads(run, vocabulary))):
        found.update(dict.fromkeys(map(id, lines), Passage([line.ink for line in lines])))
    return found


def _all_that_are_no_item(
    body: Sequence[Line], columns: Sequence[Column], sheet: Sheet, vocabulary: Vocabulary
) -> list[list[Line]]:
    """Headings where lines without number, count and money are nothing else, or stand in a row drawn for each."""
    anchored = [bool(anchor_strength(by_meaning(line, columns))) for line in body]
    above = [line for line, own, follows in zip(body, anchored, anchored[1:], strict=False) if follows and not own]
    over = _is_over_goods(body, anchored, columns, vocabulary)
    heads = [line for line in above if len(line.segments) == 1 and _heads([line], vocabulary, over_goods=over)]
    heads = [line for line in heads if not is_place(line.text, vocabulary)]  # the end of the item above: "KITCHEN"
    if len(heads) < anchored.count(False):
        heads = [line for line in heads if _drawn_alone(line, body, sheet)]
    return [[line] for line in heads if not overhangs(line, columns)]


def _is_over_goods(
    body: Sequence[Line], anchored: Sequence[bool], columns: Sequence[Column], vocabulary: Vocabulary
) -> bool:
    """Whether what stands above the first item is no part of it: each line of an item names its goods itself.

    The figures stand beside its first line: each has a number, or some follow each other without a line between.
    """
    own = [by_meaning(line, columns) for line, item in zip(body, anchored, strict=True) if item]
    numbers = sum(map(has_item_number, own))
    one_line = numbers == len(own) if numbers else any(a and b for a, b in pairwise(anchored))
    named = (_names_goods(cell_text(c, "description"), vocabulary) for c in own)
    return bool(own) and not anchored[0] and one_line and all(named)


def _drawn_alone(line: Line, body: Sequence[Line], sheet: Sheet) -> bool:
    """Whether a line is alone in a drawn cell."""
    segment = line.segments[0]
    cell = cell_around(segment, sheet) if sheet.horizontal_rules else None
    return cell is not None and not any(other is not line and cell.y0 < other.middle < cell.y1 for other in body)


def _in_its_own_cell(line: Line, body: Sequence[Line], columns: Sequence[Column], sheet: Sheet) -> bool:
    """Whether a line is alone in a cell drawn over several columns, and no item's own."""
    if len(line.segments) != 1 or not sheet.horizontal_rules or overhangs(line, columns):
        return False
    if anchor_strength(by_meaning(line, columns)):
        return False
    segment = line.segments[0]
    cell = cell_around(segment, sheet)
    if cell is None or sum(cell.x0 < c.title_middle < cell.x1 for c in columns) < ACROSS:
        return False
    return _drawn_alone(line, body, sheet)


def _tells(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line in such a cell says how goods are made or where they go, and is no note on the item above it."""
    label = vocabulary.specification_labels.starting(line.text)
    if label and label.meanings == {"remark"}:
        return False
    return bool(statements_in(line.text, vocabulary)) or is_place(line.text, vocabulary)


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _heads(lines: Sequence[Line], vocabulary: Vocabulary, *, over_goods: bool = False) -> bool:
    """Whether lines that stand apart are a heading: a room, or goods that are named at once and have no size yet.

    ``over_goods``, above items that name theirs, it need say but one thing: ``HONEYCOMB CORE DOORS``.
    """
    text = _text(lines)
    if len(lines) == 1 and is_place(text, vocabulary):
        return True
    label = vocabulary.specification_labels.starting(text)
    if label and COLON.match(text, label.end):  # "Laminate: 6S-A057" below a blank line is the rest of the item above
        return False
    tokens = tokens_in(text)
    first = text[: tokens[_AT_ONCE].start] if len(tokens) > _AT_ONCE else text
    told = statements_in(text, vocabulary) > 0 if over_goods else specifies_goods(text, vocabulary)
    return told and _names_goods(first, vocabulary) and not sizes_in(text)


def specifies_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a door or a frame and says how it is made; a section's title need say one thing only."""
    least = 1 if named_section(text, vocabulary) else _LEAST_STATEMENTS
    return statements_in(text, vocabulary) >= least and _names_goods(text, vocabulary)


def _runs(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> Iterator[list[Line]]:
    """Lines that may make such a heading together: right above an item's first line, or at the end of the page."""
    left = _left_of_descriptions(body, columns)
    schedule = _names_only_places(body, columns, vocabulary)
    run: list[Line] = []
    for line in body:
        anchored = bool(anchor_strength(by_meaning(line, columns)))
        if run and anchored:
            yield run
        outside = left is not None and line.ink[0].x0 < left - line.ink[0].height and not overhangs(line, columns)
        run = [*run, line] if not anchored and (outside or schedule) and len(line.segments) == 1 else []
    if run:
        yield run


def _left_of_descriptions(body: Sequence[Line], columns: Sequence[Column]) -> float | None:
    """Where the items' descriptions begin, or their sizes where no column describes; None where nothing stands left."""
    cells = [c for c in (by_meaning(line, columns) for line in body) if anchor_strength(c) and "number" in c]
    starts = [(c.get("description") or c["size"])[0].x0 for c in cells if "description" in c or "size" in c]
    return min(starts, default=None)


def _names_only_places(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the lines with counts name no goods, stand together, and every other line does."""
    anchored = [bool(anchor_strength(by_meaning(line, columns))) for line in body]
    if not body or anchored[0] or not any(a and b for a, b in pairwise(anchored)):
        return False
    return all(
        _says_little(cell_text(by_meaning(line, columns), "description"), vocabulary)
        if own
        else specifies_goods(line.text, vocabulary)
        for line, own in zip(body, anchored, strict=True)
    )


def _says_little(text: str, vocabulary: Vocabulary) -> bool:
    return bool(text) and not statements_in(text, vocabulary) and not _names_goods(text, vocabulary)


def _names_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a door or a frame; that of the label that it begins with, ``(b) frame width …``, is none."""
    begin = match.end() if (match := _ENUMERATED.match(text)) else 0
    label = vocabulary.specification_labels.starting(text[begin:])
    behind = begin + label.end if label and not label.start else 0
    named = (found for found in vocabulary.item_kinds.within(text) if found.end > behind)
    return any(found.meanings & GOODS for found in named)


def statements_in(text: str, vocabulary: Vocabulary) -> int:
    """How many things a text specifies: a thickness, a laminate, and each of the form's boxes it ticks."""
    ticked = sum(
        any(not vocabulary.only_with_label.whole(found.phrase) for found in phrases.within(text))
        for phrases in vocabulary.options.values()
    )
    laminate = any("laminate_code" in found.meanings for found in vocabulary.specification_labels.within(text))
    laminate = laminate or has_code(text, vocabulary)
    return ticked + laminate + bool(_THICKNESS.search(text)) + bool(_WALL.search(text))


def has_code(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a laminate's code of the company's own shapes stands in ``text``."""
    return any(code.search(text) for code in _codes_like(vocabulary.laminate_shapes))


def has_measure(text: str) -> bool:
    """Whether a thickness or a wall's width stands in ``text``."""
    return bool(_THICKNESS.search(text) or _WALL.search(text))


@cache
def _codes_like(shapes: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The company's own laminate codes, ``#`` for a figure."""
    figures = (re.escape(shape).replace(re.escape("#"), "[0-9]") for shape in shapes)
    return tuple(re.compile(rf"\b{code}\b") for code in figures)
