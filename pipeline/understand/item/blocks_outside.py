"""The specifications for all doors or frames that stand outside the item tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.understand.item.general import general_statements
from pipeline.understand.item.told_by_number import numbered_note
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import bare_block_label, behind_label, block_label
from pipeline.understand.table.closing import is_footer
from pipeline.understand.words.vocabulary import Vocabulary


def blocks_outside(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[frozenset[str], Passage]]:
    """Specification blocks outside the tables, each with the lines that continue it."""
    gathered: list[Line] = []
    meanings: frozenset[str] | None = None
    begun = [_block_at(line.text, vocabulary) for line in lines]
    for line, starts in zip(lines, begun, strict=True):
        ends = starts or is_footer(line, (), vocabulary) or numbered_note(line.text, vocabulary)
        if gathered and meanings and (ends or not _continues(gathered, line)):
            yield meanings, Passage([each.ink for each in gathered])
            gathered, meanings = [], None
        if starts:
            gathered, meanings = [line], starts
        elif gathered:
            gathered.append(line)
    if gathered and meanings:
        yield meanings, Passage([each.ink for each in gathered])
    unlabelled = [line for line, starts in zip(lines, begun, strict=True) if not starts]
    yield from general_statements(unlabelled, vocabulary)


def _block_at(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """What the line that begins a block is a specification for, with its colon or without."""
    return block_label(text, vocabulary) or bare_block_label(text, vocabulary)


def _continues(gathered: Sequence[Line], line: Line) -> bool:
    """Whether a line belongs to the block above it: close below, and closer still once the block has said something."""
    last = gathered[-1]
    heading_only = len(gathered) == 1 and last.text.rstrip().endswith(":")
    gap = (1.6 if heading_only else 0.8) * (line.y1 - line.y0)
    return line.page == last.page and last.y0 <= line.y1 and line.y0 - last.y1 < gap  # not the next column's top


def after_label(passage: Passage, vocabulary: Vocabulary) -> Passage:
    """A block without its label, which may fill the first line; a sentence about all doors has none."""
    first = passage.text.partition("\n")[0]
    if not _block_at(first, vocabulary):
        return passage
    begins = behind_label(first, vocabulary)
    return passage.part(begins or (len(first) if len(first) < len(passage.text) else 0))
