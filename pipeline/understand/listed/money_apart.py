"""Money at the right edge of an item that is told in words: it stands beside the text, not in it.

``1)  2 unit x DOOR FRAME - 3' x 6'9", FRAME WIDTH        RM 410.00`` goes on with ``120-140MM`` on the next line.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.numbers import amounts_in, is_amount
from pipeline.understand.page.layout import Segment
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.words.vocabulary import Vocabulary

_APART = 2.0  # text heights between text and money
_LEAST_WORDS = 3  # what is shorter may be a label

Lines = Sequence[Sequence[Segment]]


def without_money(lines: Lines, vocabulary: Vocabulary) -> tuple[Lines, list[Ink]]:
    """An item's runs of words by baseline without the one sum that interrupts its text, and that sum's words.

    No sum is taken where several stand so, since nothing then says which is the item's own.
    """
    found = [n for n, line in enumerate(lines[:-1]) if _interrupted(line, lines[n + 1], vocabulary)]
    if len(found) != 1:
        return lines, []
    place = found[0]
    rest = [*lines[:place], lines[place][:-1], *lines[place + 1 :]]
    return rest, list(lines[place][-1].ink)


def _interrupted(line: Sequence[Segment], below: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    if len(line) < 2 or not below:
        return False
    text, money = line[-2], line[-1]
    apart = money.x0 - text.x1 > _APART * text.height and below[0].x0 < text.x1 < money.x0
    if not apart or not is_amount(money.text):
        return False
    worded = len(text.ink) >= _LEAST_WORDS and not amounts_in(text.text)
    labelled = text.text.rstrip().endswith((":", "=")) or bool(
        vocabulary.specification_labels.whole(bare_title(text.text))
    )
    return worded and not labelled
