"""From a row of an item table to a line item: what it is, how many, and what it specifies."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.asides import HEADING_MARK, block_label, ends_groups
from pipeline.understand.counts import count_and_unit, counted_in
from pipeline.understand.feet_and_inches import in_two_columns
from pipeline.understand.numbers import amounts_in, money, quantities_in
from pipeline.understand.other_words import other_words
from pipeline.understand.passage import Passage, box_of
from pipeline.understand.phrases import Found
from pipeline.understand.pieces import CODES, notes_behind_code
from pipeline.understand.specification import specification_of
from pipeline.understand.specified import Specification
from pipeline.understand.tables import Row, Table
from pipeline.understand.ticks import ticked
from pipeline.understand.title_units import LENGTHS, in_stated_unit, unit_in, words_beside
from pipeline.understand.tokens import squeeze
from pipeline.understand.trade import Trade
from pipeline.understand.values import is_nothing, joined, read_value
from pipeline.understand.vocabulary import Vocabulary

SPECIFIED = (
    "laminate_code", "thickness_mm", "width_mm", "height_mm", "location", "door_type", "door_core", "edging",
    "decorative_line", "decorative_line_count", "design_name", "open_hole_type", "frame_width", "rebate_mm",
    "inner_outer", "frame_profile", "remark",
)  # fmt: skip
"""Attributes of a line item that a specification, a column or a block can give."""

TITLE_WORD = "title word"
"""The rule of a kind that the line's own words name."""

DOOR_ONLY = frozenset({
    "thickness_mm", "door_type", "door_core", "edging", "decorative_line", "decorative_line_count", "design_name",
    "open_hole_type",
})  # fmt: skip
FRAME_ONLY = frozenset({"frame_width", "rebate_mm", "inner_outer", "frame_profile"})
_COLUMNS_APART = frozenset({
    "number", "stock_code", "description", "specification", "quantity", "unit", "unit_price", "amount", "discount",
    "tax",
})  # fmt: skip


_PER_CENT = re.compile(r"-?(\d{1,2}(?:\.\d{1,2})?)\s*%?")


@dataclass(frozen=True)
class Blocks:
    """Specifications that hold for every door, and for every frame."""

    doors: Mapping[str, Field]
    frames: Mapping[str, Field]

    def of(self, kind: ItemKind) -> Mapping[str, Field]:
        """What holds for an item of this kind."""
        return self.doors if kind is ItemKind.DOOR else self.frames if kind is ItemKind.FRAME else {}


def item_of(row: Row, table: Table, blocks: Blocks, trade: Trade) -> LineItem:
    """The line item in ``row``."""
    way = (table.right_edge, table.columns, trade.vocabulary, trade.plausible)
    if way not in row.told:  # several readings may have the same row
        row.told[way] = _told_by(row, table, trade)
    item = row.told[way]
    return item if item.kind.value == ItemKind.OTHER else _completed(item, row, blocks, trade)


def _told_by(row: Row, table: Table, trade: Trade) -> LineItem:
    """What ``row`` itself tells, without what is said for several lines."""
    description = row.passage("description")
    edge = table.right_edge or None
    specification = specification_of(description, trade, edge, gaps=not table.columns)
    for found in _column_fields(row, table, trade):
        _override(specification, found)
    kind = _kind(description, specification, frozenset(c.meaning for c in table.columns), trade, row)
    counted = {f.name: f for f in _counted(row, trade)}
    columns = {"quantity", "unit", "unit_price", "amount"} & set(row.meanings())
    if not columns or (columns == {"amount"} and not table.columns):
        counted = counted_in(description, specification.fields, trade.vocabulary) | counted
    every = [ink for cell in row.cells.values() for ink in cell]
    item = LineItem(kind, _whole(description), every[0].page if every else 0, box_of(every))
    item = with_fields(item, counted)
    if kind.value == ItemKind.OTHER:
        return item
    return with_fields(item, _fitting(specification, ItemKind(str(kind.value)), description))


def details_of(description: Passage, blocks: Blocks, trade: Trade) -> LineItem:
    """The line item that ``description`` alone tells of, every break between its lines meant (an e-invoice's line)."""
    specification = specification_of(description, trade, math.inf)
    kind = _kind(description, specification, frozenset(), trade)
    item = LineItem(kind, _whole(description), 0, None)
    if kind.value == ItemKind.OTHER:
        return item
    goods = ItemKind(str(kind.value))
    given = blocks.of(goods)
    return with_fields(item, {**given, **_fitting(specification, goods, description)})


def _whole(description: Passage) -> Field:
    return description.field("description", joined(description.text), "text")


def _column_fields(row: Row, table: Table, trade: Trade) -> list[Field]:
    found: list[Field] = []
    units = {column.meaning: unit_in(column.title) for column in table.columns if column.meaning in LENGTHS}
    for meaning in row.meanings():
        passage = row.passage(meaning)
        if "noted" in trade.vocabulary.columns.whole(meaning[1:]) and meaning.startswith("?"):
            found += _noted_cell(meaning[1:], passage, trade.vocabulary)
            continue
        marks = ticked(meaning[1:], passage, trade.vocabulary) if meaning.startswith("?") else None
        if marks is not None:
            found += marks
        elif meaning in _COLUMNS_APART or (is_nothing(passage.text, trade.vocabulary) and meaning != "edging"):
            continue
        elif meaning.startswith("?"):
            doubt = f"the column “{meaning[1:]}” is not known"
            found.append(passage.field("other_words", joined(passage.text), "column", doubts=[doubt]))
        elif both := in_two_columns(meaning, passage, table.columns, trade.plausible):
            found.append(both)
        elif length := in_stated_unit(meaning, passage, units.get(meaning), trade.plausible):
            found.append(length)
        else:
            found += _cell_fields(meaning, passage, trade)
    return found


def _noted_cell(title: str, passage: Passage, vocabulary: Vocabulary) -> list[Field]:
    """What a column says that every clerk knows and the form does not have (``Handing``), under its title."""
    if is_nothing(passage.text, vocabulary):
        return []
    return [passage.known("other_words", f"{title}: {joined(passage.text)}", "column", 0, len(passage.text))]


def _cell_fields(meaning: str, passage: Passage, trade: Trade) -> list[Field]:
    """A cell's value; what stands in brackets behind a code is understood by itself."""
    notes = notes_behind_code(passage.text) if meaning in CODES else []
    end = notes[0][0] if notes else len(passage.text)
    found = read_value(meaning, passage, 0, end, trade)
    found += words_beside(passage) if meaning in LENGTHS else []
    for start, behind in notes:
        found += _note_fields(passage.part(start, behind), trade)
    return found


def _note_fields(note: Passage, trade: Trade) -> list[Field]:
    specification = specification_of(note, trade)
    found = [field for name, field in specification.fields.items() if name in SPECIFIED]
    words = joined(note.text)
    unknown = note.field("other_words", words, "column", doubts=[f"these words are not known: “{words}”"])
    return [*found, unknown] if specification.unknown or specification.title else found


def _override(specification: Specification, found: Field) -> None:
    """A column of its own is the better place, but a text that says otherwise makes both doubtful."""
    before = specification.fields.pop(found.name, None)
    specification.add(found)
    if before is not None:
        specification.add(before)


# ── kind ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _kind(
    description: Passage,
    specification: Specification,
    titles: frozenset[str | None],
    trade: Trade,
    row: Row | None = None,
) -> Field:
    """Door, frame or neither, by the words of the title; accessories after "c/w" do not count."""
    for start, end in _titles(specification, description) or [(0, len(description.text.split("\n")[0]))]:
        place = _thing_named(description.text[start:end], trade.vocabulary)
        if place:
            kind = next(k for k in (ItemKind.OTHER, ItemKind.FRAME, ItemKind.DOOR) if k.value in place.meanings)
            return description.known("kind", kind.value, TITLE_WORD, start + place.start, start + place.end)
    return (
        _kind_in_type(row, trade.vocabulary)
        or _kind_by_heading(row, specification, trade)
        or _kind_by_specification(description, specification, titles)
    )


def _kind_by_heading(row: Row | None, specification: Specification, trade: Trade) -> Field | None:
    """The kind that the heading above a line names, where it specifies it; sure for a line of a size or a room."""
    headings = row.headings if row else ()
    telling = [each for each in headings if set(heading_fields(each, trade)) & (DOOR_ONLY | FRAME_ONLY)]
    kind = next((found for each in telling if (found := _kind_of_heading(each, trade))), None)
    if kind is None or specification.fields.get("location") or {"width_mm", "height_mm"} <= set(specification.fields):
        return kind
    return replace(kind, doubts=("only the heading above says what this line is",))


def _kind_of_heading(heading: Passage, trade: Trade) -> Field | None:
    """Door or frame, by the title of a group heading; None where it names neither."""
    for start, end in _titles(specification_of(heading, trade), heading):
        place = _thing_named(heading.text[start:end], trade.vocabulary)
        kind = next((k for k in (ItemKind.FRAME, ItemKind.DOOR) if place and k.value in place.meanings), None)
        if place and kind:
            return heading.known("kind", kind.value, "group heading", start + place.start, start + place.end)
    return None


def _kind_in_type(row: Row | None, vocabulary: Vocabulary) -> Field | None:
    """A column of types may name the goods: ``Pintu S/L``, ``Bingkai``."""
    passage = row.passage("door_type") if row else Passage([])
    place = _thing_named(passage.text, vocabulary)
    if place is None:
        return None
    kind = next(k for k in (ItemKind.OTHER, ItemKind.FRAME, ItemKind.DOOR) if k.value in place.meanings)
    return passage.known("kind", kind.value, "column", place.start, place.end)


def _titles(specification: Specification, description: Passage) -> list[tuple[int, int]]:
    """The title's clauses; what only a line break parted is one ("Penahan" / "pintu getah")."""
    joined_titles: list[tuple[int, int]] = []
    for start, end in specification.title:
        if joined_titles and not description.text[joined_titles[-1][1] : start].strip():
            joined_titles[-1] = (joined_titles[-1][0], end)
        else:
            joined_titles.append((start, end))
    return joined_titles


def _thing_named(title: str, vocabulary: Vocabulary) -> Found | None:
    """The word that says what a title names: the last one in English, the first where Malay nouns lead."""
    head = _head(title, vocabulary)
    found = list(vocabulary.item_kinds.within(re.sub(r"\([^)]*\)", lambda m: " " * len(m[0]), head)))
    found = found or list(vocabulary.item_kinds.within(head))
    if not found:
        return None
    leads = any(True for _ in vocabulary.head_first.within(head[found[0].start : found[0].end]))
    return found[0] if leads else found[-1]


def _head(title: str, vocabulary: Vocabulary) -> str:
    """The title up to "c/w", "with", "for": what comes after belongs to the item but is not the item."""
    for found in vocabulary.accessory_introducers.within(title):
        before = title[: found.start]
        if any(True for _ in vocabulary.item_kinds.within(before)):
            return before
    return title


def _kind_by_specification(description: Passage, specification: Specification, titles: frozenset[str | None]) -> Field:
    """Without a word for it, an item with a frame's or a door's own details is one; a person is told."""
    fields = set(specification.fields)
    frame = bool(fields & FRAME_ONLY)
    door = bool(fields & (DOOR_ONLY - {"open_hole_type", "design_name"})) or (
        {"width_mm", "height_mm"} <= fields and bool(titles & DOOR_ONLY)
    )
    if frame != door:
        kind = ItemKind.FRAME if frame else ItemKind.DOOR
        if not squeeze(description.text):
            return _kind_by_columns(kind, specification)
        doubts = ["the line does not say whether this is a door or a frame"]
        return description.field("kind", kind.value, "specification", certainty=0.8, doubts=doubts)
    if {"width_mm", "height_mm"} <= fields and specification.fields["width_mm"].value is not None:
        doubt = "the line has a door's size but no word for what it is"
        return description.field("kind", ItemKind.DOOR.value, "size", certainty=0.5, doubts=[doubt])
    return description.field("kind", ItemKind.OTHER.value, "nothing of a door", certainty=0.96)


def _kind_by_columns(kind: ItemKind, specification: Specification) -> Field:
    """The kind of a line in a schedule without names: its columns are such as only doors, or only frames, have."""
    own = FRAME_ONLY if kind is ItemKind.FRAME else DOOR_ONLY
    telling = [found for name, found in specification.fields.items() if name in own]
    best = max(telling or specification.fields.values(), key=lambda found: found.confidence)
    return replace(best, name="kind", value=kind.value, rule="columns", doubts=(), confidence=0.97 * best.confidence)


def _fitting(specification: Specification, kind: ItemKind, description: Passage) -> dict[str, Field]:
    """The specified fields that fit the kind; unknown words are kept together and doubted."""
    foreign = FRAME_ONLY if kind is ItemKind.DOOR else DOOR_ONLY - {"thickness_mm", "design_name"}
    fields = {n: f for n, f in specification.fields.items() if n in SPECIFIED and n not in foreign}
    strange = [f for n, f in specification.fields.items() if n in foreign and f.value is not None]
    if words := other_words(specification, description, strange):
        fields["other_words"] = words
    return fields


# ── how many, how much ───────────────────────────────────────────────────────────────────────────────────────────────


def _counted(row: Row, trade: Trade) -> list[Field]:
    fields = _quantity(row.passage("quantity"), trade)
    unit = row.passage("unit")
    if unit and not is_nothing(unit.text, trade.vocabulary) and not quantities_in(unit.text):
        fields = [f for f in fields if f.name != "unit"]
        doubts = () if trade.vocabulary.units.whole(unit.text) else ("this unit is not known",)
        fields.append(unit.field("unit", joined(unit.text), "column", doubts=doubts))
    elif unit and not any(f.name == "quantity" for f in fields):
        fields += _quantity(unit, trade)
    fields += _money(row, "unit_price") + _money(row, "amount")
    return fields + _discount(row, {field.name: field for field in fields})


def _quantity(passage: Passage, trade: Trade) -> list[Field]:
    return count_and_unit(passage, 0, len(passage.text), trade.vocabulary)


def _discount(row: Row, fields: Mapping[str, Field]) -> list[Field]:
    """What the discount column takes off: money, or a percentage of quantity times price."""
    passage = row.passage("discount")
    needed = [fields.get(name) for name in ("quantity", "unit_price")]
    if not passage or any(each is None or each.value is None for each in needed):
        return []
    full = math.prod(Decimal(str(each.value)) for each in needed if each)
    share = _PER_CENT.fullmatch(passage.text.strip())
    money_off = amounts_in(passage.text)
    off = full * Decimal(share[1]) / 100 if share else abs(money_off[0].value) if len(money_off) == 1 else None
    return [] if off is None else [passage.field("discount", money(off), "column")]


def _money(row: Row, meaning: str) -> list[Field]:
    passage = row.passage(meaning)
    found = amounts_in(passage.text)
    if len(found) != 1:
        return []
    return [passage.field(meaning, money(found[0].value), "column", found[0].start, found[0].end)]


# ── what holds for several lines ─────────────────────────────────────────────────────────────────────────────────────


def _completed(item: LineItem, row: Row, blocks: Blocks, trade: Trade) -> LineItem:
    """Fills what the line leaves open from its group heading and from the blocks for all doors or frames."""
    given = dict(blocks.of(ItemKind(str(item.kind.value))))
    own = [(block_label(each.text, trade.vocabulary), each.part(each.text.find(":") + 1)) for each in row.blocks]
    given.update(blocks_of([(m, each) for m, each in own if m], trade).of(ItemKind(str(item.kind.value))))
    for heading in row.headings:
        given.update(_held_by(heading, ItemKind(str(item.kind.value)), trade))
    empty = {name: found for name, found in given.items() if getattr(item, name, None) is None}
    return with_fields(item, empty)


def _held_by(heading: Passage, kind: ItemKind, trade: Trade) -> dict[str, Field]:
    """What a group heading gives an item of this kind; the specification of the other kind gives only its place."""
    foreign = FRAME_ONLY if kind is ItemKind.DOOR else DOOR_ONLY
    named = _kind_of_heading(heading, trade)
    fields = heading_fields(heading, trade)
    if named is not None and named.value != kind.value:
        return {name: found for name, found in fields.items() if name == "location"}
    return {name: found for name, found in fields.items() if name not in foreign}


def heading_fields(heading: Passage, trade: Trade) -> dict[str, Field]:
    """What a group heading gives: ``LOCATION : D2`` a location, ``GENERAL / OTHERS`` nothing."""
    if trade.vocabulary.blocks.whole(heading.text) or ends_groups(heading.text, trade.vocabulary):
        return {}
    labels = trade.vocabulary.specification_labels
    label = labels.starting(heading.text)
    both = labels.both_languages(heading.text, label) if label else None
    label = both if both and HEADING_MARK.match(heading.text, both.end) else label
    if label and "location" in label.meanings:
        return {f.name: f for f in read_value("location", heading, label.end, len(heading.text), trade)}
    specification = specification_of(heading, trade)
    fields = {name: found for name, found in specification.fields.items() if name in SPECIFIED}
    if specification.unknown and fields:
        words = "; ".join(joined(heading.text[a:b]) for a, b in specification.unknown)
        doubt = f"these words of the heading above are not known: “{words}”"
        fields["other_words"] = heading.field(
            "other_words", words, "unknown", *specification.unknown[0], doubts=[doubt]
        )
    return fields


def blocks_of(passages: Sequence[tuple[frozenset[str], Passage]], trade: Trade) -> Blocks:
    """The specification blocks of a document: for doors, for frames, or (``all_items``) for both as far as it fits."""
    doors: dict[str, Field] = {}
    frames: dict[str, Field] = {}
    for meanings, passage in passages:
        fields = specification_of(passage, trade).fields
        usable = {name: found for name, found in fields.items() if name in SPECIFIED}
        if "all_frames" not in meanings or "all_doors" in meanings:
            doors.update({n: f for n, f in usable.items() if n not in FRAME_ONLY})
        if "all_doors" not in meanings or "all_frames" in meanings:
            frames.update({n: f for n, f in usable.items() if n not in DOOR_ONLY})
    return Blocks(doors, frames)
