"""The squares of a form, empty or ticked, as characters: drawn (``☐ ☒``) or typed (``[ ] [x]``)."""

from __future__ import annotations

import re

_DRAWN = "☐□▢◻⬜❏❑"
_TICK = r"[xX×✓✔√/vV✗✘*•]"
SQUARE = re.compile(
    rf"(?P<ticked>[☑☒⊠🗹🗷]|[{_DRAWN}]\s?[✓✔√✗✘]|\[\s?{_TICK}\s?\]|\(\s?{_TICK}\s?\))|[{_DRAWN}]|\[\s?_*\s?\]|\(\s\)"
)
"""A square; the group ``ticked`` is there where it is ticked."""


def squares_in(text: str) -> list[re.Match[str]]:
    """The squares in ``text``."""
    return [*SQUARE.finditer(text)] if _may_hold_one(text) else []


def has_square(text: str) -> bool:
    """Whether a square stands in ``text``."""
    return _may_hold_one(text) and SQUARE.search(text) is not None


def _may_hold_one(text: str) -> bool:
    """Whether ``text`` has a sign that squares begin with: they are looked for in every text of a page."""
    return not text.isascii() or "[" in text or "(" in text


UNSURE = "it is not certain which of these squares is ticked"


def asks_for_a_tick(text: str) -> list[str]:
    """The doubt about ``text`` where a square is left in it."""
    return [UNSURE] if has_square(text) else []
