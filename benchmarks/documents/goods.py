"""How a line's goods are told in a cell or a sentence: the name with its leaf, then the specification."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.documents.order import Item, Part
from benchmarks.documents.page import Sheet, t

SEPARATORS = (", ", " - ", " / ", "; ", " • ", " | ")


def named(sheet: Sheet, item: Item) -> str:
    """Single leaf flush door; pintu laminat dua belah."""
    leaf = item.part("type")
    if not leaf:
        return item.noun
    if sheet.order.language == "ms":
        return f"{item.noun} {leaf.plain}"
    noun = item.noun if item.noun[:2].isupper() else item.noun[0].lower() + item.noun[1:]
    return f"{leaf.plain[0].upper()}{leaf.plain[1:]} {noun}"


def told(item: Item, *besides: str) -> list[str]:
    """The specification as it stands in a sentence, without what is named in ``besides``; a remark comes last."""
    parts = item.rest(*besides)
    return [part.plain for part in parts if part.key != "remark"] + [
        part.plain for part in parts if part.key == "remark"
    ]


def labelled(sheet: Sheet, parts: Sequence[Part], joint: str = ": ") -> list[str]:
    """Each statement behind its label."""
    return [f"{sheet.voice(part.key)}{joint}{part.text}" for part in parts]


def in_one_cell(sheet: Sheet, item: Item, separator: str) -> str:
    """The name and all that is said of it, as one running text."""
    return t(separator.join([named(sheet, item), *told(item, "type")]))


def below_each_other(sheet: Sheet, item: Item, joint: str = ": ", bullet: str = "") -> str:
    """The name, and a line for each statement."""
    return "<br>".join([t(item.noun), *(bullet + t(text) for text in labelled(sheet, item.parts, joint))])


def numbers(rng: Random, count: int) -> list[str]:
    """How the lines are numbered."""
    style = rng.choice(("{0}", "{0}.", "{1}", "1.{0}", "{0:02}", "{1}."))
    return [style.format(at, chr(64 + at)) for at in range(1, count + 1)]
