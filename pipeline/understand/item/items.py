"""From a row of an item table to a line item: what it is, how many, and what it specifies."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.grammar.feet_and_inches import in_two_columns
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.counts import counted_in
from pipeline.understand.item.designs_among import with_design
from pipeline.understand.item.frame_text import with_frame_text
from pipeline.understand.item.held import Blocks, completed
from pipeline.understand.item.kinds import kind_of_line
from pipeline.understand.item.labelled import counted_beside
from pipeline.understand.item.lone_codes import with_lone_code
from pipeline.understand.item.other_words import drop_repeated_lengths, keep_title, other_words
from pipeline.understand.item.pieces import CODES, notes_behind_code
from pipeline.understand.item.references import Told, kind_by, other_line, with_reference
from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.told_by_number import fields_told
from pipeline.understand.item.unlabelled import changes_nothing
from pipeline.understand.item.values import OPTIONS, is_nothing, joined, joined_lines, read_value
from pipeline.understand.page.passage import Passage, box_of
from pipeline.understand.table.beside_figures import beside_figures
from pipeline.understand.table.counted_again import COUNTED_AGAIN, counted_otherwise
from pipeline.understand.table.counted_columns import counted_fields, with_count_beside, with_titled_unit
from pipeline.understand.table.delivery_columns import delivery_column
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.leading_codes import behind_leading_code
from pipeline.understand.table.ticks import ticked
from pipeline.understand.table.title_units import (
    LENGTHS,
    in_stated_unit,
    in_titled_order,
    strange_among_lengths,
    unit_in,
    words_beside,
)
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, SPECIFIED, TITLE_WORD
from pipeline.understand.words.noted import is_noted, says_goods, says_only_finish
from pipeline.understand.words.repeating import reference_in, repeats
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = frozenset({"quantity"})
_WORD = re.compile(r"[^\W\d_]{4}")
_REPEATED = {"size": "width_mm", **{name: name for name in SPECIFIED}}
_NOTHING_ABOVE = "the cell repeats the one above it, where nothing stands"
_COLUMNS_APART = frozenset({
    "number", "stock_code", "description", "specification", "quantity", "unit", "unit_price", "amount", "discount",
    "tax", "extent", COUNTED_AGAIN,
})  # fmt: skip


def item_of(row: Row, table: Table, blocks: Blocks, trade: Trade, before: Sequence[Told] = ()) -> LineItem:
    """The line item in ``row``; it may refer to one of those ``before``."""
    item = _told(row, table, trade)
    reference = reference_in(row.passage("description").text, trade.vocabulary)
    if reference is None or (item.kind.value == ItemKind.OTHER and item.kind.rule == TITLE_WORD):
        return item if item.kind.value == ItemKind.OTHER else completed(item, row, blocks, trade)
    other = other_line(reference, item.kind, before)
    item = _told_by(row, table, trade, (kind_by(item.kind, other), reference.end))
    return with_reference(completed(item, row, blocks, trade), other) if item.kind.value != ItemKind.OTHER else item


def _told(row: Row, table: Table, trade: Trade) -> LineItem:
    way = (table.right_edge, table.columns, trade.vocabulary, trade.plausible)
    if way not in row.told:  # several readings may have the same row
        row.told[way] = _told_by(row, table, trade)
    return row.told[way]


def _told_by(row: Row, table: Table, trade: Trade, known: tuple[Field, int] | None = None) -> LineItem:
    """What ``row`` itself tells, without what is said for several lines.

    Of one that refers to another line its kind is ``known``, and how many of its characters say only that.
    """
    row = with_design(with_frame_text(row, table.columns, trade), table.columns, trade)
    whole = row.passage("description")
    begin = known[1] if known else behind_leading_code(whole.text, table.leading_codes(trade.vocabulary))
    description = whole.part(begin, len(whole.text)) if begin else whole
    edge = table.right_edge or None
    read = partial(specification_of, trade=trade, right_edge=edge, gaps=not table.columns)
    specification = read(description)
    if not any(column.meaning == "laminate_code" for column in table.columns):
        specification = with_lone_code(specification, description, trade, read)
    for found in (*_column_fields(row, table, trade), *counted_otherwise(row), *beside_figures(row, trade.vocabulary)):
        _override(specification, found)
    for note in row.notes:
        specification.take_note(list(fields_told(note, trade)))
    for other, of in row.details:
        specification.take_note([*_column_fields(other, of, trade), *fields_told(other.passage("description"), trade)])
    titles = frozenset(c.meaning for c in table.columns)
    kind = known[0] if known else kind_of_line(description, specification, titles, trade, row)
    if known:
        keep_title(specification, description, trade.vocabulary)
    counted = with_count_beside({f.name: f for f in counted_fields(row, trade)}, description, trade.vocabulary)
    counted = with_titled_unit(counted, table.columns, trade.vocabulary)
    columns = {"quantity", "unit", "unit_price", "amount"} & set(row.meanings())
    if "quantity" in columns and "quantity" in counted:
        specification.fields |= {name: counted_beside(found) for name, found in specification.fields.items()}
    if not columns or (columns == {"amount"} and not table.columns):
        counted = counted_in(description, specification.fields, trade.vocabulary) | counted
    if "quantity" in counted and counted["quantity"].value is not None:
        _drop_labels_of_counts(specification, description, trade.vocabulary)
    counted = specification.counts_leaves(counted, framed=kind.value == ItemKind.FRAME)
    every = [ink for meaning, cell in row.cells.items() if meaning not in row.repeated for ink in cell]
    item = LineItem(kind, _whole(whole), every[0].page if every else 0, box_of(every))
    if kind.value == ItemKind.OTHER:
        return with_fields(item, counted)
    fitting = _fitting(specification, ItemKind(str(kind.value)), description, trade.vocabulary)
    return with_fields(item, {**counted, **fitting})


def _drop_labels_of_counts(specification: Specification, description: Passage, vocabulary: Vocabulary) -> None:
    """``Qty``, ``Pcs``: the label of a count that is found, which a speck parted from it, says nothing more."""
    places = ((place, description.text[slice(*place)].strip(" .,:;")) for place in specification.unknown)
    specification.unknown = [place for place, text in places if vocabulary.columns.whole(text) != _COUNT]


def details_of(description: Passage, blocks: Blocks, trade: Trade) -> LineItem:
    """The line item that ``description`` alone tells of, every break between its lines meant (an e-invoice's line)."""
    specification = specification_of(description, trade, math.inf)
    kind = kind_of_line(description, specification, frozenset(), trade)
    item = LineItem(kind, _whole(description), 0, None)
    if kind.value == ItemKind.OTHER:
        return item
    goods = ItemKind(str(kind.value))
    given = blocks.of(goods)
    return with_fields(item, {**given, **_fitting(specification, goods, description, trade.vocabulary)})


def _whole(description: Passage) -> Field:
    return description.field("description", joined(description.text), "text")


def _column_fields(row: Row, table: Table, trade: Trade) -> list[Field]:
    found: list[Field] = []
    noted = {f"?{column.title}" for column in table.columns if column.meaning == "noted"}
    doubts = {str(column.meaning): column.doubt for column in table.columns if column.doubt} | row.doubts
    units = {column.meaning: unit_in(column.title) for column in table.columns if column.meaning in LENGTHS}
    delivered = delivery_column(table, trade.vocabulary)
    for meaning in row.meanings():
        passage = row.passage(meaning)
        if meaning in noted:
            found += _noted_cell(meaning[1:], passage, trade.vocabulary)
            continue
        title = meaning[1:] if meaning.startswith("?") else _title_of(meaning, table) if meaning in OPTIONS else ""
        marks = ticked(title, passage, table.marks(trade.vocabulary), trade.vocabulary) if title else None
        if marks is not None:
            found += marks
        elif repeats(passage.text, trade.vocabulary) and meaning in _REPEATED:
            found.append(passage.field(_REPEATED[meaning], None, "column", doubts=[_NOTHING_ABOVE]))
        elif _says_nothing_of_goods(meaning, passage, delivered, trade.vocabulary):
            continue
        elif meaning.startswith("?"):
            doubt = f"the column “{meaning[1:]}” is not known"
            found.append(passage.field("other_words", joined(passage.text), "column", doubts=[doubt]))
        elif both := in_two_columns(meaning, passage, table.columns, trade.plausible):
            found.append(both)
        elif length := in_stated_unit(meaning, passage, units.get(meaning), trade.plausible):
            found.append(length)
        elif two := in_titled_order(passage, _title_of(meaning, table), trade.plausible) if meaning == "size" else []:
            found += two
        else:
            found += _cell_fields(meaning, passage, trade)
    return [replace(each, doubts=(*each.doubts, doubts[each.name])) if each.name in doubts else each for each in found]


def _says_nothing_of_goods(meaning: str, passage: Passage, delivered: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a cell is understood elsewhere, as that of the column of delivery dates is, or says that it is empty."""
    apart = meaning in _COLUMNS_APART or meaning == delivered
    return apart or (is_nothing(passage.text, vocabulary) and meaning != "edging")


def _title_of(meaning: str, table: Table) -> str:
    return next((column.title for column in table.columns if column.meaning == meaning), "")


def _noted_cell(title: str, passage: Passage, vocabulary: Vocabulary) -> list[Field]:
    """What a column says that every clerk knows and the form does not have (``Handing``), under its title."""
    if is_nothing(passage.text, vocabulary):
        return []
    return [passage.known("other_words", f"{title}: {joined(passage.text)}", "known words", 0, len(passage.text))]


def _cell_fields(meaning: str, passage: Passage, trade: Trade) -> list[Field]:
    """A cell's value; what stands in brackets behind a code or labelled behind a size is understood by itself."""
    notes = notes_behind_code(passage.text) if meaning in CODES else []
    notes = notes or (_labelled_behind_size(passage, trade) if meaning == "size" else [])
    end = notes[0][0] if notes else len(passage.text)
    found = read_value(meaning, passage, 0, end, trade)
    found += words_beside(passage) if meaning in LENGTHS else []
    found += _beside_size(passage, trade) if meaning == "size" else []
    found += _beside_option(meaning, passage, trade) if meaning in OPTIONS else []
    for start, behind in notes:
        found += _note_fields(passage.part(start, behind), trade)
    return found


def _labelled_behind_size(passage: Passage, trade: Trade) -> list[tuple[int, int]]:
    """Where another size in a size's cell has a label before it: ``820 x 2040 … Remark: vision panel 150 x 800``."""
    sizes = sizes_in(joined_lines(passage.text), trade.plausible)
    if len(sizes) <= 1:
        return []
    labels = trade.vocabulary.specification_labels.within(passage.text)
    behind = [f for f in labels if f.start >= sizes[0].end and passage.text.startswith(":", f.end)]
    parted = behind and behind[0].end < sizes[1].start
    return [(behind[0].start, len(passage.text))] if parted else []


def _beside_size(passage: Passage, trade: Trade) -> list[Field]:
    """What stands in a size's cell and belongs to no size: words that run over from the cell beside it."""
    sizes = sizes_in(joined_lines(passage.text), trade.plausible)
    if len(sizes) != 1:
        return []
    parts = [passage.part(0, sizes[0].start), passage.part(sizes[0].end)]
    return [field for part in parts if strange_among_lengths(part.text) for field in _note_fields(part, trade)]


def _beside_option(meaning: str, passage: Passage, trade: Trade) -> list[Field]:
    """What stands in a cell beside the option's own words and is something else: ``Single leaf  Mortise lock hole``."""
    phrases = trade.vocabulary.options[meaning]
    words = list(phrases.within(passage.text))
    if not words or phrases.whole(passage.text):
        return []
    behind = passage.part(words[-1].end)  # "N.A. lipping 4 sides"
    parts = [passage.part(0, words[0].start), *([] if changes_nothing(behind.text, trade.vocabulary) else [behind])]
    return [found for part in parts if _WORD.search(part.text) for found in _other_fields(meaning, part, trade)]


def _other_fields(meaning: str, part: Passage, trade: Trade) -> list[Field]:
    """What ``part`` says beside the option ``meaning``; nothing where it only names goods or their finish."""
    if says_goods(part.text, trade.vocabulary) or says_only_finish(part.text, trade.vocabulary):
        return []
    if is_noted(part.text, trade.vocabulary):
        return [part.known("other_words", joined(part.text), "known words", 0, len(part.text))]
    return [found for found in _note_fields(part, trade) if found.name != meaning]


def _note_fields(note: Passage, trade: Trade) -> list[Field]:
    specification = specification_of(note, trade)
    found = [field for name, field in specification.fields.items() if name in SPECIFIED]
    return [*found, _unknown_words(note)] if specification.unknown or specification.title else found


def _unknown_words(note: Passage) -> Field:
    words = joined(note.text)
    return note.field("other_words", words, "column", doubts=[f"these words are not known: “{words}”"])


def _override(specification: Specification, found: Field) -> None:
    """A column of its own is the better place, but a text that says otherwise makes both doubtful."""
    before = specification.fields.pop(found.name, None)
    specification.add(found)
    if before is not None:
        specification.add(before)


def _fitting(
    specification: Specification, kind: ItemKind, description: Passage, vocabulary: Vocabulary
) -> dict[str, Field]:  # fmt: skip
    """The specified fields that fit the kind; unknown words are kept together and doubted."""
    drop_repeated_lengths(specification, description, vocabulary)
    foreign = FRAME_ONLY if kind is ItemKind.DOOR else DOOR_ONLY - {"thickness_mm", "design_name"}
    fields = {n: f for n, f in specification.fields.items() if n in SPECIFIED and n not in foreign}
    strange = [
        f
        for n, f in specification.fields.items()
        if n in foreign
        and (f.value is not None or f.doubts)
        # "Internal" says nothing of a door.
        and not (n == "inner_outer" and says_only_finish(f.raw, vocabulary))
    ]
    if words := other_words(specification, description, strange):
        fields["other_words"] = words
    return fields
