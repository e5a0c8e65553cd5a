"""Words that say that an option is not meant: before it (``tanpa T-bar``) or behind it (``T-bar not required``)."""

from __future__ import annotations

import re

from pipeline.understand.words.vocabulary import Vocabulary

_COUNT_UNIT = re.compile(r"(?<!\d)\d{1,2}\s*(?:\)|\([A-Za-z -]+\))?\s*$")  # "One (1) no. double leaf"
_BLANKS = " .-–"
_TIED = re.compile(r"[ (:=–—-]*", re.IGNORECASE)
_ENDS = re.compile(r"[ \t]*(?:$|[\t,;|/)•]|\.\s*$)")
_ENDS_LINE = re.compile(r"[ \t]*\n")


def denied_from(text: str, start: int, vocabulary: Vocabulary) -> int | None:
    """Where a word begins that stands right before ``start`` and denies it; the unit in ``2 no. T-bar`` does not."""
    if not start:
        return None
    for found in vocabulary.negations.within(text[:start]):
        if not text[found.end : start].strip(_BLANKS) and not counts(text, found.start):
            return found.start
    return None


def counts(text: str, start: int) -> bool:
    """Whether a number stands right before ``start``, be it on the line above: ``1`` / ``no T-bar``."""
    return bool(_COUNT_UNIT.search(text, 0, start))


def denied_to(text: str, end: int, vocabulary: Vocabulary) -> int | None:
    """Where the words end that stand right behind ``end`` and deny what is before them.

    A single word does so only where nothing follows: ``T-bar: no``, but ``T-bar no. 3`` and ``ABS edging no groove``.
    What is wrapped goes on: ``metal skeleton - no`` / ``edging``.
    """
    tied = _TIED.match(text, end)
    begin = tied.end() if tied else end
    if begin == end or begin == len(text):
        return None
    found = vocabulary.denials.starting(text[begin:])
    if found is None or found.start:
        return None
    stop = begin + found.end
    answers = _ENDS_LINE.match(text, stop) and any(mark in text[end:begin] for mark in ":=(")
    if " " not in text[begin:stop].strip() and not answers and not _ENDS.match(text, stop):
        return None
    return stop + 1 if text[stop : stop + 1] == ")" and "(" in text[end:begin] else stop
