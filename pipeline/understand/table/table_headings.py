"""Finds the heading of an item table.

A heading is a line, or a few stacked ones, made of column titles that the vocabulary knows ("Qty", "Description /
Keterangan", "Unit Price" over "(RM)"), or a grid of drawn cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.table.sections import ends_groups, place_in_section
from pipeline.understand.table.storeys import BELOW, Grid, drawn_end, grid_at
from pipeline.understand.table.title_units import is_unit
from pipeline.understand.table.titles import (
    SECOND_TEXT,
    bare_title,
    group_names,
    meanings_of_title,
    merged_titles,
    one_meaning_each,
    slashes_restored,
    title_stacks,
    titled,
    titles_apart,
    with_group,
)
from pipeline.understand.table.underlined import Title, underlined_at
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_BARE_FIGURES = re.compile(r"[\d.,() ]{2,}")
_RUNNING_TEXT = re.compile(r"[,;:]\s*\S|\d|\s[-–]\s")
_LEAST_MEANINGS = 3
_LEAST_APART = 3  # titles that stand apart; the other gaps may be narrow
_FEWEST_IN_SENTENCE, _SURELY_SENTENCE = 3, 6  # words
_OF_ALL = re.compile(r"\W*(?:all|semua)\b", re.IGNORECASE)
_LEAST_COVER = 0.6  # share of a heading's letters that known titles must explain
_MOST_LINES = 6
_MOST_IN_GROUPS = 12
_CLOSE = 1.4  # text heights between the lines of a heading
_COUNTS_AND_PRICES = frozenset({"quantity", "unit_price", "amount"})
_MOSTLY_SLASHED = 0.6
_MOSTLY_RULED = 0.8  # of a heading's width
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


def headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    """Every table heading on ``sheet``, top to bottom."""
    if vocabulary not in sheet.headings:
        sheet.headings[vocabulary] = tuple(_headings_of(sheet, vocabulary))
    return [heading for heading in sheet.headings[vocabulary] if isinstance(heading, Heading)]


def _headings_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Heading]:
    found: list[Heading] = []
    index = end = 0
    while index < len(sheet.lines):
        line = sheet.lines[index]
        if _names_a_group(line, vocabulary):
            heading = _of_a_group(sheet, index, vocabulary)
        else:
            heading = None if _is_note(line, vocabulary) else _heading_at(sheet, index, vocabulary)
        if heading and not heading.edges:  # the line above a heading reads as its first storey
            inside = (_heading_at(sheet, n, vocabulary) for n in range(index + 1, heading.last + 1))
            least = _known(heading)
            heading = next((o for o in inside if o and (o.edges or _known(o) > least)), heading)
        if heading and found and _translates(heading, found[-1], sheet):
            found[-1] = replace(found[-1], last=heading.last)
            index = heading.last + 1
        elif heading and (heading.edges or index >= end):  # inside a grid nothing but a grid is a heading
            found.append(heading)
            index = heading.last + 1
            end = drawn_end(sheet, heading.last, heading.edges[0][0], heading.edges[-1][1]) if heading.edges else end
        else:
            index += 1
    return found


def _is_note(line: Line, vocabulary: Vocabulary) -> bool:
    """``All dimensions in mm unless stated``: a sentence over the titles is none of them."""
    if len(line.segments) > 1 or len(line.ink) < _FEWEST_IN_SENTENCE:
        return False
    said = len(line.ink) >= _SURELY_SENTENCE or _OF_ALL.match(line.text) is not None
    if not said or vocabulary.columns.whole(bare_title(line.text)):
        return False
    return not any(True for _ in vocabulary.item_kinds.within(line.text))  # "FRAME SCHEDULE (all sizes in mm)"


def _names_a_group(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line is but the name of a table or of a part of one: ``FRAMES``."""
    return len(line.segments) == 1 and ends_groups(line.text, vocabulary)


def _of_a_group(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """``Others`` over ``Qty | Price | Amount``: the name of a part heads its goods where only figures have titles."""
    name, titles = sheet.lines[index].segments[0], sheet.lines[index + 1].segments if sheet.lines[index + 1 :] else ()
    meanings = [next(iter(m)) if len(m := meanings_of_title(s.text, vocabulary)) == 1 else None for s in titles]
    figures = set(meanings) <= _COUNTS_AND_PRICES | {"unit"} and "quantity" in meanings
    if not figures or len(set(meanings)) < len(meanings) or name.x1 > titles[0].x0:
        return None
    every = (name, *titles)
    return Heading(tuple((s.text, s) for s in every), ("description", *meanings), index, index + 1)


def _translates(heading: Heading, above: Heading, sheet: Sheet) -> bool:
    """Whether a heading close below another one is its second line: no heading is there for nothing."""
    if heading.first != above.last + 1 or heading.edges or above.edges or _known(heading) > _known(above):
        return False
    before, line = sheet.lines[above.last], sheet.lines[heading.first]
    return line.y0 - before.y1 < _CLOSE * (before.y1 - before.y0)


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


def _heading_at(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that begins with line ``index``: one drawn as a grid where lines tell less, else the widest."""
    grid = grid_at(sheet, index, vocabulary)
    drawn = _of_grid(grid, index) if grid and not grid.plain else None
    return drawn or _of_groups(sheet, index, vocabulary) or _of_lines(sheet, index, vocabulary)


def _of_grid(grid: Grid, index: int) -> Heading | None:
    edges = tuple((title.x0, title.x1) for title in grid.titles)
    heading = _of_titles([(title.text, title.segment, title.meanings) for title in grid.titles], index, grid.last)
    return replace(heading, edges=edges) if heading else None


def _of_groups(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    most = min(index + _MOST_IN_GROUPS, len(sheet.lines))
    stop = next((n for n in range(index, most) if _is_running(sheet.lines[n])), most)
    names = (n for n in range(index + 1, stop) if _names_a_group(sheet.lines[n], vocabulary))
    stop = next(names, stop)  # no heading goes on over a table's name
    found = underlined_at(sheet, index, stop, max(_TITLE_GAP, 1.5 * sheet.word_gap), vocabulary)
    if not found:
        return None
    return _of_titles(found[0], index, found[1])


def _of_titles(titles: Sequence[Title], first: int, last: int) -> Heading | None:
    meanings = one_meaning_each([title[2] for title in titles])
    known = [meaning for meaning in meanings if meaning]
    told = sum(meaning is not None or BELOW in text for (text, _, _), meaning in zip(titles, meanings, strict=True))
    if len(set(known)) < _LEAST_MEANINGS or told < _LEAST_COVER * len(titles) or not _is_item_heading(known):
        return None
    return Heading(tuple((text, segment) for text, segment, _ in titles), tuple(meanings), first, last)


def _of_lines(sheet: Sheet, index: int, vocabulary: Vocabulary) -> Heading | None:
    """The widest heading that begins with line ``index``."""
    best: Heading | None = None
    for last in range(index, min(index + _MOST_LINES, len(sheet.lines))):
        if last > index and not _stacked(sheet.lines[last - 1], sheet.lines[last], vocabulary):
            break
        if last > index and _ruled_off(sheet, index, last) and not _all_titles(sheet.lines[last], vocabulary):
            break
        heading = heading_in(sheet, index, last, vocabulary)
        if heading and (best is None or _known(heading) > _known(best) or _no_worse(heading, best, sheet, vocabulary)):
            best = heading
        if _is_running(sheet.lines[last]) and not _goes_on(sheet.lines[max(last - 1, index) : last]):
            break  # no heading goes on over it
    return best


def _no_worse(heading: Heading, best: Heading, sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a longer heading knows as much, and its last line is no text of the first item that stands alone."""
    line = sheet.lines[heading.last]
    known = sum(len(found.phrase) for found in vocabulary.columns.within(line.text))
    titles = len(line.segments) > 1 or known >= _LEAST_COVER * len(squeeze(line.text))
    return _known(heading) == _known(best) and (titles or _ends_a_title(line, heading, vocabulary))


def _ends_a_title(line: Line, heading: Heading, vocabulary: Vocabulary) -> bool:
    """Whether a line is but the last word of a title above it: ``Nama Reka`` / ``Bentuk``."""
    own = set(line.ink)
    title = next((segment for _, segment in heading.titles if own <= set(segment.ink)), None)
    above = [ink.text for ink in title.ink if ink not in own] if title else []
    ends = (" ".join([*above[place:], line.text]) for place in range(len(above)))
    return any(vocabulary.columns.listed(end) for end in ends)


def _known(heading: Heading) -> int:
    return sum(meaning is not None for meaning in heading.meanings) - sum(m is None for m in heading.meanings)


def _stacked(above: Line, below: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line may belong to the heading above it: close below, no figures, and not the first item."""
    if not below.y0 - above.y1 < _CLOSE * max(segment.height for segment in above.segments):
        return False
    if any(_BARE_FIGURES.fullmatch(segment.text) for segment in below.segments):
        return False
    if place_in_section(below.text, vocabulary) or _is_note(below, vocabulary):
        return False  # "A.  GROUND FLOOR"
    if len(below.segments) == 1 and vocabulary.columns.listed(below.text):
        return not vocabulary.item_kinds.whole(below.text)  # "Tebal Pintu" is a title
    goods = names_goods(below.text, vocabulary)
    return not (goods and (len(below.segments) == 1 or any(segment.text.isdigit() for segment in below.segments)))


def _ruled_off(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a rule as wide as most of a heading is drawn above line ``last``: what stands below is an item's."""
    above, below = sheet.lines[last - 1], sheet.lines[last]
    x0 = min(line.x0 for line in sheet.lines[first:last])
    x1 = max(line.ink[-1].x1 for line in sheet.lines[first:last])
    rules = [(a, b) for y, a, b in sheet.horizontal_rules if above.middle < y < below.middle]
    drawn = sum(max(0.0, min(b, x1) - max(a, x0)) for a, b in rules)
    return drawn >= _MOSTLY_RULED * (x1 - x0)


def _all_titles(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line holds nothing but titles and what they are measured in."""
    texts = (segment.text for segment in line.segments)
    return all(is_unit(text) or vocabulary.columns.whole(bare_title(text)) for text in texts)


def heading_in(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> Heading | None:
    """The heading that the lines from ``first`` to ``last`` make; None where they make none."""
    lines = sheet.lines[first : last + 1]
    gap = max(_TITLE_GAP, 1.5 * sheet.word_gap)
    narrow = max(_NARROW_GAP, 1.5 * sheet.word_gap)
    if (
        any(_is_running(line) and not _goes_on(lines[:n]) for n, line in enumerate(lines))
        or sum(len(line.cut_at(narrow)) for line in lines) < _LEAST_APART
    ):
        return _two_titles(sheet, first, vocabulary) if first == last else None
    stacks = title_stacks(lines, gap)
    apart = max(len(line.cut_at(narrow)) for line in lines) >= _LEAST_APART
    if not apart and len(stacks) < _LEAST_APART:
        return _two_titles(sheet, first, vocabulary) if first == last else None
    cells = [titled(part, vocabulary) for stack in stacks for part in titles_apart(stack, vocabulary, sheet.word_gap)]
    groups = group_names(lines, gap)
    cells = [with_group(cell, groups, vocabulary) for cell in sorted(cells, key=lambda cell: cell[1].x0)]
    cells = merged_titles(cells, vocabulary)
    meanings = with_description(one_meaning_each([meanings_of_title(text, vocabulary) for text, _ in cells]))
    known = [m for m in meanings if m]
    letters = sum(len(squeeze(text)) for text, _ in cells) or 1
    cover = sum(len(squeeze(t)) for (t, _), m in zip(cells, meanings, strict=True) if m) / letters
    least = _LEAST_MEANINGS if cover < 1 else 2
    if not apart and "description" not in known:
        return None
    if len(set(known)) < least or cover < _LEAST_COVER or not _is_item_heading(known):
        return None
    return Heading(tuple(cells), tuple(meanings), first, last)


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
    return Heading(tuple((s.text, s) for s in segments), tuple(meanings), index, index)


def _is_running(line: Line) -> bool:
    """Commas, colons and figures stand in text and beside labels, not in column titles."""
    return _runs_on_with(line.text)


@lru_cache(maxsize=4096)
def _runs_on_with(text: str) -> bool:
    return bool(_RUNNING_TEXT.search(slashes_restored(text)))


def _goes_on(above: Sequence[Line]) -> bool:
    """Whether most titles of the last line end with the slash before their translation: ``Item /`` over ``Bil``."""
    segments = above[-1].segments if above else ()
    slashed = sum(segment.text.rstrip().endswith("/") for segment in segments)
    return len(segments) > 1 and slashed > _MOSTLY_SLASHED * len(segments)


def _is_item_heading(known: Sequence[str]) -> bool:
    goods = {"description", "size", "laminate_code", "width_mm", "location", "door_type", "frame_profile"}
    counts = {"quantity", "amount", "unit_price", "number", "unit"}
    return bool(goods & set(known)) and bool(counts & set(known))
