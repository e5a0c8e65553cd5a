"""The number or code that a package keeps goods under; it tells nothing of how they are made."""

from __future__ import annotations

import re

_MATERIAL = re.compile(r"\s*(?:[A-Z]{1,4}\s?[-/.]\s?)?\d{6,10}\s*")
_ALONE = re.compile(r"\s*\[?(?=[^\s\[\]]*\d{2})(?=[^\s\[\]]*(?:[A-Za-z/-]|\d{6}))[A-Za-z0-9][^\s\[\],;|]*\]?\s*")


def is_material_number(text: str) -> bool:
    """``MAT-801186``, ``63649771``: of more figures than a laminate's code or a design's has."""
    return _MATERIAL.fullmatch(text) is not None


def is_lone_code(text: str) -> bool:
    """Whether a text is nothing but one code: ``[FG12-345]``, ``63649771`` on a line above ``FLUSH DOOR``."""
    return _ALONE.fullmatch(text) is not None
