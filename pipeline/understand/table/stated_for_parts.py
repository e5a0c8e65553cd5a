"""What is said of all doors or frames of one part of a table: ``SECTION 1 - TOWER A: all doors in this section 43mm``.

It holds from there to the next heading, or to where the same is said of the same goods again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.understand.grammar.places import is_place
from pipeline.understand.item.general import EXCEPTED, speaks_of_all, specifies, statements_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import behind_label, goods_of_block
from pipeline.understand.table.sections import named_section
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_LEAD = re.compile(r"\s*[:(]\s*|\s+[-–—]\s+")
"""Behind the name of a part."""


def of_sections(blocks: Sequence[Passage], vocabulary: Vocabulary) -> list[Passage]:
    """The specifications that cannot hold for all goods: they say so, or another tells of the same goods as well."""
    meant = [goods_of_block(block.text, vocabulary) for block in blocks]
    return [
        block
        for block, meanings in zip(blocks, meant, strict=True)
        if (meanings and meant.count(meanings) > 1) or _is_of_a_part(block.text, vocabulary)
    ]


def in_effect(
    sections: Sequence[Passage], top: float, headings: Sequence[Passage], vocabulary: Vocabulary
) -> tuple[Passage, ...]:
    """Those of ``sections`` that hold at ``top``: the last above for the same goods, if no heading stands between."""
    last: dict[frozenset[str] | None, Passage] = {}
    for block in sections:
        if block.ink[0].y0 < top:
            last[_goods_of(block, vocabulary)] = block
    edges = [heading.ink[0].y0 for heading in headings]
    return tuple(b for b in last.values() if not any(b.ink[0].y0 < edge < top for edge in edges))


def said_for(block: Passage, vocabulary: Vocabulary) -> list[tuple[frozenset[str], Passage]]:
    """Of which goods such a specification tells, and what it tells of them."""
    if meanings := goods_of_block(block.text, vocabulary):
        return [(meanings, block.part(behind_label(block.text, vocabulary)))]
    return [(meanings, _behind_part(told, vocabulary)) for meanings, told in statements_of(block, vocabulary)]


def _behind_part(told: Passage, vocabulary: Vocabulary) -> Passage:
    """A statement without what only says for which part it holds."""
    begin, end = _name_of_part(told.text, vocabulary)
    if begin or is_place(told.text[begin:end], vocabulary):
        lead = _LEAD.match(told.text, end)
        told = told.part(lead.end() if lead else end)
    points = _this(vocabulary.language).search(told.text)
    return told.part(points.end()) if points and not specifies(told.text[: points.start()], vocabulary) else told


def place_named(block: Passage, vocabulary: Vocabulary) -> Passage | None:
    """The place that such a specification's part is called by: ``TOWER A`` in ``SECTION 1 - TOWER A: all doors …``."""
    begin, end = _name_of_part(block.text, vocabulary)
    return block.part(begin, end) if is_place(block.text[begin:end], vocabulary) else None


def _goods_of(block: Passage, vocabulary: Vocabulary) -> frozenset[str] | None:
    return next((meanings - {EXCEPTED} for meanings, _ in said_for(block, vocabulary)), None)


@lru_cache(maxsize=4096)  # several readings look at the same lines
def _is_of_a_part(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says something of all goods of a part that it names, or points to."""
    if not speaks_of_all(text, vocabulary) and not goods_of_block(text, vocabulary):
        return False
    begin, end = _name_of_part(text, vocabulary)
    return bool(begin) or is_place(text[begin:end], vocabulary) or bool(_this(vocabulary.language).search(text))


def _name_of_part(text: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Where the name of a part stands at the begin of ``text``, behind its letter or number if it has one."""
    numbered = named_section(text, vocabulary)
    begin = numbered.end() if numbered else 0
    lead = _LEAD.search(text, begin)
    return begin, lead.start() if lead else begin


@lru_cache(maxsize=16)
def _this(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(language.this_part)}\b", re.IGNORECASE)
