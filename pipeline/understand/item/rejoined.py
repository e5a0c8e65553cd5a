"""Clauses that were parted where one thing is said: an option's words over a line's end, a label and its value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.clauses import Clause
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.item_labels import label_of, makes_sense
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.words.vocabulary import Vocabulary

_DASH = re.compile(r"\s*[-–—]\s*")
_MARKS = frozenset(",;|·")
_BULLETS = _MARKS | {"•", "●"}
_LABEL_LENGTH = 4  # letters of a label that a dash may part from its value


def rejoined(clauses: Sequence[Clause], text: str, vocabulary: Vocabulary) -> list[Clause]:
    """Clauses that a line's end parted in the middle of an option's words (``No`` / ``Edging``) as one.

    So are a label and its value with a dash between them: ``Location - Store``, or a line's end: ``; DESIGN`` /
    ``DS-18 VERONA;``. A value goes on up to the end of its option: ``Type: 1-Leaf`` before ``Core: …``.
    """
    joined_clauses: list[Clause] = []
    for clause in clauses:
        before = joined_clauses[-1] if joined_clauses else None
        end = _end_of_option(before, clause, text, vocabulary) if before else 0
        if before and end:
            joined_clauses[-1:] = [Clause(before.start, end), Clause(end, clause.end)]
        elif before and _are_one(before, clause, text, vocabulary):
            joined_clauses[-1] = Clause(before.start, clause.end)
        else:
            joined_clauses.append(clause)
    return joined_clauses


def _are_one(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> bool:
    place = (before, behind, text, vocabulary)
    if before.end != behind.start:  # a mark stands between them
        return _dashed(*place)
    return _cut_option(*place) or _in_a_label(*place) or _dashed(*place) or _cut_label(*place)


def _cut_option(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> bool:
    if before.end != behind.start or not text[before.end - 1].isspace():
        return False
    if not vocabulary.every_option.may_go_on(text[before.start : before.end]):
        return False
    both, cut = text[before.start : behind.end], before.end - before.start
    if not vocabulary.every_option.within(both):
        return False
    label = label_of(text[behind.start : behind.end].strip(), vocabulary)
    if label and squeeze(text[behind.start : behind.end]) != label.phrase:
        return False  # "solid timber" / "Edge Type: ABS"
    found = [f for group in OPTIONS for f in vocabulary.options[group].within(both)]
    if all(any(options.whole(part) for options in vocabulary.options.values()) for part in (both[:cut], both[cut:])):
        return False  # "teras kayu" / "lipping NA", though "kayu lipping" is one too
    return any(f.start < cut - 1 < f.end for f in found)


def _end_of_option(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> int:
    """Where an option ends whose last word begins the next label as well: ``Type: 1-`` / ``Leaf Core: …``; or 0."""
    label = label_of(text[before.start : before.end], vocabulary) if before.end == behind.start else None
    colon = COLON.match(text, before.start + label.end) if label else None
    groups = label.meanings & set(OPTIONS) if label and colon else set()
    following = label_of(text[behind.start : behind.end], vocabulary) if groups else None
    if colon is None or following is None or following.start or "\n" in text[colon.end() : behind.start]:
        return 0
    words = tokens_in(text[behind.start : behind.start + following.end])
    end = behind.start + words.ends[0]
    if not vocabulary.specification_labels.listed(text[end : behind.start + following.end]):
        return 0
    told = any(vocabulary.options[group].whole(text[colon.end() : behind.start]) for group in groups)
    return end if not told and any(vocabulary.options[g].whole(text[colon.end() : end]) for g in groups) else 0


def _cut_label(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a mark and a line's end leave a label alone, whose value begins the next line and labels nothing."""
    label, value = text[before.start : before.end].strip(), text[behind.start : behind.end]
    parted = before.end == behind.start and text[before.end - 1] == "\n"
    if not parted or text[: before.start].rstrip()[-1:] not in _MARKS or not label.isalpha():
        return False
    meanings = vocabulary.specification_labels.whole(label)
    if not meanings or label_of(value, vocabulary) or any(vocabulary.options[g].whole(label) for g in OPTIONS):
        return False
    return any(makes_sense(attribute, value, vocabulary) for attribute in meanings)


def _in_a_label(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line's end stands in the middle of a label with its colon: ``Open hole`` / ``type: Lever lock``."""
    if before.end != behind.start or text[before.end - 1] != "\n" or text[: before.start].rstrip()[-1:] not in _BULLETS:
        return False  # "RIM LOCK" / "HOLE" / "For: Unit 12" has a label of its own
    first, (second, colon, _) = text[before.start : before.end].strip(), text[behind.start : behind.end].partition(":")
    return bool(colon and first) and bool(vocabulary.specification_labels.listed(f"{first} {second.strip()}"))


def _dashed(before: Clause, behind: Clause, text: str, vocabulary: Vocabulary) -> bool:
    if not _DASH.fullmatch(text, before.end, behind.start):
        return False
    label, value = text[before.start : before.end].strip(), text[behind.start : behind.end]
    if ":" in label or _has_label(value, vocabulary):
        return False  # the label has its value: "lubang untuk: kunci tombol - lokasi: Stor"
    meanings = vocabulary.specification_labels.whole(label) if len(label) >= _LABEL_LENGTH else frozenset()
    option = bool(vocabulary.every_option.whole(label))
    if not meanings or option:
        return False
    return any(makes_sense(attribute, value, vocabulary) for attribute in meanings)


def _has_label(text: str, vocabulary: Vocabulary) -> bool:
    label = label_of(text, vocabulary)
    return label is not None and COLON.match(text, label.end) is not None
