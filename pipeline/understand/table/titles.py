"""The titles of a table's columns: which words of a heading belong together, and what each title means."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.lengths import UNIT_WORD
from pipeline.understand.grammar.numbers import SIGN
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.page.layout import Line, Segment, segment_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.table.title_promises import PARTS, bare_title, of_frames, several_things
from pipeline.understand.table.title_units import with_unit_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_UNIT_NOTE = re.compile(rf"\(?\s*(?:{SIGN}|{UNIT_WORD}|w\s*x\s*h|pcs|nos|%|w|h|t)\s*\)?", re.IGNORECASE)
_UNIT_ALONE = re.compile(r"\([A-Za-z]{1,5}\)")
# A phrase is compared by its letters, and "S$" has but one.
_MONEY = re.compile(
    r"(?P<each>(?:unit|per\s+unit|each)\s*)?\(?(?:S\$|SGD)\)?(?P<per>\s*/\s*(?:unit|pc|pcs|set|each|ea))?",
    re.IGNORECASE,
)
_SLASH_BETWEEN = re.compile(r"(?<=[A-Za-z])\s[lI1|]\s(?=[A-Z])")
_SLASH_AT_END = re.compile(r"(?:\s+[lI1|]|(?<=[A-Za-z])1)(?=\s{2,}|$)")
_MAYBE_SLASH = re.compile(r"\s[lI1|](?:\s|$)|[A-Za-z]1(?:\s|$)")
_JOINTS = "/|&-–— "  # between a title and its translation: none is a title
_SLASH = re.compile(r"\s/|/\s")
_GOES_ON = re.compile(r"(?:/|\w\s[x×]|[whlt][x×])\s*$", re.IGNORECASE)  # "Size W x H x" over "Thk"
_IN_BRACKETS = re.compile(r"\([^)]*\)")
NUMBERED = re.compile(r"^\s*\(?(?P<n>\d{1,2})[.)](?:\s+(?=\S)|$)")
"""What forms number their boxes with: ``7. Butiran barang``."""
EXTENT = "extent"
COUNTED = frozenset({"quantity", "unit", "unit_price", "amount"})
"""The columns that make a line one of goods that are ordered or sold."""
SECOND_TEXT = "specification"
"""The meaning of a second column of words beside the description."""
NOUNS = frozenset({"stock_code", "number"})
"""What a bare "code" or "no." means."""
_GOODS_OR_CODE = NOUNS | {"description"}
_WIDTHS = frozenset({"frame_width", "width_mm"})
_TINY = 2  # letters of a known name that says nothing in a longer title: Used At
_GROUPED = 2  # a group's name and one title under it
_SENTENCE = 5  # words
_SPANNED = 2  # titles under one: that one names a group of columns and is none itself
_FLUSH = 0.4  # text heights between the left edges of a title and of the cell under it
RUN_ON = 1.3  # usual word spaces: what is no wider is a word space


@lru_cache(maxsize=4096)  # lines are tried as headings of one, two and more lines
def slashes_restored(text: str) -> str:
    """A slash at the end of a title or between its two languages that OCR read as l, I or 1, put right.

    ``Qty l`` over ``Kuantiti``, ``Description 1 Keterangan``.
    """
    if not _MAYBE_SLASH.search(text):  # as in most lines
        return text
    return _SLASH_AT_END.sub(" /", _SLASH_BETWEEN.sub(" / ", text))


def title_stacks(lines: Sequence[Line], gap: float, without: Set[Ink] = frozenset()) -> list[list[Segment]]:
    """Segments of stacked lines grouped by horizontal overlap, each group top to bottom; some words left out."""
    stacks: list[list[Segment]] = []
    for line in lines:
        parted = (piece for segment in line.parted_at(gap) for piece in _without_unit_of(stacks, segment))
        segments = [segment for segment in parted if not (without and without >= set(segment.ink))]
        stacks = [s for s in stacks if sum(_overlap(segment, s[0]) for segment in segments) < _SPANNED or len(s) > 1]
        for segment in segments:
            under = [s for s in stacks if any(_overlap(segment, other) for other in s)]
            if len(under) == 1:
                under[0].append(segment)
            elif not under and stacks and not segment.text.strip(_JOINTS):
                min(stacks, key=lambda s: abs(s[0].centre - segment.centre)).append(segment)
            elif not under:
                stacks.append([segment])
            else:
                _spread(segment, under)
    return stacks


def _without_unit_of(stacks: Sequence[Sequence[Segment]], segment: Segment) -> list[Segment]:
    """A run of titles as it is, or parted behind the unit of a title above it: ``Thk`` over ``(mm) Laminate no.``."""
    if len(segment.ink) == 1 or not _UNIT_ALONE.fullmatch(segment.ink[0].text):
        return [segment]
    unit, rest = segment_of(segment.ink[:1]), segment_of(segment.ink[1:])
    over = [stack for stack in stacks if any(_overlap(unit, each) for each in stack)]
    own = over and not any(_overlap(rest, each) for stack in over for each in stack)
    return [unit, rest] if own else [segment]


def group_names(lines: Sequence[Line], gap: float) -> list[Segment]:
    """The names that :func:`title_stacks` leaves out, since several titles stand under each."""
    cut = [line.cut_at(gap) for line in lines]
    return [
        name
        for place, names in enumerate(cut)
        for name in names
        if any(sum(_overlap(segment, name) for segment in below) >= _SPANNED for below in cut[place + 1 :])
    ]


def with_group(title: tuple[str, Segment], groups: Sequence[Segment], vocabulary: Vocabulary) -> tuple[str, Segment]:
    """A title that is but a noun, with the name of the group over it: ``Code`` under ``Laminate`` is the laminate's.

    One of a length has the group's unit: ``W`` under ``Leaf size (cm)``.
    """
    text, segment = title
    name = next((g for g in groups if g.y1 <= segment.middle and _overlap(segment, g)), None)
    meanings = meanings_of_title(text, vocabulary) if name else frozenset()
    if name is None or not meanings <= NOUNS:
        return (with_unit_of(text, name.text, meanings), segment) if name else title
    meant, whole = meanings_of_title(name.text, vocabulary), f"{name.text} {text}"
    return (whole, segment) if meant and meanings_of_title(whole, vocabulary) == meant else title


def _spread(segment: Segment, stacks: Sequence[list[Segment]]) -> None:
    """A segment that lies under several titles is taken apart word by word."""
    for ink in segment.ink:
        piece = segment_of([ink])
        nearest = min(stacks, key=lambda s: min(abs(o.centre - ink.centre) for o in s))
        nearest.append(piece)


def _overlap(a: Segment, b: Segment) -> bool:
    if a.x1 <= b.x0 or b.x1 <= a.x0:  # most pairs
        return False
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.25 * min(a.x1 - a.x0, b.x1 - b.x0)


def titled(stack: Sequence[Segment], vocabulary: Vocabulary) -> tuple[str, Segment]:
    """A stack as one title; of two languages the longer known name stands for it.

    A title under the name of a group ("Lebar" under "Ukuran (mm)") stands for itself.
    """
    stack = _without_notes(stack)
    text = " ".join(slashes_restored(segment.text) for segment in stack)
    whole = stack[0] if len(stack) == 1 else segment_of([i for segment in stack for i in segment.ink])
    if vocabulary.columns.listed(bare_title(text)):  # most titles
        return text, whole
    known = list(vocabulary.columns.within(bare_title(text)))
    goes_on = bool(_GOES_ON.search(stack[0].text))
    goes_on = goes_on and bool(vocabulary.columns.whole(bare_title(text)) or several_things(text, vocabulary))
    if not known or goes_on or _stands_whole(text, vocabulary):
        return text, whole
    meanings = [vocabulary.columns.whole(bare_title(segment.text)) for segment in stack]
    if _names_options(stack[0].text, stack[-1].text, vocabulary):
        return stack[-1].text, stack[-1]
    if len(stack) == _GROUPED and all(meanings) and not meanings[0] & meanings[1] and not _completes(stack, vocabulary):
        return stack[1].text, stack[1]
    if vocabulary.columns.whole(bare_title(text)) or several_things(text, vocabulary) or of_frames(text, vocabulary):
        return text, whole
    longest = max((f.phrase for f in known), key=len)
    parts = [part for segment in stack for part in segment.text.split("/")]
    part_of_phrase = len(longest) <= _TINY and not any(vocabulary.columns.whole(bare_title(part)) for part in parts)
    return (text if part_of_phrase else longest), whole


def _names_options(group: str, title: str, vocabulary: Vocabulary) -> bool:
    """``Leaf`` over ``S/L``: the name of what the title below it is an option of, whose cells hold ticks."""
    meant = meanings_of_title(group, vocabulary) & vocabulary.options.keys()
    return any(vocabulary.options[each].whole(title) for each in meant)


def _without_notes(stack: Sequence[Segment]) -> Sequence[Segment]:
    """``NOTES`` over ``Please check all sizes on site.``: a sentence below a title is none, nor is what follows it."""
    sentences = (n for n, s in enumerate(stack) if n and len(s.ink) >= _SENTENCE and s.text.endswith("."))
    return stack[: next(sentences, len(stack))]


def _completes(stack: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether the last of stacked titles is but a noun that the first has: ``Kod`` under ``Laminate``."""
    first, last = (vocabulary.columns.whole(bare_title(segment.text)) for segment in (stack[0], stack[-1]))
    whole = vocabulary.columns.whole(bare_title(" ".join(segment.text for segment in stack)))
    return last <= NOUNS and bool(first) and whole == first


def _stands_whole(title: str, vocabulary: Vocabulary) -> bool:
    """``S/L`` over ticks is one of the form's options, no abbreviation of a width; ``S$/unit`` no column of units."""
    if _MONEY.fullmatch(title.strip()):
        return True
    options = any(phrases.whole(bare_title(title)) for phrases in vocabulary.options.values())
    return options and not vocabulary.columns.whole(bare_title(title))


def titles_apart(
    stack: Sequence[Segment], vocabulary: Vocabulary, word_gap: float, below: Sequence[Segment] = ()
) -> list[list[Segment]]:
    """A stack as it is where it is one known title; else the titles that stand too close in its first line.

    ``below`` are the cells of the first line under the heading.
    """
    text = " ".join(slashes_restored(segment.text) for segment in stack)
    if vocabulary.columns.listed(bare_title(text)):
        return [list(stack)]
    pieces = _split(stack[0], vocabulary, word_gap, below)
    if len(pieces) < 2:
        return [list(stack)]
    stacks = [[piece] for piece in pieces]
    for segment in stack[1:]:
        under = [s for s in stacks if _overlap(segment, s[0])]
        (_spread(segment, under) if len(under) > 1 else (under or stacks)[0].append(segment))
    return stacks


def _split(segment: Segment, vocabulary: Vocabulary, word_gap: float, below: Sequence[Segment]) -> list[Segment]:
    """Titles set so closely that they look like one segment; the segment itself where a word belongs to no title."""
    passage = segment.passage
    found = list(vocabulary.columns.within(passage.text))
    if len(found) < 2 or several_things(passage.text, vocabulary):
        return [segment]
    if vocabulary.columns.listed(bare_title(passage.text)) or not _all_titles(passage.text, found):
        return [segment]
    starts = [0]
    for before, after in pairwise(found):
        if before.meanings & after.meanings:
            continue
        cells = _over_two_cells(passage, before, after, below)
        if cells or not _one_title(passage, before, after, vocabulary, word_gap):
            starts.append(after.start)
    ends = [*starts[1:], len(passage.text)]
    return [segment_of(passage.part(a, b).ink) for a, b in zip(starts, ends, strict=True)]


def _over_two_cells(passage: Passage, before: Found, after: Found, below: Sequence[Segment]) -> bool:
    """``Thickness Door Type`` over ``43mm | S/L``: a cell begins under the first word of each, so they are two."""
    firsts = [passage.words(found.start, found.end)[0] for found in (before, after)]
    return all(any(abs(cell.x0 - first.x0) <= _FLUSH * first.height for cell in below) for first in firsts)


def _one_title(passage: Passage, before: Found, after: Found, vocabulary: Vocabulary, word_gap: float) -> bool:
    """Whether two known titles are one that is made of both: ``Line Design``, ``Description & Finish``."""
    between = passage.text[before.end : after.start]
    joined = between.strip().casefold() in {"&", "+", *vocabulary.language.joining}
    if joined or ("/" in between and heads_coded_goods(passage.text, vocabulary)):
        return True
    left, right = passage.words(before.start, before.end)[-1], passage.words(after.start, after.end)[0]
    words = [{t.text for t in tokens_in(passage.text[found.start : found.end])} for found in (before, after)]
    if words[0] & words[1]:  # "Item No." and "Item Description" repeat themselves
        return False
    close = right.x0 - left.x1 <= RUN_ON * max(word_gap, 0.2) * right.height
    return close and bool(vocabulary.columns.whole(passage.text[before.start : after.end]))


def heads_coded_goods(title: str, vocabulary: Vocabulary) -> bool:
    """``Part Number / Description``: one title over the goods' code and, behind or below it, their name."""
    parts = [vocabulary.columns.listed(bare_title(part)) for part in PARTS.split(title) if squeeze(part)]
    return (
        {"description"} in parts
        and any(meanings & NOUNS for meanings in parts)
        and all(meanings and meanings <= _GOODS_OR_CODE for meanings in parts)
    )


@lru_cache(maxsize=4096)
def meanings_of_title(title: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What a title can mean; one for several things heads text that tells them."""
    title = NUMBERED.sub("", title)
    if money := _MONEY.fullmatch(title.strip()):
        return frozenset({"unit_price" if money["per"] or money["each"] else "amount"})
    if EXTENT in (named := vocabulary.columns.listed(title)):  # its unit tells it from a room: "Area (sqft)"
        return named
    bare = bare_title(title)
    known = vocabulary.columns.listed(bare)
    if _SLASH.search(title) and several_things(title, vocabulary):
        return frozenset({SECOND_TEXT})  # "Leaf / Thk" is no "leaf thk"
    if known:
        return known
    several = _of_several(title, vocabulary) if PARTS.search(title) else ""  # most titles are of one thing
    whole = frozenset({several}) if several else vocabulary.columns.whole(bare)
    return whole or named or _in_brackets(title, vocabulary)


def _of_several(title: str, vocabulary: Vocabulary) -> str:
    """What a title for several things means; nothing for any other."""
    if heads_coded_goods(title, vocabulary):
        return "description"
    if frames := of_frames(title, vocabulary):
        return frames[0]
    return SECOND_TEXT if several_things(title, vocabulary) else ""


def _in_brackets(title: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``For (location)``, ``Fixed in (room)``: what the brackets say, where the words before them say nothing."""
    if "(" not in title:
        return frozenset()
    inside = (vocabulary.columns.listed(found[0]) for found in _IN_BRACKETS.finditer(title))
    return next((meanings for meanings in inside if meanings), frozenset())


def has_word(title: str, words: Sequence[str]) -> bool:
    """Whether one of ``words`` stands in ``title``."""
    return any(text in words for text in tokens_in(title).texts)


def _all_titles(text: str, found: Sequence[Found]) -> bool:
    rest = text
    for f in found:
        rest = rest[: f.start] + " " * (f.end - f.start) + rest[f.end :]
    return not squeeze(_UNIT_NOTE.sub("", rest))


def one_meaning_each(candidates: Sequence[frozenset[str]]) -> list[str | None]:
    """One meaning a column: where a title can mean several, one that no other column has."""
    certain = {next(iter(c)) for c in candidates if len(c) == 1}
    result: list[str | None] = []
    for place, candidate in enumerate(candidates):
        described = any("description" in other for other in candidates[1:])
        leads = place == 0 and "number" in candidate and described  # "Item" in front of the descriptions
        meaning = "number" if leads else _meaning_of(candidate, result, certain)
        certain |= {meaning} if meaning else set()
        result.append(meaning)
    return result


def _meaning_of(candidate: frozenset[str], before: Sequence[str | None], certain: Set[str]) -> str | None:
    """What a title that can mean ``candidate`` means behind columns of the meanings ``before``."""
    if candidate == {"description"} and "description" in before:
        return SECOND_TEXT
    if candidate == {"number"} and "number" in before and "stock_code" not in certain:
        return "stock_code"  # "Item No." behind "#" is the article's
    if candidate >= _WIDTHS and "height_mm" in certain and "width_mm" not in certain:
        return "width_mm"  # "Frame W" beside "Frame H"
    free = candidate - certain if len(candidate) > 1 else candidate
    return min(free or candidate, default=None)
