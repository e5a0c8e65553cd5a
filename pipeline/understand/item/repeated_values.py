"""A label whose value is only told by another line: ``Location: as above``, ``Laminate ditto``, ``same laminate``."""

from __future__ import annotations

from pipeline.model import Field
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.item_labels import label_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.repeating import repeats
from pipeline.understand.words.vocabulary import Vocabulary

_ELSEWHERE = "it is only said to be as in another line"
_MARKS = " \t\n.-–:()"
_TWO = {"size": ("width_mm", "height_mm")}


def repeated_fields(passage: Passage, start: int, end: int, vocabulary: Vocabulary) -> list[Field] | None:
    """What the label of such a clause asks for, without a value and asked about; None where a clause is no such one."""
    text = passage.text[start:end]
    if not vocabulary.repeating.may_begin_in(text):
        return None
    names = _named_before(text, vocabulary) or _named_behind(text, vocabulary)
    fields = [field for name in sorted(names) for field in _TWO.get(name, (name,))]
    return [passage.field(name, None, "repeated", start, end, doubts=[_ELSEWHERE]) for name in fields] or None


def _named_before(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``Location: as above``."""
    label = label_of(text, vocabulary)
    if label is None:
        return frozenset()
    colon = COLON.match(text, label.end)
    behind = text[colon.end() if colon else label.end :].strip(_MARKS)
    return label.meanings - {"noted"} if repeats(behind, vocabulary) else frozenset()


def _named_behind(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``same laminate``."""
    found = vocabulary.repeating.starting(text)
    if found is None or text[: found.start].strip(_MARKS) or not repeats(text[found.start : found.end], vocabulary):
        return frozenset()
    return vocabulary.specification_labels.whole(text[found.end :].strip(_MARKS)) - {"noted"}
