"""Where the body of an item table ends: at its sums, at what closes a document, or at a wide gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.pitch import pitch_of
from pipeline.understand.table.anchors import (
    Cells,
    anchor_strength,
    cell_text,
    has_item_number,
    has_money,
    has_quantity,
)
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import FIGURES, Column, descriptions
from pipeline.understand.table.footers import is_footer
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.table.sum_lines import is_carried, is_sum
from pipeline.understand.words.vocabulary import Vocabulary

_FIRST = re.compile(r"\(?(?:1|[aA])[.):]?|[iI][.):]")
_MOST_OF_THE_TABLE = 0.8  # of the width between the outer headings
_MOST_WORDS_BETWEEN = 2  # lines between the sum of a section and the next one's first item
_SEVERAL = 2
_APART = 0.5  # text heights between lines of which the lower one begins something else
_SENTENCE = 3  # words
_FAR_GAP = 2.6  # line pitches; a wider gap ends a table that no total closes


def end_of_body(sheet: Sheet, first: int, stop: int, columns: Sequence[Column], vocabulary: Vocabulary) -> int:
    """The index of the first line behind the body that begins with line ``first`` and ends before ``stop``."""
    body = _Body(sheet, first, stop, columns, vocabulary)
    return next((index for index in range(first, stop) if body.ended(index)), stop)


@dataclass(frozen=True)
class _Body:
    """The lines from ``first`` to before ``stop``, of which the last ones may stand behind the body of a table."""

    sheet: Sheet
    first: int
    stop: int
    columns: Sequence[Column]
    vocabulary: Vocabulary

    @lazily
    def _strong(self) -> list[int]:
        """The lines with a number, a count or money."""
        lines = self.sheet.lines
        return [n for n in range(self.first, self.stop) if anchor_strength(by_meaning(lines[n], self.columns))]

    @lazily
    def _last_item(self) -> int:
        lines = self.sheet.lines
        items = (n for n in self._strong if not is_sum(lines[n], self.columns, self.vocabulary))
        return max(items, default=self.first)

    @lazily
    def _first_item(self) -> int:
        """Where one is seen; on a page without any stands nothing but the rest of the last item before it."""
        items = (n for n in self._strong if not is_carried(self.sheet.lines[n], self.vocabulary))
        return min(items, default=self.stop if self._strong else self.first - 1)

    @lazily
    def _pitch(self) -> float:
        """Of its lines (points); a foot alone tells nothing of an item's."""
        return pitch_of(self.sheet.lines[self.first : self.stop if self._strong else self.first + 1])

    def ended(self, index: int) -> bool:
        """Whether line ``index`` stands behind it, if none above does."""
        line = self.sheet.lines[index]
        if is_carried(line, self.vocabulary):
            return False
        closes = self._is_apart(index) and is_footer(line, self.columns, self.vocabulary)
        summed = is_sum(line, self.columns, self.vocabulary)
        if closes or summed:
            # "** Please confirm the colour **" below one of the items, the sum of a section, one brought forward
            below = self.sheet.lines[index + 1 : self.stop]
            begun = self._first_item < index or (summed and self._first_item == index)
            return not (begun and _goods_follow(below, self.columns, self.vocabulary))
        if _notes_begin(self.sheet.lines[self.first : self.stop], index - self.first, self.columns):
            return True
        if _heads_notes(line, self.columns, self.vocabulary) and not self._items_follow(index):
            return True
        return self._tells_another_thing(index) or self._is_ruled_off(index) or self._is_far_below(index)

    def _items_follow(self, index: int) -> bool:
        """Whether a line below tells as much as an item's own line: its number, its count, its money."""
        lines = self.sheet.lines
        told = {n: anchor_strength(by_meaning(lines[n], self.columns)) for n in self._strong}
        items = max((strength for n, strength in told.items() if n < index), default=1)
        return any(strength >= items for n, strength in told.items() if n > index)

    def _gap(self, index: int) -> float:
        lines = self.sheet.lines
        return lines[index].y0 - lines[index - 1].y1 if index > self.first else 0.0

    def _is_apart(self, index: int) -> bool:
        line = self.sheet.lines[index]
        return self._gap(index) > _APART * (line.y1 - line.y0) or not _under_descriptions(line, self.columns)

    def _tells_another_thing(self, index: int) -> bool:
        """Whether a line below the last item is of the document's head or foot, or a note."""
        if index <= self._last_item or not self._is_apart(index):
            return False
        line, items = self.sheet.lines[index], self.sheet.lines[self.first : self._last_item]
        return _names_a_fact_of_the_document(line.text, self.vocabulary) or _is_a_note(items, line, self.columns)

    def _is_ruled_off(self, index: int) -> bool:
        """Whether a rule parts a line from the last item, and none parts an item's own lines."""
        above, line = self.sheet.lines[max(index - 1, self.first)], self.sheet.lines[index]
        if index <= self._last_item or not _ruled_off(above, line, self.sheet, self.columns):
            return False
        inside = _ruled_inside(self.sheet, self.first, self._last_item, self.columns)
        if index > max(self._strong, default=self.first):
            return not (inside and (self._goes_on_in_a_pad(index) or self._specifies_as_above(index)))
        return inside is False

    def _specifies_as_above(self, index: int) -> bool:
        """Whether a line below the last item says how it is made, as the one below the item before does."""
        lines = self.sheet.lines
        items = [n for n in self._strong if n < index][-_SEVERAL:]
        if len(items) < _SEVERAL or items[1] != index - 1 or items[0] != index - 1 - _SEVERAL:
            return False
        before, line = lines[index - _SEVERAL], lines[index]
        flush = abs(before.x0 - line.x0) < (line.y1 - line.y0) / 2 and len(line.segments) == len(before.segments)
        return flush and all(statements_in(each.text, self.vocabulary) for each in (before, line))

    def _goes_on_in_a_pad(self, index: int) -> bool:
        """Whether a line, on a rule as each of an item's is, begins as the description above it and goes on with it."""
        above, line = self.sheet.lines[index - 1 : index + 1]
        begun = by_meaning(above, self.columns).get("description", ())
        return len(line.segments) == 1 and any(abs(line.x0 - ink.x0) < line.ink[0].height / 2 for ink in begun[:1])

    def _is_far_below(self, index: int) -> bool:
        weak = self._first_item < index and index not in self._strong
        return weak and self._gap(index) > _FAR_GAP * self._pitch


def _is_a_note(above: Sequence[Line], line: Line, columns: Sequence[Column]) -> bool:
    """Whether ``line`` runs on from a column of counts over others, and none of the items' lines ``above`` does so."""
    return _runs_across(line, columns) and not any(_runs_across(each, columns) for each in above)


def _heads_notes(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether nothing but ``NOTES:`` stands on a line, under a first column that describes no goods."""
    first, name = columns[0], line.text.rstrip(" :.-").casefold()
    return first.meaning != "description" and line.x0 < first.x1 and name in vocabulary.language.note_names


def _runs_across(line: Line, columns: Sequence[Column]) -> bool:
    """Whether words run on from a column of counts or figures over the next ones: a sentence, and no row's rest."""
    first = line.segments[0]
    begins = next((c for c in columns if c.x0 <= first.x0 < c.x1), None)
    if len(line.segments) > 1 or begins is None or begins.meaning not in FIGURES or len(first.text.split()) < _SENTENCE:
        return False
    over = [c for c in columns if c.x0 > begins.x0 and c.title_x0 < first.x1]
    return bool(over) and first.ink[0].text.isalpha()


def _notes_begin(lines: Sequence[Line], index: int, columns: Sequence[Column]) -> bool:
    """Whether numbers begin anew at ``index``, below goods that are counted, and count and measure nothing any more.

    ``5 | Hinge 4" x 3" | 24 pcs`` / ``1. Delivery Date: 04-11-2025`` / ``2. Payment: 60 days from invoice``.
    """
    cells = by_meaning(lines[index], columns)
    if not _FIRST.fullmatch(cell_text(cells, "number")):
        return False
    above = [by_meaning(line, columns) for line in lines[:index]]
    below = [by_meaning(line, columns) for line in lines[index:]]
    counted = any(has_item_number(each) and has_quantity(each) for each in above)
    return counted and not any(
        has_quantity(each) or has_money(each) or any(True for _ in sizes_in(line.text))
        for each, line in zip(below, lines[index:], strict=True)
    )


@lru_cache(maxsize=4096)
def _names_a_fact_of_the_document(text: str, vocabulary: Vocabulary) -> bool:
    """``Driver : lorry VBC 1188``, ``Bank : …``: a label of the head or the foot, and none of an item."""
    label = vocabulary.labels.starting(text)
    if label is None or squeeze(text[: label.start]) or vocabulary.specification_labels.starting(text):
        return False
    return bool(COLON.match(text, label.end))


def _ruled_inside(sheet: Sheet, first: int, last: int, columns: Sequence[Column]) -> bool | None:
    """Whether a rule parts the lines of an item above the last one; None where there are none to tell."""
    cells = [by_meaning(line, columns) for line in sheet.lines[first : last + 1]]
    inside = [n for n, each in enumerate(cells, first) if n > first and not anchor_strength(each)]
    if any(_ruled_off(sheet.lines[n - 1], sheet.lines[n], sheet, columns) for n in inside):
        return True
    return None if sum(map(bool, map(anchor_strength, cells))) < _SEVERAL else False


def _ruled_off(above: Line, below: Line, sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Whether a rule as wide as most of the table lies between two lines: what is below is no rest of the row above."""
    width = max(column.title_x1 for column in columns) - min(column.title_x0 for column in columns)
    drawn = sum(x1 - x0 for y, x0, x1 in sheet.horizontal_rules if above.middle < y < below.middle)
    return drawn >= _MOST_OF_THE_TABLE * width


def _goods_follow(lines: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the next line is an item with its count and more, or one below a few words such as ``B. FRAMES``."""
    for line in lines[: _MOST_WORDS_BETWEEN + 1]:
        cells = by_meaning(line, columns)
        if is_sum(line, columns, vocabulary) or is_footer(line, columns, vocabulary):
            return False
        if has_quantity(cells) and (anchor_strength(cells) > 1 or _counts_a_size(line, cells)):
            return True
        if len(line.segments) > 1 or anchor_strength(cells) > has_item_number(cells):
            return False
    return False


def _counts_a_size(line: Line, cells: Cells) -> bool:
    """Whether a line of a size has its count apart: ``43 x 860 x 2090 mm   9 PCS``."""
    apart = any(segment.ink[0] is cells["quantity"][0] for segment in line.segments)
    return apart and bool(sizes_in(line.text))


def _under_descriptions(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line begins where descriptions do."""
    description = descriptions(columns)
    return description is not None and line.segments[0].x0 >= description.x0
