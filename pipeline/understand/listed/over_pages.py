"""The rest of an item that began on the page before, where no heading is repeated above it.

It stands at the top of the page, flush with what the item says, and most of its lines state something of goods; the
next item, a sum or what closes the document ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.colons import begins_with_label
from pipeline.understand.item.values import joined_lines
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.stretches import row_of
from pipeline.understand.table.footers import is_footer
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.sum_lines import names_a_sum
from pipeline.understand.words.vocabulary import Vocabulary

_FLUSH = 3.0  # points by which its lines begin apart from the item's
_MOSTLY = 0.6  # of its lines
_ONE_EACH = 2  # tables on two pages


def with_rests(tables: Sequence[Table], sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Sequence[Table]:
    """``tables`` without headings, each last row with what stands of it on the next page; not of several on a page."""
    found, rests = list(tables), 0
    for sheet in sheets[1:]:
        place = next((n for n, table in enumerate(found) if table.page == sheet.number - 1 and table.rows), None)
        several = sum(table.page in (sheet.number - 1, sheet.number) for table in found) > _ONE_EACH
        own = next((n for n, table in enumerate(found) if table.page == sheet.number), None)
        if place is None or several:
            continue
        before = found[place]
        rest = _rest(sheet, found[own].first_line if own is not None else len(sheet.lines), before, vocabulary)
        if not rest:
            continue
        rests += 1
        last = replace(before.rows[-1], more=row_of(rest, [line.ink for line in rest], sheet, vocabulary))
        found[place] = replace(before, rows=(*before.rows[:-1], last))
        if own is not None:
            found[own] = replace(found[own], first_line=0)
        else:
            found.append(Table(sheet.number, (), (), (), 0, len(rest) - 1, before.right_edge))
    return found if rests else tables


def _rest(sheet: Sheet, stop: int, before: Table, vocabulary: Vocabulary) -> list[Line]:
    """The lines at the top of ``sheet``, above line ``stop``, that go on with the last row of the page before."""
    lines: list[Line] = []
    for line in sheet.lines[:stop]:
        if not _is_flush(line, before.rows[-1]) or names_a_sum(line, vocabulary) or is_footer(line, (), vocabulary):
            break
        lines.append(line)
    whole = len(lines) == stop or stop == len(sheet.lines)  # nothing else stands above the next item
    stated = sum(_states(line, vocabulary) for line in lines)
    return lines if whole and stated > _MOSTLY * len(lines) else []


def _is_flush(line: Line, row: Row) -> bool:
    return any(abs(line.x0 - other.x0) < _FLUSH for other in row.lines[1:] or row.lines)


def _states(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line says something of goods: with a label, as one of the form's options, as a size."""
    text = line.segments[0].text
    labelled = begins_with_label(text, vocabulary.specification_labels)
    return labelled or bool(vocabulary.every_option.within(text)) or bool(sizes_in(joined_lines(text)))
