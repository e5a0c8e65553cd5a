"""Sentences that hold for every door or every frame: ``All doors are 43 mm thick``.

Such a sentence goes on in those behind it that name no goods, count nothing and say how goods are made (``All doors:
thickness 43mm; honeycomb core. ABS edging.``); and one that begins with the other goods changes to those (``Frames
rebated 45mm``). Goods that are spoken of so begin a sentence wherever a line or a comma leaves off before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.grammar.list_marks import list_marks
from pipeline.understand.grammar.numbers import names_price
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import tokens_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.counts import is_counted
from pipeline.understand.item.excepted import lines_excepted
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.words.goods import GOODS, SPECIFIED, names_goods
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

# A full stop behind a word of four letters or a figure, before a capital: "nos. Single" is one sentence.
# So is a full stop before the next of numbered notes: "KNOB LOCK HOLE. 2) Kindly state …".
_STOP = re.compile(r"(?:(?<=[a-z]{4}[.;])|(?<=[\d)'\"”½][.;])|(?<=;))\s+(?=[A-Z(])|;\s+|\.\s+(?=\(?[2-9][.)]\s+[A-Z])")
_MONEY = re.compile(r"\bRM\s*\d|\d\.\d{2}\b")
_LEAVES_OFF = re.compile(r"(?P<end>^|[.;]\s+|\n)|,\s+(?:(?:and|dan)\s+)?|\s(?:and|dan|&)\s+")
_ENDS = re.compile(r"[.;]\s|\n")
_LEADS = 5  # words between there and "all": "the following applies to"
_ALL_GOODS = frozenset({"all_doors", "all_frames"})
EXCEPTED = "excepted"
"""Among the meanings of a statement: lines that cannot be told are excepted from it."""
HOW_MADE = frozenset(SPECIFIED) - {"location", "remark", "width_mm", "height_mm"}
"""What such a sentence can say."""
_NEAR = 3  # words between "all" and the goods
_PARAGRAPH_GAP = 0.85  # text heights
_LIST_GAP = 1.3
_BULLET = re.compile(r"[•·●▪♦►*–—-]\s")


def paragraphs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow closely on each other."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if last is not None and follows_close(last, line, _PARAGRAPH_GAP):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def follows_close(above: Line, line: Line, gap: float) -> bool:
    """Whether a line stands less than ``gap`` text heights below another; the next of a list may stand wider."""
    below = above.page == line.page and above.y0 <= line.y1  # not at the next column's top
    height = line.y1 - line.y0
    if _BULLET.match(above.text) and _BULLET.match(line.text) and abs(above.x0 - line.x0) < height:
        gap = max(gap, _LIST_GAP)
    return below and line.y0 - above.y1 < gap * height


def sentences_in(text: str) -> list[tuple[int, int]]:
    """The stretches of the sentences in ``text``."""
    ends = [match.end() for match in _STOP.finditer(text)]
    places = [0, *ends, len(text)]
    return [(a, b) for a, b in pairwise(places) if text[a:b].strip()]


@lru_cache(maxsize=4096)  # several readings look at the same sentences
def is_an_items_own(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a size, a price or a count stands in ``text``, as no note has one."""
    return bool(sizes_in(text)) or names_price(text) or is_counted(text, vocabulary)


def general_meanings(sentence: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Whether a sentence speaks of all doors or all frames; empty for one that counts, measures or prices something."""
    if sizes_in(sentence) or is_counted(sentence, vocabulary) or _MONEY.search(sentence):
        return frozenset()
    return goods_spoken_of(sentence, vocabulary)


def goods_spoken_of(sentence: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Of which goods a sentence says that it speaks of all, whatever it says of them."""
    tokens = tokens_in(sentence)
    every = [n for n, token in enumerate(tokens) if token.text in vocabulary.universal]
    if not every:
        return frozenset()
    meanings = set()
    for found in vocabulary.item_kinds.within(sentence):
        place = next(n for n, token in enumerate(tokens) if token.start >= found.start)
        if any(abs(place - n) <= _NEAR for n in every):
            meanings |= {f"all_{kind}s" for kind in found.meanings & GOODS}
    if not meanings and not vocabulary.item_kinds.within(sentence) and _for_all(vocabulary.language).search(sentence):
        return _ALL_GOODS if specifies(sentence, vocabulary) else frozenset()
    return frozenset(meanings)


@lru_cache(maxsize=16)
def _for_all(language: Language) -> re.Pattern[str]:
    """What ends such a statement that names no goods: ``Edging: ABS for all``."""
    return re.compile(rf"\b{any_of(language.for_all)}\s*[.;]?\s*$", re.IGNORECASE)


def general_statements(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], Passage]]:  # fmt: skip
    """The sentences about all doors or frames among ``lines``, without what they except."""
    for paragraph in paragraphs_of(lines):
        if not any(_says_all(line.text, vocabulary) for line in paragraph):
            continue
        for passage in _columns_in(paragraph, vocabulary):
            yield from statements_of(passage, vocabulary)


def _columns_in(paragraph: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Passage]:
    """A paragraph's text; where text stands beside text, as in the boxes of a head, the column that speaks of all."""
    if all(len(line.segments) == 1 for line in paragraph):
        yield Passage([line.ink for line in paragraph])
        return
    segments = sorted((s for line in paragraph for s in line.segments), key=lambda s: s.y0)
    seen: list[float] = []
    for segment in segments:
        edge, reach = segment.x0, segment.height / 2
        if _says_all(segment.text, vocabulary) and not any(abs(edge - x) < reach for x in seen):
            seen.append(edge)
            yield Passage([s.ink for s in segments if abs(s.x0 - edge) < reach])


def statements_of(passage: Passage, vocabulary: Vocabulary) -> list[tuple[frozenset[str], Passage]]:
    """The sentences about all doors or frames in a paragraph."""
    return [(m, passage.part(start, end)) for m, start, end in general_sentences(passage.text, vocabulary)]


def general_sentences(text: str, vocabulary: Vocabulary) -> Iterator[tuple[frozenset[str], int, int]]:
    """What holds for all doors or frames in a paragraph's ``text``: for which, and the stretch that says it."""
    flat = re.sub(r"\s", " ", text)
    cuts = {start for start, _ in sentences_in(flat)} | {place for place, _ in changes_in(text, vocabulary)}
    titles, marks = set(_titles_in(text, vocabulary)), dict(list_marks(text))
    spoken: frozenset[str] = frozenset()
    for before, end in pairwise(sorted(cuts | titles | {0, len(text)} | set(marks) | set(marks.values()))):
        if before in titles:
            spoken = frozenset()
            continue
        if before in marks:
            continue
        start = _behind_note(flat, before, end, vocabulary)
        sentence = flat[start:end]
        spoken = general_meanings(sentence, vocabulary) or _spoken_on(sentence, spoken, vocabulary)
        if spoken:
            yield from _without_exceptions(spoken, flat, (start, end), vocabulary)


def _behind_note(text: str, start: int, end: int, vocabulary: Vocabulary) -> int:
    """Where a sentence begins behind ``Note:``."""
    label = vocabulary.specification_labels.starting(text[start:end])
    colon = COLON.match(text, start + label.end, end) if label and label.meanings == {"remark"} else None
    return colon.end() if colon else start


def notes_of_all(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is a note on all doors or frames, ``Note: all doors …``, and so none on the item above it."""
    start = _behind_note(text, 0, len(text), vocabulary)
    return bool(start and goods_spoken_of(_first_sentence(text[start:]), vocabulary))


def excepts(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` excepts some of the goods from what it says of all of them."""
    words = _excepting(vocabulary.language)
    return bool(words.excepted.search(words.unless_told.sub("", text))) and not lines_excepted(text, vocabulary)


def speaks_of_all(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line begins by saying how all doors or frames are made."""
    first = _first_sentence(text)
    begins = any(place == 0 for place, _ in changes_in(first, vocabulary))
    return begins and bool(general_meanings(first, vocabulary)) and specifies(first, vocabulary)


def speaks_on(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line goes on to say how the other goods are made: ``Frames rebated 45mm``."""
    first = _first_sentence(text)
    return _spoken_on(first, _ALL_GOODS, vocabulary) not in (frozenset(), _ALL_GOODS) and specifies(first, vocabulary)


def _first_sentence(text: str) -> str:
    return text[: next(iter(sentences_in(text)), (0, 0))[1]]


def _titles_in(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Where lines begin that name goods in capitals and say nothing of them: ``DOOR SCHEDULE`` below a note."""
    for match in re.finditer(r"\n([^\n]+)", text):
        line = match[1]
        named = line.isupper() and names_goods(line, vocabulary)
        if named and not specifies(line, vocabulary) and not general_meanings(line, vocabulary):
            yield match.start(1)


def _without_exceptions(
    meanings: frozenset[str], text: str, place: tuple[int, int], vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], int, int]]:
    """The stretches of a sentence around "unless stated", up to what it excepts, which then is part of its meaning."""
    words, (start, end) = _excepting(vocabulary.language), place
    first = words.first.match(text, start, end)  # "Unless noted, all doors: 48mm thick"
    if first:
        meanings |= frozenset() if words.unless_told.search(first[0]) else {EXCEPTED}
        start = first.end()
    for a, b in ((start + a, start + b) for a, b in told_around(text[start:end], vocabulary)):
        excepted = words.excepted.search(text, a, b)
        asked = excepted and not lines_excepted(text[a:b], vocabulary)
        yield (meanings | {EXCEPTED} if asked else meanings), a, excepted.start() if excepted else b
        if excepted:
            return


class _Excepting(NamedTuple):
    """How goods are excepted from what is said of all of them, in patterns."""

    excepted: re.Pattern[str]
    """From there to the end of the sentence."""
    unless_told: re.Pattern[str]
    """A line's own word goes before the block's anyhow: this excepts no line."""
    first: re.Pattern[str]
    """At the begin of a sentence, up to the goods."""
    leading_on: re.Pattern[str]
    """At the end of a heading, up to its colon."""


@lru_cache(maxsize=16)
def _excepting(language: Language) -> _Excepting:
    excepting = any_of(language.exceptions)
    told_by = any_of((*language.otherwise, *language.before_stated))
    return _Excepting(
        excepted=re.compile(rf"\s*[,(]?\s*\b{excepting}\b.*", re.IGNORECASE | re.DOTALL),
        unless_told=re.compile(
            rf"[,(]?\s*\b{any_of(language.unless)}\s+(?:{told_by}\s+){{0,5}}{any_of(language.stated)}\b"
            rf"(?:\s+{any_of(language.otherwise)})*\)?",
            re.IGNORECASE,
        ),
        first=re.compile(rf"\s*{excepting}\b[^,;:]{{0,60}}[,:]\s*", re.IGNORECASE),
        leading_on=re.compile(
            rf"[,;]?(?:\s+{any_of(language.before_leading_on)}){{0,2}}\s+{any_of(language.leading_on)}\b[^,;:.]{{0,30}}:"
            r"\s*[-–—]?\s*$",
            re.IGNORECASE,
        ),
    )


def told_around(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The stretches of ``text`` around each "unless otherwise stated" and "to the following sizes:"."""
    words = _excepting(vocabulary.language)
    told = sorted(match.span() for each in (words.unless_told, words.leading_on) for match in each.finditer(text))
    edges = [0, *(place for span in told for place in span), len(text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip(" .,;\n")]


def changes_in(text: str, vocabulary: Vocabulary) -> list[tuple[int, frozenset[str]]]:
    """Where ``text`` begins to speak of all doors or all frames: where a line, a sentence or a statement leaves off."""
    found: list[tuple[int, frozenset[str]]] = []
    for label in vocabulary.blocks.within(text):
        goods = label.meanings & _ALL_GOODS
        place = _begins(text, label, vocabulary) if goods else None
        if place is None and found and found[-1][1] != goods and _begins_line(text, label.start):
            place = label.start
        found += [(place, goods)] if place is not None and goods else []
    return found


def _begins_line(text: str, place: int) -> bool:
    """Whether a line or a sentence begins there."""
    return any(match["end"] is not None and match.end() == place for match in _LEAVES_OFF.finditer(text, 0, place))


def _begins(text: str, label: Found, vocabulary: Vocabulary) -> int | None:
    """Where the statement begins that ``label`` stands in; None where its goods are only named."""
    every = not vocabulary.universal.isdisjoint(tokens_in(text[label.start : label.end]).texts)
    for match in reversed(list(_LEAVES_OFF.finditer(text, 0, label.start))):
        leads = len(tokens_in(text[match.end() : label.start]))
        if leads > (_LEADS if every else 0) or not (every or text[label.end :].lstrip().startswith(":")):
            return None
        if match["end"] is not None or specifies(_ENDS.split(text[: match.start()])[-1], vocabulary):
            return match.end()
    return None


def _spoken_on(sentence: str, spoken: frozenset[str], vocabulary: Vocabulary) -> frozenset[str]:
    """For which goods a sentence goes on that does not say "all"; empty where it speaks of something else."""
    if not spoken or sizes_in(sentence) or is_counted(sentence, vocabulary) or _MONEY.search(sentence):
        return frozenset()
    label = vocabulary.specification_labels.starting(sentence)
    told = label.end if label and label.meanings & HOW_MADE else 0  # the frame of "Profil Bingkai: P2" is its label's
    named = vocabulary.item_kinds.within(sentence)
    goods = [found for found in named if found.meanings & GOODS and found.start >= told]
    if not goods:
        return spoken if specifies(sentence, vocabulary) else frozenset()
    first = not sentence[: goods[0].start].strip(" -*•()")
    return frozenset(f"all_{kind}s" for kind in goods[0].meanings & GOODS) if first else frozenset()


def specifies(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says how goods are made: begins with the name of such a thing, or says it without one."""
    label = vocabulary.specification_labels.starting(text)
    return bool(label and label.meanings & HOW_MADE) or statements_in(text, vocabulary) > 0


@lru_cache(maxsize=4096)  # several readings look at the same lines
def _says_all(text: str, vocabulary: Vocabulary) -> bool:
    return not vocabulary.universal.isdisjoint(tokens_in(text).texts)
