"""What holds for several lines: what stands in a group heading, or in a block for all doors or frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.general import EXCEPTED
from pipeline.understand.item.kinds import kind_of_heading
from pipeline.understand.item.specification import specification_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import behind_label, block_label
from pipeline.understand.table.heading_fields import heading_fields
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, SPECIFIED
from pipeline.understand.words.trade import Trade

_EXCEPTED = "the document excepts some lines from this: does it hold for this one?"


@dataclass(frozen=True)
class Blocks:
    """Specifications that hold for every door, and for every frame."""

    doors: Mapping[str, Field]
    frames: Mapping[str, Field]
    numbered: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    """What notes tell of the lines of a number."""

    def of(self, kind: ItemKind) -> Mapping[str, Field]:
        """What holds for an item of this kind."""
        return self.doors if kind is ItemKind.DOOR else self.frames if kind is ItemKind.FRAME else {}


def completed(item: LineItem, row: Row, blocks: Blocks, trade: Trade) -> LineItem:
    """Fills what the line leaves open from its group heading and from the blocks for all doors or frames."""
    given = dict(blocks.of(ItemKind(str(item.kind.value))))
    known = trade.vocabulary
    own = [(block_label(each.text, known), each.part(behind_label(each.text, known))) for each in row.blocks]
    given.update(blocks_of([(m, each) for m, each in own if m], trade).of(ItemKind(str(item.kind.value))))
    for heading in row.headings:
        given.update(_held_by(heading, ItemKind(str(item.kind.value)), trade))
    empty = {name: found for name, found in given.items() if getattr(item, name, None) is None}
    return with_fields(item, empty)


def _held_by(heading: Passage, kind: ItemKind, trade: Trade) -> dict[str, Field]:
    """What a group heading gives an item of this kind; the specification of the other kind gives only its place."""
    foreign = FRAME_ONLY if kind is ItemKind.DOOR else DOOR_ONLY
    named = kind_of_heading(heading, trade)
    fields = heading_fields(heading, trade)
    if named is not None and named.value != kind.value:
        return {name: found for name, found in fields.items() if name == "location"}
    return {name: found for name, found in fields.items() if name not in foreign}


def blocks_of(passages: Sequence[tuple[frozenset[str], Passage]], trade: Trade) -> Blocks:
    """The specification blocks of a document: for doors, for frames, or (``all_items``) for both as far as it fits."""
    doors: dict[str, Field] = {}
    frames: dict[str, Field] = {}
    for meanings, passage in passages:
        fields = specification_of(passage, trade).fields
        usable = {name: found for name, found in fields.items() if name in SPECIFIED}
        if EXCEPTED in meanings:
            usable = {name: found.doubted(_EXCEPTED) for name, found in usable.items()}
        if "all_frames" not in meanings or "all_doors" in meanings:
            _state(doors, {n: f for n, f in usable.items() if n not in FRAME_ONLY})
        if "all_doors" not in meanings or "all_frames" in meanings:
            _state(frames, {n: f for n, f in usable.items() if n not in DOOR_ONLY})
    return Blocks(doors, frames)


def _state(known: dict[str, Field], more: Mapping[str, Field]) -> None:
    """Adds what a block says; where another says otherwise of the same goods, which lines each holds for is asked."""
    for name, found in more.items():
        before = known.get(name)
        apart = before is not None and squeeze(str(before.value)) != squeeze(str(found.value))
        known[name] = (
            found.doubted(f"elsewhere it says “{before.raw}” for the same goods") if before and apart else found
        )
