"""The column of running numbers: figures that count up, left of the first title or under one that may mean them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.understand.grammar.line_numbers import line_number
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import anchor_strength, cell_text
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column, Columns, one_and_the_same
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_SURELY = 3  # figures that count up: no counts of goods, even where no title heads those


def with_numbers(columns: Columns, body: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """``columns``, and one for the items' running numbers in front where every item begins with one."""
    if not columns or any(column.meaning == "number" for column in columns):
        return columns
    first = columns[0]
    items = [line for line in body if anchor_strength(by_meaning(line, columns))]
    for place, column in enumerate(columns):  # "Line" is the items' number, or what decorates a door
        if _may_number(place, columns, vocabulary) and _counts_up(column, columns, items):
            return (*columns[:place], replace(column, meaning="number"), *columns[place + 1 :])
    in_front = [line.ink[0] for line in items if len(line.ink) > 1 and line.ink[0].x1 < first.title_x0]
    figures = [number for ink in in_front if (number := line_number(ink.text)) is not None]
    counted = any(column.meaning == "quantity" for column in columns)
    if not figures or len(figures) < len(items) or not (counted or len(figures) >= _SURELY):
        return columns
    if not _are_running(figures):
        return columns
    edge = (max(ink.x1 for ink in in_front) + first.title_x0) / 2
    numbers = Column("", "number", first.x0, edge, first.x0, edge)
    return one_and_the_same((numbers, replace(first, x0=edge), *columns[1:]))


def _may_number(place: int, columns: Columns, vocabulary: Vocabulary) -> bool:
    """Whether a title may mean running numbers: by its words, or as the first one beside counts, if nobody knows it."""
    column = columns[place]
    unknown = place == 0 and column.meaning is None and any(each.meaning == "quantity" for each in columns)
    return unknown or "number" in meanings_of_title(column.title, vocabulary)


def _counts_up(column: Column, columns: Columns, items: Sequence[Line]) -> bool:
    """Whether each item has a figure in ``column``, one more than the item before."""
    named = column.meaning or f"?{column.title}"
    texts = [cell_text(by_meaning(line, columns), named) for line in items]
    figures = [number for text in texts if (number := line_number(text)) is not None]
    return len(figures) == len(items) >= _SURELY and _are_running(figures)


def _are_running(figures: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(figures))
