"""The sums of a foot that prints no sen: ``Grand Total RM 1,510``, or ``TOTAL 1,880`` below lines that come to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.understand.foot.totals import RINGGIT, Sum
from pipeline.understand.grammar.whole_ringgit import whole_ringgit_at_end
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_MARKS = re.compile(r"[:()]")


def whole_sums(lines: Sequence[Line], of_lines: Decimal, vocabulary: Vocabulary) -> list[Sum]:
    """The sums on ``lines`` whose name is all that stands before the money.

    A figure that does not say that it is ringgit counts only where it is what the items' lines come to.
    """
    return [s for line in lines for s in _on(line, of_lines, vocabulary)]


def _on(line: Line, of_lines: Decimal, vocabulary: Vocabulary) -> Iterator[Sum]:
    """The sum at the end of a line, whose name begins the line or one of its pieces."""
    for place in range(len(line.segments)):
        passage = Passage([segment.ink for segment in line.segments[place:]])
        found = whole_ringgit_at_end(passage.text)
        if found is None:
            return
        name = passage.text[: found.amount.start]
        named = " ".join(_MARKS.sub(" ", RINGGIT.sub(" ", name)).split())
        meanings = vocabulary.totals.whole(named)
        signed = found.signed or bool(RINGGIT.search(name))
        if len(meanings) == 1 and (signed or (of_lines and found.amount.value == of_lines)):
            yield Sum(next(iter(meanings)), named, found.amount.value, passage, found.amount.start, found.amount.end)
            return
