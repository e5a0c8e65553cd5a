"""Sums whose names stand over them: in a drawing's title block, in a strip of boxes, in a row of totals.

``P.O. NO. | DATE | ORDER TOTAL`` over ``DS/126 | 28.08.2025 | RM 26,368.50``, or ``Sub-total | SST | Total``. In a cell
beside its own a sum may stand half way between its two names, ``TOTAL`` over ``JUMLAH``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.understand.foot.totals import NOTE, RINGGIT, Sum
from pipeline.understand.grammar.numbers import amounts_in, currency_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST = 2  # other names of the head or of sums on the line
_NEXT_LINES = 3
_STACKED = 2.0  # text heights between a name and the same in another language under it
_SEN = re.compile(r"\.\d{2}\b")


def sums_in_strips(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Sum]:
    """The sums that stand under their names, on a line of names that heads no goods."""
    return [
        found
        for n, line in enumerate(lines)
        for below in [lines[n + 1 : n + 1 + _NEXT_LINES]]
        for found in (*_under(line, below, vocabulary), *_between(line, below, vocabulary))
    ]


def _between(line: Line, below: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    """The sum alone on the next line, right of its name and lower than it, and higher than the same name again."""
    if len(below) < _LEAST or below[1].page != line.page:
        return
    name, money, again = line.segments[-1], below[0].segments[-1], below[1].segments[-1]
    meaning = _meaning(name.text, vocabulary)
    near = _overlap(name, again) and again.y0 - name.y1 < _STACKED * name.height
    beside = name.middle < money.middle < again.middle and money.x0 > max(name.x1, again.x1)
    alone = len(below[0].segments) == 1 and _is_money(money.text)
    if meaning and meaning == _meaning(again.text, vocabulary) and near and beside and alone:
        amount = amounts_in(money.passage.text)[0]
        yield Sum(meaning, name.text, amount.value, money.passage, amount.start, amount.end)


def _under(line: Line, below: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    named = [(segment, meaning) for segment in line.segments if (meaning := _meaning(segment.text, vocabulary))]
    if not named or len(line.segments) <= _LEAST or _heads_goods(line, vocabulary):
        return
    told = len(named) + sum(bool(vocabulary.labels.whole(segment.text)) for segment in line.segments)
    for segment, meaning in named if told > _LEAST else ():
        under = (s for each in below if each.page == line.page for s in each.segments if _overlap(segment, s))
        money = next((s for s in under if _is_money(s.text)), None)
        if money is not None:
            amount = amounts_in(money.passage.text)[0]
            yield Sum(meaning, segment.text, amount.value, money.passage, amount.start, amount.end)


def _meaning(text: str, vocabulary: Vocabulary) -> str | None:
    meanings = vocabulary.totals.whole(NOTE.sub(" ", text))
    return next(iter(meanings)) if len(meanings) == 1 else None


def _heads_goods(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a title of a table's column stands on a line that is no label of the head and names no sum."""
    every = (segment.text for segment in line.segments)
    strange = (text for text in every if not vocabulary.labels.whole(text) and not vocabulary.totals.whole(text))
    return any(vocabulary.columns.whole(text) for text in strange)


def _overlap(above: Segment, below: Segment) -> bool:
    return min(above.x1, below.x1) > max(above.x0, below.x0)


def _is_money(text: str) -> bool:
    """Whether nothing but one sum stands there, with its sign or its sen."""
    amounts = amounts_in(text)
    alone = len(amounts) == 1 and not squeeze(RINGGIT.sub("", text[: amounts[0].start] + text[amounts[0].end :]))
    return alone and bool(currency_in(text) or _SEN.search(text))
