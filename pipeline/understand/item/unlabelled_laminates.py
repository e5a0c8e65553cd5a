"""A laminate's code that no label names: by its maker, by a pattern the company knows, beside a colour or "code".

The first two leave one reading. A code beside a colour may be a paint's or a fitting's, and one behind a mere "code"
(``kod PL 8844 SD``) the door's own, so a person is asked, unless another line of the document has a laminate of that
pattern (:func:`with_codes_of_a_pattern`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Field, ItemKind, LineItem
from pipeline.understand.grammar.codes import shape_of
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.item_labels import CODE
from pipeline.understand.item.lone_codes import LONE
from pipeline.understand.item.specified import WITHOUT_LABEL, Specification
from pipeline.understand.item.values import read_value
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

NO_LABEL = "nothing says that this code is the laminate's: only a colour or “code” stands beside it"
_LETTERS_BEHIND = re.compile(r"\s+[A-Z]{1,2}(?!\w)")  # OP 0213 TZ
_WORD = re.compile(r"[A-Za-z]+")
_CODE_LIKE = re.compile(r"[A-Za-z0-9./-]+")
_LAMINATED = re.compile(r"\b(?:berlaminat|laminat|hpl\b|formica)", re.IGNORECASE)
_OPENED = str.maketrans("()[]", "    ")
_LEAST_FIGURES = 3


class _Words(NamedTuple):
    """What stands before a code, in the patterns that it makes."""

    between: re.Pattern[str]
    """Between a maker's name and the code."""
    called: re.Pattern[str]


@lru_cache(maxsize=16)
def _words_of(language: Language) -> _Words:
    code = any_of(language.code_titles)
    return _Words(
        re.compile(rf"[\s,:(\"'#]+(?:no\.?\s*|{code}\s*)?", re.IGNORECASE),
        re.compile(rf"[\s,]*{code}\s+(?:no\.?\s*)?", re.IGNORECASE),
    )


def laminate_in(specification: Specification, passage: Passage, start: int, rest: str, trade: Trade) -> str:
    """Takes such a code out of ``rest``, which begins at ``start`` of ``passage``; returns what is left."""
    if "laminate_code" in specification.fields:
        return rest
    brand = next(iter(trade.vocabulary.laminate_brands.within(rest)), None)
    words = _words_of(trade.vocabulary.language)
    place = _behind(brand, rest, words) if brand else _of_known_pattern(rest, trade.vocabulary)
    doubts: tuple[str, ...] = ()
    if place is None and not brand and _figures(rest) >= _LEAST_FIGURES:
        place, doubts = _beside_colour(rest, trade.vocabulary) or _called_code(rest, words), (NO_LABEL,)
    if place is None:
        return rest
    open_text = rest.translate(_OPENED)
    coloured = place[1] + _colours_at(open_text[place[1] :], trade.vocabulary)
    end = place[1] if "(" in rest[place[1] : coloured] else coloured
    for found in read_value("laminate_code", passage, start + place[0], start + end, trade):
        specification.add(replace(found, rule=WITHOUT_LABEL, doubts=(*found.doubts, *doubts)))
    spans = [(place[0], coloured)]
    if brand:
        specification.noted.append((start + brand.start, start + brand.end))
        spans.append((brand.start, brand.end))
    elif doubts:
        spans = [(0, len(rest))]
    for a, b in spans:
        rest = rest[:a] + " " * (b - a) + rest[b:]
    return rest


def with_codes_of_a_pattern(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` without that doubt where a laminate of the same letters and figures is named on another line.

    Or where doors and frames both have codes of that pattern: the goods' own numbers begin otherwise for each.
    """
    codes = [item.laminate_code for item in items if item.laminate_code]
    named_by_label = {_pattern(code) for code in codes if not code.doubts and code.rule != WITHOUT_LABEL}
    named = set(named_by_label)
    sorts = {(_pattern(i.laminate_code), i.kind.value) for i in items if i.laminate_code and not i.kind.doubts}
    named |= {pattern for pattern, kind in sorts if kind == ItemKind.DOOR and (pattern, ItemKind.FRAME) in sorts}
    shared = {(c.value, i.kind.value) for i in items if (c := i.laminate_code) and not i.kind.doubts}
    same = {code for code, kind in shared if kind == ItemKind.DOOR and (code, ItemKind.FRAME) in shared}
    sure = named_by_label | {_pattern(code) for code in codes if code.value in same} | _shared_pattern(items)
    return tuple(_without_doubt(_without_doubt(item, named, NO_LABEL), sure, LONE) for item in items)


def _shared_pattern(items: Sequence[LineItem]) -> set[str]:
    """The pattern of the codes of all doors and frames, where lines of other sizes have the same code.

    The goods' own number would change with the size. Each line must say that its goods are laminated, or the same
    maker's codes stand on doors and on frames.
    """
    goods = [item for item in items if item.kind.value in (ItemKind.DOOR, ItemKind.FRAME)]
    patterns = {_pattern(item.laminate_code) if item.laminate_code else "" for item in goods}
    said = all(_LAMINATED.search(str(item.description.value)) for item in goods)
    said = said or {item.kind.value for item in goods} == {ItemKind.DOOR, ItemKind.FRAME}
    sizes: dict[object, set[object]] = {}
    for item in goods:
        if item.laminate_code and item.width_mm and item.height_mm:
            sizes.setdefault(item.laminate_code.value, set()).add((item.width_mm.value, item.height_mm.value))
    shared = any(len(each) > 1 for each in sizes.values())
    return patterns if len(patterns) == 1 and said and shared else set()


def _without_doubt(item: LineItem, named: set[str], doubt: str) -> LineItem:
    found: Field | None = item.laminate_code
    if found is None or doubt not in found.doubts or _pattern(found) not in named:
        return item
    return replace(item, laminate_code=replace(found, doubts=tuple(d for d in found.doubts if d != doubt)))


def _pattern(found: Field) -> str:
    """The letters of a code's first word, and the shape of the whole; a colour's name is no part of it."""
    code = CODE.match(str(found.value))
    text = code[0] if code else str(found.value)
    return f"{''.join(_WORD.findall(text)[:1])} {shape_of(text)}"


def _behind(brand: Found, rest: str, words: _Words) -> tuple[int, int] | None:
    """``Maica OP 0213 TZ``: the code behind a maker's name."""
    gap = words.between.match(rest, brand.end)
    code = CODE.match(rest, gap.end()) if gap else None
    return _with_letters(code, rest) if code and _figures(code[0]) >= _LEAST_FIGURES else None


def _of_known_pattern(rest: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The only code in a pattern that the company's own list has."""
    shapes = vocabulary.laminate_shapes
    lengths = {*map(len, shapes)}
    words = [match for match in _CODE_LIKE.finditer(rest) if match.end() - match.start() in lengths]
    found = [match.span() for match in words if any(_fits(match[0], shape) for shape in shapes)]
    return found[0] if len(found) == 1 else None


def _fits(code: str, shape: str) -> bool:
    return len(code) == len(shape) and all(
        c.isdigit() if wanted == "#" else c.upper() == wanted.upper() for c, wanted in zip(code, shape, strict=True)
    )


def _beside_colour(rest: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """``LM 70-114 Walnut``, ``Walnut 70-114``: a code and a colour's name, and nothing beside them."""
    opened = rest.translate(_OPENED)
    text = opened.strip(" .,;")
    at = opened.find(text)
    lead = _colours_at(text, vocabulary)
    code = CODE.match(text, lead + len(text[lead:]) - len(text[lead:].lstrip(" ,")))
    if not text or code is None or _figures(code[0]) < _LEAST_FIGURES or not re.search(r"[A-Za-z]|\d-\d", code[0]):
        return None
    start, end = _with_letters(code, text)
    behind = _colours_at(text[end:], vocabulary)
    if squeeze(text[end + behind :]) or not (lead or behind):
        return None
    return at + start, at + end


def _called_code(rest: str, words: _Words) -> tuple[int, int] | None:
    """``kod PL 8844 SD``: a clause that is a code with letters, called nothing but a code."""
    called = words.called.match(rest)
    code = CODE.match(rest, called.end()) if called else None
    if code is None or _figures(code[0]) < _LEAST_FIGURES or not _WORD.search(code[0]) or code[0].count("-") > 1:
        return None  # IDR-SL-0102 is a shop's
    place = _with_letters(code, rest)
    return None if squeeze(rest[place[1] :]) else place


def _with_letters(code: re.Match[str], text: str) -> tuple[int, int]:
    letters = _LETTERS_BEHIND.match(text, code.end())
    return code.start(), letters.end() if letters else code.end()


def _colours_at(text: str, vocabulary: Vocabulary) -> int:
    """Where the colours' names at the beginning of ``text`` end; 0 without one."""
    end = 0
    for word in _WORD.finditer(text):
        if squeeze(text[end : word.start()]) or squeeze(word[0]) not in vocabulary.colours:
            break
        end = word.end()
    return end


def _figures(text: str) -> int:
    return sum(map(str.isdigit, text))
