"""A sentence right above a table that says of which goods its lines tell, and how all of them are made.

``To supply laminated doors, 43mm thick, honeycomb core, laminate 6S-A057, as follows:``
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.counts import is_counted
from pipeline.understand.item.general import general_sentences, speaks_of_all, specifies
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.asides import block_label
from pipeline.understand.table.group_specifications import specifies_goods
from pipeline.understand.table.table_headings import Heading
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_NEAR = 2.2  # text heights between the sentence and the table's titles
_NEXT_LINE = 0.8  # text heights between its lines
_MOST_LINES = 3


def specification_over(sheet: Sheet, heading: Heading, vocabulary: Vocabulary) -> Passage | None:
    """The sentence above ``heading``, where it names doors or frames alone, how they are made, and no size."""
    lines = list(reversed(sheet.lines[max(heading.first - _MOST_LINES, 0) : heading.first]))
    below, gap = sheet.lines[heading.first], _NEAR
    said: list[Line] = []
    for line in lines:
        if len(line.segments) > 1 or below.y0 - line.y1 > gap * (line.y1 - line.y0):
            break
        said.insert(0, line)
        below, gap = line, _NEXT_LINE
        passage = Passage([each.ink for each in said])
        text = " ".join(passage.text.split())
        if sizes_in(text) or is_counted(text, vocabulary) or _says_all(line, vocabulary):
            return None
        if _says_all_behind_words(passage.text, vocabulary):
            return None
        kinds = {meaning for found in vocabulary.item_kinds.within(text) for meaning in found.meanings & GOODS}
        if len(kinds) == 1 and specifies_goods(text, vocabulary):
            leads = _leading_on(vocabulary.language).search(passage.text)
            return passage.part(0, leads.start()) if leads else passage
    return None


def _says_all(line: Line, vocabulary: Vocabulary) -> bool:
    """``All doors: …``, which is understood wherever it stands."""
    return block_label(line.text, vocabulary) is not None or speaks_of_all(line.text, vocabulary)


def _says_all_behind_words(text: str, vocabulary: Vocabulary) -> bool:
    """The same behind words of a letter that say nothing of goods: ``We quote as below. All doors are 43mm thick``."""
    told = [(a, b) for _, a, b in general_sentences(text, vocabulary) if specifies(text[a:b], vocabulary)]
    return bool(told) and not specifies(text[: told[0][0]], vocabulary)


@lru_cache(maxsize=16)
def _leading_on(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s,;:]*\b{any_of(language.leading_on)}\W*$", re.IGNORECASE)
