"""What OCR makes of the letters of a word: 0 for O, 1 for l, rn for m, l for a slash."""

from __future__ import annotations

LOOKALIKE = str.maketrans("oilsbz|!", "01158211")
"""Letters to the digit that they are taken for; what looks alike is one and the same after it."""
_IN_BYTES = bytes.maketrans(b"oilsbz|!", b"01158211")


def alike(text: str) -> str:
    """``text`` with what looks alike made the same."""
    # Bytes are turned by a table, many times faster than a text; what is no ASCII may have no bytes.
    return text.encode().translate(_IN_BYTES).decode() if text.isascii() else text.translate(LOOKALIKE)


def m_misread(phrase: str) -> set[str]:
    """How a squeezed phrase looks when an m was read as r and n, or the other way round: ``larninate``."""
    return {phrase.replace("m", "rn"), phrase.replace("m", "rn", 1), phrase.replace("rn", "m")} - {phrase}


def slash_misread(phrase: str) -> str | None:
    """How a phrase with a slash between two letters looks when the slash was read as l, I or 1: ``DIO No``."""
    words = phrase.split()
    if len(words) < 2 or len(words[0]) != 1 or len(words[1]) != 1 or not (words[0] + words[1]).isalpha():
        return None
    return f"{words[0]}1{''.join(words[1:])}"
