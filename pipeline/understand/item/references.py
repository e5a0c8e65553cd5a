"""A line that refers to another one says what that says, but for what it says itself: ``Ditto but 750 x 2100``.

What it leaves open is taken from the other line, with its place there, and a person is asked whether that was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.words.goods import SPECIFIED, TITLE_WORD
from pipeline.understand.words.repeating import Reference

Told = tuple[str, LineItem]
"""A line item that stands before, with the number of its line; ``""`` where it has none."""

_OWN = frozenset({"location", "remark"})
"""What another line says of itself alone."""
_TAKEN = "the line refers to another one, from which {} is taken: is that meant?"
_NOT_FOUND = "the line refers to another one, which was not found"


def other_line(reference: Reference, kind: Field, before: Sequence[Told]) -> LineItem | None:
    """The line that is referred to: of the number, else the nearest above, of the same kind where one is named."""
    named = kind.value if kind.rule == TITLE_WORD else None
    if reference.number:
        numbered = [item for number, item in before if number.strip(" .)(").lower() == reference.number.lower()]
        if not numbered and not any(number for number, _ in before) and reference.number.isdigit():
            numbered = [item for _, item in before][int(reference.number) - 1 : int(reference.number)]
        return numbered[-1] if numbered else None
    fitting = (item for _, item in reversed(before) if named in (None, item.kind.value))
    return next(fitting, None)


def kind_by(kind: Field, other: LineItem | None) -> Field:
    """What a line that refers to ``other`` is: what its own words name, else the same; a door where nothing tells."""
    if kind.rule == TITLE_WORD:
        return kind
    if other is None:
        return replace(kind, value=ItemKind.DOOR if kind.value == ItemKind.OTHER else kind.value)
    return replace(kind, value=other.kind.value, doubts=())


def with_reference(item: LineItem, other: LineItem | None) -> LineItem:
    """``item`` with what it leaves open from ``other``, asked about."""
    if other is None:
        return replace(item, kind=item.kind.doubted(_NOT_FOUND))
    if other.kind.value != item.kind.value:
        return item
    taken = {
        name: found
        for name in SPECIFIED
        if name not in _OWN and getattr(item, name) is None and (found := getattr(other, name)) is not None
    }
    words = [found.raw for found in taken.values()]
    asked = item.kind.doubted(_TAKEN.format(", ".join(f"“{raw}”" for raw in dict.fromkeys(words))))
    return with_fields(item, {**taken, "kind": asked} if taken else taken)
