"""Names with the noun first, as stock lists sort them: ``FRAME DOOR LAMINATED`` is a door's frame, or a framed door."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Field, ItemKind
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.specified import Specification
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, things_named
from pipeline.understand.words.vocabulary import Vocabulary

_FRAME_OR_DOOR = "“{}” may be a door's frame as well as a door with one"


def as_turned(kind: Field, title: str, specification: Specification, vocabulary: Vocabulary) -> Field:
    """The ``kind`` of a line whose ``title`` may be a turned name: what only one of the two has says which it is."""
    name = _turned_name(title, vocabulary) if kind.value == ItemKind.DOOR else None
    if name is None or specification.fields.keys() & DOOR_ONLY:
        return kind
    if specification.fields.keys() & FRAME_ONLY:
        return replace(kind, value=ItemKind.FRAME.value)
    return kind.doubted(_FRAME_OR_DOOR.format(name))


def _turned_name(title: str, vocabulary: Vocabulary) -> str | None:
    """``FRAME DOOR`` where a title begins with it and names nothing else."""
    things = things_named(title, vocabulary)
    if [each.meanings for each in things] != [{ItemKind.FRAME.value}, {ItemKind.DOOR.value}]:
        return None
    frame, door = things
    apart = squeeze(title[: frame.start]) or title[frame.end : door.start].strip()
    return None if apart else title[frame.start : door.end]
