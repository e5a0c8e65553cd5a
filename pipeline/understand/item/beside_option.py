"""What stands beside the option that a label asked for: other options, and what tells more about it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.tokens import Token, tokens_in
from pipeline.understand.item.item_labels import label_of
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.values import OPTIONS, trimmed
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.option_names import names_again
from pipeline.understand.words.option_words import Option, options_in
from pipeline.understand.words.vocabulary import Vocabulary


def read_beside_option(
    specification: Specification, passage: Passage, place: tuple[int, int], labelled: Sequence[Field],
    vocabulary: Vocabulary,
) -> None:  # fmt: skip
    """``TERAS: HONEYCOMB TANPA EDGING``: the words beside the option that the label asked for."""
    start, end = place
    chosen = next((found for found in labelled if found.name in OPTIONS and found.value is not None), None)
    label = label_of(passage.text[start:end], vocabulary)
    if chosen is None or label is None:
        return
    value = passage.text[start + label.end : end]
    every = options_in(value, vocabulary)
    at = start + label.end
    if _says_more_than_its_option(value, chosen.name, every, vocabulary):
        specification.noted.append(trimmed(passage.text, at, end))
    for option in every:
        if option.group == chosen.name or option.denied:
            continue
        where = (at + option.start, at + option.end)
        specification.add(passage.known(option.group, option.meaning, "beside another option", *where))


def _says_more_than_its_option(value: str, group: str, options: Sequence[Option], vocabulary: Vocabulary) -> bool:
    """Whether a code or a word stands beside the options of ``T-bar TB-02``, ``honeycomb green grade``."""
    known = [*((o.start, o.end) for o in options), *((f.start, f.end) for f in vocabulary.options[group].within(value))]
    known += [(f.start, f.end) for f in vocabulary.specification_labels.within(value)]
    rest = [t for t in tokens_in(value) if not any(a <= t.start < b for a, b in known)]
    told = {(option.group, option.meaning) for option in options if not option.denied}
    return any(
        _tells(word, value[word.end :], vocabulary) and not names_again(word.text, told, vocabulary) for word in rest
    )


def _tells(word: Token, behind: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is more than a letter, a figure or what changes nothing; ``G`` is where ``3`` stands behind it."""
    begins_a_code = word.text != "x" and behind[:1].isdigit()
    spoken = begins_a_code or len(word.text) > 1
    return spoken and not word.text.isdigit() and word.text not in vocabulary.qualifiers
