"""Texts that are lists of labels and values, a line for each."""

from __future__ import annotations

import re
from itertools import accumulate

from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.colons import OPEN_LABEL, begins_with_label, label_at
from pipeline.understand.words.phrases import Phrases

_LAST_MARK = re.compile(r".*[,;|](?=\s*[^\W\d])")
_LABEL_LINES = 4  # as many lines that begin with a label make a list of label and value
_MOST = 0.6  # of the lines


def label_lines(text: str, labels: Phrases) -> set[int]:
    """Where lines begin with a label, in a text that is made of such lines: there every label line is a clause."""
    lines = text.split("\n")
    if len(lines) < _LABEL_LINES:
        return set()
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    least = max(_LABEL_LINES, _MOST * len(starts))
    labelled: set[int] = set()
    for place, (start, line) in enumerate(zip(starts, lines, strict=True)):
        if len(labelled) + len(lines) - place < least:  # too few, whatever the others are
            return set()
        if begins_with_label(line, labels):
            labelled.add(start)
    if len(labelled) < least:
        return set()
    return {start for start in labelled - {0} if not _goes_over(text, start, labels)}


def _goes_over(text: str, start: int, labels: Phrases) -> bool:
    """Whether a line goes on with a label that begins behind the last mark of the line above, or with its value."""
    above = text[: start - 1].rsplit("\n", 1)[-1]
    if OPEN_LABEL.search(above):
        return not label_at(text, start, labels)
    mark = _LAST_MARK.match(above)
    if mark is None:
        return False
    begun = f"{above[mark.end() :]} "
    label = labels.starting(begun + text[start:].split("\n", 1)[0])
    return bool(label and not tokens_in(begun[: label.start]) and label.end > len(begun))
