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
    return any(found.meanings & GOODS for found in things_named(text, vocabulary))


@lru_cache(maxsize=4096)  # the same lines are tried as parts of several items
def things_named(text: str, vocabulary: Vocabulary) -> tuple[Found, ...]:
    """The words of ``text`` for things; those of what a door is made of, ``metal frame skeleton``, are none."""
    found = tuple(vocabulary.item_kinds.within(text))
    made_of = [option for group in _MADE_OF for option in vocabulary.options[group].within(text)] if found else []
    return tuple(f for f in found if not any(o.start <= f.start and f.end < o.end for o in made_of))
