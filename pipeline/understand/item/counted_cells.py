"""How many, in a cell that a column's title says counts: ``4``, ``16 (sixteen) nos``, ``2 x``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.numbers import PRICE, Quantity, canonical, digits_repaired, quantities_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_SPECK = re.compile(r"[.,](?=\d{1,4}(?![\d.,]))")  # of dust: a count has no decimals without a nought before them
_UNIT = re.compile(r"[\s.\-/]*([^\d\s].*?)[\s.]*$", re.DOTALL)
_TIMES_SIGNS = frozenset({"x", "×", "@", "*"})
_DEDUCTION = re.compile(rf"[(-]\s*{PRICE}\s*\)?", re.IGNORECASE)  # money in brackets counts nothing
_LINE_NUMBER = re.compile(r"\s*\(?\d{1,3}\s?[.)]\s+(?=\d)")
_NUMBER_AND_COUNT = 2


def count_and_unit(passage: Passage, start: int, end: int, vocabulary: Vocabulary) -> list[Field]:
    """The count in ``passage.text[start:end]`` and the unit behind it; empty where it says "nothing"."""
    text = passage.text[start:end]
    if not squeeze(text) or vocabulary.nothing.whole(text) or _DEDUCTION.fullmatch(text.strip()):
        return []
    found = _behind_number(text, quantities_in(text))
    worn = not passage.trusted(start, end)
    if not found and worn:
        found = quantities_in(digits_repaired(text))
    speck = _SPECK.match(text) if worn and not found else None
    if speck:
        found = [replace(each, start=each.start + 1, end=each.end + 1) for each in quantities_in(text[1:])]
    if len({each.value for each in found}) == 1 and "\t" in text.strip():
        found = found[:1]  # as many shipped as were ordered
    if len(found) != 1:
        return [passage.field("quantity", None, "count", start, end, doubts=["the quantity could not be read"])]
    number = canonical(found[0].value)
    value = int(number) if number.isdigit() else number
    marked = speck or _may_be_a_mark(text[: found[0].start], vocabulary)
    doubts = [f"a mark stands before it: is it “{text.strip()}”?"] if marked else []
    quantity = passage.field("quantity", value, "count", start + found[0].start, start + found[0].end, doubts=doubts)
    return [quantity, *_unit_beside(passage, start + found[0].end, end, vocabulary)]


def _may_be_a_mark(before: str, vocabulary: Vocabulary) -> bool:
    """Whether letters stand before a count that are no unit and no label: ``A-12``, ``Block 3``."""
    words = before.strip(" \t\n-:.=@×()#")
    known = vocabulary.units.whole(words) or "quantity" in vocabulary.columns.whole(words)
    return any(map(str.isalpha, words)) and not known and squeeze(words) not in _TIMES_SIGNS


def _behind_number(text: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """``1. 14 NOS``: the line's own number in front of the count is none."""
    numbered = len(found) == _NUMBER_AND_COUNT and _LINE_NUMBER.match(text)
    return found[1:] if numbered and found[1].start >= numbered.end() - 1 else found


def _unit_beside(passage: Passage, start: int, end: int, vocabulary: Vocabulary) -> list[Field]:
    match = _UNIT.match(passage.text[start:end])
    if not match or match[1].casefold() in _TIMES_SIGNS:  # "2 x" before the goods
        return []
    place = (start + match.start(1), start + match.end(1))
    unit = " ".join(match[1].split())
    if vocabulary.units.whole(unit):
        return [passage.known("unit", unit, "beside the count", *place)]
    return [passage.field("unit", unit, "beside the count", *place, doubts=["this unit is not known"])]
