"""A numbered line without a count that says how the lettered lines under it are made.

``1  Flush door 43mm, honeycomb`` over ``(a) 900 x 2100  4`` and ``(b) 800 x 2100  3``: the goods are (a) and (b).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.anchors import anchor_strength, cell_text, has_item_number, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.table.group_specifications import specifies_goods
from pipeline.understand.words.vocabulary import Vocabulary

_FIRST = re.compile(r"\(?(?:a|i|1)[.)]\s*\S", re.IGNORECASE)
_MOST_LINES = 4  # of what stands over the lettered lines


def lines_over_lettered(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> dict[int, Passage]:
    """Such lines by their id, with the whole text that holds for the lines under them."""
    found: dict[int, Passage] = {}
    for lines in _before_first_letters(body, columns):
        ink = [by_meaning(line, columns).get("description", []) for line in lines]
        passage = Passage([each for each in ink if each])
        if specifies_goods(passage.text, vocabulary) and not sizes_in(passage.text):
            found.update(dict.fromkeys(map(id, lines), passage))
    return found


def _before_first_letters(body: Sequence[Line], columns: Sequence[Column]) -> Iterator[list[Line]]:
    """Each run of lines that begins at an item's number alone and ends right above the first letter with a count."""
    cells = [by_meaning(line, columns) for line in body]
    for place, each in enumerate(cells):
        lettered = _FIRST.match(cell_text(each, "description")) and "number" not in each and has_quantity(each)
        lettered = lettered and bool(sizes_in(body[place].text))  # "a) hinges  12 nos" comes with the line above
        above = range(place - 1, max(place - 1 - _MOST_LINES, -1), -1) if lettered else ()
        top = next((n for n in above if anchor_strength(cells[n])), None)
        if (
            top is not None
            and has_item_number(cells[top])
            and anchor_strength(cells[top]) == has_item_number(cells[top])
        ):
            yield list(body[top:place])
