"""The words of a line that no box of the form takes: what nobody knows, with a question, and what is known, without."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.values import joined
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.noted import is_noted, says_goods
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURE = re.compile(r"(?<![\w.,/-])\d{3,4}(?:\s?mm)?(?![\w.,/-])", re.IGNORECASE)


def other_words(specification: Specification, description: Passage, strange: Sequence[Field]) -> Field | None:
    """All such words of a line in one field, or None; ``strange`` are values that do not fit this kind of goods."""
    unknown = [joined(description.text[a:b]) for a, b in specification.unknown] + [f.raw for f in strange]
    unknown = [column.raw for column in specification.columns if column.doubts] + unknown
    noted = [joined(description.text[a:b]) for a, b in specification.noted]
    noted += [str(column.value) for column in specification.columns if not column.doubts]
    if not unknown and not noted:
        return None
    text = "; ".join([*unknown, *noted])
    places = [*specification.unknown, *specification.noted]
    if specification.columns and not places and not strange:  # they stand in a cell of their own
        asked = (column for column in specification.columns if column.doubts)
        return replace(next(asked, specification.columns[0]), value=text)
    places = places or [(0, len(description.text))]
    if not unknown:
        return description.known("other_words", text, "known words", *places[0])
    doubt = f"these words are not known: “{'; '.join(unknown)}”"
    return description.field("other_words", text, "unknown", *places[0], doubts=[doubt])


def drop_repeated_lengths(specification: Specification, description: Passage, vocabulary: Vocabulary) -> None:
    """``Laminated door, 880``: a bare figure beside the goods' name that is one of the lengths told elsewhere."""
    told = (specification.fields.get(name) for name in ("width_mm", "height_mm", "thickness_mm"))
    lengths = {str(each.value) for each in told if each is not None and not each.doubts}
    specification.unknown = [
        place
        for place in specification.unknown
        if not _repeats_length(description.text[slice(*place)], lengths, vocabulary)
    ]


def _repeats_length(text: str, lengths: Set[str], vocabulary: Vocabulary) -> bool:
    figures = _FIGURE.findall(text)
    rest = _FIGURE.sub(" ", text)
    named = not squeeze(rest) or says_goods(rest, vocabulary)
    return bool(figures) and named and all(figure in lengths for figure in figures)


def keep_title(specification: Specification, description: Passage, vocabulary: Vocabulary) -> None:
    """What begins a text that refers to a line is no name of goods unless it says so: ``as above but RHS``.

    Nor is it unknown where it is a value: ``Double leaf, 48mm``.
    """
    values = {squeeze(found.raw) for found in specification.fields.values()}
    for start, end in specification.title:
        words = description.text[start:end]
        if not says_goods(words, vocabulary) and squeeze(words) not in values:
            (specification.noted if is_noted(words, vocabulary) else specification.unknown).append((start, end))
