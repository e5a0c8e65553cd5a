"""Sentences that tell something of single lines by their numbers: ``Item 1 and 3 with ABS edging``.

A note whose numbers stand before a colon is read; of any other a person is asked what it changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipeline.understand.item.excepted import lines_excepted
from pipeline.understand.item.told_by_number import tells_of_lines
from pipeline.understand.readings import Reading

_MOST = 3  # questions of one document
_SHOWN = 80  # letters


def loose_notes(reading: Reading) -> Iterator[str]:
    """A question for each such sentence below the rows of the tables or outside them, at most a few."""
    told = set(map(id, reading.excepted[1]))
    lines = (line for s in reading.sheets for line in reading.outside[s.number] if id(line) not in told)
    texts = [segment.text for line in lines for segment in line.segments]
    texts += [block.text for table in reading.tables for block in table.blocks]
    texts = [text for text in texts if not lines_excepted(text, reading.trade.vocabulary)]
    loose = (text for text in texts if tells_of_lines(text, reading.trade.vocabulary))
    yield from (f"“{text[:_SHOWN]}” tells of single lines: what does it change?" for text in islice(loose, _MOST))
