"""Lines above an item that lead up to the items below: ``Supply and deliver the following doors:-``.

Such a run ends with a colon and has no number, count or money; bills of quantities set it below the section's name.
What it says of goods holds for those below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.general import told_around
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.asides import lines_between
from pipeline.understand.table.cells import by_meaning, overhangs
from pipeline.understand.table.columns import Column
from pipeline.understand.words.vocabulary import Vocabulary

_LEADS = re.compile(r"\w\s*:\s*[-–—]?\s*$")
_END = re.compile(r"[\s:–—-]+$")
_PARTS = re.compile(r"[,;/|]")
_LEAST = 2  # words


def introductions(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> dict[int, Passage]:
    """Such lines by their ids, each with the whole run; all that stands above the first item comes with its own."""
    free = [not anchor_strength(by_meaning(line, columns)) and not overhangs(line, columns) for line in body]
    found: dict[int, Passage] = {}
    for place, line in enumerate(body[:-1]):
        if not free[place] or free[place + 1] or not _leads(line, vocabulary):
            continue
        first = place
        while first and free[first - 1] and (all(free[:first]) or is_next_line(body[first - 1], body[first])):
            first -= 1
        run = body[first : place + 1]
        found.update(dict.fromkeys(map(id, run), _said(run, vocabulary)))
    return found


def _said(run: Sequence[Line], vocabulary: Vocabulary) -> Passage:
    """What the lines say, without "to the following sizes:"."""
    whole = Passage([line.ink for line in run])
    parts = [lines_between(whole, *stretch) for stretch in told_around(whole.text, vocabulary)]
    return parts[0] if len(parts) == 1 else Passage([part.ink for part in parts]) if parts else whole


def _leads(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line is a few words up to a colon, and no label whose value stands below: ``… / Location:``."""
    text = line.text
    if len(line.segments) > 1 or not _LEADS.search(text) or len(text.split()) < _LEAST:
        return False
    if sizes_in(text):
        return False
    last = _PARTS.split(_END.sub("", text))[-1]
    return not vocabulary.specification_labels.whole(last) and not vocabulary.columns.whole(last)
