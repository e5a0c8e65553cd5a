"""What a line is: a door, a frame or something else, by its title, a column, its heading or what it specifies."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Field, ItemKind
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.turned_names import as_turned
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.heading_fields import heading_fields
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, TITLE_WORD, names_goods, things_named
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

UNNAMED = "size"
"""The rule of a kind that only a door's size tells."""
_COUNTED = re.compile(r"[\t\n]\s*\d{1,4}\s*$")
_BRACKET = re.compile(r"\([^)]*\)")
_OTHER = frozenset({ItemKind.OTHER.value})
_MEASURED = frozenset({"size", "width_mm", "height_mm"})
_SIZE = frozenset({"width_mm", "height_mm"})
_SIZED = "{} x {} in its column is the size of a door: is this line one?"


def kind_of_line(
    description: Passage,
    specification: Specification,
    titles: frozenset[str | None],
    trade: Trade,
    row: Row | None = None,
) -> Field:
    """Door, frame or neither, by the words of the title; accessories after "c/w" do not count."""
    titled = _titles(specification, description)
    # No column for names: "Mortise lock hole" under "Hole / note" is not what a line of a size sells.
    nameless = row is not None and "specification" in row.cells and "description" not in row.cells
    nameless = nameless and {"width_mm", "height_mm"} <= _sure(specification)
    for start, end in (*titled, _first_line(description.text, trade.vocabulary)):
        place = _thing_named(description.text[start:end], trade.vocabulary, description.text[:start])
        if place and nameless and place.meanings == _OTHER:
            continue
        if place and ((start, end) in titled or place.meanings != _OTHER or not _is_built(specification)):
            kind = next(k for k in (ItemKind.OTHER, ItemKind.FRAME, ItemKind.DOOR) if k.value in place.meanings)
            told = description.known("kind", kind.value, TITLE_WORD, start + place.start, start + place.end)
            told = as_turned(told, description.text[start:end], specification, trade.vocabulary)
            return _asked_by_size(told, description.text, specification, trade, row)
    return (
        _kind_in_type(row, specification, trade.vocabulary)
        or _kind_by_heading(row, specification, trade)
        or _kind_by_table(row, specification, trade.vocabulary)
        or _kind_by_specification(description, specification, titles)
    )


def _asked_by_size(kind: Field, text: str, specification: Specification, trade: Trade, row: Row | None) -> Field:
    """``Flush door fixing lugs`` beside ``900 x 2100`` under a size's title may be the door, not what is named last."""
    measured = row is not None and _MEASURED & row.cells.keys() and _sure(specification) >= _SIZE
    if kind.value != ItemKind.OTHER or not measured or not names_goods(text, trade.vocabulary):
        return kind
    width, height = (int(str(specification.fields[name].value)) for name in ("width_mm", "height_mm"))
    return kind.doubted(_SIZED.format(width, height)) if trade.plausible.fits(width, height) else kind


def _first_line(text: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """The first line, with a second one that is but the goods' name: ``Single Leaf (S/L) plywood flush`` / ``door``."""
    first, _, rest = text.partition("\n")
    second = rest.partition("\n")[0]
    goods = vocabulary.item_kinds.whole(second) - _OTHER if second else frozenset()
    return 0, len(first) + (1 + len(second) if goods else 0)


def _kind_by_heading(row: Row | None, specification: Specification, trade: Trade) -> Field | None:
    """The kind that the heading above a line names, where it specifies it; sure for a line of a size or a room."""
    headings = row.headings if row else ()
    telling = [each for each in headings if set(heading_fields(each, trade)) & (DOOR_ONLY | FRAME_ONLY)]
    kind = next((found for each in telling if (found := kind_of_heading(each, trade))), None)
    if kind is None or specification.fields.get("location") or {"width_mm", "height_mm"} <= set(specification.fields):
        return kind
    return replace(kind, doubts=("only the heading above says what this line is",))


def _kind_by_table(row: Row | None, specification: Specification, vocabulary: Vocabulary) -> Field | None:
    """The kind that the line over the table's heading names (``FRAME SCHEDULE``), for a line of a size.

    None where the line has what only the other kind has.
    """
    name = row.table_name if row else None
    fields = set(specification.fields)
    named = list(vocabulary.item_kinds.within(name.text)) if name else []
    kinds = {meaning for found in named for meaning in found.meanings}
    if name is None or len(kinds) != 1 or not {"width_mm", "height_mm"} <= fields:
        return None
    kind = kinds.pop()
    foreign = {ItemKind.DOOR.value: FRAME_ONLY, ItemKind.FRAME.value: DOOR_ONLY}.get(kind)
    if foreign is None or fields & foreign:
        return None
    return name.known("kind", kind, "table's name", named[0].start, named[0].end)


def kind_of_heading(heading: Passage, trade: Trade) -> Field | None:
    """Door or frame, by the title of a group heading; None where it names neither."""
    for start, end in _titles(specification_of(heading, trade), heading):
        place = _thing_named(heading.text[start:end], trade.vocabulary)
        kind = next((k for k in (ItemKind.FRAME, ItemKind.DOOR) if place and k.value in place.meanings), None)
        if place and kind:
            return heading.known("kind", kind.value, "group heading", start + place.start, start + place.end)
    return None


def _kind_in_type(row: Row | None, specification: Specification, vocabulary: Vocabulary) -> Field | None:
    """A column of types may name the goods: ``Pintu S/L``, ``Bingkai``; a lock in a door's is the door's.

    So may one of sizes where it holds none and no column describes the goods: ``Door stopper, rubber``.
    """
    passage = row.passage("door_type") if row else Passage([])
    width = specification.fields.get("width_mm")
    if row and not passage.text and not row.passage("description").text and (width is None or width.value is None):
        passage = row.passage("size")
    place = _thing_named(passage.text, vocabulary)
    if place is None or (place.meanings == _OTHER and _is_built(specification)):
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


def _thing_named(title: str, vocabulary: Vocabulary, before: str = "") -> Found | None:
    """The word that says what a title names: the last one in English, the first where Malay nouns lead.

    What stands ``before`` the title tells of what service is meant: ``Supply, delivery and installation of …``.
    """
    head = _head(title, vocabulary, before)
    bare = _BRACKET.sub(lambda m: " " * len(m[0]), head)
    found = _things(bare, vocabulary, before) or _things(head, vocabulary, before)
    found = [each for each in found if not _is_counted_by(each, bare, vocabulary)] or found
    if not found:
        return None
    leads = any(True for _ in vocabulary.head_first.within(head[found[0].start : found[0].end]))
    return found[0] if leads else found[-1]


def _is_counted_by(found: Found, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is the unit of a count set apart from the name: ``Door frame   16 leaf``."""
    return bool(_COUNTED.search(text, 0, found.start)) and bool(vocabulary.units.whole(text[found.start : found.end]))


def _head(title: str, vocabulary: Vocabulary, before: str) -> str:
    """The title up to "c/w", "with", "for": what comes after belongs to the item but is not the item."""
    for found in vocabulary.accessory_introducers.within(title):
        if _things(title[: found.start], vocabulary, before):
            return title[: found.start]
    return title


def _things(text: str, vocabulary: Vocabulary, before: str) -> list[Found]:
    """The words for things and services; "install" in "supply and install" is none."""
    found = things_named(text, vocabulary)
    noted = list(vocabulary.noted.within((before + text).replace(",", " "))) if found else []
    return [f for f in found if f.meanings != _OTHER or not any(_is_part(f, len(before), each) for each in noted)]


def _is_part(found: Found, offset: int, whole: Found) -> bool:
    start, end = found.start + offset, found.end + offset
    return whole.start <= start and end <= whole.end and len(found.phrase) < len(whole.phrase)


def _kind_by_specification(description: Passage, specification: Specification, titles: frozenset[str | None]) -> Field:
    """Without a word for it, an item with a frame's or a door's own details is one; a person is told."""
    fields = set(specification.fields)
    frame = bool(fields & FRAME_ONLY)
    door = bool(fields & (DOOR_ONLY - {"open_hole_type", "design_name"})) or (
        {"width_mm", "height_mm"} <= fields and bool(titles & DOOR_ONLY)
    )
    if frame != door:
        kind = ItemKind.FRAME if frame else ItemKind.DOOR
        seen = description.trusted(0, len(description.text))
        if not squeeze(description.text) or _is_a_door(specification, seen=seen):
            return _kind_by_columns(kind, specification)
        doubts = ["the line does not say whether this is a door or a frame"]
        return description.field("kind", kind.value, "specification", certainty=0.8, doubts=doubts)
    if {"width_mm", "height_mm"} <= fields and specification.fields["width_mm"].value is not None:
        doubt = "the line has a door's size but no word for what it is"
        return description.field("kind", ItemKind.DOOR.value, UNNAMED, certainty=0.5, doubts=[doubt])
    return description.field("kind", ItemKind.OTHER.value, "nothing of a door", certainty=0.96)


def _is_a_door(specification: Specification, *, seen: bool) -> bool:
    """Whether a line tells two of leaf, core and edging, as only doors have them, and the size of what it is.

    Where not all was ``seen``, as in a scan, the leaf must be one of them: else it is missing, not left open.
    """
    sure = _sure(specification) if seen or "door_type" in _sure(specification) else set()
    return sure >= {"width_mm", "height_mm"} and len(sure & {"door_type", "door_core", "edging"}) > 1


def _is_built(specification: Specification) -> bool:
    """Whether a line tells the size and the leaf, the core or the edging: a lock it names is the door's."""
    sure = _sure(specification)
    return sure >= {"width_mm", "height_mm"} and bool(sure & {"door_type", "door_core", "edging"})


def _sure(specification: Specification) -> set[str]:
    return {name for name, found in specification.fields.items() if found.value is not None and not found.doubts}


def _kind_by_columns(kind: ItemKind, specification: Specification) -> Field:
    """The kind of a line in a schedule without names: its columns are such as only doors, or only frames, have."""
    own = FRAME_ONLY if kind is ItemKind.FRAME else DOOR_ONLY
    telling = [found for name, found in specification.fields.items() if name in own]
    best = max(telling or specification.fields.values(), key=lambda found: found.confidence)
    return replace(best, name="kind", value=kind.value, rule="columns", doubts=(), confidence=0.97 * best.confidence)
