"""Sentences that hold for every door or every frame: ``All doors are 43 mm thick``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.counts import is_counted
from pipeline.understand.layout import Line
from pipeline.understand.passage import Passage
from pipeline.understand.sizes import sizes_in
from pipeline.understand.tokens import tokens_in
from pipeline.understand.vocabulary import Vocabulary

# A full stop behind a word of four letters or a figure, before a capital: "nos. Single" is one sentence.
_STOP = re.compile(r"(?:(?<=[a-z]{4}[.;])|(?<=[\d)'\"”½][.;])|(?<=;))\s+(?=[A-Z(])|;\s+")
_EXCEPT = re.compile(r"\s*[,(]?\s*\b(?:unless|except|save|kecuali|melainkan)\b.*", re.IGNORECASE | re.DOTALL)
_EXCEPT_FIRST = re.compile(r"\s*(?:unless|except|save|kecuali|melainkan)\b[^,;:]{0,60}[,:]\s*", re.IGNORECASE)
_MONEY = re.compile(r"\bRM\s*\d|\d\.\d{2}\b")
_NEAR = 3  # words between "all" and the goods
_PARAGRAPH_GAP = 0.85  # text heights


def paragraphs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow closely on each other."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        near = _PARAGRAPH_GAP * (line.y1 - line.y0)
        if last is not None and last.page == line.page and line.y0 - last.y1 < near:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def sentences_in(text: str) -> list[tuple[int, int]]:
    """The stretches of the sentences in ``text``."""
    ends = [match.end() for match in _STOP.finditer(text)]
    places = [0, *ends, len(text)]
    return [(a, b) for a, b in pairwise(places) if text[a:b].strip()]


@lru_cache(maxsize=4096)  # several readings look at the same sentences
def general_meanings(sentence: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Whether a sentence speaks of all doors or all frames; empty for one that counts, measures or prices something."""
    if sizes_in(sentence) or is_counted(sentence, vocabulary) or _MONEY.search(sentence):
        return frozenset()
    tokens = tokens_in(sentence)
    every = [n for n, token in enumerate(tokens) if token.text in vocabulary.universal]
    if not every:
        return frozenset()
    meanings = set()
    for found in vocabulary.item_kinds.within(sentence):
        place = next(n for n, token in enumerate(tokens) if token.start >= found.start)
        if any(abs(place - n) <= _NEAR for n in every):
            meanings |= {f"all_{kind}s" for kind in found.meanings & {"door", "frame"}}
    return frozenset(meanings)


def general_statements(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], Passage]]:  # fmt: skip
    """The sentences about all doors or frames among ``lines``, without what they except."""
    for paragraph in paragraphs_of(lines):
        if not any(_says_all(line.text, vocabulary) for line in paragraph):
            continue
        passage = Passage([line.ink for line in paragraph])
        text = re.sub(r"\s", " ", passage.text)
        for start, end in sentences_in(text):
            meanings = general_meanings(text[start:end], vocabulary)
            if meanings:
                first = _EXCEPT_FIRST.match(text, start, end)  # "Unless noted, all doors: 48mm thick"
                begin = first.end() if first else start
                excepted = _EXCEPT.search(text, begin, end)
                yield meanings, passage.part(begin, excepted.start() if excepted else end)


@lru_cache(maxsize=4096)  # several readings look at the same lines
def _says_all(text: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.universal.isdisjoint(tokens_in(text).texts)
