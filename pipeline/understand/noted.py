"""Words that every clerk knows and no box of the form takes: the hand, a fire rating, a vision panel, a louvre.

They are written in the remark as they stand and nobody is asked, since they say nothing about any other value.
"""

from __future__ import annotations

from pipeline.understand.vocabulary import Vocabulary, tokens_in


def is_noted(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says something of this sort, and nothing beside it that is not known."""
    kinds = list(vocabulary.item_kinds.within(text))
    noted = [*vocabulary.noted.within(text), *(kind for kind in kinds if "other" in kind.meanings)]
    if not noted:
        return False
    known = [*noted, *kinds, *vocabulary.accessory_introducers.within(text), *vocabulary.units.within(text)]
    rest = [t.text for t in tokens_in(text) if not any(f.start <= t.start < f.end for f in known)]
    return all(word.isdigit() or word in vocabulary.qualifiers for word in rest)


def says_goods(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names goods in words that are all known: ``laminated flush door``, ``1 no. timber frame``."""
    known = [*vocabulary.item_kinds.within(text), *vocabulary.accessory_introducers.within(text)]
    known += vocabulary.units.within(text)
    rest = [t.text for t in tokens_in(text) if not any(f.start <= t.start < f.end for f in known)]
    return all(word.isdigit() or word in vocabulary.qualifiers or word in vocabulary.goods_words for word in rest)


def is_accessory(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``c/w vision panel 200 x 600`` names a thing that belongs to the door: its size is not the door's."""
    introducer = vocabulary.accessory_introducers.starting(text)
    if introducer is None or text[: introducer.start].strip():
        return False
    behind = text[introducer.end :]
    things = [(found.start, found.end, "other") for found in vocabulary.noted.within(behind)]
    things += [(found.start, found.end, min(found.meanings)) for found in vocabulary.item_kinds.within(behind)]
    first = min(things, key=lambda thing: (thing[0], -thing[1]), default=None)
    return first is not None and first[2] == "other"
