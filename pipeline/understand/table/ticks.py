"""Columns headed by one of the form's options, with a tick in the cell: ``S/L`` over ``✓``, under ``Leaf`` or alone."""

from __future__ import annotations

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.storeys import BELOW
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

_TICKS = frozenset("✓✔√☑●•■/")
_CROSSES = frozenset({"x", "v"})
"""Marks that some write for yes and some for no; a ``V`` is most likely a tick, typed or read so, and asked about."""


def ticked(title: str, passage: Passage, vocabulary: Vocabulary) -> list[Field] | None:
    """The option that ``title`` names, where the cell has a tick; None where the cell is none.

    A tick under a title that is no option, and a mark that can mean yes or no, are kept with a doubt.
    """
    text = passage.text.strip()
    sure = text in _TICKS or squeeze(text) in vocabulary.language.yes
    if not sure and squeeze(text) not in _CROSSES and text not in "✗✘☒":
        return None
    group_name, _, own = title.rpartition(BELOW)
    groups = meanings_of_title(group_name, vocabulary) & set(OPTIONS) if group_name else OPTIONS
    found = [(group, vocabulary.options[group].whole(own)) for group in groups]
    meant = [(group, next(iter(meanings))) for group, meanings in found if len(meanings) == 1]
    whole = (0, len(passage.text))
    if len(meant) != 1:
        doubt = f"the column “{title}” is not known"
        return [passage.field("other_words", text, "tick", *whole, doubts=[doubt])]
    group, option = meant[0]
    doubts = [] if sure else [f"“{text}” under “{title}” can mean yes or no"]
    return [passage.field(group, option if sure or squeeze(text) == "v" else None, "tick", *whole, doubts=doubts)]
