"""Codes of one document that differ only in characters that look alike: one of the spellings is a misreading.

``8S-B197`` on one line and ``85-B197`` on the next are the same laminate. Both stay as they were read, and a person is
asked about the one that stands there less often. ``85-B197`` and ``8S-C204`` are of one maker: of two such beginnings
the one of figures alone is asked about. Characters of a text layer are not misread.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field, LineItem
from pipeline.understand.grammar.codes import maker_of
from pipeline.understand.grammar.tokens import squeeze

_ALIKE = str.maketrans("oilsbzgq|", "011582691")
_NAMES = ("laminate_code", "frame_profile")


def with_alike_codes_doubted(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` with a doubt at each code that another line of the document spells a little otherwise."""
    for name in _NAMES:
        fields = [getattr(item, name) for item in items]
        others = _other_beginnings(fields) | _other_spellings(fields)
        items = [_doubted(item, name, others) for item in items]
    return tuple(items)


def _other_spellings(fields: Sequence[Field | None]) -> dict[str, str]:
    """For each rarer spelling, the one that most lines have."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for found in fields:
        if found is not None and found.value is not None:
            code = squeeze(str(found.value))
            spelled[code.replace("rn", "m").translate(_ALIKE)][str(found.value)] += 1
    others: dict[str, str] = {}
    for counter in spelled.values():
        (most, _), *rarer = counter.most_common()
        others |= {value: most for value, _ in rarer if squeeze(value) != squeeze(most)}
    return others


def _other_beginnings(fields: Sequence[Field | None]) -> dict[str, str]:
    """For each code that begins with figures, one that begins with what looks alike and has a letter."""
    codes = [str(found.value) for found in fields if found is not None and found.value is not None]
    lettered = {m.lower().translate(_ALIKE): code for code in codes if (m := maker_of(code)) and not m.isdigit()}
    return {code: lettered[m] for code in codes if (m := maker_of(code)).isdigit() and m in lettered}


def _doubted(item: LineItem, name: str, others: dict[str, str]) -> LineItem:
    found: Field | None = getattr(item, name)
    other = others.get(str(found.value)) if found is not None and found.confidence < 1 else None
    if found is None or other is None:
        return item
    doubt = f"another line has “{other}”: one of the two was misread"
    changed = replace(found, doubts=(*found.doubts, doubt))
    return replace(item, laminate_code=changed) if name == "laminate_code" else replace(item, frame_profile=changed)
