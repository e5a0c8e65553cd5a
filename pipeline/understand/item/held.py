"""What holds for several lines: what stands in a group heading, or in a block for all doors or frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.general import EXCEPTED, general_meanings, goods_spoken_of
from pipeline.understand.item.kinds import UNNAMED, kind_of_heading
from pipeline.understand.item.narrowed import names_sort, of_some
from pipeline.understand.item.other_words import keep_title, other_words
from pipeline.understand.item.specification import specification_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.table.heading_fields import heading_fields
from pipeline.understand.table.item_table import Row
from pipeline.understand.table.stated_for_parts import place_named, said_for
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, SPECIFIED
from pipeline.understand.words.trade import Trade

_EXCEPTED = "the document says this of some lines only: does it hold for this one?"
_TELLING = 2  # things that only doors have
_LINES_APART = 2  # things that are said otherwise of the same goods
_WHICH_SIDE = "this stands between two lines: is it told of the one above or of those below?"
_PAGE_BEFORE = "the heading with this stands on the page before: does it hold on this page too?"
_OF_SOME = "the document says of the same goods elsewhere that they are made otherwise: does this hold for this one?"


@dataclass(frozen=True)
class Blocks:
    """Specifications that hold for every door, and for every frame."""

    doors: Mapping[str, Field]
    frames: Mapping[str, Field]
    numbered: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    """What notes tell of the lines of a number."""
    only_doors: bool = False
    """Whether nothing on the pages speaks of frames."""

    def of(self, kind: ItemKind) -> Mapping[str, Field]:
        """What holds for an item of this kind."""
        return self.doors if kind is ItemKind.DOOR else self.frames if kind is ItemKind.FRAME else {}


def completed(item: LineItem, row: Row, blocks: Blocks, trade: Trade) -> LineItem:
    """Fills what the line leaves open from its group heading and from the blocks for all doors or frames."""
    given = dict(blocks.of(ItemKind(str(item.kind.value))))
    known = trade.vocabulary
    said = (told for each in row.blocks for told in said_for(each, known))
    own = [(of_some(meanings, told.text, known), told) for meanings, told in said]
    if own:
        given.update(blocks_of(own, trade).of(ItemKind(str(item.kind.value))))
    for place in (place for each in row.blocks if (place := place_named(each, known))):
        given.update(heading_fields(place, trade))
    for heading in row.headings_before:
        given.update({n: f.doubted(_PAGE_BEFORE) for n, f in heading_fields(heading, trade).items()})
    for heading in row.headings:
        held = _held_by(heading, ItemKind(str(item.kind.value)), trade)
        asked = _WHICH_SIDE if row.headings_asked else _EXCEPTED if names_sort(heading.text, known) else None
        given.update({n: f.doubted(asked) for n, f in held.items()} if asked else held)
    if item.kind.rule == UNNAMED and (kind := _door_by(given, blocks)):
        item = replace(item, kind=kind)
    if item.other_words and (words := given.get("other_words")):
        item = replace(item, other_words=item.other_words.doubted(f"it is also said of it: “{words.value}”"))
    empty = {name: found for name, found in given.items() if getattr(item, name, None) is None}
    return with_fields(item, empty)


def _door_by(given: Mapping[str, Field], blocks: Blocks) -> Field | None:
    """What makes a line of a door's size one: what holds for it as for doors alone, where nothing speaks of frames."""
    sure = (given[name] for name in ("door_type", "door_core", "edging") if name in given)
    telling = [found for found in sure if found.value is not None and not found.doubts]
    if len(telling) < _TELLING or not blocks.only_doors:
        return None
    best = max(telling, key=lambda found: found.confidence)
    return replace(best, name="kind", value=ItemKind.DOOR.value, rule="block", confidence=0.97 * best.confidence)


@lru_cache(maxsize=32)  # a heading stands over several lines
def _held_by(heading: Passage, kind: ItemKind, trade: Trade) -> dict[str, Field]:
    """What a group heading gives an item of this kind; the specification of the other kind gives only its place."""
    foreign = FRAME_ONLY if kind is ItemKind.DOOR else DOOR_ONLY
    named = kind_of_heading(heading, trade)
    fields = heading_fields(heading, trade)
    if named is not None and named.value != kind.value:
        return {name: found for name, found in fields.items() if name == "location"}
    return {name: found for name, found in fields.items() if name not in foreign}


def blocks_of(
    passages: Sequence[tuple[frozenset[str], Passage]],
    trade: Trade,
    fields_of_all: Sequence[tuple[frozenset[str], Mapping[str, Field]]] = (),
) -> Blocks:
    """The specification blocks of a document: for doors, for frames, or (``all_items``) for both as far as it fits.

    Fields of all goods are such blocks that are read already.
    """
    doors: list[Mapping[str, Field]] = []
    frames: list[Mapping[str, Field]] = []
    for meanings, told in (*fields_of_all, *((meanings, _usable(meanings, p, trade)) for meanings, p in passages)):
        if "all_frames" not in meanings or "all_doors" in meanings:
            doors.append({n: f for n, f in told.items() if n not in FRAME_ONLY})
        if "all_doors" not in meanings or "all_frames" in meanings:
            frames.append({n: f for n, f in told.items() if n not in DOOR_ONLY})
    return Blocks(_stated(doors), _stated(frames))


def _usable(meanings: frozenset[str], passage: Passage, trade: Trade) -> dict[str, Field]:
    """What a block says of how goods are made; asked about where it excepts some."""
    told = _said_by(passage, trade)
    return {n: f.doubted(_EXCEPTED) for n, f in told.items()} if EXCEPTED in meanings else told


def _said_by(passage: Passage, trade: Trade) -> dict[str, Field]:
    """What such a block specifies, and in ``other_words`` what it says besides.

    A sentence that says nothing of how goods are made is none of their words: ``All doors are sold ex works``.
    """
    specification = specification_of(passage, trade)
    said = {name: found for name, found in specification.fields.items() if name in SPECIFIED}
    text, known = passage.text, trade.vocabulary
    labelled = not general_meanings(text, known) and not known.blocks.starting(text)
    if labelled:
        specification.title = [place for place in specification.title if place not in specification.unknown]
        keep_title(specification, passage, known)
    # A head's field that stands beside the block on its lines is none of its words.
    specification.unknown = [(a, b) for a, b in specification.unknown if not known.labels.starting(text[a:b])]
    specification.noted = [(a, b) for a, b in specification.noted if not goods_spoken_of(text[a:b], known)]
    told = said or labelled or specification.noted or statements_in(text, known)
    words = other_words(specification, passage, ()) if told else None
    return said | {"other_words": words} if words else said


def _stated(blocks: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """What blocks say together; of those that say otherwise of the same goods it is asked which lines each holds for.

    So it is of what only one of them says, where they say several things otherwise: they speak of different lines.
    """
    known: dict[str, Field] = {}
    stated = {name: [block[name] for block in blocks if name in block] for block in blocks for name in block}
    other = {name: _said_otherwise(every) for name, every in stated.items()}
    apart = [block for block in blocks if sum(other[name] is not None for name in block) >= _LINES_APART]
    for name, every in stated.items():
        last, before = every[-1], other[name]
        alone = before is None and any(last is block.get(name) for block in apart)
        doubt = f"elsewhere it says “{before.raw}” for the same goods" if before else _OF_SOME if alone else None
        known[name] = last.doubted(doubt) if doubt else last
    return known


def _said_otherwise(every: Sequence[Field]) -> Field | None:
    """The last of the fields that says otherwise than the one that counts."""
    return next((f for f in reversed(every) if squeeze(str(f.value)) != squeeze(str(every[-1].value))), None)
