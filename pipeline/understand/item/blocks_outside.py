"""The specifications for all doors or frames that stand outside the item tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.understand.grammar.list_marks import list_marks
from pipeline.understand.item.general import (
    EXCEPTED,
    HOW_MADE,
    excepts,
    follows_close,
    general_statements,
    goods_spoken_of,
    paragraphs_of,
    specifies,
)
from pipeline.understand.item.told_by_number import numbered_note
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import bare_block_label, behind_label, block_label, lines_between
from pipeline.understand.table.footers import is_footer
from pipeline.understand.words.vocabulary import Vocabulary


def blocks_outside(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[frozenset[str], Passage]]:
    """Specification blocks outside the tables, each with the lines that continue it, and each part of a listed one.

    The next part of a list continues it only where that says how goods are made.
    """
    gathered: list[Line] = []
    meanings: frozenset[str] | None = None
    parts = _parts_of_lists(lines)
    begun = [_block_at(parts.get(id(line), line.text), vocabulary) for line in lines]
    for line, starts in zip(lines, begun, strict=True):
        ends = starts or is_footer(line, (), vocabulary) or numbered_note(line.text, vocabulary)
        other = id(line) in parts and not specifies(parts[id(line)], vocabulary)
        if gathered and meanings and (ends or other or not _continues(gathered, line, vocabulary)):
            yield from _listed(meanings, Passage([each.ink for each in gathered]), vocabulary)
            gathered, meanings = [], None
        if starts:
            gathered, meanings = [line], starts
        elif gathered:
            gathered.append(line)
    if gathered and meanings:
        yield from _listed(meanings, Passage([each.ink for each in gathered]), vocabulary)
    unlabelled = [line for line, starts in zip(lines, begun, strict=True) if not starts]
    yield from general_statements(unlabelled, vocabulary)


def _parts_of_lists(lines: Sequence[Line]) -> dict[int, str]:
    """What stands behind the mark of each line that begins a part of a list, by the line's id."""
    parts: dict[int, str] = {}
    for paragraph in paragraphs_of(lines):
        marks = dict(list_marks("\n".join(line.text for line in paragraph)))
        place = 0
        for line in paragraph:
            if place in marks:
                parts[id(line)] = line.text[marks[place] - place :]
            place += len(line.text) + 1
    return parts


def _listed(
    meanings: frozenset[str], block: Passage, vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], Passage]]:
    """The parts of a block that lists what it says, without their marks: no value goes on behind the next mark.

    What it excepts somewhere it excepts from all of it.
    """
    marks = list_marks(block.text)
    meanings |= {EXCEPTED} if marks and excepts(block.text, vocabulary) else frozenset()
    begins = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(block.text)]
    for start, end in zip(begins, ends, strict=True):
        if block.text[start:end].strip():
            yield meanings, lines_between(block, start, end)


def _block_at(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """What the line that begins a block is a specification for, with its colon or without."""
    return block_label(text, vocabulary) or bare_block_label(text, vocabulary)


def _continues(gathered: Sequence[Line], line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line belongs to the block above it: close below, and closer still once the block has said something."""
    last = gathered[-1]
    alone = not last.text.rpartition(":")[2].strip() or bare_block_label(last.text.rpartition(":")[2], vocabulary)
    heading_only = len(gathered) == 1 and ":" in last.text and alone
    return follows_close(last, line, 1.6 if heading_only else 0.8)


def after_label(passage: Passage, vocabulary: Vocabulary) -> Passage:
    """A block without its label, which may fill the first line; a sentence about all doors has none.

    Nor is what it speaks of part of a value: ``Thickness for all doors: 43mm``.
    """
    if parts := _around_goods(passage, vocabulary):
        return parts
    first = passage.text.partition("\n")[0]
    if not _block_at(first, vocabulary):
        return passage
    begins = behind_label(first, vocabulary)
    return passage.part(begins or (len(first) if len(first) < len(passage.text) else 0))


def _around_goods(passage: Passage, vocabulary: Vocabulary) -> Passage | None:
    """A label and its value without the goods that stand between them; None where it says nothing so."""
    text = passage.text
    label, colon = vocabulary.specification_labels.starting(text), text.find(":")
    if label is None or colon < label.end or not label.meanings & HOW_MADE or "\n" in text:
        return None
    if not goods_spoken_of(text[label.end : colon], vocabulary):
        return None
    return Passage([[*passage.part(label.start, label.end).ink, *passage.part(colon + 1, len(text)).ink]])
