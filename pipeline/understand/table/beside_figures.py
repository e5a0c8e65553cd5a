"""Words in a cell of figures that are no part of them: another cell's, which the columns were not cut for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Field
from pipeline.understand.grammar.numbers import SIGN
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.values import is_nothing, joined
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.columns import FIGURES
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.vocabulary import Vocabulary

_CELLS = ("quantity", "unit_price", "amount")
_WORD = re.compile(rf"(?!{SIGN}$)[^\W\d_]{{4,}}", re.IGNORECASE)
"""Shorter ones may be a tax's code, or what OCR makes of figures."""


def beside_figures(row: Row, vocabulary: Vocabulary) -> Iterator[Field]:
    """The words beside counts and money in ``row``, each cell's with the question whose they are."""
    for meaning in _CELLS:
        passage = row.passage(meaning)
        if words := list(_strange(passage, vocabulary)):
            said = "; ".join(words)
            doubts = [f"these words stand among the figures of another column: “{said}”"]
            yield passage.field("other_words", said, "column", doubts=doubts)


def _strange(passage: Passage, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of a cell that have words in them, but for units and what says that there is nothing."""
    for line in passage.text.split("\n"):
        words = [token.text for token in tokens_in(line) if _WORD.fullmatch(token.text)]
        if any(not _is_of_figures(word, vocabulary) for word in words) and not is_nothing(line, vocabulary):
            yield joined(line)


def _is_of_figures(word: str, vocabulary: Vocabulary) -> bool:
    titles = vocabulary.columns.whole(word) & (FIGURES | {"unit"})
    return bool(vocabulary.units.whole(word) or titles) or word in vocabulary.qualifiers
