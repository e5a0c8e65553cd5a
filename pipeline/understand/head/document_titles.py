"""The titles of documents: lines that are a kind's name and nothing else, in one language or in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from statistics import median

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.document_kinds import KIND_OF_NUMBER, PURCHASE_ORDER, Kind
from pipeline.understand.head.label_text import title_end
from pipeline.understand.head.labels import Label
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.neighbours import is_aligned
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.composed import NOTHING
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_ADORNED = re.compile(r"[⺀-鿿豈-﫿가-힯*~=_<>«»]+")  # Chinese beside the title, and what surrounds it
_APART = re.compile(r"\s*[/|()]\s*|\s+-\s+|(?<=[A-Za-z])\s[Il1]\s(?=[A-Z])")  # OCR reads a slash as I
_NEARLY = 0.85  # of the largest title's height
TITLE_HEIGHT = 1.3  # times that of a number beside it
_NEXT_LINE = 1.8  # text heights from a title's first line to its second
_SAME = 0.15  # of a text's height by which lines of one type differ
TITLES_ABOVE = 0.6  # of the page's height
_LONGEST_TITLE = 7  # words, in two languages
_LONGEST_SHORT_NAME = 3  # letters
_SHORT_BEHIND = re.compile(r"(?P<name>[^()]+)\((?P<short>[A-Z][A-Z./ ]{1,6})\)\W*")
_A_ROW = 2  # labels beside a kind's name
_MOST_BESIDE = 3  # words beside a kind's name in a title
_ENDS_A_SENTENCE = re.compile(r"[a-z].*[.,;]\s*$")  # "… quote our number on your delivery order and" / "invoice."
_PAGE_OF = re.compile(r"1\s*/\s*[1-9]\d?")  # INVOICE   1 / 1
ONE_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9./#-]+", re.IGNORECASE)
_KIND_OF_TITLE = KIND_OF_NUMBER | {"po_no": PURCHASE_ORDER}


def title_among(titles: Sequence[Kind]) -> Kind | None:
    """The document's own title: of those nearly as large as the largest the longest, then the highest; None of none."""
    largest = max((t.segment.height for t in titles), default=0.0)
    large = [t for t in titles if t.segment.height >= _NEARLY * largest]
    return max(large, key=lambda t: (len(squeeze(t.passage.text)), t.segment.height, -t.segment.y0), default=None)


def titles_of(sheet: Sheet, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary) -> list[Kind]:
    """Segments of ``sheet`` that consist of a kind's name (or of its name in two languages).

    Its ``labels`` are asked for only where figures stand beside such a name.
    """
    usual = usual_height(sheet)
    high = [line for line in sheet.lines if line.y0 < TITLES_ABOVE * sheet.height]
    found = [title for line in high for title in _titles_in(line, usual, labels, vocabulary)]
    found = [title for title in found if title.segment.y0 < TITLES_ABOVE * sheet.height]
    return [*found, *_over_two_lines(sheet, vocabulary), *_abbreviated(sheet, labels, vocabulary)]


def usual_height(sheet: Sheet) -> float:
    """The height of a page's usual words, in points; 0 where it has none."""
    return median([ink.height for line in sheet.lines for ink in line.ink] or [0.0])


def _high(sheet: Sheet) -> tuple[list[Segment], float]:
    """The runs of words where titles stand, and the usual height of their first words (points)."""
    high = [s for s in sheet.segments if s.y0 < TITLES_ABOVE * sheet.height]
    return high, median([segment.ink[0].height for segment in high] or [0.0])


def _titles_in(
    line: Line, usual: float, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary
) -> Iterator[Kind]:
    """The titles that a line is, or one of its runs of words, or that one of these begins with in larger type."""
    if not _may_name_a_kind(line.text, vocabulary):
        return
    for whole in (segment_of(line.ink), *line.segments) if len(line.segments) > 1 else line.segments:
        end = title_end(whole, vocabulary, usual)
        segment = segment_of(whole.passage.part(0, end).ink) if end else whole
        meanings = _kinds_in(segment.text, vocabulary)
        if len(meanings) != 1 or _labels_a_number(segment, line, vocabulary) or _ENDS_A_SENTENCE.match(whole.text):
            continue
        if _heads_a_column(segment, line, vocabulary):
            continue
        if end or not any(map(str.isdigit, line.text)) or not _is_labelled(segment, labels()):
            yield Kind(next(iter(meanings)), segment, _without_adornment(segment, vocabulary), certain=True)


def _abbreviated(
    sheet: Sheet, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary
) -> Iterator[Kind]:  # fmt: skip
    """Titles in large type by a short name whose number a label names: ``D/O`` over ``D/O No.``; no monogram."""
    high, usual = _high(sheet)
    for segment in high:
        short = segment.text.isupper() and len(squeeze(segment.text)) <= _LONGEST_SHORT_NAME
        if short and segment.height >= TITLE_HEIGHT * usual:
            meanings = vocabulary.labels.whole(f"{segment.text} no")
            kinds = {_KIND_OF_TITLE[meaning] for meaning in meanings if meaning in _KIND_OF_TITLE}
            if len(kinds) == 1 and any(label.meanings & meanings for label in labels()):
                yield Kind(kinds.pop(), segment, segment.passage, certain=True)


def _over_two_lines(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Titles in large type, or in capitals by themselves, over two lines: ``PESANAN`` over ``BELIAN``."""
    high, usual = _high(sheet)
    stand_out = [s for s in high if s.height >= TITLE_HEIGHT * usual or s.text.isupper()]
    begun = [s for s in stand_out if vocabulary.document_kinds.goes_on_from(s.text)]
    for above, below in ((a, b) for a in begun for b in stand_out if 0 < b.y0 - a.y0 < _NEXT_LINE * a.height):
        if not is_aligned(below, above) or abs(above.height - below.height) >= _SAME * above.height:
            continue
        meanings = vocabulary.document_kinds.listed(f"{above.text} {below.text}")
        if len(meanings) != 1:
            continue
        if min(above.height, below.height) >= TITLE_HEIGHT * usual or _by_themselves(above, below, high):
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
    if beside is None or vocabulary.labels.starting(beside.text) or segment.height > TITLE_HEIGHT * beside.height:
        return False
    behind = " ".join(s.text for s in line.segments if s.x0 > segment.x1)
    return bool(ONE_NUMBER.fullmatch(beside.text)) and not _PAGE_OF.fullmatch(behind)


def _heads_a_column(segment: Segment, line: Line, vocabulary: Vocabulary) -> bool:
    """``Invoice No. | Date | Purchase Order``: a kind's name in a row of labels whose values stand below names one."""
    others = [s for s in line.segments if s.x1 < segment.x0 or segment.x1 < s.x0]
    alike = [s for s in others if vocabulary.labels.whole(s.text) and segment.height < TITLE_HEIGHT * s.height]
    return len(alike) >= _A_ROW and len(alike) == len(others)


def _may_name_a_kind(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the words of a kind's name stand in ``text``, or a short name in brackets: in most texts they do not."""
    text, names = _ADORNED.sub(" ", text), vocabulary.document_kinds
    return names.may_be_made_of(text) or ("(" in text and names.may_begin_in(text))


@lru_cache(maxsize=4096)
def _kinds_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    if not _may_name_a_kind(text, vocabulary):
        return NOTHING
    text = _without_addressee(_ADORNED.sub(" ", text), vocabulary)
    if whole := _named_by(text, vocabulary) or _by_short_name(text, vocabulary):
        return whole
    parts = [p for p in _APART.split(text) if squeeze(p)]
    if parts == [text]:  # most texts have one part
        return NOTHING
    kinds = [_named_by(part, vocabulary) for part in parts]
    named = [kind for kind in kinds if kind]
    spaced = len(named) == len(parts)  # "D E L I V E R Y  O R D E R / NOTA HANTARAN"
    if not named or (len(text.split()) > _LONGEST_TITLE and not spaced):
        return frozenset()
    return frozenset.intersection(*named) or named[0]


def _named_by(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    if not vocabulary.document_kinds.may_be_made_of(text):
        return NOTHING
    return vocabulary.document_kinds.whole(text) or _with_goods(text, vocabulary) or _with_usual(text, vocabulary)


def _without_addressee(text: str, vocabulary: Vocabulary) -> str:
    """``PURCHASE ORDER to SENDORA GROUP SDN BHD`` as the title that it begins with."""
    ours = next(iter(vocabulary.company.within(text)), None)
    before = _addressing(vocabulary.language).search(text, 0, ours.start) if ours else None
    return text[: before.start()] if before else text


@lru_cache(maxsize=16)
def _addressing(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:[\s/(|:]+{any_of(language.addressing)})+[\s:]*$", re.IGNORECASE)


def _by_short_name(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``DOOR & FRAME ORDER (P.O.)``: an order of any sort, whose kind the initials behind it tell."""
    match = _SHORT_BEHIND.fullmatch(text)
    if match is None or not re.search(rf"\b{any_of(vocabulary.language.orders)}\b", match["name"], re.IGNORECASE):
        return NOTHING
    meanings = vocabulary.labels.whole(f"{match['short']} no") & _KIND_OF_TITLE.keys()
    return frozenset(_KIND_OF_TITLE[meaning] for meaning in meanings)


def _with_goods(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``DOOR & FRAME ORDER FORM``, ``PURCHASE ORDER with door schedule``: a kind's name with goods beside it."""
    goods = [f for f in vocabulary.item_kinds.within(text) if f.meanings <= GOODS]
    rest = text
    for found in goods:
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    return vocabulary.document_kinds.whole(_tie(vocabulary.language).sub(" ", rest)) if goods else frozenset()


@lru_cache(maxsize=16)
def _tie(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[&+]|\b{any_of(language.title_ties)}\b", re.IGNORECASE)


def _with_usual(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """``STANDARD PURCHASE ORDER``, ``Purchase Order from Site``: in a title's capitals, and nothing else beside it."""
    found = vocabulary.document_kinds.starting(text) or next(iter(vocabulary.document_kinds.within(text)), None)
    titled = found is not None and all(word[:1].isupper() or not word.isalpha() for word in text.split()[:1])
    if found is None or not titled:
        return NOTHING
    rest = f"{text[: found.start]} {text[found.end :]}".split()
    usual = all(squeeze(word) in vocabulary.language.beside_titles for word in rest if squeeze(word))
    return found.meanings if usual and len(rest) <= _MOST_BESIDE else NOTHING
