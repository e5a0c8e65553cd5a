"""How many and how much, where no column says so: ``4 nos …``, ``Qty: 2 sets``, ``@ RM 320.00 = RM 1,280.00``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Field
from pipeline.understand.grammar.lengths import UNIT_WORDS
from pipeline.understand.grammar.number_words import number_beginning, number_ending, number_in_words
from pipeline.understand.grammar.numbers import (
    PRICE,
    SIGN,
    amounts_in,
    number_of,
)
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.money_told import labelled_money, money_told
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

# "4 nos", "Four (4) nos", "16 (sixteen) nos", "2 x sets", "6.00 UNIT"
_COUNT = re.compile(
    r"(?<![\w.,/'-])(?P<n>\d{1,4}(?:\.00?)?)\s*(?:(?P<closed>\))|\((?P<words>[A-Za-z -]+)\))?\s*"
    r"(?:x\s+)?(?P<unit>[A-Za-z]+)(?![\w'])"
)
COUNT_AND_UNIT = "count and unit"
"""The rule of a count that stands before its unit in a text."""
_MONEY_BEFORE = re.compile(rf"(?:{SIGN}|@)\s*$", re.IGNORECASE)  # "RM 88.00 each" counts nothing
_FIRST_WORDS = re.compile(r"(?:^|\n)[^\w\n]*(?P<words>[A-Za-z]+(?:[ -][A-Za-z]+){0,2})")
_PHRASE = re.compile(r"[^,;.:\d]{1,60}")
# "x 4"; "louvre 300 x 300" is a size.
_TIMES = re.compile(
    rf"(?:^|\s)[x×]\s*(?P<n>\d{{1,2}}|(?<!\d\s[x×]\s)(?<!\d\s[x×])\d{{3}})(?=\s*$|\s*[\t\n]|\s*(?:[,;@=]|nos?\b|pcs?\b|sets?\b|unit)|\s+{PRICE})",
    re.IGNORECASE,
)
# "2 x RM 320.00": how many at what price.
_AT_PRICE = re.compile(rf"(?<![\w.,'\"/-])(?P<n>\d{{1,3}})\s*[x×@]\s*(?={PRICE})", re.IGNORECASE)
_LABELLED = re.compile(r"[\s:=.#-]*(?P<n>\d{1,4})(?![\d.,]*\d)")
_NEXT_WORD = re.compile(r" ?([A-Za-z]+)(?![\w'])")
_QUANTITY = frozenset({"quantity"})
_PRICES = frozenset({"unit_price", "amount"})
_ALONE = re.compile(r"(?:^|[\t\n|,;(])\s*(?P<n>\d{1,3})\s*(?P<unit>no)\b\.?\s*(?=$|[\t\n|,;)])", re.IGNORECASE)  # 1 no
# "2   21.00 pcs": which of the two is the count?
_FIGURE_BEFORE = re.compile(r"(?:^|[\t\n])\d{1,4}(?:\.00?)?\t$")
_ANOTHER_FIGURE = "another figure stands in a column before it"
_PRICED = re.compile(rf"\.?\s*[x×@]\s*{PRICE}", re.IGNORECASE)  # 16 PC × RM512.30
_PER_UNIT = re.compile(r"(?:(?<=\d)\s*/|\bper\b)\s*(?P<unit>[A-Za-z]+)", re.IGNORECASE)  # RM 240.00/pc, per set
_TO_PER = 20  # characters to the end of "per set"
_MONEY_BEHIND = re.compile(rf"[ .]*\t\s*{PRICE}", re.IGNORECASE)
_SAYS_MORE = re.compile(r"[^\W\d_]|\d{2}")
_COUNTS_NOTHING = re.compile(r"\b(?:rm|x)\b", re.IGNORECASE)
_EQUALS_MISREAD = rf"(?<=\.\d\d)\s+[\u2e80-\u9fff]\s+(?={PRICE})"  # 412.50 二 1,650.00


class _Patterns(NamedTuple):
    grooves: re.Pattern[str]
    """Lines of a design that are counted, ``T-Bar 3 nos``, ``2 nos T-bar``, and no goods."""
    beside_money: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    grooves, counted = any_of(language.grooves), any_of(language.grooves_counted)
    return _Patterns(
        grooves=re.compile(
            rf"{grooves}[^\S\n]*[(x×-]?[^\S\n]*\d{{1,2}}\s*[a-z]+|\d{{1,2}}\s*(?:nos?|pcs?|lines?)\.?\s+{counted}\b",
            re.IGNORECASE,
        ),
        beside_money=re.compile(rf"{_EQUALS_MISREAD}|\b(?:{SIGN}|{any_of(language.beside_money)})\b", re.IGNORECASE),
    )


def counted_in(passage: Passage, fields: Mapping[str, Field], vocabulary: Vocabulary) -> dict[str, Field]:
    """Quantity, unit, unit price and amount of an item that is told in words.

    ``fields`` are what labels inside the text already gave ("Qty: 4").
    """
    found = {name: fields[name] for name in ("quantity", "unit") if name in fields}
    counts = [match.start("n") for match in _counts(passage.text, vocabulary)]
    found |= labelled_money(fields) or money_told(passage, counts, vocabulary.language)
    if "quantity" not in found:
        found |= _count(passage, found, vocabulary)
    return found


@lru_cache(maxsize=4096)  # the same lines are tried as parts of several items
def is_counted(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` says how many: a count with its unit, behind its label, or before or behind a times sign."""
    counts = _counts(text, vocabulary)
    if any(_counts_goods(match, text, vocabulary) for match in counts):
        return True
    if _TIMES.search(text) or _AT_PRICE.search(text):
        return True
    return bool(_ALONE.search(text)) or _behind_label(text, vocabulary) is not None


def _counts(text: str, vocabulary: Vocabulary) -> list[re.Match[str]]:
    """The numbers in front of known units; one with decimals may be a price."""
    found = [match for match in _COUNT.finditer(text) if vocabulary.units.whole(match["unit"])]
    found = [m for m in found if not (_is_a_label(m, text, vocabulary) or _tells_what_is_in_one(m, text, vocabulary))]
    return [match for match in found if "." not in match["n"] or not _is_price(match, text, vocabulary.language)]


def _tells_what_is_in_one(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """``3 pcs per set``: how many are in one of those that the line counts."""
    per = _PER_UNIT.search(text, match.end(), match.end() + _TO_PER)
    if per is None or text[match.end() : per.start()].strip(" ."):
        return False
    return bool(vocabulary.units.whole(per["unit"]))


def _is_a_label(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """``Door x 1``, and apart from it ``Leaf`` before ``Single leaf``: no unit, but what the next cell is called."""
    if _begins_a_price(text, match.start("unit"), vocabulary):
        return True
    named = vocabulary.specification_labels.whole(match["unit"]) & vocabulary.options.keys()
    apart = any(blank in text[match.end("n") : match.start("unit")] for blank in "\t\n")
    value = text[match.end() :].split("\n", maxsplit=1)[0]
    return apart and any(vocabulary.options[each].whole(value.strip()) for each in named)


def _begins_a_price(text: str, start: int, vocabulary: Vocabulary) -> bool:
    """``Unit price`` behind ``Qty 1``: a unit's name that begins the label of its price is none."""
    line = text[start:].split("\n", maxsplit=1)[0]
    label = vocabulary.columns.starting(line) if line.lstrip(" ").partition(" ")[2][:1].isalpha() else None
    return label is not None and not squeeze(line[: label.start]) and bool(label.meanings & _PRICES)


def _is_price(match: re.Match[str], text: str, language: Language) -> bool:
    return squeeze(match["unit"]) in language.each_units or bool(_MONEY_BEFORE.search(text, 0, match.start()))


def counts_only_time(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the only counts in ``text`` are of days or weeks: ``Prices hold for 30 days``."""
    units = [squeeze(match["unit"]) for match in _COUNT.finditer(text)]
    return any(unit in vocabulary.language.times for unit in units)


def _behind_label(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The number behind a label for quantities, wherever it stands: ``Door | Qty 4 | …``; only where it is the one."""
    if not vocabulary.columns.may_list_in(text, _QUANTITY):
        return None
    ends = [found.end for found in vocabulary.columns.within(text) if found.meanings == _QUANTITY]
    found = [match for end in ends if (match := _LABELLED.match(text, end))]
    return found[0] if len({match["n"] for match in found}) == 1 else None


def is_only_counts(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` is nothing but counts, units and money, which are no specification."""
    rest = _AT_PRICE.sub(lambda m: " " * len(m[0]), text)
    rest = _PER_UNIT.sub(lambda m: " " if vocabulary.units.whole(m["unit"]) else m[0], rest)
    for label in vocabulary.specification_labels.within(rest):
        if label.meanings == {"quantity"}:  # Qty 8 EACH × RM 688.00
            rest = f"{rest[: label.start]}{' ' * (label.end - label.start)}{rest[label.end :]}"
    for count in reversed(_counts(rest, vocabulary)):  # "10 UNIT" at its price
        rest = f"{rest[: count.start()]} {rest[count.end() :]}"
    rest = _patterns(vocabulary.language).beside_money.sub(" ", rest)
    for amount in reversed(amounts_in(rest)):
        rest = rest[: amount.start] + " " + rest[amount.end :]
    rest = _COUNT.sub(lambda m: " " if vocabulary.units.whole(m["unit"]) else m[0], rest)
    rest = without_connectors(rest, vocabulary)
    return not _SAYS_MORE.search(_COUNTS_NOTHING.sub("", rest))


def without_connectors(text: str, vocabulary: Vocabulary) -> str:
    """``text`` with blanks for the words that only tie a sentence together."""
    for found in vocabulary.connectors.within(text):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _leads(match: re.Match[str], text: str) -> bool:
    """Whether a count begins its line, or its price stands behind it."""
    return not text[: match.start()].rsplit("\n", maxsplit=1)[-1].strip() or _is_priced(match, text)


def _is_priced(match: re.Match[str], text: str) -> bool:
    """Whether the price of one stands behind a count: so no lines of a design are counted."""
    return bool(_PRICED.match(text, match.end()))


def _count(passage: Passage, money_found: Mapping[str, Field], vocabulary: Vocabulary) -> dict[str, Field]:
    lines = [m.span() for m in _patterns(vocabulary.language).grooves.finditer(passage.text)]
    every = _counts(passage.text, vocabulary)
    every = [m for m in every if _is_priced(m, passage.text) or not any(a <= m.start() < b for a, b in lines)]
    every.sort(key=lambda m: squeeze(m["unit"]) in vocabulary.language.times)  # "Payment: 14 days" counts no goods
    every = [m for m in every if _counts_goods(m, passage.text, vocabulary)]
    if every:
        match, doubts = _likeliest(every, passage.text, money_found, vocabulary)
        number = int(Decimal(match["n"]))
        told = _in_words(match, passage.text)
        doubts += [f"the words say {told}, and the figure {number}"] if told not in {None, number} else []
        place = match.span("n")
        quantity = passage.field("quantity", number, COUNT_AND_UNIT, *place, certainty=0.98, doubts=doubts)
        unit = passage.field("unit", match["unit"], COUNT_AND_UNIT, *match.span("unit"), doubts=doubts)
        return {"quantity": quantity, "unit": unit}
    if alone := _ALONE.search(passage.text):
        quantity = passage.field("quantity", int(alone["n"]), COUNT_AND_UNIT, *alone.span("n"))
        return {
            "quantity": quantity,
            "unit": passage.field("unit", alone["unit"], COUNT_AND_UNIT, *alone.span("unit")),
        }
    if labelled := _behind_label(passage.text, vocabulary):
        quantity = passage.field("quantity", int(labelled["n"]), "label", *labelled.span("n"))
        return {"quantity": quantity, **_unit_behind(passage, labelled.end(), vocabulary)}
    times = _TIMES.search(passage.text) or _AT_PRICE.search(passage.text)
    if times:
        return {"quantity": passage.field("quantity", int(times["n"]), "times", *times.span("n"), certainty=0.97)}
    return _told_in_words(passage, vocabulary)


def _unit_behind(passage: Passage, end: int, vocabulary: Vocabulary) -> dict[str, Field]:
    """The unit right behind a labelled count: ``Qty 4 NO``."""
    unit = _NEXT_WORD.match(passage.text, end)
    if unit is None or not vocabulary.units.whole(unit[1]) or _begins_a_price(passage.text, unit.start(1), vocabulary):
        return {}
    return {"unit": passage.known("unit", unit[1], "beside the count", *unit.span(1))}


def _told_in_words(passage: Passage, vocabulary: Vocabulary) -> dict[str, Field]:
    """``Nine single leaf doors``, ``six sets of frames``: a number in words before the goods, where a line begins."""
    told = [found for match in _FIRST_WORDS.finditer(passage.text) if (found := _worded(passage, match, vocabulary))]
    return told[0] if len(told) == 1 else {}


def _worded(passage: Passage, match: re.Match[str], vocabulary: Vocabulary) -> dict[str, Field]:
    """The count in the first words of a line, and its unit, where goods are named behind it."""
    counted = number_beginning(match["words"])
    behind = _PHRASE.match(passage.text, match.start("words") + counted.end) if counted else None
    words = list(tokens_in(behind[0])) if behind else []
    if counted is None or behind is None or not words:
        return {}
    language = vocabulary.language
    others = (*language.doubtful_units, *language.leading_units, *language.grooves, *vocabulary.faces, *language.times)
    goods = any(kind.meanings & GOODS for kind in vocabulary.item_kinds.within(behind[0]))
    unit = words[0] if vocabulary.units.whole(words[0].text) else None
    if words[0].text in others or not (goods or unit):
        return {}
    place = (match.start("words"), match.start("words") + counted.end)
    found = {"quantity": passage.field("quantity", counted.number, "words", *place, certainty=0.98)}
    if unit and not vocabulary.item_kinds.whole(unit.text):
        place = (behind.start() + unit.start, behind.start() + unit.end)
        found["unit"] = passage.field("unit", passage.text[slice(*place)], "words", *place)
    return found


def _counts_goods(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a number before a unit counts goods: the unit is no length's and no other word, or it counts first."""
    unit, language = squeeze(match["unit"]), vocabulary.language
    doubtful = unit in UNIT_WORDS or unit in language.doubtful_units or unit in language.leading_units
    return not doubtful or _counts_first(match, text, vocabulary)


def _counts_first(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """``1 leaf`` counts where it leads or stands in a list; so does what words say as well: ``One (1) no.``."""
    first = _leads(match, text) or _in_words(match, text) is not None or _is_a_cell(match, text, vocabulary)
    return squeeze(match["unit"]) in vocabulary.language.leading_units and first


def _is_a_cell(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    """Whether wide gaps set a count apart, as in a list: between the goods' name and the line's end, or before money.

    Elsewhere two leaves make a double door.
    """
    before = text[: match.start()].rsplit("\n", maxsplit=1)[-1].rstrip(" ")
    if not before.endswith("\t"):
        return False
    name = before.strip()
    named = not vocabulary.specification_labels.whole(name) and any(True for _ in vocabulary.item_kinds.within(name))
    ends = not text[match.end() :].split("\n", maxsplit=1)[0].strip(" .")
    return (named and ends) or bool(_MONEY_BEHIND.match(text, match.end()))


def _in_words(match: re.Match[str], text: str) -> int | None:
    """The count in the words beside its figure: ``Two (2)``, ``16 (sixteen)``."""
    if match["words"]:
        return number_in_words(match["words"])
    opened = text[: match.start()].rstrip()
    return number_ending(opened[:-1]) if match["closed"] and opened.endswith("(") else None


def _likeliest(
    every: Sequence[re.Match[str]], text: str, sums: Mapping[str, Field], vocabulary: Vocabulary
) -> tuple[re.Match[str], list[str]]:
    """The count with which the line's sum comes out, one with its price behind it, or the first.

    ``1 DOOR LEAF … 6 UNIT``: a number before the goods' own name may be the line's, and a person is told.
    """
    named = [m for m in every if _leads(m, text) and _names_goods(m["unit"], vocabulary)]
    others = [m for m in every if m not in named and squeeze(m["unit"]) not in vocabulary.language.times]
    price, amount = (number_of(sums.get(name)) for name in ("unit_price", "amount"))
    told = [m for m in (*others, *named) if price is not None and Decimal(m["n"]) * price == amount]
    priced = [m for m in every if _is_priced(m, text)]
    if told or priced:
        return (*told, *priced)[0], []
    if every[0] not in named or not others:
        return every[0], [_ANOTHER_FIGURE] if _FIGURE_BEFORE.search(text, 0, every[0].start()) else []
    alike = Decimal(others[-1]["n"]) == Decimal(every[0]["n"])
    apart = "\t" in every[0][0]  # "2   Door frame   16 leaf": it stands in front of the name, not with it
    return others[-1], [] if alike or apart else ["the number before the goods may be the line's own"]


def _names_goods(unit: str, vocabulary: Vocabulary) -> bool:
    """Whether a unit is the name of goods; in the plural it counts them, and so do leaves."""
    if squeeze(unit) in vocabulary.language.leading_units:
        return False
    kinds = (found.meanings for found in vocabulary.item_kinds.within(unit))
    return any(meanings & GOODS for meanings in kinds) and not squeeze(unit).endswith("s")
