"""How goods are made, said beside the items or in one of them, where it is not that one's alone and was not read.

``All doors 48mm thick with vision panel 200 x 600`` measures what no box of the form takes, ``Remark: doors 48mm`` does
not say of which doors, and what heads goods at a table's end has none below it. Nothing of it goes to an item; and a
remark of one line that speaks of all goods goes to that one only. So a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from pipeline.model import ItemKind, LineItem
from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.fields_of_all import labelled_on
from pipeline.understand.item.general import general_meanings, goods_spoken_of, specifies
from pipeline.understand.item.values import joined, read_value
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import block_label
from pipeline.understand.table.group_specifications import has_code, has_measure, statements_in
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_MOST = 3  # questions of one document
_SEVERAL = 2  # statements
_SHOWN = 80  # letters
_SURE = frozenset({"thickness_mm", "laminate_code", "door_core", "edging", "rebate_mm", "frame_width"})
"""What a value alone proves to be meant: a design may have any name."""
_GOODS = frozenset({ItemKind.DOOR, ItemKind.FRAME})


def said_of_goods(reading: Reading) -> Iterator[str]:
    """A question for each such text, at most a few."""
    vocabulary = reading.trade.vocabulary
    read = {id(ink) for _, passage in reading.stated for ink in passage.ink}
    lines = _beside_items(reading)
    beside = [(tuple(line.ink), line.text) for line in lines]
    beside += [(tuple(block.ink), block.text) for table in reading.tables for block in table.blocks]
    # A list's mark is left out of what was read.
    unread = (text for ink, text in beside if read.isdisjoint(map(id, ink[:2])) and _says(text, vocabulary))
    free = (line for line in _labelled(reading) if read.isdisjoint(map(id, islice(line.ink, 2))))
    fields = (line.text for line in free)
    remarks = (remark for item in reading.items if (remark := _of_all(item, vocabulary)))
    for text in islice(chain(dict.fromkeys([*unread, *fields]), _headings_of_none(reading), remarks), _MOST):
        yield f"“{joined(text)[:_SHOWN]}” tells how goods are made: of which lines?"


def _beside_items(reading: Reading) -> list[Line]:
    """The lines outside the items but for the terms and the notes of a key, of which others ask."""
    aside = reading.terms | {id(line) for lines in reading.key.lines.values() for line in lines}
    return [line for lines in reading.free for line in lines if id(line) not in aside]


def _says(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that no block is says of goods what they measure, or of all goods how they are made.

    So does one that says several things with a measure among them, and a remark that says how goods are made.
    """
    remarks = _remarks(text, vocabulary)
    if names_price(text) or not (remarks or any(map(str.isdigit, text))):
        return False
    least = 1 if remarks else _SEVERAL if has_measure(text) else None  # few lines are either
    if least and statements_in(text, vocabulary) >= least:
        return not general_meanings(text, vocabulary)
    if not _speaks(text, vocabulary):
        return False
    if general_meanings(text, vocabulary) or block_label(text, vocabulary):
        return False
    if has_measure(text) or has_code(text, vocabulary):
        return True
    told = sizes_in(text) or specifies(text, vocabulary) or vocabulary.noted.within(text)
    return bool(told and goods_spoken_of(text, vocabulary))


def _remarks(text: str, vocabulary: Vocabulary) -> bool:
    label = vocabulary.specification_labels.starting(text)
    return label is not None and label.meanings == {"remark"} and bool(COLON.match(text, label.end))


def _labelled(reading: Reading) -> Iterator[Line]:
    """The lines outside the items with fields of how goods are made that some of these lack: ``Core : Honeycomb``."""
    if not reading.headed:
        return
    for line in _beside_items(reading):
        told = labelled_on(line.segments, reading.trade.vocabulary)
        if any(_is_lacking(meaning, value, reading) for meaning, value, _ in told):
            yield line


def _is_lacking(meaning: str, value: Passage, reading: Reading) -> bool:
    """Whether a value is surely one of its kind, and doors or frames that have it are without."""
    if meaning not in _SURE or (meaning == "laminate_code" and not has_code(value.text, reading.trade.vocabulary)):
        return False
    fields = read_value(meaning, value, 0, len(value.text), reading.trade)
    known = any(f.name == meaning and f.value is not None and not f.doubts for f in fields)
    kinds = {ItemKind.FRAME} if meaning in FRAME_ONLY else {ItemKind.DOOR} if meaning in DOOR_ONLY else _GOODS
    return known and any(item.kind.value in kinds and getattr(item, meaning) is None for item in reading.goods)


def _speaks(text: str, vocabulary: Vocabulary) -> bool:
    every = not vocabulary.universal.isdisjoint(tokens_in(text).texts)
    return every or names_goods(text, vocabulary)


def _headings_of_none(reading: Reading) -> Iterator[str]:
    """The headings at the end of a table that no goods stand under, on this page or the next."""
    pages = {table.page for table in reading.tables}
    ended = (table for table in reading.tables if table.held and table.page + 1 not in pages)
    yield from (h.text for table in ended for h in table.held if statements_in(h.text, reading.trade.vocabulary))


def _of_all(item: LineItem, vocabulary: Vocabulary) -> str:
    remark = str(item.remark.value) if item.remark and item.remark.value else ""
    return remark if goods_spoken_of(remark, vocabulary) else ""
