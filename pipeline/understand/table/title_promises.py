"""What one title promises of its cells; one for several things, ``Design / line``, heads text that tells them all."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.words.goods import FRAME_ONLY
from pipeline.understand.words.vocabulary import Vocabulary

PARTS = re.compile(r"\s*[/&+]\s*")
"""What parts the things that one title names."""
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_PER_CENT = re.compile(r"@?\s*\b\d{1,2}(?:\.\d+)?\s*%")  # "SST 10%"
_LEAST = 2  # things of frames
_TOLD = frozenset({
    "size", "thickness_mm", "door_core", "door_type", "edging", "laminate_code", "decorative_line", "design_name",
    "open_hole_type", "frame_width", "rebate_mm", "inner_outer", "frame_profile", "remark",
})  # fmt: skip


def several_things(title: str, vocabulary: Vocabulary) -> bool:
    """``Size / Thk / Core``: one title that promises several things in each cell."""
    return bool(things_promised(title, vocabulary))


@lru_cache(maxsize=4096)
def things_promised(title: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The several things that one title promises in each cell, ``Design / line``; empty for a title of one thing."""
    parts = [part for part in PARTS.split(title) if squeeze(part)]
    meanings = [vocabulary.columns.whole(bare_title(part)) & _TOLD for part in parts]
    several = len(parts) > 1 and all(meanings) and not frozenset.intersection(*meanings)
    return frozenset().union(*meanings) if several else frozenset()


@lru_cache(maxsize=4096)
def of_frames(title: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The things that only frames have and that one title promises: ``Frame width / rebate / side / profile``."""
    parts = [part for part in PARTS.split(title) if squeeze(part)]
    known = [vocabulary.columns.whole(bare_title(part)) for part in parts]
    frames = [min(meanings & FRAME_ONLY) for meanings in known if meanings & FRAME_ONLY]
    others = any(meanings and not meanings & FRAME_ONLY for meanings in known)
    several = len(set(frames)) >= _LEAST and not others and 2 * len(frames) > len(parts)
    return tuple(frames) if several else ()


@lru_cache(maxsize=4096)
def bare_title(title: str) -> str:
    """A title without its unit or rate: ``Amount (RM)`` is ``Amount``; the second language is dropped too."""
    text = _IN_BRACKETS.sub(" ", title) if "(" in title else title
    text = _PER_CENT.sub(" ", text) if "%" in text else text
    return text.strip() or title
