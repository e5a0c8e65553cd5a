"""What kind of document it is: by its title, by a letter's subject, by the number that a label names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.label_text import title_end
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letterhead import address_below, letterhead
from pipeline.understand.head.party_names import is_ours
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.neighbours import is_aligned
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.composed import NOTHING
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

PURCHASE_ORDER = "purchase_order"
SALES_ORDER = "sales_order"
"""What the seller calls the customer's order: ``kind_field`` says what it is of the kinds that the form knows."""
_KNOWN_AS = {SALES_ORDER: "proforma"}
WORDS_BEHIND = re.compile(r"\s+[-–—]\s+(?=[A-Za-z]{3,}(?:\W|$))|\s+/\s+(?=[a-z]{3,}[a-z ]*\W*$)")
"""What parts a number from words that are none of it: ``PO/0098 - HOSPITAL ANNEXE``, ``4581 / please proceed``."""
_ADORNED = re.compile(r"[⺀-鿿豈-﫿가-힯*~=_<>«»]+")  # Chinese beside the title, and what surrounds it
_SET_OFF = re.compile(r"\s*[:(—–|-]\s*(?=[^\W\d_]{3})")
_APART = re.compile(r"\s*[/|()]\s*|\s+-\s+|(?<=[A-Za-z])\s[Il1]\s(?=[A-Z])")  # OCR reads a slash as I
_AND = re.compile(
    r"[&+]|\b(?:and|dan|for|untuk|of|with|dengan|c/w|schedules?|jadual|list|senarai|cum|merangkap)\b", re.IGNORECASE
)
_FEWEST_WORDS = 2  # of a subject; a number has one or two
_NEARLY = 0.85  # of the largest title's height
_TITLE_HEIGHT = 1.3  # times that of a number beside it
_NEXT_LINE = 1.8  # text heights from a title's first line to its second
_SAME = 0.15  # of a text's height by which lines of one type differ
_TITLES_ABOVE = 0.6  # of the page's height
_LONGEST_TITLE = 7  # words, in two languages
_LONGEST_SHORT_NAME = 3  # letters
_SHORT_BEHIND = re.compile(r"(?P<name>[^()]+)\((?P<short>[A-Z][A-Z./ ]{1,6})\)\W*")
_FIRST_WORD = re.compile(r"[^\W\d_]+\s+")
_MOST_BESIDE = 3  # words beside a kind's name in a title
_PAGE_OF = re.compile(r"1\s*/\s*[1-9]\d?")  # INVOICE   1 / 1
_ONE_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9./#-]+", re.IGNORECASE)
_KIND_OF_NUMBER = {
    "number_invoice": "invoice", "number_proforma": "proforma", "number_quotation": "quotation",
    "number_delivery_order": "delivery_order", "number_cash_sale": "cash_sale",
}  # fmt: skip

_KIND_OF_TITLE = _KIND_OF_NUMBER | {"po_no": PURCHASE_ORDER}


@dataclass(frozen=True)
class Kind:
    """What the document calls itself, and where."""

    value: str
    segment: Segment
    passage: Passage
    certain: bool


def kind_of(sheets: Sequence[Sheet], labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """The document's kind by its title: the largest text that is nothing but a kind's name, high on the first page."""
    titles = [t for sheet in sheets[:1] for t in titles_of(sheet, lambda: labels, vocabulary)]
    if titles:
        return title_among(titles)
    subjects = (subject for sheet in sheets[:1] for subject in _subjects_of(sheet, vocabulary))
    usual = median([ink.height for line in sheets[0].lines for ink in line.ink] or [0.0]) if sheets else 0.0
    subject = next(subjects, None) or next(
        (k for sheet in sheets[:1] for k in _letters_of_order(sheet, vocabulary)), None
    )
    return subject or _about_an_order(sheets, labels, vocabulary) or _kind_by_number(labels, usual)


def title_among(titles: Sequence[Kind]) -> Kind | None:
    """The document's own title: of those nearly as large as the largest the longest, then the highest; None of none."""
    largest = max((t.segment.height for t in titles), default=0.0)
    large = [t for t in titles if t.segment.height >= _NEARLY * largest]
    return max(large, key=lambda t: (len(squeeze(t.passage.text)), t.segment.height, -t.segment.y0), default=None)


def titles_of(sheet: Sheet, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary) -> list[Kind]:
    """Segments of ``sheet`` that consist of a kind's name (or of its name in two languages).

    Its ``labels`` are asked for only where figures stand beside such a name.
    """
    found = []
    usual = median([ink.height for line in sheet.lines for ink in line.ink] or [0.0])
    for line in sheet.lines:
        if line.y0 >= _TITLES_ABOVE * sheet.height:
            continue
        whole = segment_of(line.ink)
        for segment in (whole, *line.segments) if len(line.segments) > 1 else line.segments:
            end = title_end(segment, vocabulary, usual)
            segment = segment_of(segment.passage.part(0, end).ink) if end else segment  # noqa: PLW2901 - its title only
            meanings = _kinds_in(segment.text, vocabulary)
            if len(meanings) != 1 or _labels_a_number(segment, line, vocabulary):
                continue
            alone = end > 0 or not any(ch.isdigit() for ch in line.text) or not _is_labelled(segment, labels())
            if alone and segment.y0 < _TITLES_ABOVE * sheet.height:
                found.append(Kind(next(iter(meanings)), segment, _without_adornment(segment, vocabulary), certain=True))
    return [*found, *_over_two_lines(sheet, vocabulary), *_abbreviated(sheet, labels, vocabulary)]


def _abbreviated(
    sheet: Sheet, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary
) -> Iterator[Kind]:  # fmt: skip
    """Titles in large type by a short name whose number a label names: ``D/O`` over ``D/O No.``; no monogram."""
    high = [s for s in sheet.segments if s.y0 < _TITLES_ABOVE * sheet.height]
    usual = median([segment.ink[0].height for segment in high] or [0.0])
    for segment in high:
        short = segment.text.isupper() and len(squeeze(segment.text)) <= _LONGEST_SHORT_NAME
        if short and segment.height >= _TITLE_HEIGHT * usual:
            meanings = vocabulary.labels.whole(f"{segment.text} no")
            kinds = {_KIND_OF_TITLE[meaning] for meaning in meanings if meaning in _KIND_OF_TITLE}
            if len(kinds) == 1 and any(label.meanings & meanings for label in labels()):
                yield Kind(kinds.pop(), segment, segment.passage, certain=True)


def _over_two_lines(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Titles in large type, or in capitals by themselves, over two lines: ``PESANAN`` over ``BELIAN``."""
    high = [s for s in sheet.segments if s.y0 < _TITLES_ABOVE * sheet.height]
    usual = median([segment.ink[0].height for segment in high] or [0.0])
    stand_out = [s for s in high if s.height >= _TITLE_HEIGHT * usual or s.text.isupper()]
    for above, below in ((a, b) for a in stand_out for b in stand_out if 0 < b.y0 - a.y0 < _NEXT_LINE * a.height):
        meanings = vocabulary.document_kinds.listed(f"{above.text} {below.text}")
        same = is_aligned(below, above) and abs(above.height - below.height) < _SAME * above.height
        if len(meanings) != 1 or not same:
            continue
        if min(above.height, below.height) >= _TITLE_HEIGHT * usual or _by_themselves(above, below, high):
            yield Kind(next(iter(meanings)), above, Passage([above.ink, below.ink]), certain=True)


def _by_themselves(above: Segment, below: Segment, segments: Sequence[Segment]) -> bool:
    """Whether nothing stands close over or under two lines: what OCR measures of a title's height is not enough."""
    top, bottom = above.y0 - _NEXT_LINE * above.height, below.y1 + _NEXT_LINE * below.height
    near = (s for s in segments if s.y1 > top and s.y0 < bottom and s is not above and s is not below)
    return not any(s.x0 < max(above.x1, below.x1) and min(above.x0, below.x0) < s.x1 for s in near)


def _is_labelled(segment: Segment, labels: Sequence[Label]) -> bool:
    """Whether a value stands behind it, as behind a label."""
    return any(segment.ink[0] == label.segment.ink[0] for label in labels if label.colon or label.inline)


def _without_adornment(segment: Segment, vocabulary: Vocabulary) -> Passage:
    """The kind's own words of a title that other signs surround; OCR is unsure of these."""
    names = list(vocabulary.document_kinds.within(segment.text)) if _ADORNED.search(segment.text) else []
    return segment.passage.part(names[0].start, names[-1].end) if names else segment.passage


def _labels_a_number(segment: Segment, line: Line, vocabulary: Vocabulary) -> bool:
    """``Quotation | QT/1108`` in a grid: a kind's name with nothing but a number or a date beside it is a label."""
    beside = next((s for s in line.segments if s.x0 > segment.x1), None)
    if beside is None or vocabulary.labels.starting(beside.text) or segment.height > _TITLE_HEIGHT * beside.height:
        return False
    behind = " ".join(s.text for s in line.segments if s.x0 > segment.x1)
    return bool(_ONE_NUMBER.fullmatch(beside.text)) and not _PAGE_OF.fullmatch(behind)


class _SubjectWords(NamedTuple):
    begin: re.Pattern[str]
    """``RE:``, ``Subject :`` in front of the subject."""
    about: re.Pattern[str]
    order_for: re.Pattern[str]


@lru_cache(maxsize=16)
def _subject_words(language: Language) -> _SubjectWords:
    subject, about = any_of(language.subjects), any_of(language.about)
    return _SubjectWords(
        re.compile(rf"\s*(?:{subject}\s*[.:]+\s*)+", re.IGNORECASE),
        re.compile(rf"\s+{about}\b", re.IGNORECASE),
        re.compile(rf"(?:{subject}?\s*[.:]?\s*)*({any_of(language.orders)})\s+{about}\b", re.IGNORECASE),
    )


def _subjects_of(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Subject lines of letters: ``RE: QUOTATION FOR SUPPLY OF DOORS``, ``QUOTATION FOR …``, ``ORDER: doors``."""
    words = _subject_words(vocabulary.language)
    for line in sheet.lines:
        whole = segment_of(line.ink)
        start = match.end() if (match := words.begin.match(whole.text)) else 0
        found = vocabulary.document_kinds.starting(whole.text[start:])
        if found is None or len(found.meanings) != 1 or squeeze(whole.text[start : start + found.start]):
            continue
        rest = _behind_translations(whole.text[start + found.end :], found.meanings, vocabulary)
        if start or words.about.match(rest) or _names_a_subject(rest, vocabulary):
            yield Kind(next(iter(found.meanings)), whole, whole.passage.part(start, start + found.end), certain=True)


def _letters_of_order(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """``ORDER FOR TIMBER DOORS``: what a letter is about that others wrote to us."""
    order_for = _subject_words(vocabulary.language).order_for
    lines = [line for line in sheet.lines if line.y0 < _TITLES_ABOVE * sheet.height]
    to_us = next((n for n, line in enumerate(lines) if is_ours(line.text, vocabulary)), 0)
    for line in lines[to_us + 1 :] if to_us else []:
        whole = segment_of(line.ink)
        if (match := order_for.match(whole.text)) and any(True for _ in vocabulary.item_kinds.within(whole.text)):
            yield Kind(PURCHASE_ORDER, whole, whole.passage.part(match.start(1), match.end(1)), certain=True)


def _behind_translations(rest: str, meanings: frozenset[str], vocabulary: Vocabulary) -> str:
    """What stands behind the kind's name in the other language: ``/ SEBUT HARGA: …``."""
    slash = re.match(r"\s*/\s*", rest)
    other = vocabulary.document_kinds.starting(rest[slash.end() :]) if slash else None
    return rest[slash.end() + other.end :] if slash and other and other.meanings == meanings else rest


def _names_a_subject(rest: str, vocabulary: Vocabulary) -> bool:
    """``PURCHASE ORDER — DOOR SCHEDULE``, ``QUOTATION: TAMAN CONTOH, FASA 2``: goods, or a work in capitals."""
    if not _SET_OFF.match(rest):
        return False
    words = rest.split()
    work = rest.isupper() and len(words) > _FEWEST_WORDS and not any(c.isdigit() for word in words[:3] for c in word)
    return work or any(True for _ in vocabulary.item_kinds.within(rest))


@lru_cache(maxsize=4096)
def _kinds_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    text = _ADORNED.sub(" ", text)
    if not vocabulary.document_kinds.may_begin_in(text):
        return NOTHING
    whole = vocabulary.document_kinds.whole(text) or _with_goods(text, vocabulary) or _with_usual(text, vocabulary)
    if whole := whole or _by_short_name(text, vocabulary):
        return whole
    parts = [p for p in _APART.split(text) if squeeze(p)]
    kinds = [vocabulary.document_kinds.whole(part) for part in parts]
    named = [kind for kind in kinds if kind]
    spaced = len(named) == len(parts)  # "D E L I V E R Y  O R D E R / NOTA HANTARAN"
    if not named or (len(text.split()) > _LONGEST_TITLE and not spaced):
        return frozenset()
    return frozenset.intersection(*named) or named[0]


def _by_short_name(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``DOOR & FRAME ORDER (P.O.)``: an order of any sort, whose kind the initials behind it tell."""
    match = _SHORT_BEHIND.fullmatch(text)
    if match is None or not re.search(rf"\b{any_of(vocabulary.language.orders)}\b", match["name"], re.IGNORECASE):
        return NOTHING
    meanings = vocabulary.labels.whole(f"{match['short']} no") & _KIND_OF_TITLE.keys()
    return frozenset(_KIND_OF_TITLE[meaning] for meaning in meanings)


def _about_an_order(sheets: Sequence[Sheet], labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """A number that a letter is headed with, or what a letter to us is about: ``Subject: PO No. 4581``."""
    to_us = any("vendor" in label.meanings and is_ours(label.line.text, vocabulary) for label in labels)
    to_us = to_us or any(_is_addressed_to_us(sheet, vocabulary) for sheet in sheets[:1])
    lines = [line for sheet in sheets[:1] for line in sheet.lines if line.y0 < _TITLES_ABOVE * sheet.height]
    about = (_about_its_number(line, vocabulary) for line in lines) if to_us else ()
    return _numbered_title(lines, vocabulary, to_us=to_us) or next((kind for kind in about if kind), None)


def _is_addressed_to_us(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether our name stands over our address, as in a letter, on the paper of another."""
    ours = [s for s in sheet.segments if s.y0 < _TITLES_ABOVE * sheet.height and is_ours(s.text, vocabulary)]
    if not any(address_below(s, sheet.segments, vocabulary) for s in ours):
        return False
    head = letterhead(sheet, sheet.lines, vocabulary, "supplier_name", ours=None)
    return head is not None and not head.doubts and not is_ours(str(head.value), vocabulary)


def _about_its_number(line: Line, vocabulary: Vocabulary) -> Kind | None:
    whole = segment_of(line.ink)
    subject = _subject_words(vocabulary.language).begin.match(whole.text)
    start = subject.end() if subject else 0
    while subject and (word := _FIRST_WORD.match(whole.text, start)):  # "Subject: New PO No. 4581"
        if squeeze(word[0]) not in vocabulary.language.beside_titles:
            break
        start = word.end()
    label = vocabulary.labels.starting(whole.text[start:]) if subject else None
    if label is None or label.start or label.meanings != {"po_no"}:
        return None
    number = re.match(r"[\s.:#]*(?=\S*\d)\S+", whole.text[start + label.end :])
    return Kind(PURCHASE_ORDER, whole, whole.passage.part(start, start + label.end), certain=True) if number else None


def _numbered_title(lines: Sequence[Line], vocabulary: Vocabulary, *, to_us: bool) -> Kind | None:
    """``PURCHASE ORDER NO. PO2509-0856`` alone on its line, as letters are headed; None where two stand so.

    An order's number may be a reference: it is the letter's own, capitals or not, where that is addressed to us.
    """
    found = [kind for line in lines if len(line.segments) == 1 and (kind := _heads_a_number(line, vocabulary))]
    fitting = [to_us if kind.value == PURCHASE_ORDER else kind.segment.text.isupper() for kind in found]
    return found[0] if fitting == [True] else None


def _heads_a_number(line: Line, vocabulary: Vocabulary) -> Kind | None:
    segment = line.segments[0]
    text = segment.text
    name, label = vocabulary.document_kinds.starting(text), vocabulary.labels.starting(text)
    if name is None or label is None or len(name.meanings) != 1 or label.end <= name.end:
        return None
    number = WORDS_BEHIND.split(text[label.end :], maxsplit=1)[0]  # the work may stand behind it
    if name.start or label.start or not _ONE_NUMBER.fullmatch(number.strip(" .")):
        return None
    return Kind(next(iter(name.meanings)), segment, segment.passage.part(0, name.end), certain=True)


def _with_goods(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``DOOR & FRAME ORDER FORM``, ``PURCHASE ORDER with door schedule``: a kind's name with goods beside it."""
    goods = [f for f in vocabulary.item_kinds.within(text) if f.meanings <= GOODS]
    rest = text
    for found in goods:
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    return vocabulary.document_kinds.whole(_AND.sub(" ", rest)) if goods else frozenset()


def _with_usual(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``STANDARD PURCHASE ORDER``, ``Purchase Order from Site``: in a title's capitals, and nothing else beside it."""
    found = vocabulary.document_kinds.starting(text) or next(iter(vocabulary.document_kinds.within(text)), None)
    titled = found is not None and all(word[:1].isupper() or not word.isalpha() for word in text.split()[:1])
    if found is None or not titled:
        return NOTHING
    rest = f"{text[: found.start]} {text[found.end :]}".split()
    usual = all(squeeze(word) in vocabulary.language.beside_titles for word in rest if squeeze(word))
    return found.meanings if usual and len(rest) <= _MOST_BESIDE else NOTHING


def _kind_by_number(labels: Sequence[Label], usual: float) -> Kind | None:
    """The kind whose number a label names; certain where it is set larger than the page's ``usual`` words (points)."""
    if any(label.meanings == {"vendor"} for label in labels):
        orders = (label for label in labels if label.meanings == {"po_no"})
        order = next(orders, None)
        if order:
            return Kind(PURCHASE_ORDER, order.segment, order.segment.passage, certain=False)
    for label in labels:
        large = label.segment.ink[0].height > _TITLE_HEIGHT * usual
        kinds = {_KIND_OF_NUMBER[m] for m in label.meanings if m in _KIND_OF_NUMBER}
        # Another's order number is never set as a title is.
        kinds |= {PURCHASE_ORDER} if large and label.meanings == {"po_no"} and len(label.line.segments) == 1 else set()
        if len(kinds) == 1 and label.inline is not None:
            return Kind(kinds.pop(), label.segment, label.segment.passage, certain=large)
    return None


def kind_field(kind: Kind | None) -> Field | None:
    """The kind as a field; one that only a number's label gave away is doubtful."""
    if kind is None:
        return None
    doubts = [] if kind.certain else ["the document does not say in a title what it is"]
    value = _KNOWN_AS.get(kind.value, kind.value)
    return kind.passage.field("kind", value, "title", certainty=1.0 if kind.certain else 0.7, doubts=doubts)
