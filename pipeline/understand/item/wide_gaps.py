"""Which wide gaps part statements: all but the one that parts a label from its value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from pipeline.understand.grammar.numbers import PRICE, SIGN
from pipeline.understand.words.phrases import Phrases

_PRICE = re.compile(rf"(?={SIGN}){PRICE}", re.IGNORECASE)
_COUNT = frozenset({"quantity"})
_MONEY = frozenset({"unit_price", "amount"})
_COUNTED = re.compile(r"[ .:=]*\d")


def wide_gaps(text: str, labels: Phrases, cuts: AbstractSet[int]) -> Iterator[int]:
    """The wide gaps between pieces; the one behind a label parts it from its value."""
    places = sorted({0, *cuts})
    for match in re.finditer("\t", text):
        end = match.start()
        run = text[max(text.rfind("\t", 0, end), text.rfind("\n", 0, end)) + 1 : end]
        if _counts(text, match.end(), labels):  # "HPL Door   Qty 21 PC": no laminate is called so
            yield match.end()
            continue
        named = labels.whole(run.strip())  # "Inner / Outer", whatever its slash
        if named and (named & _MONEY or not _PRICE.match(text, match.end())):
            continue
        piece = text[places[bisect_right(places, end) - 1] : end]
        label = labels.starting(piece)
        if not label or any(ch.isalpha() for ch in piece[labels.both_languages(piece, label).end :].split("(")[0]):
            yield match.end()


def _counts(text: str, start: int, labels: Phrases) -> bool:
    """Whether a label with a count stands there, which is no value of another label."""
    label = labels.starting(text[start:]) if text[start : start + 1].isalpha() else None
    return label is not None and label.meanings == _COUNT and bool(_COUNTED.match(text, start + label.end))
