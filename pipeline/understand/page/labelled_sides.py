"""A column at a page's side that its labels tell from the table beside it: numbers and dates among the table's rows.

The cells of a table's own column are no labelled facts of the document. So such a column may stand on the rows' own
baselines, and end where they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import SEGMENT_GAP, Gutter, Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.table_headings import headings_of
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST = 2  # facts with their labels
_NO_FACTS = frozenset({"other", "vendor", "contact", "number_any"})  # these may be words in a cell


def labels_beside_rows(sheet: Sheet, gutter: Gutter, vocabulary: Vocabulary) -> bool:
    """Whether labels with their values stand across ``gutter`` from a table's rows, below its heading.

    Of goods without a heading, between the first size and the last.
    """
    every = [(line.middle, _text(gutter.side_of(line.ink))) for line in sheet.lines]
    sided = [(y, text) for y, text in every if text]
    told = list(_told(sided, vocabulary))
    if len(told) < _LEAST or _has_goods([text for _, text in sided], vocabulary):
        return False
    rest = sheet.of_ink(gutter.rest_of([ink for line in sheet.lines for ink in line.ink]))
    sized = [line.middle for line in rest.lines if sizes_in(line.text)]
    headed = [rest.lines[heading.last].middle for heading in headings_of(rest, vocabulary)]
    first, last = min(headed or sized, default=sheet.height), max(sized, default=0.0)
    return sum(first < y < last for y in told) >= _LEAST


def _has_goods(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a size stands among the lines of a side, or money that no total's name is beside or above."""
    priced = [n for n, text in enumerate(texts) if amounts_in(text)]
    summed = (any(True for _ in vocabulary.totals.within("\n".join(texts[max(n - 1, 0) : n + 1]))) for n in priced)
    return any(map(sizes_in, texts)) or not all(summed)


def is_running(word: Ink, side: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether a word that a title begins with is but one of a line of text: ``Kawasan Perusahaan``."""
    line = next(line for line in side.lines if line.has_run([word]))
    run = next(run for run in line.cut_at(SEGMENT_GAP) if word in run.ink)
    return not meanings_of_title(run.text, vocabulary)


def _told(sided: Sequence[tuple[float, str]], vocabulary: Vocabulary) -> Iterator[float]:
    """Where a line is a label with its value, in the line itself or in the next one."""
    for place, (y, text) in enumerate(sided):
        below = sided[place + 1][1] if place + 1 < len(sided) else ""
        if _is_told(text, below, vocabulary):
            yield y


def _is_told(text: str, below: str, vocabulary: Vocabulary) -> bool:
    found, figures = vocabulary.labels.starting(text), any(map(str.isdigit, below))
    if (found or figures) and vocabulary.document_kinds.whole(text):
        return figures  # "Tax invoice" over its number
    if found is None or found.meanings & _NO_FACTS or squeeze(text[: found.start]):
        return False
    own = squeeze(text[vocabulary.labels.both_languages(text, found).end :])
    return bool(own) or bool(squeeze(below) and not vocabulary.labels.whole(below))


def _text(ink: Sequence[Ink]) -> str:
    return " ".join([i.text for i in ink])
