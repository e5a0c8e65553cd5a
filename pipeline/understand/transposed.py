"""Item tables lying on their side: a name at the left of each line, one item in each column to its right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.understand.columns import Column
from pipeline.understand.layout import Line, Segment, Sheet
from pipeline.understand.numbers import quantities_in
from pipeline.understand.tables import Row, Table
from pipeline.understand.vocabulary import Vocabulary, squeeze

_LEAST_NAMES = 4
_GOODS = frozenset({"size", "width_mm", "height_mm", "laminate_code", "door_type", "door_core", "frame_profile"})


def transposed_of(sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    """The table on its side on ``sheet``, or None: at least four known names under each other, values beside them."""
    named = [(n, line, _meaning(line, vocabulary)) for n, line in enumerate(sheet.lines)]
    runs = [list(run) for known, run in groupby(named, key=lambda each: each[2] is not None) if known]
    runs = [run for run in runs if len({m for _, _, m in run}) >= _LEAST_NAMES and {m for _, _, m in run} & _GOODS]
    runs = [run for run in runs if not _labels_beside(run, vocabulary)]
    if not runs:
        return None
    run = max(runs, key=len)
    columns = _columns([line for _, line, _ in run])
    rows = _rows(run, columns)
    first, last = run[0][0], run[-1][0]
    return Table(sheet.number, _as_columns(run, columns), tuple(rows), (), first, last, 0.0) if rows else None


def _labels_beside(run: Sequence[tuple[int, Line, str | None]], vocabulary: Vocabulary) -> bool:
    """Whether labels stand among the values: two cards beside each other, no table."""
    labelled = sum(any(vocabulary.specification_labels.whole(s.text) for s in line.segments[2:]) for _, line, _ in run)
    return labelled > len(run) / 2


def _meaning(line: Line, vocabulary: Vocabulary) -> str | None:
    """What a line's first segment names, if values stand beside it."""
    if len(line.segments) < 3:
        return None
    text = line.segments[0].text
    for phrases in (vocabulary.columns, vocabulary.specification_labels):
        found = phrases.starting(text)
        whole = phrases.both_languages(text, found) if found else None
        if whole and not squeeze(re.sub(r"\([^)]*\)", "", text[whole.end :])):
            return min(whole.meanings)
    return None


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches of the page's width in which values stand, from the line with the most values."""
    fullest = max(lines, key=lambda line: len(line.segments))
    values = fullest.segments[1:]
    middles = [(s.x0 + s.x1) / 2 for s in values]
    edges = [values[0].x0 - 20, *((a + b) / 2 for a, b in pairwise(middles)), 1e9]
    return list(pairwise(edges))


def _rows(run: Sequence[tuple[int, Line, str | None]], columns: Sequence[tuple[float, float]]) -> list[Row]:
    rows = [Row([line for _, line, _ in run]) for _ in columns]
    for _, line, meaning in run:
        for segment in line.segments[1:]:
            place = _place(segment, columns)
            if place is not None and meaning:
                rows[place].cells.setdefault(meaning, []).extend(segment.ink)
    return [row for row in rows if _is_item(row)]


def _place(segment: Segment, columns: Sequence[tuple[float, float]]) -> int | None:
    middle = (segment.x0 + segment.x1) / 2
    return next((n for n, (x0, x1) in enumerate(columns) if x0 <= middle < x1), None)


def _is_item(row: Row) -> bool:
    """A column with goods in it, or with a count; a column of totals is none."""
    goods = any(squeeze(row.passage(meaning).text) for meaning in _GOODS | {"description"})
    return goods or bool(quantities_in(row.passage("quantity").text))


def _as_columns(
    run: Sequence[tuple[int, Line, str | None]], columns: Sequence[tuple[float, float]]
) -> tuple[Column, ...]:
    x0, x1 = columns[0][0], columns[-1][1]
    return tuple(Column(line.segments[0].text, meaning, x0, x1, x0, x1) for _, line, meaning in run)
