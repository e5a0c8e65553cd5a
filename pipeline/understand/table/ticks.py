"""Columns headed by one of the form's options, with a tick in the cell: ``S/L`` over ``✓``, under ``Leaf`` or alone."""

from __future__ import annotations

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.tick_columns import CROSSED_SQUARES, CROSSES, Marks
from pipeline.understand.words.vocabulary import Vocabulary


def ticked(title: str, passage: Passage, marks: Marks, vocabulary: Vocabulary) -> list[Field] | None:
    """The option that ``title`` names, where the cell has a tick; None where the cell is none.

    A tick under a title that is no option, and a mark that can mean yes or no by the ``marks`` of its table, are kept
    with a doubt.
    """
    text = passage.text.strip()
    option = marks.options.get(title)
    if option and marks.says_nothing(text, vocabulary):
        return []
    sure = marks.says_yes(text, vocabulary)
    if not sure and squeeze(text) not in CROSSES and text not in CROSSED_SQUARES:
        return None
    whole = (0, len(passage.text))
    if option is None:
        doubt = f"the column “{title}” is not known"
        return [passage.field("other_words", text, "tick", *whole, doubts=[doubt])]
    doubts = [] if sure else [f"“{text}” under “{title}” can mean yes or no"]
    told = option[1] if sure or squeeze(text) == "v" else None
    return [passage.field(option[0], told, "tick", *whole, doubts=doubts)]
