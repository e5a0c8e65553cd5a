"""Whether a document says of itself that its doors are not to be built: cancelled, a credit note, a receipt, struck.

Nobody builds from such a paper, though it lists doors like any other. What it says is asked about, never acted upon.
The words are the company's (``[withdrawn]`` of ``vocabulary.toml``). Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pipeline.model import Box, Document, Invoice, ItemKind, Page, Word
from pipeline.understand.grammar.number_words import number_ending
from pipeline.understand.words.vocabulary import Vocabulary

_NOTES = {"credit_note": "credit note", "debit_note": "debit note", "refund_note": "refund note"}
"""As :mod:`pipeline.einvoice` names the types 02 to 04 and 12 to 14 of MyInvois, and those of UNTDID 1001."""
_MINUS = re.compile(r"[-–−]\d[\d.,]*|\d[\d.,]*-|\(\d[\d.,]*\)")
_LONGEST = 8
_LONG = 8  # letters of a stamp that are part of no other word
_NEVER = r"(?!)"
_HEAD = 0.3  # of a page's height, above which its title stands
_NEAR = 1.0  # text heights between two words of one run
_PITCH = 1.3  # the same between a title's words, which a till sets wide: "CASH SALE RECEIPT" is no receipt only
_ALIKE = 0.7  # of the larger one's height
_MIDDLE = (0.3, 0.62)  # of a word's height; a line below it underlines
_DRAWN = "text layer"
"""The engine whose rulings are those that the file draws."""
_NO_DOT = ".,;"
_MARKS = "()[]*:-–—/.,;|<>~"
_MOST_STRUCK = 5  # questions of a page: a drawing's hatching runs through everything
_SHOWN = 60  # letters


def withdrawn(document: Document, pages: Sequence[int], vocabulary: Vocabulary) -> Iterator[str]:
    """A sentence for each thing on these pages that may mean that this is not to be built."""
    stamps = _Stamps.of(vocabulary)
    for page in document.pages:
        if page.number in pages:
            aslant = [page.aslant] if stamps.meant(page.aslant.split()) else []
            for words in dict.fromkeys((*_said(page, stamps), *aslant)):
                yield f"“{words[:_SHOWN]}” stands on page {page.number}: is this still to be made?"
            for words in _struck(page):
                yield f"“{words[:_SHOWN]}” on page {page.number} is struck through: is it still to be made?"


def taken_back(document: Document, invoice: Invoice) -> Iterator[str]:
    """A question for each count with a minus before it: the figures alone are read as a count."""
    counted = {item.quantity.page for item in invoice.items if item.quantity is not None}
    pages = {page.number: page for page in document.pages if page.number in counted}
    less = {number: [w for w in page.words if _MINUS.fullmatch(w.text)] for number, page in pages.items()}
    for item in invoice.items:
        count = item.quantity
        if count is None or count.box is None or item.kind.value == ItemKind.OTHER:
            continue
        x, y = (count.box.x0 + count.box.x1) / 2, (count.box.y0 + count.box.y1) / 2
        for word in less.get(count.page, ()):
            stands = word.box.x0 <= x <= word.box.x1 and word.box.y0 <= y <= word.box.y1
            if stands and not _said_in_words(word, pages[count.page]):
                yield f"The count “{word.text}” on page {count.page} is less than nothing: is it taken back?"


def _said_in_words(word: Word, page: Page) -> bool:
    """``Four (4) doors``: the brackets repeat the number before them."""
    run = _run(page, word)
    return number_ending(" ".join(each.text for each in run[: run.index(word)])) is not None


def noted(kind: str) -> Iterator[str]:
    """A question for an e-invoice that says by its type that it is no order."""
    if kind in _NOTES:
        yield f"This e-invoice is a {_NOTES[kind]}: is anything to be made?"


@dataclass(frozen=True)
class _Stamps:
    """The vocabulary's words, ready to be looked for."""

    starts: frozenset[str]
    stamps: tuple[tuple[str, ...], ...]
    """Stamps and names of papers, the longest first."""
    receipts: tuple[tuple[str, ...], ...]
    beside: frozenset[str]
    touching: re.Pattern[str]
    alone: tuple[str, ...]
    """Those of one word, in capitals: what touches nothing of a page holds none of them."""

    @classmethod
    @cache
    def of(cls, vocabulary: Vocabulary) -> _Stamps:
        stamps, receipts = vocabulary.stamps | vocabulary.no_orders, vocabulary.receipts
        starts = frozenset(phrase[0] for phrase in stamps | receipts)
        alone = [phrase[0].upper() for phrase in vocabulary.stamps if len(phrase) == 1]
        every = _longest_first(stamps), _longest_first(receipts)
        return cls(starts, *every, vocabulary.beside_stamps, _touched(alone), tuple(alone))

    def may_touch(self, texts: Sequence[str]) -> bool:
        """Whether a stamp in capitals stands in one of a page's words: most pages have none."""
        page = " ".join(texts)
        return any(stamp in page for stamp in self.alone)

    def meant(self, run: Sequence[str]) -> bool:
        """Whether these words are a stamp's or a paper's name, and nothing beside it."""
        words = [plain for text in run if (plain := _plain(text))]
        left = _without(words, self.stamps)
        return len(left) < len(words) and all(word in self.beside or any(c.isdigit() for c in word) for word in left)

    def titled(self, run: Sequence[str]) -> bool:
        """Whether these words are a receipt's title, in one language or two; ``Receipt No: 7`` is a label."""
        words = [plain for text in run if (plain := _plain(text))]
        return bool(words) and not run[-1].endswith(":") and not _without(words, self.receipts)


def _said(page: Page, stamps: _Stamps) -> Iterator[str]:
    touched = stamps.may_touch([word.text for word in page.words])
    for word in page.words:
        if touched and stamps.touching.fullmatch(word.text):
            yield word.text
        if (
            word.text.strip(_MARKS).casefold() in stamps.starts
            and word.text[:1].strip("(*-").isupper() | word.text[1:2].isupper()
        ):
            run = [near.text for near in _run(page, word)]
            if len(run) > _LONGEST or run[-1].endswith(tuple(_NO_DOT)):
                continue
            title = (near.text for near in _run(page, word, _PITCH)) if word.box.y1 < _HEAD else ()
            if stamps.meant(run) or stamps.titled(tuple(title)):
                yield " ".join(run)


def _without(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> list[str]:
    left = list(words)
    for phrase in phrases:
        if phrase[0] not in left:
            continue
        for at in range(len(left) - len(phrase), -1, -1):
            if tuple(left[at : at + len(phrase)]) == phrase:
                del left[at : at + len(phrase)]
    return left


def _longest_first(phrases: Set[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _touched(stamps: Sequence[str]) -> re.Pattern[str]:
    """A stamp in capitals whose letters ran together with what it lies on: ``VOIDTotal``, ``1,200.00CANCELLED``.

    Where capitals touch it, only a long one is known: ``AVOID`` is a word.
    """
    every = "|".join(map(re.escape, stamps)) or _NEVER
    long = "|".join(re.escape(stamp) for stamp in stamps if len(stamp) >= _LONG) or _NEVER
    return re.compile(
        rf"(?:{every})(?:\d|[A-Z][a-z]).*|(?:{long})[A-Z].*|.*[a-z\d](?:{every})|.*[A-Z](?:{long})", re.DOTALL
    )


def _run(page: Page, word: Word, most: float = _NEAR) -> list[Word]:
    """The words that stand close beside it on its line, itself among them, left to right."""
    top, bottom = word.box.y0, word.box.y1
    near = [each for each in page.words if each.box.y1 > top and each.box.y0 < bottom]  # few of a page
    line = sorted((each for each in near if _level(each.box, word.box)), key=lambda each: each.box.x0)
    at = next(place for place, each in enumerate(line) if each is word)
    first, last = at, at
    gap = most * word.box.height * page.height / page.width
    while first > 0 and line[first].box.x0 - line[first - 1].box.x1 < gap:
        first -= 1
    while last + 1 < len(line) and line[last + 1].box.x0 - line[last].box.x1 < gap:
        last += 1
    return line[first : last + 1]


def _level(one: Box, other: Box) -> bool:
    """On one line and of one size: a stamp lies over other words."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    low, high = sorted((one.height, other.height))
    return shared > 0.5 * low and low > _ALIKE * high


def _struck(page: Page) -> Iterator[str]:
    """What a level line runs through, line by line. Lines seen in a picture are too often part of the print itself."""
    if page.engine != _DRAWN:
        return
    rules = sorted((rule for rule in page.rulings if _is_level(rule, page)), key=_middle)
    if not rules:
        return
    middles = [_middle(rule) for rule in rules]
    found: dict[int, list[str]] = {}
    for word in page.words:
        y0, height = word.box.y0, word.box.y1 - word.box.y0
        top, bottom = y0 + _MIDDLE[0] * height, y0 + _MIDDLE[1] * height
        for at in range(bisect_right(middles, top), bisect_left(middles, bottom)):
            if _covers(rules[at], word.box):
                found.setdefault(at, []).append(word.text)
    yield from (" ".join(words) for words in islice(found.values(), _MOST_STRUCK))


def _middle(rule: Box) -> float:
    return (rule.y0 + rule.y1) / 2


def _is_level(rule: Box, page: Page) -> bool:
    return rule.width * page.width > 4 * rule.height * page.height


def _covers(rule: Box, word: Box) -> bool:
    slack = 0.15 * word.width
    return rule.height < 0.35 * word.height and rule.x0 <= word.x0 + slack and rule.x1 >= word.x1 - slack


def _plain(text: str) -> str:
    return text.strip(_MARKS).casefold()
