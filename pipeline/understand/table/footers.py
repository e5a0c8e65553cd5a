"""Lines that close a document: what it says below its goods, and where it is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import has_item_number
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.words.vocabulary import Vocabulary

_LISTED = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_RULE = re.compile(r"[_.\-\s]{8,}")
_SEVERAL = 2


def is_footer(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line that closes a document ("Goods sold are not returnable", a signature rule, who signs where)."""
    if _closes(line.text, vocabulary):
        return not has_item_number(by_meaning(line, columns))
    return bool(_RULE.fullmatch(line.text)) or _is_to_sign(line, vocabulary)


def _is_to_sign(line: Line, vocabulary: Vocabulary) -> bool:
    """``Disediakan / Prepared    Pemandu / Driver    Received in good order``: captions of several signatures."""
    return len(line.segments) >= _SEVERAL and all(_signs(segment.text, vocabulary) for segment in line.segments)


@lru_cache(maxsize=4096)
def _signs(text: str, vocabulary: Vocabulary) -> bool:
    return all(_is_caption(part, vocabulary) for part in text.split("/"))


def _is_caption(text: str, vocabulary: Vocabulary) -> bool:
    """``Driver``, ``Lulus oleh``, ``Received in good order``."""
    language = vocabulary.language
    by_whom = squeeze(text.strip().rpartition(" ")[2]) in language.by_whom
    return by_whom or squeeze(text) in language.signing or _closes(text, vocabulary)


@lru_cache(maxsize=4096)
def _closes(text: str, vocabulary: Vocabulary) -> bool:
    text = _LISTED.sub("", text, count=1)  # "1. Goods sold are not returnable"
    found = vocabulary.footers.starting(text)
    return found is not None and not squeeze(text[: found.start])
