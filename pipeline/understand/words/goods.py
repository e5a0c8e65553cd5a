"""What the lines of an invoice can say of doors and of frames."""

from __future__ import annotations

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
