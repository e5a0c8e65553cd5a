"""The door's thickness where no label names it: ``43mm thk``, ``3' X 7' 37MM``, ``43mm flush door``, ``door 43mm``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.sizes import Plausible, Size
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.words.vocabulary import Vocabulary

_THICKNESS = re.compile(
    r"(?<![\d.])(?P<a>\d{2}(?:\.\d)?)\s*mm(?:\s*\(?(?:(?:finish(?:ed)?|overall|nominal)\s+)?(?:thk|thick(?:ness)?|tebal|t)\)?)?(?![a-z\d])"
    r"|(?<![\d.,x×-])(?P<c>\d{2})\s*(?:thk|thick)(?![a-z\d])"  # "single leaf, 43 thick"
    r"|(?<![a-z\d])(?:thk|thick(?:ness)?|tebal|t)\s*[:=]?\s*(?P<b>\d{2})\s*mm",  # but not "backset 60mm"
    re.IGNORECASE,
)
_THICK = re.compile(r"thk|thick|tebal|\bt\b", re.IGNORECASE)
_DOOR_NEXT = re.compile(r"\b(?:door|pintu|daun|leaf)\b", re.IGNORECASE)
_DOOR_BEFORE = re.compile(r"\b(?:door|pintu|daun|leaf)\s*$", re.IGNORECASE)  # laminated door 43mm


def thickness_in(
    rest: str, sizes: Sequence[Size], plausible: Plausible, vocabulary: Vocabulary, text: str = ""
) -> tuple[re.Match[str], int] | None:
    """The door's thickness in ``rest``, what is left of the clause ``text``: named as such, alone, or beside a size."""
    match = _THICKNESS.search(rest)
    if match is None or _of_another_part(match, text, vocabulary):
        return None
    if not (match["b"] or _THICK.search(match[0]) or _told_by_place(match, sizes, rest, vocabulary)):
        return None
    value = float(match["a"] or match["b"] or match["c"])
    fits = value == int(value) and plausible.thickness[0] <= value <= plausible.thickness[1]
    return (match, int(value)) if fits else None


def _of_another_part(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a part that is not the leaf stands right beside a length: ``lipping 25mm thk``, ``35mm thick frame``."""
    kinds = (kind for kind in vocabulary.item_kinds.within(text) if "door" not in kind.meanings)
    parts = [*vocabulary.options["edging"].within(text), *kinds]
    end = match.start() + len(match[0].rstrip())  # what was understood behind it is blank
    return any(
        not squeeze(text[p.end : match.start()] if p.end <= match.start() else text[end : p.start]) for p in parts
    )


def _told_by_place(match: re.Match[str], sizes: Sequence[Size], rest: str, vocabulary: Vocabulary) -> bool:
    before, behind = rest[: match.start()], rest[match.end() :]
    leads = not squeeze(before) and bool(_DOOR_NEXT.search(behind))  # 43mm flush door
    trails = not squeeze(behind) and bool(_DOOR_BEFORE.search(before))
    return leads or trails or _beside(match, sizes, rest) or _only_goods(f"{before} {behind}", vocabulary)


def _only_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing else is left of the clause but the door's name: ``HPL Door 37mm``, ``All doors are 43mm``."""
    kinds = list(vocabulary.item_kinds.within(text))
    tokens = [t for t in tokens_in(text) if not any(k.start <= t.start < k.end for k in kinds)]
    if kinds and any(t.text in vocabulary.universal for t in tokens):
        ties = [tie for tie in vocabulary.connectors.within(text) if tie.start >= kinds[0].end]
        tokens = [t for t in tokens if not any(tie.start <= t.start < tie.end for tie in ties)]
        tokens = [t for t in tokens if t.text not in vocabulary.universal]
    rest = (t.text for t in tokens)
    return all(kind.meanings == {"door"} for kind in kinds) and all(word in vocabulary.goods_words for word in rest)


def _beside(match: re.Match[str], sizes: Sequence[Size], text: str) -> bool:
    """Whether nothing but a blank or an x stands between a length and a size: ``3' X 7' 37MM``."""
    gaps = [text[s.end : match.start()] if s.end <= match.start() else text[match.end() : s.start] for s in sizes]
    return any(not squeeze(gap).strip("x") for gap in gaps)
