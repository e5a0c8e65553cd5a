"""Finds the heading of an item table.

A heading is a line, or a few stacked ones, made of column titles that the vocabulary knows ("Qty", "Description /
Keterangan", "Unit Price" over "(RM)"), or a grid of drawn cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.table.heading_lines import (
    CLOSE,
    closes,
    ends_a_sentence,
    goes_on,
    heads_specification,
    holds_only_titles,
    is_note,
    is_ruled_off,
    is_running,
    names_a_group,
    stands_under,
    states_facts,
)
from pipeline.understand.table.line_number_titles import with_line_numbers
from pipeline.understand.table.neighbour_titles import merged_titles, with_tinggi
from pipeline.understand.table.storeys import BELOW, Grid, drawn_end, grid_at
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import (
    SECOND_TEXT,
    group_names,
    meanings_of_title,
    one_meaning_each,
    title_stacks,
    titled,
    titles_apart,
    with_group,
)
from pipeline.understand.table.underlined import Title, underlined_at
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_MEANINGS = 3
_LEAST_OF_ALL = 2  # where every title is known
_LEAST_APART = 3  # titles that stand apart; the other gaps may be narrow
_LEAST_COVER = 0.6  # share of a heading's letters that known titles must explain
_MOST_LINES = 6
_MOST_IN_GROUPS = 12
_COUNTS_AND_PRICES = frozenset({"quantity", "unit_price", "amount"})
_IN_BRACKETS = re.compile(r"\([^()]{1,12}\)")
_WRAPPED = 1.6  # text heights from one line of a cell to the next
_NARROW_GAP = 0.38  # text heights: any wider gap is no word space
_TITLE_GAP = 0.62  # text heights: titles stand closer to each other than other columns' text


@dataclass(frozen=True)
class Heading:
    """A table heading: its titles, left to right, and the lines it takes (indices into the sheet's lines)."""

    titles: tuple[tuple[str, Segment], ...]
    meanings: tuple[str | None, ...]
    first: int
    last: int
    edges: tuple[tuple[float, float], ...] = ()
    """Where the column of each title lies, if rules drawn around the titles say so (points)."""
    known: int = 0
    """How many titles are a column's, or an option's over its ticks."""


def headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    """Every table heading on ``sheet``, top to bottom."""
    if vocabulary not in sheet.headings:
        sheet.headings[vocabulary] = tuple(_headings_of(sheet, vocabulary))
    return [heading for heading in sheet.headings[vocabulary] if isinstance(heading, Heading)]


def _headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    found: list[Heading] = []
    index = end = 0
    while index < len(sheet.lines):
        heading = _begun_at(sheet, index, vocabulary)
        if heading and found and _translates(heading, found[-1], sheet):
            found[-1] = replace(found[-1], last=heading.last)
            index = heading.last + 1
        elif heading and found and _ends_cells(heading, found[-1], sheet):
            index += 1
        elif heading and (heading.edges or index >= end):  # inside a grid nothing but a grid is a heading
            found.append(heading)
            index = heading.last + 1
            end = drawn_end(sheet, heading.last, heading.edges[0][0], heading.edges[-1][1]) if heading.edges else end
        else:
            index += 1
    return found


def _begun_at(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that line ``index`` begins, or that begins inside that one and tells more."""
    line = sheet.lines[index]
    if names_a_group(line, vocabulary):
        heading = _of_a_group(sheet, index, vocabulary)
    else:
        ends = index > 0 and ends_a_sentence(sheet.lines[index - 1], line)
        none = ends or is_note(line, vocabulary) or states_facts(line, vocabulary) or closes(line, vocabulary)
        heading = None if none else _heading_at(sheet, index, vocabulary)
    if heading is None or heading.edges:
        return heading
    least = _surplus(heading)  # the line above a heading reads as its first storey
    inside = (_heading_at(sheet, n, vocabulary) for n in range(index + 1, heading.last + 1))
    return next((other for other in inside if other and (other.edges or _surplus(other) > least)), heading)


def _of_a_group(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """``Others`` over ``Qty | Price | Amount``: the name of a part heads its goods where only figures have titles."""
    name, titles = sheet.lines[index].segments[0], sheet.lines[index + 1].segments if sheet.lines[index + 1 :] else ()
    meanings = [next(iter(m)) if len(m := meanings_of_title(s.text, vocabulary)) == 1 else None for s in titles]
    figures = set(meanings) <= _COUNTS_AND_PRICES | {"unit"} and "quantity" in meanings
    if not figures or len(set(meanings)) < len(meanings) or name.x1 > titles[0].x0:
        return None
    every = (name, *titles)
    known = sum(meaning is not None for meaning in meanings) + 1
    return Heading(tuple((s.text, s) for s in every), ("description", *meanings), index, index + 1, known=known)


def _translates(heading: Heading, above: Heading, sheet: Sheet) -> bool:
    """Whether a heading close below another one is its second line: no heading is there for nothing."""
    if heading.first != above.last + 1 or heading.edges or above.edges or _surplus(heading) > _surplus(above):
        return False
    before, line = sheet.lines[above.last], sheet.lines[heading.first]
    return line.y0 - before.y1 < CLOSE * (before.y1 - before.y0)


def _ends_cells(heading: Heading, above: Heading, sheet: Sheet) -> bool:
    """``leaf   core   unit``: whether the titles are but the last words of the cells of an item under ``above``.

    They stand close below words of the item's line, none of them under its number, and are few.
    """
    line, row = sheet.lines[heading.first], sheet.lines[heading.first - 1]
    few = heading.first == heading.last and 2 * len(heading.titles) < len(above.titles)
    if not few or heading.edges or not is_running(row) or line.x0 < above.titles[0][1].x1:
        return False
    under = (any(ink.x0 < each.x1 and each.x0 < ink.x1 for ink in row.ink) for _, each in heading.titles)
    height = max(each.height for _, each in heading.titles)
    return line.middle - row.middle < _WRAPPED * height and all(under)


def without_title(heading: Heading, index: int) -> Heading:
    """``heading`` with title ``index`` joined to the one on its right, which keeps its meaning."""
    (left, a), (right, b) = heading.titles[index], heading.titles[index + 1]
    joined = (f"{left} {right}", segment_of((*a.ink, *b.ink)))
    titles = (*heading.titles[:index], joined, *heading.titles[index + 2 :])
    meanings = (*heading.meanings[:index], *heading.meanings[index + 1 :])
    edges = heading.edges
    if edges:
        edges = (*edges[:index], (edges[index][0], edges[index + 1][1]), *edges[index + 2 :])
    return replace(heading, titles=titles, meanings=meanings, edges=edges)


def with_names(heading: Heading, index: int) -> Heading:
    """``heading`` with title ``index`` for the goods' names, and the description next to it for how they are made."""
    meanings = (*heading.meanings[:index], "description", SECOND_TEXT, *heading.meanings[index + 2 :])
    return replace(heading, meanings=meanings)


def with_goods_first(heading: Heading) -> Heading:
    """``heading`` with its first title for the goods' names; one for descriptions further on says how they are made."""
    rest = (SECOND_TEXT if meaning == "description" else meaning for meaning in heading.meanings[1:])
    return replace(heading, meanings=("description", *rest))


def with_codes(heading: Heading, index: int) -> Heading:
    """``heading`` with title ``index`` for the codes that the goods are kept under."""
    return replace(heading, meanings=(*heading.meanings[:index], "stock_code", *heading.meanings[index + 1 :]))


def _heading_at(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that begins with line ``index``: one drawn as a grid where lines tell less, else the widest."""
    grid = grid_at(sheet, index, vocabulary) if sheet.vertical_rules else None
    drawn = _of_grid(grid, index, vocabulary) if grid and not grid.plain else None
    if drawn is None and is_running(sheet.lines[index]):  # most lines
        return _two_titles(sheet, index, vocabulary)
    return drawn or _of_groups(sheet, index, vocabulary) or _of_lines(sheet, index, vocabulary)


def _of_grid(grid: Grid, index: int, vocabulary: Vocabulary) -> Heading | None:
    edges = tuple((title.x0, title.x1) for title in grid.titles)
    titles = [(title.text, title.segment, title.meanings) for title in grid.titles]
    heading = _of_titles(titles, index, grid.last, vocabulary)
    return replace(heading, edges=edges) if heading else None


def _of_groups(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    if not sheet.horizontal_rules:  # under the groups' names
        return None
    most = min(index + _MOST_IN_GROUPS, len(sheet.lines))
    stop = next((n for n in range(index, most) if is_running(sheet.lines[n])), most)
    names = (n for n in range(index + 1, stop) if names_a_group(sheet.lines[n], vocabulary))
    stop = next(names, stop)  # no heading goes on over a table's name
    found = underlined_at(sheet, index, stop, max(_TITLE_GAP, 1.5 * sheet.word_gap), vocabulary)
    if not found:
        return None
    return _of_titles(found[0], index, found[1], vocabulary)


def _of_titles(titles: Sequence[Title], first: int, last: int, vocabulary: Vocabulary) -> Heading | None:
    meanings = with_tinggi(one_meaning_each([title[2] for title in titles]), [text for text, _, _ in titles])
    known = [meaning for meaning in meanings if meaning]
    told = len(_known([text for text, _, _ in titles], meanings, vocabulary))
    if len(set(known)) < _LEAST_MEANINGS or told < _LEAST_COVER * len(titles) or not _is_item_heading(known):
        return None
    return Heading(tuple((text, segment) for text, segment, _ in titles), tuple(meanings), first, last, known=told)


def _of_lines(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The widest heading that begins with line ``index``."""
    best: Heading | None = None
    for last in range(index, min(index + _MOST_LINES, len(sheet.lines))):
        if last > index and not stands_under(sheet.lines[last - 1], sheet.lines[last], vocabulary):
            break
        if last > index and is_ruled_off(sheet, index, last) and not holds_only_titles(sheet.lines[last], vocabulary):
            break
        if last > index and heads_specification(sheet.lines[last : last + 2], vocabulary):
            break
        heading = heading_in(sheet, index, last, vocabulary)
        more = heading and (best is None or _surplus(heading) > _surplus(best))
        if heading and (more or (best and _no_worse(heading, best, sheet, vocabulary))):
            best = heading
        if is_running(sheet.lines[last]) and not goes_on(sheet.lines[max(last - 1, index) : last]):
            break  # no heading goes on over it
    return best


def _no_worse(heading: Heading, best: Heading, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a longer heading knows as much, and its last line is no text of the first item that stands alone."""
    line = sheet.lines[heading.last]
    known = sum(len(found.phrase) for found in vocabulary.columns.within(line.text))
    titles = len(line.segments) > 1 or known >= _LEAST_COVER * len(squeeze(line.text))
    titles = titles and not any(_is_no_title(segment.text, vocabulary) for segment in line.segments)
    return _surplus(heading) == _surplus(best) and (titles or _ends_a_title(line, heading, vocabulary))


def _is_no_title(text: str, vocabulary: Vocabulary) -> bool:
    """``DIGITAL LOCK`` under ``Lock hole``, ``BATH 2`` under ``Location``: the upper line of the first item's cells."""
    told = vocabulary.unlabelled.whole(text) or vocabulary.rooms.whole(text)
    return bool(told) and not vocabulary.columns.whole(bare_title(text))


def _ends_a_title(line: Line, heading: Heading, vocabulary: Vocabulary) -> bool:
    """Whether a line is but the last word of a title above it: ``Nama Reka`` / ``Bentuk``."""
    own = set(line.ink)
    if _IN_BRACKETS.fullmatch(line.text) and any(own <= set(segment.ink) for _, segment in heading.titles):
        return True  # "(sqft)" under "Area"
    title = next((segment for _, segment in heading.titles if own <= set(segment.ink)), None)
    above = [ink.text for ink in title.ink if ink not in own] if title else []
    ends = (" ".join([*above[place:], line.text]) for place in range(len(above)))
    return any(vocabulary.columns.listed(end) for end in ends)


def _surplus(heading: Heading) -> int:
    """How many more titles are known than are not."""
    return 2 * heading.known - len(heading.titles)


def _known(titles: Sequence[str], meanings: Sequence[str | None], vocabulary: Vocabulary) -> list[str]:
    """The titles that are a column's, or one of the form's options over its ticks."""
    return [
        title
        for title, meaning in zip(titles, meanings, strict=True)
        if meaning or BELOW in title or vocabulary.every_option.whole(bare_title(title))
    ]


def heading_in(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that the lines from ``first`` to ``last`` make; None where they make none."""
    lines = sheet.lines[first : last + 1]
    gap = max(_TITLE_GAP, 1.5 * sheet.word_gap)
    narrow = max(_NARROW_GAP, 1.5 * sheet.word_gap)
    if (
        any(is_running(line) and not goes_on(lines[:n]) for n, line in enumerate(lines))
        or sum(len(line.cut_at(narrow)) for line in lines) < _LEAST_APART
    ):
        return _two_titles(sheet, first, vocabulary) if first == last else None
    stacks = title_stacks(lines, gap)
    apart = max(len(line.cut_at(narrow)) for line in lines) >= _LEAST_APART
    if not apart and len(stacks) < _LEAST_APART:
        return _two_titles(sheet, first, vocabulary) if first == last else None
    below = [cell for line in sheet.lines[last + 1 : last + 2] for cell in line.segments]
    parts = (part for stack in stacks for part in titles_apart(stack, vocabulary, sheet.word_gap, below))
    cells = [titled(part, vocabulary) for part in parts]
    groups = group_names(lines, gap)
    cells = [with_group(cell, groups, vocabulary) for cell in sorted(cells, key=lambda cell: cell[1].x0)]
    cells = merged_titles(cells, vocabulary)
    meanings = with_description(one_meaning_each([meanings_of_title(text, vocabulary) for text, _ in cells]))
    meanings = with_line_numbers(meanings, cells, sheet.lines[last + 1 : last + 2], vocabulary)
    texts = [text for text, _ in cells]
    meanings = with_tinggi(meanings, texts)
    told = _known(texts, meanings, vocabulary)
    if (not apart and "description" not in meanings) or not _tells_enough(texts, meanings, told):
        return None
    return Heading(tuple(cells), tuple(meanings), first, last, known=len(told))


def _tells_enough(titles: Sequence[str], meanings: Sequence[str | None], told: Sequence[str]) -> bool:
    """Whether enough titles of a heading of items are known, and those ``told`` make most of its letters."""
    known = [meaning for meaning in meanings if meaning]
    cover = sum(len(squeeze(title)) for title in told) / (sum(len(squeeze(title)) for title in titles) or 1)
    least = _LEAST_MEANINGS if cover < 1 else _LEAST_OF_ALL
    return len(set(known)) >= least and cover >= _LEAST_COVER and _is_item_heading(known)


def with_description(meanings: list[str | None]) -> list[str | None]:
    """``S/N | Our Supply | Qty | U. Price | Total``: beside counts and prices the one unknown title heads the goods."""
    unknown = [place for place, meaning in enumerate(meanings) if meaning is None]
    if len(unknown) != 1 or unknown[0] > 1 or not set(meanings) >= _COUNTS_AND_PRICES or "description" in meanings:
        return meanings
    return [meaning or "description" for meaning in meanings]


def _two_titles(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The shortest heading there is: a description, and far to its right a count or an amount."""
    segments = sheet.lines[index].segments
    if len(segments) != 2:
        return None
    meanings = one_meaning_each([vocabulary.columns.whole(bare_title(s.text)) for s in segments])
    if meanings[0] != "description" or meanings[1] not in ("quantity", "amount"):
        return None
    return Heading(tuple((s.text, s) for s in segments), tuple(meanings), index, index, known=len(segments))


def _is_item_heading(known: Sequence[str]) -> bool:
    goods = {"description", "size", "laminate_code", "width_mm", "location", "door_type", "frame_profile"}
    counts = {"quantity", "amount", "unit_price", "number", "unit"}
    return bool(goods & set(known)) and bool(counts & set(known))
