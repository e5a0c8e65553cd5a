"""A laminate's code that no label names: by its maker, by a pattern the company knows, beside a colour or "code".

The first two leave one reading. A code beside a colour may be a paint's or a fitting's, and one behind a mere "code"
(``kod PL 8844 SD``), or all by itself, the door's own, so a person is asked, unless another line of the document has a
laminate of that pattern (:func:`with_codes_of_a_pattern`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Field, ItemKind, LineItem
from pipeline.understand.grammar.codes import shape_of
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.item_labels import CODE, says_something
from pipeline.understand.item.specified import WITHOUT_LABEL, Specification
from pipeline.understand.item.values import read_value
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

NO_LABEL = "nothing says that this code is the laminate's: at most a colour or “code” stands beside it"
_LETTERS_BEHIND = re.compile(r"\s+[A-Z]{1,2}(?!\w)")  # OP 0213 TZ
_BETWEEN = re.compile(r"[\s,:(\"'#]+(?:no\.?\s*|code\s*|kod\s*)?", re.IGNORECASE)
_CALLED = re.compile(r"(?:[\s,]+|^)(?:code|kod)\s+(?:no\.?\s*)?", re.IGNORECASE)
# Not a door's mark on the drawing, D-101, nor a length by its letter, W900.
_LONE = re.compile(r"(?!F?[DFWHT][ -]?\d+[A-Za-z]?$)[A-Z]{1,4}(?:\s?[-/]\s?|\s)?\d{3,5}(?:[ /-]?[A-Z]{1,2})?")
_WORD = re.compile(r"[A-Za-z]+")
_OPENED = str.maketrans("()[]", "    ")
_LEAST_FIGURES = 3


def laminate_in(specification: Specification, passage: Passage, start: int, rest: str, trade: Trade) -> str:
    """Takes such a code out of ``rest``, which begins at ``start`` of ``passage``; returns what is left."""
    if "laminate_code" in specification.fields:
        return rest
    brand = next(iter(trade.vocabulary.laminate_brands.within(rest)), None)
    place = _behind(brand, rest) if brand else _of_known_pattern(rest, trade.vocabulary)
    doubts: tuple[str, ...] = ()
    if place is None and not brand:
        place, doubts = _beside_colour(rest, trade.vocabulary), (NO_LABEL,)
        place = place or _called_code(rest, trade.vocabulary)
        place = place or _alone(rest, passage.text[:start], trade)
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
        called = _called_at(rest, place[0])
        spans = [(0, len(rest)) if called is None else (called, place[1])]
    for a, b in spans:
        rest = rest[:a] + " " * (b - a) + rest[b:]
    return rest


def with_codes_of_a_pattern(items: Sequence[LineItem]) -> tuple[LineItem, ...]:
    """``items`` without that doubt where a laminate of the same letters and figures is named on another line.

    Or where doors and frames both have codes of that pattern: the goods' own numbers begin otherwise for each.
    """
    codes = [item.laminate_code for item in items if item.laminate_code]
    named = {_pattern(code) for code in codes if not code.doubts and code.rule != WITHOUT_LABEL}
    sorts = {(_pattern(i.laminate_code), i.kind.value) for i in items if i.laminate_code and not i.kind.doubts}
    named |= {pattern for pattern, kind in sorts if kind == ItemKind.DOOR and (pattern, ItemKind.FRAME) in sorts}
    return tuple(_without_doubt(item, named) for item in items)


def _without_doubt(item: LineItem, named: set[str]) -> LineItem:
    found: Field | None = item.laminate_code
    if found is None or NO_LABEL not in found.doubts or _pattern(found) not in named:
        return item
    return replace(item, laminate_code=replace(found, doubts=tuple(d for d in found.doubts if d != NO_LABEL)))


def _pattern(found: Field) -> str:
    """The letters of a code's first word, and the shape of the whole; a colour's name is no part of it."""
    code = CODE.match(str(found.value))
    text = code[0] if code else str(found.value)
    return f"{''.join(_WORD.findall(text)[:1])} {shape_of(text)}"


def _behind(brand: Found, rest: str) -> tuple[int, int] | None:
    """``Maica OP 0213 TZ``: the code behind a maker's name."""
    gap = _BETWEEN.match(rest, brand.end)
    code = CODE.match(rest, gap.end()) if gap else None
    return _with_letters(code, rest) if code and _figures(code[0]) >= _LEAST_FIGURES else None


def _of_known_pattern(rest: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The only code in a pattern that the company's own list has."""
    shapes = vocabulary.laminate_shapes
    found = [m.span() for m in re.finditer(r"[A-Za-z0-9./-]+", rest) if any(_fits(m[0], shape) for shape in shapes)]
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


def _called_code(rest: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """``kod PL 8844 SD``: a code with letters that is called only a code, and nothing strange behind it."""
    called = next(_CALLED.finditer(rest), None)
    code = CODE.match(rest, called.end()) if called else None
    if code is None or _figures(code[0]) < _LEAST_FIGURES or not _WORD.search(code[0]) or code[0].count("-") > 1:
        return None  # IDR-SL-0102 is a shop's
    place = _with_letters(code, rest)
    behind = rest[place[1] :]
    return None if squeeze(behind) and not says_something(behind.lstrip(), vocabulary) else place


def _called_at(rest: str, code: int) -> int | None:
    """Where the word stands that a code is called by."""
    return next((match.start() for match in _CALLED.finditer(rest) if match.end() == code), None)


def _alone(rest: str, before: str, trade: Trade) -> tuple[int, int] | None:
    """``OK-3390``: a clause behind the goods' name or size that is nothing but such a code."""
    text = rest.strip(" .,;")
    if not _LONE.fullmatch(text) or _figures(text) < _LEAST_FIGURES:
        return None
    named = any(kind.meanings & GOODS for kind in trade.vocabulary.item_kinds.within(before))
    at = rest.find(text)
    return (at, at + len(text)) if named or sizes_in(before, trade.plausible) else None


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
    return sum(character.isdigit() for character in text)
