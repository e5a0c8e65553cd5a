"""Words beside an option that only name it again, as clerks do in two languages: ``pintu ibu anak (unequal)``.

Such a word stands in the names of that option and of no other (``rangka`` in ``rangka besi``, before ``metal
skeleton``), so that it says nothing else of the door.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.number_words import is_number_word
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.words.option_words import Option
from pipeline.understand.words.vocabulary import Vocabulary

_SHORT = 2  # letters; "groove line V" may be a mark


def without_other_names(text: str, options: Sequence[Option], vocabulary: Vocabulary) -> str:
    """``text`` with blanks in place of the words that name one of the ``options`` beside it again."""
    told = {(option.group, option.meaning) for option in options if not option.denied}
    for token in tokens_in(text) if told else ():
        if names_again(token.text, told, vocabulary):
            text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    return text


def names_again(word: str, told: set[tuple[str, str]], vocabulary: Vocabulary) -> bool:
    """Whether a word is of the names of one of the options that are ``told``, and is nothing else."""
    if vocabulary.option_names.get(word) not in told or len(word) <= _SHORT:
        return False
    if is_number_word(word) or word in vocabulary.goods_words:  # "ibu anak main": of the main entrance
        return False
    others = (vocabulary.negations, vocabulary.specification_labels, vocabulary.rooms)
    return not any(phrases.whole(word) for phrases in others)
