"""A title may say in what its lengths are written, and which is which, and what is counted.

``Tinggi (inci)`` stands over ``84``, ``Width, cm`` over ``92``, ``Width Height`` over ``950 2100``, and
``Quantity (nos)`` beside ``14``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from pipeline.model import Field
from pipeline.understand.grammar.lengths import UNIT_WORDS, Length, lengths_in
from pipeline.understand.grammar.measures import AXIS_WORDS
from pipeline.understand.grammar.sizes import Plausible, legend_at_end
from pipeline.understand.item.values import measures_repaired
from pipeline.understand.page.layout import Segment
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.vocabulary import Vocabulary

LENGTHS = frozenset({"width_mm", "height_mm", "thickness_mm"})
_SIZE = frozenset({"width_mm", "height_mm"})
_UNITS = UNIT_WORDS | {
    "sm": "cm", "metre": "m", "meter": "m", "metres": "m", "millimetre": "mm", "milimeter": "mm",
}  # fmt: skip
"""Titles also write a unit in full."""
_AMONG_LENGTHS = frozenset(_UNITS) | frozenset(AXIS_WORDS) | set("xoliszb") | {"by"}
"""Units, axes, what stands between lengths, and the letters that OCR makes of figures."""
_FIELD_OF = {"w": "width_mm", "h": "height_mm", "t": "thickness_mm"}
_MALAY = {"t": "h", "l": "w"}  # tinggi, lebar
_TIMES = re.compile(r"[x×*]", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1024)  # a title stands over every row
def unit_in(title: str) -> str | None:
    """The unit that ``title`` ends with, alone behind a bracket, a comma or a space; None without one or with two."""
    units = {_UNITS[word] for word in _WORD.findall(title.casefold())[1:] if word in _UNITS}
    return units.pop() if len(units) == 1 else None


def with_unit_of(title: str, group: str, meanings: Set[str]) -> str:
    """``W`` under ``Leaf size (cm)``: a width's or height's title with the unit of the group over it if not mm."""
    unit = unit_in(group) if meanings and meanings <= _SIZE and unit_in(title) is None else None
    return f"{title} ({unit})" if unit not in {None, "mm"} else title


def is_unit(title: str) -> bool:
    """Whether a title is nothing but a unit: ``ft`` under ``Width``."""
    return title.strip(" ().").casefold() in _UNITS


def counted_unit(label: Sequence[Ink], vocabulary: Vocabulary) -> list[Ink]:
    """The word, without its brackets, that says in a label for counts what they count: ``Kuantiti (keping)``."""
    last = label[-1]
    bare = last.text.strip("() ")
    if not last.text.startswith("(") or not vocabulary.units.whole(bare):
        return []
    return [Ink(replace(last.word, text=bare), last.page, last.x0, last.y0, last.x1, last.y1)]


def legend_before(label: Segment, meaning: str | None) -> list[Ink]:
    """``(H x W)`` of a size's label above or beside its value, where it names the height first; else nothing."""
    order = _order_in(label.text) if meaning == "size" else []
    if not {"height_mm", "width_mm"} <= set(order) or order.index("height_mm") > order.index("width_mm"):
        return []
    text = label.text.rstrip(" :")
    return list(label.passage.part(legend_at_end(text), len(text)).ink)


def words_beside(passage: Passage) -> list[Field]:
    """What stands in a length's cell and belongs to no length: words of another cell, most likely."""
    strange = strange_among_lengths(measures_repaired(passage.text))  # 6FT 81N
    if not strange or not any(True for _ in lengths_in(passage.text)):
        return []
    doubt = f"these words stand among the lengths: “{' '.join(strange)}”"
    return [passage.field("other_words", " ".join(strange), "column", doubts=[doubt])]


def strange_among_lengths(text: str) -> list[str]:
    """The words of ``text`` that no length is written with."""
    return [word for word in _WORD.findall(text) if not _AMONG_LENGTHS.issuperset(_axes_apart(word))]


def in_stated_unit(name: str, passage: Passage, unit: str | None, plausible: Plausible) -> Field | None:
    """The cell's only length, if it is a bare number and its column states a unit other than millimetres."""
    lengths = list(lengths_in(passage.text)) if unit not in {None, "mm"} else []
    if len(lengths) != 1 or lengths[0].unit is not None or passage.text[: lengths[0].start].strip():
        return None
    value = lengths[0].millimetres(unit, plausible.imperial_step)
    if value is None or passage.text[lengths[0].end :].strip():
        return None
    return passage.field(name, value, "length in the column's unit", lengths[0].start, lengths[0].end)


def in_titled_order(passage: Passage, title: str, plausible: Plausible) -> list[Field]:
    """Width and height of a cell that holds two lengths alone, in the order in which its title names them."""
    order = _order_in(title)
    unit = unit_in(title) or "mm"
    lengths = list(lengths_in(passage.text))
    if unit != "mm" and not order and all(each.unit is None for each in lengths):  # "Size (cm)" over "90 x 210"
        order = ["width_mm", "height_mm"]
    if len(lengths) != len(order) or not {"height_mm", "width_mm"} <= set(order) or len(set(order)) < len(order):
        return []
    beside = _beside(lengths, passage.text)
    # What is written as a size is read as one, but for the height before the width.
    as_titled = unit != "mm" or order.index("height_mm") < order.index("width_mm")
    rest = _TIMES.sub("", beside) if as_titled else beside
    values = [each.millimetres(unit, plausible.imperial_step) for each in lengths]
    told = dict(zip(order, values, strict=True))
    width, height = told["width_mm"], told["height_mm"]
    if rest.strip() or not width or not height or not plausible.fits(width, height):
        return []
    return [
        passage.field(name, value, "length in the titles' order", each.start, each.end)
        for name, value, each in zip(order, values, lengths, strict=True)
    ]


def _order_in(title: str) -> list[str]:
    """The axes that a title names, in its order: ``Size (H x W)``; ``Saiz (T x L)`` is tinggi and lebar."""
    words = [axis for word in _WORD.findall(title) for axis in _axes_apart(word)]
    malay = {"t", "l"} <= set(words) and not {"w", "h"} & set(words)
    axes = AXIS_WORDS | (_MALAY if malay else {})
    return [_FIELD_OF[axes[word]] for word in words if word in axes]


def _axes_apart(word: str) -> list[str]:
    """``h`` and ``w`` of ``HxW`` or ``HxWx``; any other word as it is, in small letters."""
    axes = [part for part in word.casefold().split("x") if part]
    return axes if all(axis in AXIS_WORDS or axis in _MALAY for axis in axes) else [word.casefold()]


def _beside(lengths: Sequence[Length], text: str) -> str:
    """What stands before, between and behind the lengths of a cell."""
    ends = [0, *(each.end for each in lengths)]
    return "".join(text[a:b] for a, b in zip(ends, [*(each.start for each in lengths), len(text)], strict=True))
