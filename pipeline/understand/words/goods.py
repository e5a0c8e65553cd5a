"""What the lines of an invoice can say of doors and of frames."""

from __future__ import annotations

from functools import lru_cache

from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

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
GOODS = frozenset({"door", "frame"})
"""What a name of goods can mean, beside anything else that is sold."""
_MADE_OF = ("door_core", "edging", "decorative_line")


def names_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names a door or a frame."""
    named = (found for found in vocabulary.item_kinds.each_in(text) if found.meanings & GOODS)
    return any(not _is_material(found, text, vocabulary) for found in named)


def things_named(text: str, vocabulary: Vocabulary) -> list[Found]:
    """The words of ``text`` for things; those of what a door is made of, ``metal frame skeleton``, are none."""
    return [found for found in vocabulary.item_kinds.within(text) if not _is_material(found, text, vocabulary)]


def _is_material(found: Found, text: str, vocabulary: Vocabulary) -> bool:
    return any(start <= found.start and found.end < end for start, end in _materials(text, vocabulary))


@lru_cache(maxsize=4096)  # the same lines are tried as parts of several items
def _materials(text: str, vocabulary: Vocabulary) -> tuple[tuple[int, int], ...]:
    options = (option for group in _MADE_OF for option in vocabulary.options[group].within(text))
    return tuple((option.start, option.end) for option in options)
