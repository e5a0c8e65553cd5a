"""The sums at the foot of a document, and its currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.model import Field
from pipeline.understand.grammar.numbers import Amount, amounts_in, currencies_in, currency_in, is_rounded, money
from pipeline.understand.grammar.ringgit_and_sen import in_two_columns, sums_apart
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.vocabulary import Vocabulary

_SEN_ALONE = re.compile(r"(?<![\d.,])(?P<minus>-)?\s?\.(?P<sen>\d{2})(?!\d)")
PAYMENTS = frozenset({"paid", "tendered", "change"})
"""The meanings of sums that tell of the payment."""
DO_NOT_ADD_UP = "the sums above it do not add up to"
_FIRST_MEANT = (
    *("counted", "carried", "part", "change", "tendered", "paid"),
    *("sub_total", "rounding", "discount", "tax_total", "total"),
)
_CURRENCY = re.compile(r"rm|myr", re.IGNORECASE)
_SIGN = re.compile(r"\b(?:rm|rn|rh|pm|am|myr|sgd)\b", re.IGNORECASE)  # RM, and what OCR makes of a till's
_MARKS = re.compile(r"[:()]")
_NEARLY_TOTAL = re.compile(r"\b(?!total\b)(?:[^\W_]otal|t[^\W_]tal|to[^\W_]al|tot[^\W_]l|tota[^\W_])\b", re.IGNORECASE)
NOTE = re.compile(r"\([^)]*\)|\d+(?:\.\d+)?\s*%")
"""What stands beside a sum's name: ``(incl. SST)``, ``8%``."""
RINGGIT = re.compile(r"\b(?:rm|myr)\b", re.IGNORECASE)
"""The sign as it is printed, where OCR's other readings of it would be words."""
# "Total CIF Singapore", "Total ex works": how the goods are handed over, and where
_HANDED_OVER = re.compile(
    r"(?<=\w)\s+(?:c\.?i\.?f|c\.?f\.?r|c\s?&\s?f|f\.?o\.?b|f\.?c\.?a|d\.?[ad]\.?p|exw|delivered"
    r"|ex[- ]?(?:works|factory|kilang|store|warehouse))\b(?:\s+[^\W\d_]+){0,3}\s*$",
    re.IGNORECASE,
)


_WITH_TAX = 3  # sums of a line: before tax, the tax, and both together
BEFORE_TAX_ONLY = "no total is printed, only this sum before tax"


@dataclass(frozen=True)
class Sum:
    """A line of the totals: what it is, its amount, and the passage it was read from."""

    meaning: str
    phrase: str
    value: Decimal
    passage: Passage
    start: int
    end: int

    def field(self, name: str, doubts: Sequence[str] = ()) -> Field:
        """The amount as a field called ``name``."""
        return self.passage.field(
            name, money(self.value), f"label “{self.phrase}”", self.start, self.end, doubts=doubts
        )


def sums_of(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Sum]:
    """The sums on ``lines`` in reading order."""
    return [s for number, line in enumerate(lines) for s in _sum_on(line, lines[number + 1 : number + 2], vocabulary)]


def total_of(sums: Sequence[Sum]) -> Field | None:
    """The grand total: the last total before payments are counted off; totals that differ are checked by adding up."""
    before_payment = list(_until_paid(sums))
    totals = [s for s in before_payment if s.meaning == "total"] or [s for s in sums if s.meaning == "total"]
    if not totals:
        subs = [s for s in before_payment if s.meaning == "sub_total"]
        return subs[-1].field("total", [BEFORE_TAX_ONLY]) if subs else None
    if len({s.value for s in totals}) == 1:
        more = _more_below(totals[-1], before_payment)
        return totals[-1].field("total", [*_doubts(totals[-1].value, before_payment), *more])
    if totals[0] in before_payment and totals[-1].value in _chained(before_payment, totals[0]):
        return totals[-1].field("total")
    adding_up = [s for s in totals if s.value == _added_up(before_payment)]
    if adding_up:
        return adding_up[-1].field("total")
    best = max(enumerate(totals), key=lambda pair: (pair[1].value, pair[0]))[1]
    return best.field("total", ["the document shows more than one total"])


def adjustments_of(sums: Sequence[Sum]) -> tuple[Field, ...]:
    """What is added to the lines or taken off before the total: taxes, discounts as negative sums, rounding."""
    return tuple(_signed(s).field(s.meaning) for s in sums if s.meaning in ("tax_total", "discount", "rounding"))


def _signed(found: Sum) -> Sum:
    return replace(found, value=-abs(found.value)) if found.meaning == "discount" else found


def first_of(sums: Sequence[Sum], meaning: str, name: str) -> Field | None:
    """The first sum of this meaning."""
    return next((s.field(name) for s in sums if s.meaning == meaning), None)


def currency_of(lines: Sequence[Line], total: Field | None, priced: bool) -> Field | None:
    """The currency printed with the amounts; ringgit where amounts are printed without one (the house's documents).

    A document without any amount has no currency.
    """
    if not priced:
        return None
    found: dict[str, Field] = {}
    torn = False
    for line in (line for line in lines if currency_in(line.text)):
        for segment in line.segments:
            codes = currencies_in(segment.text)
            torn = torn or len(codes) > 1  # "Total MYR (S$)"
            for code in codes:
                found.setdefault(code, segment.passage.field("currency", code, "currency sign"))
    foreign = [code for code in found if code != "MYR"]
    if len(foreign) == 1 and not torn:
        return found[foreign[0]]
    if foreign:
        return _doubted(found[foreign[0]])
    if "MYR" in found:
        return found["MYR"]
    return Field("currency", total.raw, "MYR", 0.98, total.page, total.box, "amounts without a sign") if total else None


def _doubted(field: Field) -> Field:
    return Field(
        field.name,
        field.raw,
        field.value,
        field.confidence,
        field.page,
        field.box,
        field.rule,
        ("more than one currency is printed",),
    )


def _until_paid(sums: Sequence[Sum]) -> Iterator[Sum]:
    for s in sums:
        if s.meaning in PAYMENTS:
            return
        yield s


def _more_below(total: Sum, sums: Sequence[Sum]) -> list[str]:
    """A doubt where a tax or a rounding stands below the total that is not part of it."""
    after = sums[sums.index(total) + 1 :] if total in sums else []
    more = [s for s in after if s.meaning in ("tax_total", "rounding") and s.value]
    return ["a tax or a rounding is printed below it"] if more and not _sums_before(total, sums) else []


def _sums_before(total: Sum, sums: Sequence[Sum]) -> bool:
    return any(s.meaning in ("sub_total", "tax_total") for s in sums[: sums.index(total)])


def _chained(sums: Sequence[Sum], first: Sum) -> list[Decimal]:
    """What the first total comes to with the discounts, taxes and roundings that follow it."""
    reached = [first.value]
    for s in sums[sums.index(first) + 1 :]:
        if s.meaning in ("tax_total", "discount", "rounding"):
            reached.append(reached[-1] + _signed(s).value)
    return reached[1:]


def _added_up(sums: Sequence[Sum]) -> Decimal | None:
    subs = [s.value for s in sums if s.meaning == "sub_total"]
    if not subs:
        return None
    taxes = sum((s.value for s in sums if s.meaning == "tax_total"), Decimal())
    discounts = sum((-abs(s.value) for s in sums if s.meaning == "discount"), Decimal())
    return subs[0] + taxes + discounts + sum((s.value for s in sums if s.meaning == "rounding"), Decimal())


def _sum_on(line: Line, following: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    """The sum that ``line`` names; several where each stands in a piece of its own, or one beside other words."""
    apart = [found for piece in _pieces(line) for found in _one_sum(piece, (), vocabulary)]
    yield from (apart if len(apart) > 1 else list(_one_sum(line, following, vocabulary)) or apart)


def _pieces(line: Line) -> Iterator[Line]:
    """The pieces of a line of several that end with money, each with the name before it or left of it."""
    for place, segment in enumerate(line.segments if len(line.segments) > 1 else ()):
        amounts = amounts_in(segment.text)
        if len(amounts) == 1 and not squeeze(segment.text[amounts[0].end :]):
            alone = not squeeze(_CURRENCY.sub("", segment.text[: amounts[0].start]))
            yield Line(line.segments[max(0, place - alone) : place + 1])
    yield from (Line(tuple(apart)) for apart in sums_apart(line))


def _one_sum(line: Line, following: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Sum]:
    passage = line.pieces
    named = _named_in(passage.text, vocabulary)
    if not named:
        return
    meaning, phrase, found = named
    if meaning == "total" and _adds_tax([each.value for each in found]):
        for of, each in zip(("sub_total", "tax_total", "total"), found, strict=True):
            yield Sum(of, phrase, each.value, passage, each.start, each.end)
        return
    if found:
        yield Sum(meaning, phrase, found[-1].value, passage, found[-1].start, found[-1].end)
        return
    below = following[0].passage if following else Passage([])
    amounts = amounts_in(below.text)
    alone = len(amounts) == 1 and not squeeze(
        _CURRENCY.sub("", NOTE.sub("", _without(below.text, amounts[0].start, amounts[0].end)))
    )
    if alone:
        yield Sum(meaning, phrase, amounts[0].value, below, amounts[0].start, amounts[0].end)


def _adds_tax(amounts: Sequence[Decimal]) -> bool:
    """Whether a line of totals sums up columns: before tax, the tax, and both together."""
    return len(amounts) == _WITH_TAX and 0 < amounts[1] < amounts[0] and amounts[0] + amounts[1] == amounts[2]


@lru_cache(maxsize=4096)  # the same lines are looked at for pages and for documents
def _named_in(text: str, vocabulary: Vocabulary) -> tuple[str, str, tuple[Amount, ...]] | None:
    """The sum that a text names, by which words, and the money in it; None of a sentence."""
    found = money_in(text) or list(in_two_columns(text))
    label = None if _is_sentence(text, vocabulary) else _label(_beside_amounts(text, found), vocabulary)
    return (*label, tuple(found)) if label else None


def _is_sentence(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a run of words names several sums, each before its money with the sign: told_sums tells them apart."""
    amounts = amounts_in(text)
    between = [text[a.end : b.start] for a, b in pairwise(amounts)]
    named = any(True for words in between if "\n" not in words for _ in vocabulary.totals.within(words))
    return named and all(currency_in(text[a.start : a.end]) for a in amounts)


def _beside_amounts(text: str, amounts: Sequence[Amount]) -> str:
    """What stands in front of a line's last amount; what stands behind where amounts come first."""
    if not amounts:
        return text
    leads = not squeeze(_CURRENCY.sub("", text[: amounts[0].start]))
    return text[amounts[-1].end :] if leads else text[: amounts[-1].start]


def money_in(text: str) -> list[Amount]:
    """The sums of money in ``text``; none reaches over a gap between columns, which is a line break here.

    A till may print less than a ringgit without the nought: ``.05``.
    """
    found, start = [], 0
    for part in text.split("\n"):
        amounts = amounts_in(part) or [_sen(match) for match in _SEN_ALONE.finditer(part)]
        found += [Amount(a.value, start + a.start, start + a.end) for a in amounts]
        start += len(part) + 1
    return found


def _sen(match: re.Match[str]) -> Amount:
    value = Decimal(f"0.{match['sen']}")
    return Amount(-value if match["minus"] else value, match.start(), match.end())


def _doubts(total: Decimal, sums: Sequence[Sum]) -> list[str]:
    """A doubt where sub-total, tax, discount and rounding are printed and give another total.

    Each of them may be included in the sub-total already, and a tax may be printed in parts and as a whole.
    """
    subs = [s.value for s in sums if s.meaning == "sub_total"]
    if not subs:
        return []
    possible = set(subs)
    for meaning in ("tax_total", "discount", "rounding"):
        values = [-abs(s.value) if meaning == "discount" else s.value for s in sums if s.meaning == meaning]
        steps = {Decimal(), sum(values, Decimal()), *values}
        possible = {before + step for before in possible for step in steps}
    if any(is_rounded(total, value) for value in possible):
        return []
    return [f"{DO_NOT_ADD_UP} {total:,.2f}"]


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]


def _label(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The name of a sum that ``text`` is: the whole of it in one or two languages, but for notes such as ``8%``."""
    plain = NOTE.sub(" ", text) if "(" in text or "%" in text else text
    bare = _HANDED_OVER.sub("", _SIGN.sub(" ", _NEARLY_TOTAL.sub("total", plain))).strip()
    named = _MARKS.sub(" ", bare).strip()  # of most texts all of it
    whole = vocabulary.totals.whole(named)
    if len(whole) == 1:
        return next(iter(whole)), named
    found = list(vocabulary.totals.within(bare))
    if not found:
        return None
    letters = sum(not sign.isdecimal() for sign in squeeze(bare))
    covered = sum(len(f.phrase) for f in found)
    if covered < 0.6 * letters:
        return None
    best = max(found, key=lambda f: len(f.phrase))
    for meaning in _FIRST_MEANT:
        if meaning in best.meanings:
            return meaning, best.phrase
    return None
