"""Cells that hold two things one over the other, below two titles that stand so: ``Size`` over ``Thickness``.

Tables with more to say than their paper is wide stack their titles, and the cells below them as the titles: the core
stands below the leaf, the unit below the count. Either part may be wrapped or missing. Where the stacked titles' cells
read so, each part is cell of its own; where a part may end in two places, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.item_labels import CHECKABLE, makes_sense
from pipeline.understand.item.values import OPTIONS, is_nothing, joined
from pipeline.understand.page.layout import Segment, Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column, Columns
from pipeline.understand.table.item_table import Row
from pipeline.understand.table.table_headings import Heading
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import SECOND_TEXT, meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_FEWEST = 2  # columns of stacked titles, and those of a row with both parts
_TWO = 2  # titles in a stack
_MOSTLY = 0.75  # of the cells read as their titles say
_SPACE, _TOLERANCE = 0.3, 0.6  # text heights: of a word space, and that a word may reach over the edge
_OPEN = ",/x×X&+-("  # what a line ends with that goes on
_TOLD = CHECKABLE | {"quantity", "unit_price", "amount"}
_FIELDS = {"size": ("width_mm", "height_mm")}
_WHICH = "the cell holds two things one over the other: does the first of them end here?"


def with_stacks(columns: Columns, heading: Heading, sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    """``columns`` with what the two titles over each of them mean, where they stand one over the other."""
    lines = sheet.lines[heading.first : heading.last + 1]
    segments = [segment for line in lines for segment in line.segments]
    stacks = [_meanings([s for s in segments if c.x0 <= s.centre < c.x1], vocabulary) for c in columns]
    meant = [m for column, stack in zip(columns, stacks, strict=True) for m in stack or (column.meaning,) if m]
    if sum(stack is not None for stack in stacks) < _FEWEST or len(set(meant)) < len(meant):
        return columns
    return tuple(replace(column, stack=stack) for column, stack in zip(columns, stacks, strict=True))


def _meanings(titles: Sequence[Segment], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """What two titles in a stack mean; None where they are one title, or in two languages."""
    if len(titles) != _TWO or titles[1].y0 < titles[0].middle or titles[0].text.endswith("/"):
        return None
    if vocabulary.columns.listed(bare_title(" ".join(title.text for title in titles))):
        return None
    upper, lower = (meanings_of_title(title.text, vocabulary) for title in titles)
    if not len(upper) == len(lower) == 1 or upper == lower or SECOND_TEXT in upper | lower:
        return None
    return next(iter(upper)), next(iter(lower))


@dataclass(frozen=True)
class _Parted:
    """A cell in two parts, and whether they can end nowhere else."""

    upper: Sequence[Ink]
    lower: Sequence[Ink]
    fits: bool = True
    sure: bool = True


def unstacked(rows: Sequence[Row], columns: Columns, vocabulary: Vocabulary) -> Columns:
    """Gives ``rows`` the two parts of their stacked cells, if these read as titled; and the columns of both parts."""
    stacked = [column for column in columns if column.stack]
    parted = {
        (n, column): _parted(row, column, rows, columns, vocabulary)
        for column in stacked
        for n, row in enumerate(rows)
        if _key(column) in row.cells
    }
    if not stacked or not _hold(parted):
        return columns
    for (n, column), parts in parted.items():
        _set(rows[n], column, parts)
    return tuple(each for column in columns for each in _both(column))


def _key(column: Column) -> str:
    return column.meaning or f"?{column.title}"


def _both(column: Column) -> Iterator[Column]:
    yield replace(column, meaning=column.stack[0]) if column.stack else column
    if column.stack:
        yield replace(column, meaning=column.stack[1], stack=None)


def _hold(parted: dict[tuple[int, Column], _Parted]) -> bool:
    """Whether the cells read as their titles say, and some rows have both parts in several of them."""
    full = [n for (n, _), parts in parted.items() if parts.upper and parts.lower]
    several = any(full.count(n) >= _FEWEST for n in set(full))
    return several and sum(parts.fits for parts in parted.values()) >= _MOSTLY * len(parted)


def _set(row: Row, column: Column, parts: _Parted) -> None:
    if column.stack is None:
        return
    del row.cells[_key(column)]
    for meaning, ink in zip(column.stack, (parts.upper, parts.lower), strict=True):
        if ink:
            row.cells[meaning] = [*row.cells.get(meaning, []), *ink]
        if ink and not parts.sure:
            row.doubts |= dict.fromkeys(_FIELDS.get(meaning, (meaning,)), _WHICH)


def _parted(
    row: Row, column: Column, rows: Sequence[Row], columns: Columns, vocabulary: Vocabulary
) -> _Parted:  # fmt: skip
    lines = _lines_of(row, column, columns)
    if not lines or column.stack is None:
        return _Parted((), (), fits=False)
    upper, lower = (partial(_fits, meaning, vocabulary=vocabulary) for meaning in column.stack)
    ends = [k for k in range(len(lines) + 1) if upper(_text(lines[:k])) and lower(_text(lines[k:]))]
    inside = [k for k in ends if 0 < k < len(lines)]
    if not inside:
        low = lines[0][0].y0 > row.lines[0].ink[0].middle  # below the row's first line, where the upper part begins
        place = 0 if low or len(lines) not in ends else len(lines)
        return _at(lines, place, fits=place in ends, sure=place in ends)
    edge = _edge(rows, column, columns)
    meant = [k for k in inside if _is_meant(lines[k - 1], lines[k], edge)]
    alone = [k for k in inside if _is_told(column.stack, _text(lines[:k]), _text(lines[k:]), vocabulary)]
    told = next((each for each in (alone, meant) if len(each) == 1), [])
    return _at(lines, (told or inside)[0], sure=bool(told))


def _edge(rows: Sequence[Row], column: Column, columns: Columns) -> float:
    """Where the cells of a column wrap: as far from the rule on their right as they begin from that on their left."""
    ink = [each for row in rows for line in _lines_of(row, column, columns) for each in line]
    following = next((each for each in columns if each.x0 == column.x1), None)
    widest = max(each.x1 for each in ink)
    ruled = following is not None and following.ruled and column.ruled
    return max(widest, column.x1 - (min(each.x0 for each in ink) - column.x0)) if ruled else widest


def _is_told(stack: tuple[str, str], upper: str, lower: str, vocabulary: Vocabulary) -> bool:
    """Whether the parts can be nothing else: one says nothing, or the text of each is of its title's sort alone."""
    if is_nothing(upper, vocabulary) or is_nothing(lower, vocabulary):
        return True
    return all(_is_sort(m, text, vocabulary) for m, text in zip(stack, (upper, lower), strict=True))


def _is_sort(meaning: str, text: str, vocabulary: Vocabulary) -> bool:
    if meaning == "laminate_code":
        return len(text.split()) == 1
    if meaning == "open_hole_type":
        return bool(vocabulary.unlabelled.starting(text))
    if meaning in _TOLD or meaning == "unit":
        return True
    return not any(True for _ in vocabulary.unlabelled.within(text)) and "\n" not in text


def _at(lines: Sequence[Sequence[Ink]], place: int, *, fits: bool = True, sure: bool = True) -> _Parted:
    upper, lower = ([ink for line in part for ink in line] for part in (lines[:place], lines[place:]))
    return _Parted(upper, lower, fits, sure)


def _lines_of(row: Row, column: Column, columns: Columns) -> list[Sequence[Ink]]:
    found = (by_meaning(line, columns).get(_key(column)) for line in row.lines)
    return [ink for ink in found if ink]


def _text(lines: Sequence[Sequence[Ink]]) -> str:
    return "\n".join(" ".join(ink.text for ink in line) for line in lines)


def _fits(meaning: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a part can be what its title says: nothing, options and no word more, a value of its sort."""
    if is_nothing(text, vocabulary):
        return True
    if meaning.endswith("_mm") and sizes_in(text):
        return False
    if meaning in OPTIONS:
        told = joined(text)
        return bool(vocabulary.options[meaning].whole(told)) or _is_all_options(meaning, told, vocabulary)
    return makes_sense(meaning, text, vocabulary)


def _is_all_options(meaning: str, text: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.options[meaning].within(text)
    gaps = [text[a.end : b.start] for a, b in pairwise(found)]
    around = [text[: found[0].start], *gaps, text[found[-1].end :]] if found else [text]
    return not any(squeeze(part) not in vocabulary.qualifiers for part in around if squeeze(part))


def _is_meant(above: Sequence[Ink], below: Sequence[Ink], edge: float) -> bool:
    """Whether the first word of a line would have stood beside the line above it, had it been wrapped."""
    last, first = above[-1], below[0]
    needed = first.x1 - first.x0 + (_SPACE + _TOLERANCE) * first.height
    return not last.text.endswith(tuple(_OPEN)) and last.x1 + needed <= edge
