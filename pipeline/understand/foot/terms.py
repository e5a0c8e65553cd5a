"""Where a document's terms begin: what stands below all its goods and their sums sells nothing any more.

Terms speak of doors and of their sizes ("prices are for doors up to 900 x 2100mm") as lines of goods do. They are known
by their place: below the sums, or from the first words that close a document on, where nothing further down the pages
is counted and nothing costs money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.item.counts import counts_only_time, is_counted
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.stretches import COUNTED
from pipeline.understand.table.footers import is_footer
from pipeline.understand.table.sum_lines import names_a_sum
from pipeline.understand.words.vocabulary import Vocabulary


def above_terms(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Sheet]:
    """``sheets`` without the lines of the terms, which are the last ones of the last page and of those before it."""
    kept: list[Sheet] = []
    ends = True
    for sheet in reversed(sheets):
        begin = _terms_begin(sheet.lines, vocabulary) if ends else len(sheet.lines)
        kept.append(replace(sheet, lines=sheet.lines[:begin]))
        ends = begin == 0
    return kept[::-1]


def _terms_begin(lines: Sequence[Line], vocabulary: Vocabulary) -> int:
    """The index of the first line of the terms; the number of ``lines`` where there are none."""
    last = next((n for n in reversed(range(len(lines))) if _sells(lines[n], vocabulary)), None)
    if last is None:
        return len(lines)  # how goods are told here is not known
    if names_a_sum(lines[last], vocabulary):
        return last + 1
    return next((n for n in range(last + 1, len(lines)) if is_footer(lines[n], (), vocabulary)), len(lines))


def _sells(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether something is counted or costs money on a line."""
    if amounts_in(line.text) or any(_begins_with_count(s.text, vocabulary) for s in line.segments):
        return True
    return is_counted(line.text, vocabulary) and not counts_only_time(line.text, vocabulary)


def _begins_with_count(text: str, vocabulary: Vocabulary) -> bool:
    match = COUNTED.match(text)
    return bool(match and vocabulary.units.whole(match["unit"]))
