"""``L 800 x T 2150``: lebar and tinggi by their first letters, where a T alone would be a thickness.

Only the two letters together tell: one length has the L, the next the T, and neither W nor H names one in the text.
Whoever reads them so must find the size of a door; else an L may be a length and the T the thickness it seems.
"""

from __future__ import annotations

import re

_FIGURE = "[\\d½¼¾⅛⅜⅝⅞]"
_UNIT = "mm|cm|m|ft|kaki"
_WITHIN = rf"[^A-Za-z]*+(?:(?:{_UNIT}|by|x)[^A-Za-z]*+)*"  # what may stand between the two
_SOON = rf"(?=[\s)\]:=.]*{_FIGURE})"
_LETTER = re.compile(r"[LT](?![a-wyz])", re.IGNORECASE)  # at the end of a word
_BEFORE = re.compile(rf"(?<![a-z\d/])(?P<a>[LT]){_SOON}{_WITHIN}(?<![a-wyz])(?P<b>[LT]){_SOON}", re.IGNORECASE)
_BEHIND = re.compile(
    rf"{_FIGURE}\s*(?:{_UNIT}|['\"’”′″]+)?\s*[(\[]?(?P<a>[LT])(?![a-wyz\d]){_WITHIN}(?P<b>[LT])(?![a-z\d])",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(rf"(?<![a-wyz/])[WH]{_SOON}|(?:\d|{_UNIT})\s*[(\[]?\s*[WH](?![a-wyz/])", re.IGNORECASE)
_TEBAL = re.compile(rf"(?<![a-wyz])Tb{_SOON}", re.IGNORECASE)
_ENGLISH = {"l": "W", "t": "H"}


def in_english(text: str) -> tuple[str, list[int]]:
    """``text`` with W and H for such letters, as long as before, and where they stand; as it is where none do."""
    if len({letter.casefold() for letter in _LETTER.findall(text)}) < len(_ENGLISH):
        return text, []
    found = [match for pattern in (_BEFORE, _BEHIND) for match in pattern.finditer(text)]
    pairs = [match for match in found if match["a"].casefold() != match["b"].casefold()]
    if not pairs or _OTHERWISE.search(text):
        return text, []
    letters = {match.start(name): match[name] for match in pairs for name in ("a", "b")}
    told = "".join(_ENGLISH[letters[n].casefold()] if n in letters else each for n, each in enumerate(text))
    return _TEBAL.sub("T ", told), sorted(letters)
