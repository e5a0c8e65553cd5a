"""Runs of words that stand over several columns: text of the item, whatever column they cross."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.columns import (
    ACROSS,
    FIGURES,
    WIDER,
    Column,
    Laid,
    begins_under,
    cell_ink,
    ends_under,
    laid,
    set_under,
)

_STATED = re.compile(r"[^\W\d][^\d:=]{2,30}[:=]\s*\S")
_VALUE = re.compile(r"[:=]\s*[^\W\d]")  # whose label stands apart before it
_COLON_FIRST = re.compile(r"[:=]\s*\S")
_LABEL_AND_VALUE = 2  # runs of words
_WORDED = re.compile(r"[^\W\d_]{3}|\d\s?mm\b|\([whtl]\)", re.IGNORECASE)
_NO_TEXT = FIGURES | {None}
_EDGE = 1.0  # points by which words stand over a rule's place
_BEGUN = 3  # words that begin exactly where titles do
_CLOSE = 1.6  # usual word spaces


def is_stated_across(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is one run of words with a label in it that columns would cut."""
    if len(line.segments) > 1 or not _leaves_its_column(line.segments[0], columns):
        return False
    return bool(_STATED.match(line.text)) and _is_cut(line.segments[0], columns)


def is_value_apart(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is a label among the descriptions and, apart from it, its value: ``DESIGN     : SHAKER 2``."""
    if len(line.segments) != _LABEL_AND_VALUE or not _COLON_FIRST.match(line.segments[1].text):
        return False
    place, label = laid(columns).described, line.segments[0]
    within = place is not None and columns[place].x0 <= label.x0 < columns[place].x1
    return within and not any(mark.isdigit() or mark in ":=" for mark in label.text)


def runs_on(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line is one run of words that begins among the descriptions and goes on over the figures beside them.

    What stands under a title of figures must be more than a figure there, which the run might hold at its end.
    """
    place = laid(columns).described
    if len(line.segments) != 1 or place is None:
        return False
    segment, described = line.segments[0], columns[place]
    if not (described.x0 <= segment.x0 < described.title_x1 and segment.x1 > described.x1):
        return False
    if any(column.ruled for column in columns[place + 1 :]) or not _is_cut(segment, columns):
        return False
    beside = [
        own for own, column in zip(cell_ink(segment.ink, columns), columns, strict=True) if column.meaning in _NO_TEXT
    ]
    return any(_WORDED.search(" ".join(ink.text for ink in own)) for own in beside)


def spanning(line: Line, columns: Sequence[Column]) -> list[Segment]:
    """The runs of words of ``line`` that belong to no single column."""
    alone = len(line.segments) == 1
    wide = _wide(line.segments, laid(columns))  # most lines have none
    over = [s for s in wide if _across(s, columns) or _in_one_cell(s, columns, alone=alone)]
    return over + [s for s in line.segments[-1:] if s not in over and _states(s, columns)]


def _wide(segments: Sequence[Segment], columns: Laid) -> list[Segment]:
    """The runs of words over which several titles or a rule between columns stand."""
    middles, rules = columns.middles, columns.rules
    return [
        s
        for s in segments
        if bisect_left(middles, s.x1) - bisect_right(middles, s.x0) >= ACROSS
        or bisect_right(rules, s.x0 + _EDGE) < bisect_left(rules, s.x1 - _EDGE)
    ]


def _across(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a run of words stands under several titles: it is text of the item, whatever column it crosses."""
    x0, x1 = segment.x0, segment.x1
    if laid(columns).titles_within(x0, x1) < ACROSS:  # most runs of words
        return False
    described = any(column.meaning == "description" and x0 < column.x1 for column in columns)
    return (described or bool(_STATED.match(segment.text))) and not _in_columns(segment, columns)


def _states(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether the last words of a line begin with a label among the item's texts and reach into other columns.

    Line printers set what an item is made of in two columns of their own: ``CORE: TUBULAR   EDGING: NO EDGING``. A note
    may begin under the title of any text: ``Remark: two per pallet`` under "Location".
    """
    lie = laid(columns)
    if lie.described is None or lie.described == len(columns) - 1 or lie.rules:
        return False
    described, following = columns[lie.described], columns[lie.described + 1]
    if described.x0 <= segment.x0 < max(described.x1, following.title_x0 - segment.height):
        stated = segment.x1 > described.x1 and (_STATED.match(segment.text) or _VALUE.match(segment.text))
    else:
        begun = columns[lie.place_at(segment.x0)]
        over = begun.meaning not in _NO_TEXT and begins_under(segment.ink[0], begun) and segment.x1 > begun.x1
        stated = over and _STATED.match(segment.text)
    return bool(stated) and not _in_columns(segment, columns)


def _leaves_its_column(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether a run of words may reach over an edge of the column that it begins in; most do not."""
    lie = laid(columns)
    column = lie[lie.place_at(segment.x0)]
    return not (lie.starts and column.x0 <= segment.x0 and segment.x1 < column.x1)


def _is_cut(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether the words of a run lie in several columns without standing under the titles of these."""
    return sum(bool(ink) for ink in cell_ink(segment.ink, columns)) > 1 and not _in_columns(segment, columns)


def _in_one_cell(segment: Segment, columns: Sequence[Column], *, alone: bool) -> bool:
    """Whether a run of words stands where no rule parts columns that rules part elsewhere: in cells made one.

    In a scan a piece of a rule may not have been seen: words set as closely as others must stand over two such places,
    or ``alone`` on their line.
    """
    rules = laid(columns).rules
    if bisect_right(rules, segment.x0 + _EDGE) >= bisect_left(rules, segment.x1 - _EDGE):  # most runs of words
        return False
    edges = [
        right.x0
        for left, right in pairwise(columns)
        if right.ruled
        and segment.x0 + _EDGE < right.x0 < segment.x1 - _EDGE
        and not {left.meaning, right.meaning} & FIGURES
    ]
    if not edges or all(ink.word.confidence == 1.0 for ink in segment.ink):
        return bool(edges)
    if len(segment.ink) == 1:
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(segment.ink)]
    over = [right.x0 - left.x1 for left, right in pairwise(segment.ink) if any(left.x0 < x < right.x1 for x in edges)]
    return (alone or len(edges) > 1) and max(over, default=0.0) <= _CLOSE * median(gaps)


def begun_under(segment: Segment, columns: Sequence[Column]) -> list[tuple[Column, Ink]]:
    """The column of each word of a run in which one begins under every title over it, of three or more; else empty.

    ``PL 25 WG H2100 x W1000 Laminated door``: a column's words go on until the next one's begin. Figures may be set to
    the right, under the end of their title: ``12.00 LENGTH MS344``.
    """
    left, first = segment.x0 - segment.height / 2, segment.ink[0]
    if laid(columns).titles_begun(left, segment.x1) < _BEGUN - 1:  # most runs of words
        return []
    under = [c for c in columns if left < c.title_x0 < segment.x1 or (c.title_x0 < left and _stands_under(first, c))]
    if len(under) < _BEGUN or not all(any(_stands_under(ink, column) for ink in segment.ink) for column in under):
        return []
    placed: list[tuple[Column, Ink]] = []
    for ink in segment.ink:
        begun = next((column for column in under if _stands_under(ink, column)), None)
        if begun or placed:
            placed.append((begun or placed[-1][0], ink))
    return placed


def _stands_under(ink: Ink, column: Column) -> bool:
    figures = column.meaning in FIGURES and any(map(str.isdigit, ink.text))
    return begins_under(ink, column) or (figures and ends_under(ink, column))


def _in_columns(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether words of a run stand exactly under titles: cells that hardly leave a gap between them.

    They need no gap where :func:`begun_under` each title one begins.
    """
    if begun_under(segment, columns):
        return True
    gaps = [right.x0 - left.x1 for left, right in pairwise(segment.ink)]
    usual = median(gaps) if gaps else 0.0
    apart = [ink for ink, gap in zip(segment.ink[1:], gaps, strict=True) if gap > WIDER * usual]
    return sum(any(set_under(ink, column) for ink in apart) for column in columns) > 1
