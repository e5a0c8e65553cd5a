"""Labelled fields outside the items that say how all goods are made: a form's grid above its table.

``Door type  S/L   Door thickness  43mm   Laminate code  6S-A057``: several that stand together, each behind its label.
Those below a title that names only doors or only frames, or behind a label that does, hold for these alone.
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
from pipeline.understand.words.goods import GOODS, things_named
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST = 3  # things that fields together tell
Labelled = tuple[str, Passage, frozenset[str]]
"""What a field tells, its value, and the goods that its label names."""


def fields_of_all(lines: Sequence[Line], trade: Trade) -> Iterator[tuple[frozenset[str], dict[str, Field]]]:
    """What each such group of fields among ``lines`` says, and of which goods; none for whatever it fits.

    A group that names a size or a price is an item's own.
    """
    for goods, group in _groups(lines, trade.vocabulary):
        labelled = [each for _, own in group for each in own]
        told = {meaning for meaning, _, _ in labelled}
        if len(told) < max(_LEAST, len(labelled)) or any(own and _is_an_items(line.text) for line, own in group):
            continue
        for named in {named for _, _, named in labelled}:
            own = [(meaning, value) for meaning, value, each in labelled if each == named]
            yield (
                _only(named or goods),
                {f.name: f for m, value in own for f in read_value(m, value, 0, len(value.text), trade)},
            )


def _groups(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], list[tuple[Line, list[Labelled]]]]]:
    """The lines that stand together, with their fields, parted at titles of goods; and the goods named above each."""
    goods: frozenset[str] = frozenset()
    for paragraph in paragraphs_of(lines):
        group: list[tuple[Line, list[Labelled]]] = []
        for line in paragraph:
            fields = list(labelled_on(line.segments, vocabulary))
            named = frozenset[str]() if fields else _goods_in(line.text, vocabulary)
            if named:
                yield goods, group
                goods, group = named, []
            else:
                group.append((line, fields))
        yield goods, group
        if not all(fields for _, fields in group):  # a title stands above nothing but fields, whatever gaps part them
            goods = frozenset()


def _goods_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The doors and frames that ``text`` names."""
    return frozenset(meaning for found in things_named(text, vocabulary) for meaning in found.meanings & GOODS)


def _only(goods: frozenset[str]) -> frozenset[str]:
    """The goods that a group holds for where only one sort is named."""
    return frozenset(f"all_{kind}s" for kind in goods) if len(goods) == 1 else frozenset()


def _is_an_items(text: str) -> bool:
    return bool(sizes_in(text)) or names_price(text)


def labelled_on(segments: Sequence[Segment], vocabulary: Vocabulary) -> Iterator[Labelled]:
    """The fields on a line, each a label and its value behind it, in the next cell or behind a colon."""
    label: tuple[str, frozenset[str]] | None = None
    for segment in segments:
        own = _label_of(segment.text, vocabulary)
        if not own and label:
            yield label[0], segment.passage, label[1]
        elif not own and (told := _behind_colon(segment, vocabulary)):
            yield told
        label = own


def _label_of(text: str, vocabulary: Vocabulary) -> tuple[str, frozenset[str]] | None:
    """The one thing that ``text`` is nothing but the label of, and the goods that it names."""
    meanings = vocabulary.specification_labels.whole(text.strip(" :")) & HOW_MADE
    return (next(iter(meanings)), _goods_in(text, vocabulary)) if len(meanings) == 1 else None


def _behind_colon(segment: Segment, vocabulary: Vocabulary) -> Labelled | None:
    label = vocabulary.specification_labels.starting(segment.text)
    meanings = label.meanings & HOW_MADE if label else frozenset()
    colon = COLON.match(segment.text, label.end) if label else None
    value = segment.passage.part(colon.end()) if colon else None
    if label is None or value is None or not value.text.strip() or len(meanings) != 1:
        return None
    return next(iter(meanings)), value, _goods_in(segment.text[: label.end], vocabulary)
