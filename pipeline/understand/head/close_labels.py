"""A party's label that the name stands right behind, as in a narrow cell: ``Client KAPAL CONTOH SDN BHD``.

Words alone do not part them, since firms are called so (``Client Solutions Sdn Bhd``); the address below does, which
begins where the name begins and not where the label does.
"""

from __future__ import annotations

import re

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.addresses import is_by_address
from pipeline.understand.head.label_text import PARTIES
from pipeline.understand.head.party_names import is_former, name_text, names_a_company
from pipeline.understand.page.layout import Segment, Sheet
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_NAME = re.compile(r"\s*:?\s+[A-Z][^:;]{3,60}")
_FLUSH = 2.0  # points
_NEXT_LINE = 2.2  # text heights


def party_before_us(text: str, vocabulary: Vocabulary) -> tuple[Found, int] | None:
    """The label of ``Prepared for Contoh Sdn Bhd by Sendora Group Sdn Bhd``, and where the name behind it ends."""
    label = vocabulary.labels.starting(text)
    ours = next(iter(vocabulary.company.within(text)), None) if label and label.meanings & PARTIES else None
    if label is None or ours is None or squeeze(text[: label.start]):
        return None
    by = re.search(r"\s+(?:by|from|oleh|daripada)\s+$", text[: ours.start], re.IGNORECASE)
    name = text[label.end : by.start()] if by else ""
    return (label, by.start()) if by and _NAME.fullmatch(name) else None


def party_beside(segment: Segment, text: str, sheet: Sheet, vocabulary: Vocabulary) -> Found | None:
    """The label that ``segment`` begins with, its ``text`` as printed; None where no firm stands so behind it."""
    label = vocabulary.labels.starting(text)
    if label is None or squeeze(text[: label.start]) or not label.meanings & PARTIES:
        return None
    label = vocabulary.labels.both_languages(text, label)
    name = text[label.end :]
    value = segment.passage.first_from(label.end + len(name) - len(name.lstrip()))
    if (
        value is None
        or value.x0 - segment.x0 < segment.height
        or not names_a_company(name_text(name, vocabulary), vocabulary)
    ):
        return None
    below = (s for s in sheet.segments if 0 < s.middle - segment.middle < _NEXT_LINE * segment.height)
    under = [s.text for s in below if abs(s.x0 - value.x0) < _FLUSH]
    return label if any(is_by_address(each, vocabulary) or is_former(each, vocabulary) for each in under) else None
