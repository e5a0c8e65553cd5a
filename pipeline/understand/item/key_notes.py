"""The notes of a key beside the items, each behind its mark: ``Note A   43mm, honeycomb core``, ``(B) …``, ``* …``.

An item takes what a note tells only where it names the mark (:mod:`pipeline.understand.item.marked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.item.general import HOW_MADE, general_meanings, is_an_items_own, specifies
from pipeline.understand.item.told_by_number import numbered_note
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

SIGN = r"\*{1,3}|[†‡§]{1,2}"
MARK = rf"(?:[A-Za-z]{{1,2}}[-.]?\d{{1,2}}[A-Za-z]?|[A-Za-z]|\d{{1,2}}|[ivxIVX]{{2,4}}|{SIGN})"
PLAIN = rf"(?:[A-Z]{{1,2}}[-.]?\d{{1,2}}[A-Za-z]?|[A-Z]|\d{{1,2}}|[IVX]{{2,4}}|{SIGN})"
"""A mark behind a word: a small letter may be a word there."""
_MARKED = re.compile(r"[(\[:=]")  # what no head inside a line is without
_LEAST = 2  # marks of a key, and things that its notes tell; a note with a name or a sign of its own may stand alone


class Head(NamedTuple):
    """Where a note begins: its marks, the words that name it, and where what it tells begins."""

    marks: tuple[str, ...]
    name: str
    start: int
    end: int
    alone: bool
    """Whether it is one even where no other note stands beside it."""
    boxed: bool
    """Whether its marks stand in brackets."""


class Note(NamedTuple):
    """What stands behind a head, and the lines that it stands on, from which place in all of them."""

    head: Head
    told: Passage
    lines: list[Line]
    place: int


@dataclass(frozen=True)
class Key:
    """What each mark stands for; a mark that is told twice, and otherwise, stands for nothing."""

    notes: dict[str, Passage] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    """The word in front of each mark: ``type``."""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    """The lines on which each is told."""

    @property
    def is_a_list(self) -> bool:
        """Whether there are several: a mark without a word for it is one then."""
        return len(self.notes) >= _LEAST


def key_among(lines: Sequence[Line], vocabulary: Vocabulary) -> Key:
    """The key among ``lines``, which may be none: each note without a name or a sign stands right by another one."""
    found = [note for note in _notes_among(lines, vocabulary) if _tells(note, vocabulary)]
    beside = [a.place + len(a.lines) >= b.place for a, b in pairwise(found)]
    listed = [before or after for before, after in zip([False, *beside], [*beside, False], strict=True)]
    key, twice = Key(), set[str]()
    for note in (note for note, by_another in zip(found, listed, strict=False) if note.head.alone or by_another):
        for mark in note.head.marks:
            if mark in key.notes and key.notes[mark].text != note.told.text:
                twice.add(mark)
            key.notes[mark] = note.told
            key.named[mark] = note.head.name
            key.lines.setdefault(mark, []).extend(note.lines)
    for mark in twice:
        del key.notes[mark]
    return key


def _notes_among(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Note]:
    gathered: list[Line] = []
    head: Head | None = None
    for place, line in enumerate(lines):
        own = line.passage if may_hold_heads(line.text, vocabulary.language) else None
        heads = heads_in(own.text, vocabulary) if own else ()
        if head and not heads and _goes_on(gathered, line, head, vocabulary):
            gathered.append(line)
            continue
        if head:
            yield Note(head, _behind(gathered, head), gathered, place - len(gathered))
        for before, after in pairwise(heads):
            yield Note(before, line.passage.part(before.end, after.start), [line], place)
        head, gathered = (heads[-1], [line]) if heads else (None, [])
    if head:
        yield Note(head, _behind(gathered, head), gathered, len(lines) - len(gathered))


def _behind(lines: Sequence[Line], head: Head) -> Passage:
    first = lines[0].passage.part(head.end)
    return Passage([first.ink, *(line.ink for line in lines[1:])])


def _goes_on(gathered: Sequence[Line], line: Line, head: Head, vocabulary: Vocabulary) -> bool:
    """Whether a line is the rest of a note: close below it, and set in under its text or its text not ended."""
    last, height = gathered[-1], line.y1 - line.y0
    if line.page != last.page or line.y0 < last.y0 or not is_next_line(last, line):
        return False
    if is_an_items_own(line.text, vocabulary):
        return False
    first = gathered[0].passage
    text = first.first_from(head.end)
    set_in = text is not None and first.x0 + height / 2 < line.ink[0].x0 < text.x0 + height
    flush = abs(line.ink[0].x0 - first.x0) < height / 2
    return set_in or (flush and not last.text.rstrip().endswith("."))


def _tells(note: Note, vocabulary: Vocabulary) -> bool:
    """Whether a note says how goods are made, and not of all; one without a name or a sign more than one thing."""
    text = note.told.text
    if note.head.alone:
        return specifies(text, vocabulary)
    label = vocabulary.specification_labels.starting(text)
    labelled = bool(label and label.meanings & HOW_MADE)  # "(a) laminate code 6S-A057"
    least = 1 if labelled and note.head.boxed else _LEAST
    return statements_in(text, vocabulary) >= least and not general_meanings(text, vocabulary)


@lru_cache(maxsize=4096)  # several readings look at the same lines
def may_hold_heads(text: str, language: Language) -> bool:
    """Whether a line may hold the head of a note, whatever its words are set apart by: few do."""
    begins, inside = _maybe_heads(language)
    return begins.match(text) is not None or inside.search(text) is not None


@lru_cache(maxsize=16)
def _maybe_heads(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What every head begins with at the begin of a line, and what every one inside a line has."""
    mark = rf"{MARK}(?![A-Za-z0-9])"
    marked = rf"[(\[]\s*(?:{mark}|{SIGN})|(?:(?<![A-Za-z0-9]){mark}|{SIGN})\s*[:=]"
    name = rf"(?i:{any_of((*language.note_names, *language.sort_names))})\b"
    return re.compile(rf"\s*(?:[(\[]|{mark}|{name}|{SIGN})"), re.compile(marked)


@lru_cache(maxsize=4096)  # several readings look at the same lines
def heads_in(text: str, vocabulary: Vocabulary) -> tuple[Head, ...]:
    """The heads of the notes in a line, in their order; an item has a size, a count or a price."""
    first, further = _heads(vocabulary.language)
    begins = next((match for each in first if (match := each.match(text))), None)
    place = begins.end() if begins else 0
    further = further if _MARKED.search(text, place) else []
    inside = sorted((m for each in further for m in each.finditer(text, place)), key=lambda match: match.start())
    heads = [each for each in (begins, *inside) if each and text[each.end() :].strip()]
    if not heads or numbered_note(text, vocabulary) or is_an_items_own(text, vocabulary):
        return ()
    return tuple(_head(each) for each in heads)


def name_of(word: str | None) -> str:
    """The word for a note as two are compared: ``door type`` as ``type``."""
    return word.casefold().split()[-1].rstrip("s") if word else ""


def _head(match: re.Match[str]) -> Head:
    marks = marks_in(match["marks"] or match["letter"])
    name = name_of(match.groupdict().get("name"))
    return Head(
        marks,
        name,
        match.start(),
        match.end(),
        bool(name) or not marks[0].isalnum(),
        match[0].lstrip()[:1] in ("(", "["),
    )


def several(mark: str, language: Language) -> str:
    """The pattern of one or more marks: ``A, B & C``."""
    return rf"{mark}(?:\s*(?:,|&|\b{any_of(language.joining)}\b)\s*{mark})*"


def marks_in(text: str) -> tuple[str, ...]:
    """The marks of such a text, in capitals; a word between them is none."""
    return tuple(found.upper() for found in re.findall(rf"(?<!\w){MARK}(?!\w)", text))


@lru_cache(maxsize=16)
def _heads(language: Language) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """How a note begins: at the begin of a line, and anywhere in one."""
    names = any_of((*language.note_names, *language.sort_names))
    name = rf"(?i:(?P<name>{names})\b[\s.]*(?:nos?\b\.?\s*)?)"
    marks = several(MARK, language)
    boxed = rf"[(\[]\s*(?P<marks>{marks})\s*[)\]]\s*[:=–—-]?\s*"
    told = rf"(?P<marks>{marks})\s*[:=]\s*"
    named = rf"{name}(?P<marks>{several(PLAIN, language)})(?:[.):]\s*|\s*[-–—]\s*|\s+)"
    signed = rf"(?P<marks>{SIGN})\s*"
    bare = rf"(?P<marks>{MARK})(?:[.)]\s+|\s*[-–—]\s+)|(?P<letter>[A-Z](?:\d{{1,2}})?)\t"
    run_in = r"(?P<marks>[A-Z](?:\d{1,2})?)\s+(?=[A-Z\d])"
    begins = [rf"\s*{head}" for head in (f"{name}?{boxed}", f"{name}?{told}", named, signed, bare, run_in)]
    inside = [rf"(?<!\S){head}" for head in (f"{name}?{boxed}", f"{name}?{told}")]
    return [re.compile(each) for each in begins], [re.compile(each) for each in inside]
