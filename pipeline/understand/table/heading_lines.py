"""Which lines may belong to the heading of an item table, by what stands in them and how close they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.once import once
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.sections import ends_groups, place_in_section
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.title_units import is_unit
from pipeline.understand.table.titles import NUMBERED, slashes_restored
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_BARE_FIGURES = re.compile(r"[\d.,() ]{2,}")
_RUNNING_TEXT = re.compile(r"[,;:]\s*\S|\d|\s[-–]\s")
_RATE = re.compile(r"\b\d{1,2}(?:\.\d+)?\s*%")  # "SST 10%" is a title
_FEWEST_IN_SENTENCE, _SURELY_SENTENCE = 3, 6  # words
_OF_ALL = re.compile(r"\W*(?:all|semua)\b", re.IGNORECASE)
_ALL_GOODS = frozenset({"all_doors", "all_frames", "all_items"})
_LETTER = re.compile(r"(?:[A-G]|I{1,3})[.)]?")
_MARKED = 2  # a part's letter and its name
_FEWEST_NUMBERED = 3  # titles
CLOSE = 1.4
"""Text heights between the lines of a heading."""
_MOSTLY_SLASHED = 0.6
_MOSTLY_RULED = 0.8  # of a heading's width


def is_note(line: Line, vocabulary: Vocabulary) -> bool:
    """``All dimensions in mm unless stated``: a sentence over the titles is none of them."""
    if len(line.segments) > 1 or len(line.ink) < _FEWEST_IN_SENTENCE:
        return False
    said = len(line.ink) >= _SURELY_SENTENCE or _OF_ALL.match(line.text) is not None
    if not said or vocabulary.columns.whole(bare_title(line.text)):
        return False
    return not any(True for _ in vocabulary.item_kinds.within(line.text))  # "FRAME SCHEDULE (all sizes in mm)"


def ends_a_sentence(above: Line, line: Line) -> bool:
    """``… are 48mm thick with`` / ``natural lipping.``: the last words of a text that stands above the titles."""
    if len(line.segments) > 1 or len(above.segments) > 1 or not line.text.rstrip().endswith("."):
        return False
    flush = abs(above.x0 - line.x0) < (line.y1 - line.y0) / 2
    longer = above.segments[0].x1 > line.segments[0].x1
    return flush and longer and is_next_line(above, line) and len(above.ink) >= _SURELY_SENTENCE


def closes(line: Line, vocabulary: Vocabulary) -> bool:
    """``Goods sold are not returnable      TOTAL``: what a paper says below its goods, beside the name of their sum."""
    first = line.segments[0].text
    found = vocabulary.footers.starting(first)
    return found is not None and not squeeze(first[: found.start]) and not vocabulary.columns.whole(bare_title(first))


def states_facts(line: Line, vocabulary: Vocabulary) -> bool:
    """``Prepared by   Puan Contoh``: labels of the document's own, each with its value beside it, head no columns."""
    if len(line.segments) % 2:
        return False
    pairs = zip(line.segments[::2], line.segments[1::2], strict=True)
    return all(
        _is_document_s(label.text, vocabulary) and not vocabulary.columns.whole(bare_title(value.text))
        for label, value in pairs
    )


@lru_cache(maxsize=4096)
def _is_document_s(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a label of the document's own and no column's title."""
    label = None if vocabulary.columns.whole(bare_title(text)) else vocabulary.labels.starting(text)
    if label is None or squeeze(text[: label.start]):
        return False
    return not squeeze(text[vocabulary.labels.both_languages(text, label).end :])


def names_a_group(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line is but the name of a table or of a part of one: ``FRAMES``."""
    return len(line.segments) == 1 and ends_groups(line.text, vocabulary)


def stands_under(above: Line, below: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line may belong to the heading above it: close below, no figures, and not the first item."""
    if not below.y0 - above.y1 < CLOSE * max(segment.height for segment in above.segments):
        return False
    if any(_BARE_FIGURES.fullmatch(segment.text) for segment in below.segments):
        return False
    if _begins_a_part(below, vocabulary) or is_note(below, vocabulary):
        return False
    if len(below.segments) == 1 and vocabulary.columns.listed(below.text):
        return not vocabulary.item_kinds.whole(below.text)  # "Tebal Pintu" is a title
    goods = names_goods(below.text, vocabulary)
    return not (goods and (len(below.segments) == 1 or any(segment.text.isdigit() for segment in below.segments)))


def _begins_a_part(line: Line, vocabulary: Vocabulary) -> bool:
    """``A.  GROUND FLOOR``, ``BLOCK A``, ``A   HONEYCOMB CORE DOORS``."""
    if len(line.segments) == _MARKED and _LETTER.fullmatch(line.segments[0].text):
        return names_goods(line.segments[1].text, vocabulary)
    titled = bool(vocabulary.columns.listed(line.text))
    alone = len(line.segments) == 1 and not titled and is_place(line.text, vocabulary)
    return alone or bool(place_in_section(line.text, vocabulary))


def heads_specification(lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """``DOOR SPECIFICATION`` over ``Thickness: 43mm; …``: the first line is no title of a column."""
    if len(lines) == 1 or any(len(line.segments) > 1 for line in lines):
        return False
    label = vocabulary.specification_labels.starting(lines[1].text)
    said = label is not None and lines[1].text.startswith(":", label.end)
    return said and not _ALL_GOODS.isdisjoint(vocabulary.blocks.whole(lines[0].text))


def is_ruled_off(sheet: Sheet, first: int, last: int) -> bool:
    """Whether a rule as wide as most of a heading is drawn above line ``last``: what stands below is an item's."""
    above, below = sheet.lines[last - 1], sheet.lines[last]
    x0 = min(line.x0 for line in sheet.lines[first:last])
    x1 = max(line.ink[-1].x1 for line in sheet.lines[first:last])
    rules = [(a, b) for y, a, b in sheet.horizontal_rules if above.middle < y < below.middle]
    drawn = sum(max(0.0, min(b, x1) - max(a, x0)) for a, b in rules)
    return drawn >= _MOSTLY_RULED * (x1 - x0)


def holds_only_titles(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line holds nothing but titles and what they are measured in."""
    texts = (segment.text for segment in line.segments)
    return all(is_unit(text) or vocabulary.columns.whole(bare_title(text)) for text in texts)


@once
def is_running(line: Line) -> bool:
    """Commas, colons and figures stand in text and beside labels, not in column titles; their numbers may."""
    found = [NUMBERED.match(segment.text) for segment in line.segments]
    numbers = [int(match["n"]) for match in found if match]
    if len(numbers) < max(_FEWEST_NUMBERED, len(found)) or numbers != list(
        range(numbers[0], numbers[0] + len(numbers))
    ):
        return _runs_on_with(line.text)
    return _runs_on_with("  ".join(NUMBERED.sub("", segment.text) for segment in line.segments))


@lru_cache(maxsize=4096)
def _runs_on_with(text: str) -> bool:
    return bool(_RUNNING_TEXT.search(_RATE.sub("", slashes_restored(text))))


def goes_on(above: Sequence[Line]) -> bool:
    """Whether most titles of the last line end with the slash before their translation: ``Item /`` over ``Bil``."""
    segments = above[-1].segments if above else ()
    slashed = sum(segment.text.rstrip().endswith("/") for segment in segments)
    return len(segments) > 1 and slashed > _MOSTLY_SLASHED * len(segments)
