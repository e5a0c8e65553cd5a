"""Items each drawn in a frame of its own, as cards beside each other or blocks one below the other.

What stands in a frame belongs together, and nothing outside does: not the text beside it, not the item below. In such a
card a small cell may hold a label over its value, the running number may stand in a cell down the left side, and a
length that is turned, as drawings have it beside a door, is the height.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.lengths import parse_length
from pipeline.understand.grammar.line_numbers import line_number
from pipeline.understand.grammar.measures import AXES, AXIS_WORDS
from pipeline.understand.grammar.sizes import Plausible, sizes_in
from pipeline.understand.head.label_columns import Held, blank, label_cells, unwrapped, values_beside
from pipeline.understand.item.counts import counts_only_time, is_counted
from pipeline.understand.item.general import paragraphs_of
from pipeline.understand.item.values import joined_lines
from pipeline.understand.listed.captions import Cells, is_own_value, labelled_by, names_a_value, whole_label
from pipeline.understand.listed.card_heads import marks_of, places_in_heads
from pipeline.understand.listed.charges import charges_among
from pipeline.understand.listed.counts_apart import count_apart
from pipeline.understand.listed.elevations import drawings_among, elevations_on, measured
from pipeline.understand.listed.stacked_sums import sums_beside
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.frames import Frame, frames_on
from pipeline.understand.page.layout import Line, Segment, Sheet, segments_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.page.stretches import row_of, table_of
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.storeys import Cell, cell_around, cell_at
from pipeline.understand.table.title_units import legend_before
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_COUNTS = frozenset({"quantity"})
_LEAST_CARDS = 2
_ALIKE = 3.0  # points by which the sides of frames of one sort differ
_ROOM = 0.3  # text heights by which a label stands above the middle of a cell that has a value below it, or none
_NEXT_LINE = 1.8  # text heights from a label's middle to the top of its value
_MOSTLY = 0.6  # of the texts in one line that are labels
_TURNED = re.compile(rf"(?:(?P<axis>{AXES})\s*[:=.]?\s*)?(?P<length>\d.*)", re.IGNORECASE)
_SIDES = {"w": "width_mm", "h": "height_mm"}


@dataclass(frozen=True)
class Boxed:
    """The pages with the lines of each frame by themselves, and the items in the frames."""

    sheets: list[Sheet]
    tables: list[Table]


def boxed_on(sheets: Sequence[Sheet], vocabulary: Vocabulary, may_win: Callable[[int], bool]) -> Boxed | None:
    """The items of ``sheets`` that stand in frames; None where doors and frames do not stand so.

    None as well where so many items cannot win (``may_win``) against what is known already.
    """
    boxed = Boxed([], [])
    seen = [_seen(sheet, vocabulary) for sheet in sheets]
    drawn = [card for each in seen for card in each.goods]
    every = [_cards(each, drawn, vocabulary) for each in seen] if drawn else []
    items = sum(map(len, every))
    if items < _LEAST_CARDS or not may_win(items):
        return None
    for sheet, cards, page in zip(sheets, every, seen, strict=True):
        own, lines = _by_frame(sheet, cards) if cards else (sheet, [])
        boxed.sheets.append(own)
        if lines:
            apart = _apart(cards, lines, page.drawings, vocabulary)
            parts = zip(cards, lines, apart, strict=True)
            boxed.tables.append(table_of([_row(card, each, told, own, vocabulary) for card, each, told in parts], own))
    return boxed if boxed.tables else None


@dataclass(frozen=True)
class _Seen:
    """The frames on a page in their order, with the texts of those that count something, and those of one item each."""

    frames: Sequence[Frame]
    drawings: Sequence[Frame]
    """Frames without words, as doors are drawn."""
    counted: Mapping[Frame, str]
    goods: Sequence[Frame]


def _seen(sheet: Sheet, vocabulary: Vocabulary) -> _Seen:
    frames = frames_on(sheet)
    ink = [ink for line in sheet.lines for ink in line.ink]
    drawings = drawings_among(frames, ink)
    seen = _seen_in(frames, drawings, ink, vocabulary)
    drawn = [] if len(seen.goods) >= _LEAST_CARDS else elevations_on(sheet, drawings)
    return _seen_in(drawn, drawings, ink, vocabulary) if drawn else seen


def _seen_in(
    frames: Sequence[Frame], drawings: Sequence[Frame], ink: Sequence[Ink], vocabulary: Vocabulary
) -> _Seen:  # fmt: skip
    rows = {frame: rows_of(frame.words_in(ink)) for frame in frames}
    texts = {frame: Passage(own).text for frame, own in rows.items()}
    counted = {
        frame: text
        for frame, text in texts.items()
        if _may_count(text, vocabulary) or _counts_beside(rows[frame], vocabulary)
    }
    named = [frame for frame, text in counted.items() if _is_one_of_the_goods(text, vocabulary)]
    goods = [frame for frame in named if not any(frame.encloses(other) for other in named)]
    goods = [frame for frame in goods if not any(_names_several(row, vocabulary) for row in rows[frame])]
    goods = [frame for frame in goods if not _is_of_charges(rows[frame], texts[frame], vocabulary)]
    return _Seen(frames, drawings, counted, goods)


def _cards(seen: _Seen, drawn: Sequence[Frame], vocabulary: Vocabulary) -> list[Frame]:
    """The frames of a page with one item each: those that name goods and count them, and what is drawn like those.

    ``drawn`` are the first sort on any page: what else is sold may be all that is left for the last one.
    """
    others = {
        frame
        for frame, text in seen.counted.items()
        if frame not in seen.goods
        and any(_alike(frame, other) for other in seen.goods or drawn)
        and _is_other(text, vocabulary)
    }
    return [frame for frame in seen.frames if frame in seen.goods or frame in others]


def _may_count(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a card counts, or has a label for it, which may stand over its figure."""
    return is_counted(text, vocabulary) or any(f.meanings == _COUNTS for f in vocabulary.columns.within(text))


def _counts_beside(rows: Sequence[Sequence[Ink]], vocabulary: Vocabulary) -> bool:
    """Whether a count stands among the money at a card's right edge."""
    return bool(sums_beside([segment for row in rows for segment in segments_of(row)], vocabulary)[0])


def _is_other(text: str, vocabulary: Vocabulary) -> bool:
    """Whether what is counted are no days, and nothing is dated or summed up."""
    return not (counts_only_time(text, vocabulary) or dates_in(text) or _is_summed(text, vocabulary))


def _is_summed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether something is summed up."""
    return any("sub_total" in found.meanings for found in vocabulary.totals.within(text))


def _is_one_of_the_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a door or a frame is named or its size told, and of no more than one: several are a table in a frame."""
    sizes = sum(size.is_a_door_s(Plausible()) for size in sizes_in(joined_lines(text)))
    return sizes == 1 or (not sizes and names_goods(text, vocabulary))


def _names_several(row: Sequence[Ink], vocabulary: Vocabulary) -> bool:
    """Whether goods stand beside goods behind a label, as in a table on its side: ``Item   Flush door   Frame``."""
    named = [segment for segment in segments_of(row)[1:] if names_goods(segment.text, vocabulary)]
    return len(named) > 1 and sum(not names_a_value(segment, vocabulary) for segment in named) > 1


def _is_of_charges(rows: Sequence[Sequence[Ink]], text: str, vocabulary: Vocabulary) -> bool:
    """``Dismantle existing doors   1 lot   400.00`` over another or over sums: no door, though it names one."""
    if sizes_in(joined_lines(text)):
        return False
    charges = charges_among([Line(tuple(segments_of(row))) for row in rows], vocabulary)
    return sum(1 for _ in charges) + _is_summed(text, vocabulary) > 1


def _alike(frame: Frame, other: Frame) -> bool:
    """Whether two frames stand over each other or beside each other, equally wide or with the same top."""
    over = abs(frame.x0 - other.x0) < _ALIKE and abs(frame.x1 - other.x1) < _ALIKE
    beside = abs(frame.y0 - other.y0) < _ALIKE and abs((frame.x1 - frame.x0) - (other.x1 - other.x0)) < _ALIKE
    return over or beside


def _by_frame(sheet: Sheet, cards: Sequence[Frame]) -> tuple[Sheet, list[list[Line]]]:
    """``sheet`` with the lines of each card together, where the first one stands, and those of every other frame."""
    ink = [ink for line in sheet.lines for ink in line.ink]
    lines = [list(sheet.of_ink(card.words_in(ink)).lines) for card in cards]
    rest = [i for i in ink if not any(card.holds(i) for card in cards)]
    outside: list[Sequence[Line]] = []
    for frame in frames_on(sheet):
        own = frame.words_in(rest)
        if own and not any(frame.encloses(card) for card in cards):
            outside.append(sheet.of_ink(own).lines)
            rest = [i for i in rest if not frame.holds(i)]
    outside += paragraphs_of(sheet.of_ink(rest).lines)
    outside.sort(key=lambda paragraph: paragraph[0].y0)
    top = min(card.y0 for card in cards)
    above = [paragraph for paragraph in outside if paragraph[0].y0 < top]
    every = [line for each in (*above, *lines, *outside[len(above) :]) for line in each]
    return replace(sheet, lines=tuple(every), gutter=None), lines


def _apart(
    cards: Sequence[Frame], lines: Sequence[Sequence[Line]], drawings: Sequence[Frame], vocabulary: Vocabulary
) -> list[Cells]:
    """What each card tells by where it stands: the mark, the place in its head, the measures of its drawing."""
    found: list[Cells] = []
    parts = zip(cards, lines, places_in_heads(lines, vocabulary), marks_of(lines, vocabulary), strict=True)
    for card, own, place, mark in parts:
        told = {"location": [*place.ink] if place else [], "number": mark}
        found.append({**{name: words for name, words in told.items() if words}, **measured(card, drawings, own)})
    return found


def _row(card: Frame, lines: list[Line], apart: Cells, sheet: Sheet, vocabulary: Vocabulary) -> Row:
    """What stands in a card, without the running number; what stands under a label in a small cell by its meaning.

    ``apart`` is what is known of it by where it stands.
    """
    whole_card = lines
    sums, stacked = sums_beside([segment for line in lines for segment in line.segments], vocabulary)
    if stacked:
        lines = list(sheet.of_ink([i for line in lines for i in line.ink if id(i) not in stacked]).lines)
    held = _held(card, lines, sheet, vocabulary)
    labels = label_cells(held, vocabulary)
    cells, taken = _small_cells(card, lines, (held, labels), sheet, vocabulary)
    beside, own = values_beside(held, labels, sheet, vocabulary)
    counted, count = count_apart(lines, vocabulary)
    cells = {**apart, **counted, **cells, **beside, **sums}
    taken |= own | count | {id(ink) for words in apart.values() for ink in words}
    taken |= {id(ink) for ink in _running_number(lines)} | blank(held, labels, sheet)
    whole = unwrapped([line.ink for line in lines], held, labels)
    words = [[ink for ink in line if id(ink) not in taken] for line in whole]
    kept = [(line, own) for line, own in zip(lines, words, strict=True) if own]
    row = row_of([line for line, _ in kept], [own for _, own in kept], sheet, vocabulary)
    return replace(row, lines=whole_card, cells={**row.cells, **_turned(card, sheet), **cells})


def _running_number(lines: Sequence[Line]) -> list[Ink]:
    """The item's number where it stands left of all else, at whatever height."""
    first, *others = sorted((ink for line in lines for ink in line.ink), key=lambda ink: ink.x0)
    alone = bool(others) and first.x1 < others[0].x0
    return [first] if alone and line_number(first.text) is not None else []


def _small_cells(
    card: Frame, lines: Sequence[Line], cells_of: tuple[Held, Sequence[Cell]], sheet: Sheet, vocabulary: Vocabulary
) -> tuple[Cells, set[int]]:  # fmt: skip
    """What stands under the labels of the cells that a card is divided into, and which words these and the labels are.

    A label has its value in its own cell or in the one below it, and none where that is empty.
    """
    held, beside = cells_of  # what each cell holds, and those whose values stand beside them
    cells: Cells = {}
    taken: set[int] = set()
    for cell, segments in held.items():
        label, inside = whole_label(segments, vocabulary)
        above = cell not in beside and _among_labels(cell, held, vocabulary)
        below = _below(cell, card, sheet) if above else None
        values = inside or (held.get(below, []) if below else [])
        if not inside and len(values) > 1 and names_a_value(whole_label(values, vocabulary)[0], vocabulary):
            values = []  # the cell below has a label of its own
        meaning = labelled_by(label, values, cells, vocabulary)
        if meaning is not None:
            words = [*legend_before(label, meaning), *(ink for value in values for ink in value.ink)]
            cells.update({meaning: words} if meaning != "description" else {})
            taken |= {id(ink) for ink in (*label.ink, *cells.get(meaning, []))}
        elif not values and names_a_value(label, vocabulary) and _has_room_below(label, cell, below, lines):
            taken |= {id(ink) for ink in label.ink}
    return cells, taken


def _among_labels(cell: Cell, held: Mapping[Cell, Sequence[Segment]], vocabulary: Vocabulary) -> bool:
    """Whether most cells beside one another are labels; where every other one is, values stand beside their labels."""
    row = [segments[0] for other, segments in held.items() if abs(other.y0 - cell.y0) < _ALIKE]
    labels = [first for first in row if names_a_value(first, vocabulary)]
    values = sum(is_own_value(right, left, vocabulary) for left, right in pairwise(sorted(labels, key=lambda s: s.x0)))
    return len(labels) - values > _MOSTLY * len(row)


def _held(card: Frame, lines: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> dict[Cell, list[Segment]]:
    """What stands in each cell of a card; a cell with several labels at its top has a rule that is not seen."""
    held: dict[Cell, list[Segment]] = {}
    for segment in (segment for line in lines for segment in line.segments):
        cell = cell_around(segment, sheet)
        if cell is not None and not Frame(cell.x0, cell.y0, cell.x1, cell.y1).encloses(card):
            held.setdefault(cell, []).append(segment)
    parted: dict[Cell, list[Segment]] = {}
    for cell, segments in held.items():
        labels = [s for s in segments if abs(s.middle - segments[0].middle) < segments[0].height / 2]
        known = sum(names_a_value(label, vocabulary) for label in labels)
        if len(labels) == 1 or known < _MOSTLY * len(labels):
            parted[cell] = segments
            continue
        edges = [cell.x0, *(label.x0 - label.height / 2 for label in labels[1:]), cell.x1]
        for x0, x1 in pairwise(edges):
            own = [s for s in segments if x0 <= s.x0 < x1]
            parted |= {cell._replace(x0=x0, x1=x1): own} if own else {}
    return parted


def _has_room_below(label: Segment, cell: Cell, below: Cell | None, lines: Sequence[Line]) -> bool:
    """Whether a label is set above where its value would stand, and nothing stands there."""
    above = below is not None or label.middle < (cell.y0 + cell.y1) / 2 - _ROOM * label.height
    under = (s for line in lines for s in line.segments if 0 < s.y0 - label.middle < _NEXT_LINE * label.height)
    return above and not any(s.x0 < label.x1 and label.x0 < s.x1 for s in under)


def _below(cell: Cell, card: Frame, sheet: Sheet) -> Cell | None:
    """The cell of a card that is drawn straight below another one, as wide."""
    below = cell_at((cell.x0 + cell.x1) / 2, cell.y1 + _ALIKE + 1, sheet)
    if below is None or below.y1 > card.y1 + _ALIKE or below.y0 < cell.y1 - _ALIKE:
        return None
    return below if cell.spans(below.x0, below.x1) and below.spans(cell.x0, cell.x1) else None


def _turned(card: Frame, sheet: Sheet) -> Cells:
    """The height, where the one thing that is turned in a card is a length; its letter may say that it is the width."""
    passage = Passage([[ink for ink in sheet.turned if card.holds(ink)]])
    found = _TURNED.fullmatch(passage.text)
    length = parse_length(passage.text, found.start("length")) if found else None
    if found is None or length is None or length.end != len(passage.text):
        return {}
    axis = AXIS_WORDS[found["axis"].casefold()] if found["axis"] else "h"
    return {_SIDES[axis]: passage.words(*found.span("length"))} if axis in _SIDES else {}
