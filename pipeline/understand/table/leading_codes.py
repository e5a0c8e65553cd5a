"""A package's own codes in front of the goods' names: ``FD-28520 HPL DOOR``, where the laminate has a label of its own.

One such code could be the laminate's. They are known by standing on nearly every line, in one pattern, and by
what the lines say of their laminates elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.understand.grammar.codes import shape_of
from pipeline.understand.item.item_labels import makes_sense
from pipeline.understand.words.vocabulary import Vocabulary

_LEADING = re.compile(r"\s*(?P<code>[A-Z]{1,5}[-/.]?\d{3,}(?:[-/.][A-Z\d]+)*)\s+(?=[^\W\d_]{3})")
_MARKS = " .:=\t"
_FEWEST = 3  # lines
_NEARLY_ALL = 0.75  # of the lines begin with such a code
_MOSTLY = 0.5  # of the lines have a label for their laminate


def leading_codes(texts: Sequence[str], vocabulary: Vocabulary, *, named: bool = False) -> frozenset[str]:
    """The codes in front of the items' ``texts`` that number the goods in stock; none where they may say more.

    ``named`` says that the title of the texts names such codes: ``Item No / Description``.
    """
    codes = [match["code"] for text in texts if (match := _LEADING.match(text))]
    if named:
        return frozenset(codes)
    shapes = Counter(map(shape_of, codes))
    shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
    labelled = sum(_labels_laminate(text, vocabulary) for text in texts) if count >= _FEWEST else 0
    if count < _NEARLY_ALL * len(texts) or labelled <= _MOSTLY * len(texts):
        return frozenset()
    return frozenset(code for code in codes if shape_of(code) == shape)


def behind_leading_code(text: str, codes: frozenset[str]) -> int:
    """Where the goods' name begins in ``text``: behind one of ``codes``, or at once."""
    match = _LEADING.match(text) if codes else None
    return match.end() if match and match["code"] in codes else 0


def _labels_laminate(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text has a label for the laminate and a code behind it; the ``HPL`` of a door's name has none."""
    labels = (f for f in vocabulary.specification_labels.within(text) if "laminate_code" in f.meanings)
    return any(makes_sense("laminate_code", text[found.end :].lstrip(_MARKS), vocabulary) for found in labels)
