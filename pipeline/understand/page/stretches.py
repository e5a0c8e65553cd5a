"""A stretch of a page from where an item begins to where the next one begins, as a row with a description only.

It begins at a *start* and holds what stands below and beside it up to the next start below it and the next one beside
it. A caption inside it gives what stands under it a cell of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.foot.told_sums import name_of_told_sum
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.numbers import PRICE, amounts_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.item_labels import size_at_once
from pipeline.understand.listed.captions import captioned
from pipeline.understand.listed.grids_under import under_titles
from pipeline.understand.listed.money_apart import without_money
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import Line, Segment, Sheet, segments_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.table.footers import is_footer
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.sum_lines import is_summary
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

# "1.", "2)", "Item 3", "S/N 4:" – a word that is no item word needs the mark behind its number.
NUMBERED = re.compile(
    r"^\W*(?:(?:(?:item|no|bil|line|ln|door|pintu|frame|bingkai|set|product|produk)\s*\.?\s*(?:no\.?)?\s*[#:]?\s*)?"
    r"|[a-z][a-z/]{0,7}\.?\s*(?=\d{1,3}\s*[.):](?!\d)))"
    r"(?P<n>\d{1,3})(?P<sub>\.\d{1,2})?\s*(?:[.):\]/–-]|$|(?=\s))",
    re.IGNORECASE,
)
LETTERED = re.compile(
    r"^\W*(?:[Ii]tem\s*)?(?:(?P<n>[A-Z])(?:\s*[.):](?=\s|$)|$|\s(?=\w))|(?P<small>[a-z])\s*[.):](?=\s|$))"
)
_BULLET = re.compile(r"\W*(?:\d{1,2}[.)]\s)?")
COUNTED = re.compile(r"^\W*(?P<n>\d{1,3})\s*(?:x\s*)?(?P<unit>[A-Za-z]+)")
MARK = re.compile(r"\W*(?:[A-Z]{1,3}-?\d{1,3}[A-Za-z]?)(?=\s|\s*[:|–-]\s)")
"""How doors are marked on drawings: ``D1``, ``FD-02``, ``W12A``."""
# What stands beside a sum's name: a note, a rate, the sum itself.
_FIGURES = re.compile(rf"\([^)]*\)|\d+\s*%|{PRICE}\s*$", re.IGNORECASE)

_FEWEST_GAPS = 2  # between the lines of an item, that tell how wide its own are
_SET_OFF = 2.2  # times the widest of these
_SET_OFF_HEIGHTS = 1.2
_SENTENCE = 3  # words
_APART, _APART_HEIGHTS = 1.3, 0.4  # before a sentence that closes a letter: times the widest gap, and text heights


@dataclass(frozen=True)
class Start:
    """Where an item begins, and its running number (0 where it has none)."""

    segment: Segment
    number: int = 0
    marked: bool = False
    """Whether a mark stands behind the number: ``1.``"""
    x0: float | None = None
    """Where the item begins, if left of its first word: its number was not read."""


def table_of(rows: Sequence[Row], sheet: Sheet) -> Table:
    """``rows`` (at least one, each with lines) as a table without columns.

    Its text wraps where the widest of it ends; counts and money that stand by themselves may lie beyond.
    """
    first, last = _extent(rows, sheet)
    edge = max(row.text_edge for row in rows)
    return Table(sheet.number, (), tuple(rows), (), first, last, edge)


Made = dict[tuple[int, ...], Row]
"""The rows that were made of the words of some sheets, by the identities of these words."""


def row_from(start: Start, starts: Sequence[Start], sheet: Sheet, vocabulary: Vocabulary, made: Made) -> Row:
    """What stands from ``start`` to the next one below it, and left of the next one beside it.

    The same words make the same row; it is taken from ``made``, or added there.
    """
    room = _room_of(start, starts, sheet)
    left, top, _, _ = room.box
    lines: list[Line] = []
    words: list[Sequence[Ink]] = []
    summed = False  # what stands below the sums, however far at the right these stand, belongs to no item
    for above, line in zip((sheet.lines[0], *sheet.lines), sheet.lines, strict=False):
        if line.y1 < top or line.y0 >= room.bottom:
            continue
        own = _within(line, room.box)
        outside = room.leftmost and line.segments[0].x0 < left  # it begins left of the items
        if own and lines and room.last:
            ends = outside or summed or _ends(line, above, left, vocabulary) or _closes_all(line, sheet, vocabulary)
            if ends or _is_set_off(line, lines, vocabulary):
                break
        if own:
            lines.append(line)
            words.append(own)
        summed = not own and (summed or _is_sum(line, vocabulary))
    key = tuple(id(word) for each in words for word in each)
    if key not in made:
        made[key] = row_of(lines, words, sheet, vocabulary)
    return made[key]


class _Room(NamedTuple):
    """Where an item's words stand."""

    box: tuple[float, float, float, float]
    """x0, y0, x1, y1: to the next item beside it, and a little above the next one below."""
    bottom: float
    """Where the next one below begins."""
    last: bool
    """No item stands below it: something else than one must end it."""
    leftmost: bool


def _room_of(start: Start, starts: Sequence[Start], sheet: Sheet) -> _Room:
    segment, height = start.segment, start.segment.height
    others = [each.segment for each in starts]
    beside = [s.x0 for s in others if abs(s.middle - segment.middle) < height and s.x0 > segment.x0]
    right = min(beside, default=sheet.width + 2 * height) - height
    left = (segment.x0 if start.x0 is None else start.x0) - height
    below = [s.y0 for s in others if s.y0 > segment.y1 - 1 and left - 1 <= s.x0 < right]
    bottom = min(below, default=sheet.height)
    leftmost = all(s.x0 >= segment.x0 - height for s in others)
    return _Room((left, segment.y0 - 1, right, bottom - 0.2 * height), bottom, not below, leftmost)


def _within(line: Line, room: tuple[float, float, float, float]) -> Sequence[Ink]:
    """The words of ``line`` from ``x0`` on and from ``y0`` down to before ``x1`` and ``y1``: (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = room
    if x0 <= line.x0 and line.last_x0 < x1 and y0 <= line.y0 and line.y1 < y1:
        return line.ink
    return [word for word in line.ink if x0 <= word.x0 < x1 and y0 <= word.middle < y1]


def row_of(lines: list[Line], words: Sequence[Sequence[Ink]], sheet: Sheet, vocabulary: Vocabulary) -> Row:
    """The row of ``words``, those of each of ``lines``; the running number or the door's mark in front is left out.

    What stands under the titles of a small grid has a cell of its own.
    """
    told, taken = under_titles([word for own in words for word in own], sheet, vocabulary) if sheet.grids else ({}, ())
    if not taken:
        return _row_of_text(lines, words, sheet, vocabulary)
    rest = [[word for word in own if id(word) not in taken] for own in words]
    kept = [(line, own) for line, own in zip(lines, rest, strict=True) if own]
    row = _row_of_text([line for line, _ in kept], [own for _, own in kept], sheet, vocabulary)
    whole = replace(row, lines=lines, cells={**row.cells, **told})
    whole.text = "\n".join([row.text, *(whole.passage(meaning).text for meaning in told)])
    return whole


def _row_of_text(lines: list[Line], words: Sequence[Sequence[Ink]], sheet: Sheet, vocabulary: Vocabulary) -> Row:
    """The row of words that no grid parts."""
    whole = sheet.gutter is None and all(own is line.ink for own, line in zip(words, lines, strict=True))
    apart = _are_apart(lines, words)
    rows = words if whole or apart else rows_of([word for own in words for word in own])
    passage = Passage(rows)
    mark = _mark_end(passage.text)
    goods = _goods_end(passage.text[:mark], vocabulary) if mark else 0
    if mark:
        dropped = {id(word) for word in passage.words(goods, mark)}
        rest = [[word for word in row if id(word) not in dropped] for row in rows]
        rows = rest if apart else rows_of([word for row in rest for word in row])
    if not goods and (apart or (whole and not mark)):
        segments = [line.within(row) for line, row in zip(lines, rows, strict=True) if row]
    else:
        segments = [segments_of(row) for row in rows]
    told, money = without_money(segments, vocabulary)
    row = Row(lines, captioned(told, vocabulary), vocabulary.specification_labels)
    if money:
        row.cells.setdefault("amount", []).extend(money)
    if list(row.cells) == ["description"]:  # the words stand as they stood
        row.text = Passage(rows).text if mark else passage.text
    return row


def _are_apart(lines: Sequence[Line], words: Sequence[Sequence[Ink]]) -> bool:
    """Whether ``words``, each a run of those of its line, are rows as they are: the lines hardly overlap in height."""
    bottom, lowest = -math.inf, math.inf
    for line, own in zip(lines, words, strict=True):
        lowest = min(lowest, line.lowest)
        if bottom - line.y0 > 0.5 * lowest or not line.has_run(own):
            return False
        bottom = max(bottom, line.y1)
    return True


def _ends(line: Line, before: Line, left: float, vocabulary: Vocabulary) -> bool:
    """Whether a line comes after the last item: far below it, a closing phrase, or a sum that stands elsewhere."""
    height = before.y1 - before.y0
    elsewhere = line.segments[0].x0 - left > 6 * height
    far = line.y0 - before.y1 > 2.6 * height
    if far or _sums_up(line.segments[0].text, vocabulary) or is_footer(line, (), vocabulary):
        return True
    return elsewhere and is_summary(line, (), vocabulary)


def _is_set_off(line: Line, lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether ``line`` is a sentence apart from the ``lines`` of the last item as none of these are from one another.

    So is ``Deposit 50% upon confirmation`` below a card, which is no item's. One that asks or thanks, ``Kindly deliver
    …``, needs only a wider gap than theirs.
    """
    if len(line.segments) > 1 or len(line.ink) < _SENTENCE or vocabulary.specification_labels.starting(line.text):
        return False
    gaps = [max(below.y0 - above.y1, 0.0) for above, below in pairwise(lines)]
    gap, height = line.y0 - lines[-1].y1, lines[-1].y1 - lines[-1].y0
    usual = max(gaps, default=0.0)
    if _closing(vocabulary.language).match(line.text):
        return gap > max(_APART * usual, _APART_HEIGHTS * height)
    return len(gaps) >= _FEWEST_GAPS and gap > max(_SET_OFF * usual, _SET_OFF_HEIGHTS * (lines[-1].y1 - lines[-1].y0))


@lru_cache(maxsize=16)
def _closing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{any_of(language.closings)}\b", re.IGNORECASE)


def _closes_all(line: Line, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a line says of all goods what the page says once: when they come, or ``Subtotal``, no item's own."""
    if _is_named_sum(line, vocabulary):
        named = squeeze(_name_of_sum(line.segments[0].text))
        return sum(squeeze(_name_of_sum(s.text)) == named for s in sheet.segments) == 1
    told = name_of_told_sum(line.text, vocabulary)
    if told:
        return sum(told == name_of_told_sum(other.text, vocabulary) for other in sheet.lines) == 1
    return _delivers_all(line, sheet, vocabulary)


def _is_named_sum(line: Line, vocabulary: Vocabulary) -> bool:
    return _names_a_sum(line.segments[0].text, vocabulary) and bool(amounts_in(line.text))


def _name_of_sum(text: str) -> str:
    """The words beside which a sum may stand: ``Total`` of ``Total: RM 9.00``."""
    return _FIGURES.sub(" ", text.split(":", maxsplit=1)[0])


def _delivers_all(line: Line, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """``a) Delivery date: 4 May 2026``: when all is to come, which the page says once, is no item's."""
    told = _tells_delivery(line.text, vocabulary)
    return told and sum(_tells_delivery(other.text, vocabulary) for other in sheet.lines) == 1


@lru_cache(maxsize=4096)  # the same lines are tried as the end of several stretches
def _tells_delivery(text: str, vocabulary: Vocabulary) -> bool:
    mark = LETTERED.match(text) or _BULLET.match(text)
    text = text[mark.end() :] if mark else text
    label = vocabulary.labels.starting(text)
    dates = dates_in(text[label.end :]) if label and "delivery_date" in label.meanings else []
    return bool(dates and label and not squeeze(text[: label.start] + text[label.end : label.end + dates[0].start]))


def _is_sum(line: Line, vocabulary: Vocabulary) -> bool:
    return _sums_up(line.segments[0].text, vocabulary) and bool(amounts_in(line.text))


def _sums_up(text: str, vocabulary: Vocabulary) -> bool:
    """Whether words name a sum and cannot be a label in an item."""
    label = text.split(":", maxsplit=1)[0]
    return _names_a_sum(text, vocabulary) and not vocabulary.specification_labels.whole(label)


@lru_cache(maxsize=4096)  # the same lines are tried as the end of several stretches
def _names_a_sum(text: str, vocabulary: Vocabulary) -> bool:
    bare = _name_of_sum(text)
    return any(vocabulary.totals.whole(part) for part in (bare, *bare.split("/")))


def _mark_end(text: str) -> int:
    """Where the running number or the door's mark in front of ``text`` ends; 0 where none stands there."""
    match = NUMBERED.match(text) or LETTERED.match(text) or _mark_of(text)
    if match is None or COUNTED.match(text) or size_at_once(text.split("\n", maxsplit=1)[0]):
        return 0  # "900 (W) x 2100 (H)" begins with a width
    return match.end()


def _goods_end(mark: str, vocabulary: Vocabulary) -> int:
    """Where the goods' name in front of a running number ends, ``Frame`` of ``Frame 2``; 0 where none stands there."""
    named = vocabulary.item_kinds.starting(mark)
    return named.end if named and named.meanings & GOODS else 0


def _mark_of(text: str) -> re.Match[str] | None:
    """The mark of a door that a name or a label follows: ``D1 – Flush door``; ``W900 x …`` is a size."""
    match = MARK.match(text)
    return match if match and not size_at_once(text) else None


def _extent(rows: Sequence[Row], sheet: Sheet) -> tuple[int, int]:
    taken = {id(line) for row in rows for line in row.lines}
    places = [n for n, line in enumerate(sheet.lines) if id(line) in taken]
    return min(places), max(places)
