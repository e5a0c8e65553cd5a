"""A name that goes on below since its next word did not fit on its line: ``SYARIKAT CONTOH HAJI`` over ``ALI``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.understand.head.addresses import is_by_address
from pipeline.understand.head.label_values import Pair
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.words.vocabulary import Vocabulary

_WORDS = re.compile(r"[^\W\d_]+(?:[.'&/-]*\s*[^\W\d_]+)*\.?")  # no figure, no colon, no comma
_LONGEST_REST = 3  # words
_SPACE = 0.3  # text heights


def wrapped_to(pair: Pair, below: Segment, lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether ``below`` ends the name above it: alone on its line, at its edge, and its first word did not fit."""
    name = pair.value.ink
    own = next((line for line in lines if below in line.segments), None)
    if own is None or len(own.segments) > 1 or abs(below.x0 - name[0].x0) > below.height / 2:
        return False
    text = below.text
    if not _WORDS.fullmatch(text) or len(below.ink) > _LONGEST_REST or text.isupper() is not name[-1].text.isupper():
        return False
    if is_by_address(text, vocabulary) or vocabulary.labels.starting(text) or vocabulary.document_kinds.starting(text):
        return False
    last, word = name[-1], below.ink[0]
    beside = [b.x0 - b.height for line in lines for a, b in pairwise(line.segments) if a.ink[-1] is last]
    return last.x1 + _SPACE * word.height + word.x1 - word.x0 > min(beside, default=pair.right_edge)
