"""The number of a list's line where it stands alone: ``3``, ``(3)``, ``3.``, ``03)``."""

from __future__ import annotations

import re

RANGE = re.compile(r"\d{1,3}(?:\s*(?:[-–~,&/]|[A-Za-z]{2,8})\s*\d{1,3})+")
"""``1 to 3``, ``4 & 5``: the numbers of several lines."""
LINES = re.compile(rf"\(?\d{{1,3}}[.)]?|{RANGE.pattern}")
"""The numbers of one line or of several."""
_ALONE = re.compile(r"\(?(\d{1,3})[.)]?")


def line_number(text: str) -> int | None:
    """The number that ``text`` is, if it may be a line's; None for any other text."""
    match = _ALONE.fullmatch(text)
    return int(match[1]) if match else None
