"""A door and its frame in one line: the form has a page for each, and one of them would not be made.

``Flush door c/w frame``, ``Door & frame 900 x 2100``, ``Door 850 x 2060, frame 900 x 2100``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Invoice, ItemKind, LineItem
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.values import joined_lines
from pipeline.understand.words.goods import GOODS, things_named
from pipeline.understand.words.vocabulary import Vocabulary

_FRAME = frozenset({ItemKind.FRAME.value})
_SIGN = re.compile(r"[&+/]\s*(?:1\s*)?$")
_SIGN_INSIDE = re.compile(r"(?<=\w)\s*[&+/]\s*(?=\w)")  # "door & frame" is spelt as "door frame" is
_PARTED = re.compile(r"[,;\n()]")


def with_both_asked(invoice: Invoice, vocabulary: Vocabulary) -> Invoice:
    """``invoice`` with a doubt at each door whose line names a frame that comes with it, or the other way round."""
    return replace(invoice, items=tuple(_asked(item, vocabulary) for item in invoice.items))


def _asked(item: LineItem, vocabulary: Vocabulary) -> LineItem:
    words = _words_for_both(item, vocabulary) if item.kind.value != ItemKind.OTHER else None
    if words is None:
        return item
    return replace(item, kind=item.kind.doubted(f"“{words}” tells of a door and of a frame: are both to be made?"))


def _words_for_both(item: LineItem, vocabulary: Vocabulary) -> str | None:
    """The words of a line that tell of the other goods, with what ties them to its own."""
    text = item.description.raw
    things = [each for each in things_named(text, vocabulary) if each.meanings <= GOODS]
    for one, two in pairwise(things):
        labelled = ":" in text[one.end : two.start]  # "Frame depth: 125mm / Door rebate 46mm"
        if one.meanings | two.meanings == GOODS and not labelled:
            between = _without_plain_words(text[one.end : two.start], vocabulary)
            sized = _PARTED.search(between) and sizes_in(joined_lines(_PARTED.split(text[two.end :])[0]))
            if sized or _ties(between, vocabulary):
                return text[one.start : two.end]
    frames = (text[each.start : each.end] for each in things if each.meanings == _FRAME)
    return next((words for words in frames if _SIGN_INSIDE.search(words)), None)


def _ties(before: str, vocabulary: Vocabulary) -> bool:
    """Whether a text ends with a sign or a word that adds what follows: ``c/w``, ``and``, ``&``."""
    if _SIGN.search(before):
        return True
    return any(not before[found.end :].strip(" .:\n-") for found in vocabulary.included.within(before))


def _without_plain_words(before: str, vocabulary: Vocabulary) -> str:
    """A text without words at its end that change nothing about the goods behind them: ``c/w matching laminated``."""
    words = tokens_in(before)
    end = len(before)
    for word in reversed(words):
        if word.text not in vocabulary.goods_words or any(vocabulary.included.whole(word.text)):
            break
        end = word.start
    return before[:end]
