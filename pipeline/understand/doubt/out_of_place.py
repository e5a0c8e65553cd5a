"""What stands where it can hardly belong: money in a remark, a laminate in a room's name, a door's size on a hinge.

Names and remarks have no grammar that could refuse them, so whatever a column or a label is taken to give them stays.
What gives a wrong cut away is that some of it is plainly something else. Nothing is cut off here: a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.model import Field, Invoice, ItemKind, LineItem, R, present_fields, with_fields
from pipeline.understand.doubt.unfinished import is_persons_title
from pipeline.understand.grammar.numbers import amounts_in, currency_in
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.party_names import (
    LEGAL_FORM,
    continues_a_name,
    ends_like_a_company,
    goes_on,
    is_an_ending,
)
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_HEADER = ("customer_name", "measure_by")
_NAMES = ("location", "design_name", "frame_profile", "laminate_code")
_ENUMERATED = re.compile(r"\d{1,2}|[A-Z]")  # a line's number or letter, no place
_CODES = ("laminate_code", "frame_profile")
_IN_NO_CODE = ("door_type", "inner_outer")
_WORD = 3  # characters; shorter ones ("SL", "IN") may end a code
# A word before a blank and a number is a place's: "Job 298 Bath", "Blk 118".
_CODE = re.compile(r"\b(?![A-Z][a-z]+ )[A-Za-z]{2,4}[- ]?\d{3,}\w*|\b\d+[A-Z]-[A-Z]?\d{3,}")
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]{2,4})\.? ?\d{1,4}[A-Za-z]?")
_MILLIMETRES = re.compile(r"\d\s?mm\b", re.IGNORECASE)
# "TO 7 CORRIDOR", a bare "ROOM": what stood before it was taken for something else.
_REST_OF_PLACE = re.compile(r"(?:to|hingga|and|dan|&|/)\s|(?:rooms?|bilik|area|kawasan|ruang)\W*$", re.IGNORECASE)
_LABEL_BEHIND = re.compile(r"\s*[:=]")
_SIZE_IN_HOLE = "the size of a door stands in it: does it belong here?"
_UNPRICED = "the line has no price as the others have: is it an item at all?"
_SIGN = 4  # characters before an amount in which its currency may stand apart: "RM: 688.50"
_MOSTLY = 0.67  # of the lines with a price: goods without one stand out
_SMALL_WORD = re.compile(r"(?<!\S)(?!bin\b|binti\b)[a-z]{2,}(?!\S)")
_RUNNING = 3  # words, all but one of them small: a sentence of their own
_NEVER_IN_A_DESIGN = frozenset({"location", "quantity", "unit_price", "amount", "thickness_mm"})
_LABEL_LETTERS = 4
"""A label of fewer letters ("loc", "dim") is too often a word of its own."""


def with_strays_doubted(invoice: Invoice, trade: Trade) -> Invoice:
    """``invoice`` with a doubt at each name or remark that holds something of another kind."""
    priced = sum(bool(item.amount or item.unit_price) for item in invoice.items)
    mostly = priced > _MOSTLY * len(invoice.items)
    items = tuple(_item(item, trade, priced=bool(priced), mostly=mostly) for item in invoice.items)
    return _doubted(replace(invoice, items=items), _HEADER, trade)


def _item(item: LineItem, trade: Trade, *, priced: bool, mostly: bool) -> LineItem:
    if item.kind.value != ItemKind.OTHER:
        item = _code_asked(_hole_asked(_doubted(item, (*_NAMES, "remark", "open_hole_type"), trade), trade))
        return _unpriced_asked(item, priced=mostly)
    strays = tuple(_no_accessory(item, trade, priced=priced))
    return with_fields(item, {"kind": replace(item.kind, doubts=(*item.kind.doubts, *strays))}) if strays else item


def _code_asked(item: LineItem) -> LineItem:
    """``OSLO 6S-A057`` as a design: where no laminate is read, its last word may be that code from the line below."""
    design = item.design_name
    _, _, last = str(design.value or "").rpartition(" ") if design else ("", "", "")
    if design is None or item.laminate_code is not None or last == design.value or not _CODE.fullmatch(last):
        return item
    doubt = f"“{last}” looks like a code: is it the laminate's?"
    return replace(item, design_name=design.doubted(doubt))


def _hole_asked(item: LineItem, trade: Trade) -> LineItem:
    """A door's size in its lock's hole: ``MORTISE LOCK 85X60`` is the lock's own, if the door has a size elsewhere."""
    hole, sized = item.open_hole_type, _has_size(item)
    sizes = sizes_in(str(hole.value or ""), trade.plausible) if hole else []
    if hole is None or not any(each.is_a_door_s(trade.plausible) for each in sizes if not (sized and each.doubts)):
        return item
    return replace(item, open_hole_type=hole.doubted(_SIZE_IN_HOLE))


def _has_size(item: LineItem) -> bool:
    return all(each is not None and each.value is not None for each in (item.width_mm, item.height_mm))


def _unpriced_asked(item: LineItem, *, priced: bool) -> LineItem:
    """Goods without a price among priced ones may be a stock list's or an advertisement's."""
    if not priced or item.unit_price or item.amount or item.discount or _money(str(item.description.value)):
        return item
    return replace(item, kind=item.kind.doubted(_UNPRICED))


def _no_accessory(item: LineItem, trade: Trade, *, priced: bool) -> Iterator[str]:
    """Why a line that was taken for neither door nor frame may be one, or no line at all beside ``priced`` ones."""
    text = str(item.description.value)
    for size in sizes_in(text, trade.plausible):
        if not size.doubts and size.is_a_door_s(trade.plausible):
            yield f"“{text[size.start : size.end]}” is the size of a door: is this line one?"
    if priced and item.unit_price is None and item.amount is None and item.discount is None:
        yield _UNPRICED


def _doubted(record: R, names: tuple[str, ...], trade: Trade) -> R:
    present = present_fields(record)
    found = {name: _asked(present[name], name, trade) for name in names if name in present}
    return with_fields(record, found)


def _asked(found: Field, name: str, trade: Trade) -> Field:
    stray = next(_strays(name, str(found.value or ""), trade), None)
    return found.doubted(stray) if stray else found


def _strays(name: str, text: str, trade: Trade) -> Iterator[str]:
    """Why ``text`` may be no ``name``, a sentence each."""
    if money := _money(text):
        yield f"“{money}” is money: does it belong here?"
    if label := _in_two_languages(text, trade.vocabulary):
        yield f"“{label}” is a label: does it belong here?"
    if name != "remark" and (told := _order_remark(trade.vocabulary.language).search(text)):
        yield f"“{text[told.start() :]}” speaks of the order: does it belong here?"
    if name in {"remark", "open_hole_type"}:
        return
    yield from (
        f"“{word}” is no part of a code: does it belong here?" for word in _options(name, text, trade.vocabulary)
    )
    if name != "laminate_code":
        yield from _names_strays(name, text, trade)


@lru_cache(maxsize=8)
def _order_remark(language: Language) -> re.Pattern[str]:
    """Behind other words, what a sentence about the order begins with: ``KNOB 60MM As per our site visit``."""
    return re.compile(rf"(?<=\w\W)\b{any_of(language.order_remarks)}(?!\w)", re.IGNORECASE)


def _in_two_languages(text: str, vocabulary: Vocabulary) -> str | None:
    """A caption with its translation inside ``Pantry Harga / Price RM``, as bilingual forms print them."""
    if "/" not in text:
        return None
    captions = [*vocabulary.columns.within(text), *vocabulary.specification_labels.within(text)]
    pairs = (
        (one, other) for one in captions for other in captions
        if one.end < other.start and text[one.end : other.start].strip() == "/" and one.meanings & other.meanings
    )  # fmt: skip
    return next((text[one.start : other.end] for one, other in pairs), None)


def _names_strays(name: str, text: str, trade: Trade) -> Iterator[str]:
    """Why ``text`` may be no name of a person, a place, a design or a profile."""
    yield from (
        f"“{text[size.start : size.end]}” is a size: does it belong here?" for size in sizes_in(text, trade.plausible)
    )
    yield from (f"“{label}” is a label: does it belong here?" for label in _labels(name, text, trade.vocabulary))
    if name == "customer_name":
        yield from _firms_strays(text, trade.vocabulary)
    if name == "measure_by" and is_persons_title(text, trade.vocabulary):
        yield f"“{text}” is a title without a name: does the name stand below?"
    if name in {"location", "frame_profile"} and (length := _MILLIMETRES.search(text)):
        yield f"“{length[0]}” is a length: does it belong here?"
    if name == "location" and (_ENUMERATED.fullmatch(text) or _goods_before_place(text, trade.vocabulary)):
        yield "this seems to be more or less than a place's name"
    if name == "location" and _REST_OF_PLACE.match(text):
        yield "this seems to be the end of a place's name: does its beginning stand above?"
    if name == "location" and (rest := _behind_place(text, trade.vocabulary)):
        yield f"“{rest}” stands behind the place: does it belong here?"
    if name == "location" and (is_place(text, trade.vocabulary) or _is_numbered(text, trade.vocabulary)):  # "Room 301"
        return
    if name in {"location", "measure_by"} and (code := _CODE.search(text)):
        yield f"“{code[0]}” looks like a code: does it belong here?"


def _firms_strays(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Why ``text`` may be less or more than a customer's name."""
    if goes_on(text, vocabulary) or text.endswith("-"):
        yield "the name seems to go on"
    alone = len(LEGAL_FORM.sub("", text).split()) == 1 and is_an_ending(text, vocabulary)  # MANAGEMENT SDN BHD
    if continues_a_name(text, vocabulary) or alone:
        yield "the name seems to begin before it"
    logo = text.islower() and ends_like_a_company(text, vocabulary)  # "contoh interior design sdn bhd"
    if len(_SMALL_WORD.findall(text)) > _RUNNING and not logo:
        yield "a sentence stands in the name"


def _is_numbered(text: str, vocabulary: Vocabulary) -> bool:
    """``RM 102``: a room's or a house's number behind a short word, which says so in its own column only."""
    numbered = _NUMBERED.fullmatch(text)
    return numbered is not None and squeeze(numbered["word"]) in vocabulary.short_zones


def _options(name: str, text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """``OAK-403 S/L``, ``OUTER 8K-395``: words of another column before or behind a code."""
    words = text.split() if name in _CODES else []
    if name == "laminate_code" and len(words) > 1 and is_place(" ".join(words[:-1]), vocabulary):
        yield " ".join(words[:-1])
    for word in {words[0], words[-1]} if len(words) > 1 else ():
        if len(word) >= _WORD and any(vocabulary.options[group].whole(word) for group in _IN_NO_CODE):
            yield word


def _goods_before_place(text: str, vocabulary: Vocabulary) -> bool:
    """``Door Guest Room``: the goods' name from the column beside it, before what is a place by itself."""
    first, _, rest = text.partition(" ")
    goods = {meaning for found in vocabulary.item_kinds.within(first) for meaning in found.meanings}
    return bool(goods & GOODS) and is_place(rest, vocabulary)


def _behind_place(text: str, vocabulary: Vocabulary) -> str:
    """Running words behind what is a place already: ``Stor`` / ``Seperti lawatan tapak``."""
    words = text.split()
    if sum(word.islower() and word.isalpha() for word in words[1:]) < _RUNNING - 1:
        return ""
    ends = [n for n in range(1, len(words) - _RUNNING + 1) if is_place(" ".join(words[:n]), vocabulary)]
    rest = words[ends[-1] :] if ends else []
    text = " ".join(rest)
    placed = any(True for phrases in (vocabulary.rooms, vocabulary.zones) for _ in phrases.within(text))
    small = sum(word.islower() and word.isalpha() for word in rest)
    return text if small >= _RUNNING - 1 and not placed else ""


def _money(text: str) -> str | None:
    amounts = amounts_in(text)
    signed = any(currency_in(text[max(0, amount.start - _SIGN) : amount.end]) for amount in amounts)
    return text[amounts[0].start : amounts[0].end].strip() if amounts and (signed or len(amounts) > 1) else None


def _labels(name: str, text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Labels of something else inside ``text``."""
    if name in _HEADER:
        if any(phrases.whole(text) for phrases in (vocabulary.labels, vocabulary.columns, vocabulary.totals)):
            yield text
        return
    for found in vocabulary.specification_labels.within(text):
        other = name not in found.meanings
        told = bool(_LABEL_BEHIND.match(text, found.end))
        strange = name == "design_name" and bool(found.meanings & _NEVER_IN_A_DESIGN)
        if other and len(found.phrase) >= _LABEL_LETTERS and (told or strange):
            yield text[found.start : found.end]
