"""Labelled fields outside the items that say how all goods are made: a form's grid above its table.

``Door type  S/L   Door thickness  43mm   Laminate code  6S-A057``: several that stand together, each behind its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Field
from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.general import HOW_MADE, paragraphs_of
from pipeline.understand.item.values import read_value
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST = 3  # things that fields together tell
_Labelled = tuple[str, Passage]


def fields_of_all(lines: Sequence[Line], trade: Trade) -> Iterator[dict[str, Field]]:
    """What each such group of fields among ``lines`` says; one that names a size or a price is an item's own."""
    for paragraph in paragraphs_of(lines):
        fields = [(line, list(_labelled(line.segments, trade.vocabulary))) for line in paragraph]
        labelled = [each for _, own in fields for each in own]
        told = {meaning for meaning, _ in labelled}
        if len(told) < max(_LEAST, len(labelled)) or any(own and _is_an_items(line.text) for line, own in fields):
            continue
        yield {f.name: f for m, value in labelled for f in read_value(m, value, 0, len(value.text), trade)}


def _is_an_items(text: str) -> bool:
    return bool(sizes_in(text)) or names_price(text)


def _labelled(segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[_Labelled]:
    """The fields on a line, each a label and its value behind it, in the next cell or behind a colon."""
    label = ""
    for segment in segments:
        own = _label_of(segment.text, vocabulary)
        if not own and label:
            yield label, segment.passage
        elif not own and (told := _behind_colon(segment, vocabulary)):
            yield told
        label = own


def _label_of(text: str, vocabulary: Vocabulary) -> str:
    """The one thing that ``text`` is nothing but the label of; else empty."""
    meanings = vocabulary.specification_labels.whole(text.strip(" :")) & HOW_MADE
    return next(iter(meanings)) if len(meanings) == 1 else ""


def _behind_colon(segment: Segment, vocabulary: Vocabulary) -> _Labelled | None:
    label = vocabulary.specification_labels.starting(segment.text)
    meanings = label.meanings & HOW_MADE if label else frozenset()
    colon = COLON.match(segment.text, label.end) if label else None
    value = segment.passage.part(colon.end()) if colon else None
    return (next(iter(meanings)), value) if value and value.text.strip() and len(meanings) == 1 else None
