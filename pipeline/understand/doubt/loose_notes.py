"""Sentences that tell something of single lines by their numbers: ``Item 1 and 3 with ABS edging``.

A note whose numbers stand before a colon is read; of any other a person is asked what it changes. So is one of a key,
``Note A   43mm, honeycomb core``, that no line names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from pipeline.understand.item.excepted import lines_excepted
from pipeline.understand.item.general import general_meanings
from pipeline.understand.item.told_by_number import numbered_note, tells_of_lines
from pipeline.understand.item.values import joined
from pipeline.understand.one_reading import Reading
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.details import numbers_of
from pipeline.understand.table.group_specifications import statements_in

_MOST = 3  # questions of one document
_SHOWN = 80  # letters
_LEAST = 2  # things that a note of a key tells


def loose_notes(reading: Reading) -> Iterator[str]:
    """A question for each such sentence below the rows of the tables or outside them, at most a few."""
    told = set(map(id, reading.excepted[1]))
    lines = (line for s in reading.sheets for line in reading.outside[s.number] if id(line) not in told)
    texts = [segment.text for line in lines for segment in line.segments]
    texts += [block.text for table in reading.tables for block in table.blocks]
    texts = [text for text in texts if not lines_excepted(text, reading.trade.vocabulary)]
    loose = (text for text in texts if tells_of_lines(text, reading.trade.vocabulary))
    yield from (f"“{text[:_SHOWN]}” tells of single lines: what does it change?" for text in islice(loose, _MOST))
    yield from islice(_not_named(reading), _MOST)
    yield from islice(_of_no_one_line(reading), _MOST)


def _not_named(reading: Reading) -> Iterator[str]:
    """A question for each note outside the items that says more than one thing of goods, and that no line names."""
    vocabulary = reading.trade.vocabulary
    key, named = reading.key, set(map(id, reading.noted[1]))
    for mark, note in key.notes.items():
        told = statements_in(note.text, vocabulary) >= _LEAST and not general_meanings(note.text, vocabulary)
        if told and not any(id(line) in named for line in key.lines[mark]):
            yield f"“{mark}: {joined(note.text)[:_SHOWN]}” tells how goods are made: of which lines?"


def _of_no_one_line(reading: Reading) -> Iterator[str]:
    """A question for each number of which something is told, where no line has it or several have."""
    rows = [row for table in reading.tables for row in table.rows] if reading.headed else []
    have = Counter(number for row in rows for number in numbers_of(row, reading.trade.vocabulary.language))
    told = ((n, text) for n, texts in _told_of_numbers(reading).items() for text in texts if have[n] != 1)
    for text, numbers in groupby(told, key=lambda each: each[1].text):
        which = ", ".join(dict.fromkeys(number for number, _ in numbers))
        yield f"“{joined(text)[:_SHOWN]}” is told of line {which}: which one is meant?"


def _told_of_numbers(reading: Reading) -> Mapping[str, Sequence[Passage]]:
    """All that is told of lines by their numbers, whether one of them has taken it or not."""
    told = {number: list(texts) for number, texts in reading.annex[0].items()}
    for number, texts in reading.excepted[0].items():
        told.setdefault(number, []).extend(texts)
    for row in (row for table in reading.details for row in table.rows):
        for number in numbers_of(row, reading.trade.vocabulary.language):
            told.setdefault(number, []).append(Passage([line.ink for line in row.lines]))
    for note in reading.notes:
        numbers, begin = numbered_note(note.text, reading.trade.vocabulary) or (frozenset[str](), 0)
        for number in sorted(numbers):
            told.setdefault(number, []).append(note.part(begin))
    return told
