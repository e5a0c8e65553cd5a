"""What kind of document it is: by its title, by a letter's subject, by the number that a label names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from statistics import median

from pipeline.model import Field
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.kind import KIND_OF_NUMBER, PURCHASE_ORDER, TITLE_HEIGHT, TITLES_ABOVE, Kind
from pipeline.understand.head.label_text import title_end
from pipeline.understand.head.labels import Label
from pipeline.understand.head.letters import letter_of
from pipeline.understand.head.subjects import subjects_of
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.neighbours import is_aligned
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.composed import NOTHING
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.language import any_of
from pipeline.understand.words.vocabulary import Vocabulary

_ADORNED = re.compile(r"[⺀-鿿豈-﫿가-힯*~=_<>«»]+")  # Chinese beside the title, and what surrounds it
_APART = re.compile(r"\s*[/|()]\s*|\s+-\s+|(?<=[A-Za-z])\s[Il1]\s(?=[A-Z])")  # OCR reads a slash as I
_AND = re.compile(
    r"[&+]|\b(?:and|dan|for|untuk|of|with|dengan|c/w|schedules?|jadual|list|senarai|cum|merangkap)\b", re.IGNORECASE
)
_NEARLY = 0.85  # of the largest title's height
_NEXT_LINE = 1.8  # text heights from a title's first line to its second
_SAME = 0.15  # of a text's height by which lines of one type differ
_LONGEST_TITLE = 7  # words, in two languages
_LONGEST_SHORT_NAME = 3  # letters
_MOST_BESIDE = 3  # words beside a kind's name in a title
_PAGE_OF = re.compile(r"1\s*/\s*[1-9]\d?")  # INVOICE   1 / 1
_ONE_NUMBER = re.compile(r"(?=\S*\d)[A-Z0-9./#-]+", re.IGNORECASE)
_KIND_OF_TITLE = KIND_OF_NUMBER | {"po_no": PURCHASE_ORDER}


def kind_of(sheets: Sequence[Sheet], labels: Sequence[Label], vocabulary: Vocabulary) -> Kind | None:
    """The document's kind by its title: the largest text that is nothing but a kind's name, high on the first page."""
    titles = [t for sheet in sheets[:1] for t in titles_of(sheet, lambda: labels, vocabulary)]
    if titles:
        return title_among(titles)
    if not sheets:
        return None
    usual = median([ink.height for line in sheets[0].lines for ink in line.ink] or [0.0])
    subject = next(subjects_of(sheets[0], vocabulary), None)
    return subject or letter_of(sheets[0], labels, usual, vocabulary) or _kind_by_number(labels, usual)


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
        if line.y0 >= TITLES_ABOVE * sheet.height:
            continue
        whole = segment_of(line.ink)
        for segment in (whole, *line.segments) if len(line.segments) > 1 else line.segments:
            end = title_end(segment, vocabulary, usual)
            segment = segment_of(segment.passage.part(0, end).ink) if end else segment  # noqa: PLW2901 - its title only
            meanings = _kinds_in(segment.text, vocabulary)
            if len(meanings) != 1 or _labels_a_number(segment, line, vocabulary):
                continue
            alone = end > 0 or not any(ch.isdigit() for ch in line.text) or not _is_labelled(segment, labels())
            if alone and segment.y0 < TITLES_ABOVE * sheet.height:
                found.append(Kind(next(iter(meanings)), segment, _without_adornment(segment, vocabulary), certain=True))
    return [*found, *_over_two_lines(sheet, vocabulary), *_abbreviated(sheet, labels, vocabulary)]


def _abbreviated(
    sheet: Sheet, labels: Callable[[], Sequence[Label]], vocabulary: Vocabulary
) -> Iterator[Kind]:  # fmt: skip
    """Titles in large type by a short name whose number a label names: ``D/O`` over ``D/O No.``; no monogram."""
    high = [s for s in sheet.segments if s.y0 < TITLES_ABOVE * sheet.height]
    usual = median([segment.ink[0].height for segment in high] or [0.0])
    for segment in high:
        short = segment.text.isupper() and len(squeeze(segment.text)) <= _LONGEST_SHORT_NAME
        if short and segment.height >= TITLE_HEIGHT * usual:
            meanings = vocabulary.labels.whole(f"{segment.text} no")
            kinds = {_KIND_OF_TITLE[meaning] for meaning in meanings if meaning in _KIND_OF_TITLE}
            if len(kinds) == 1 and any(label.meanings & meanings for label in labels()):
                yield Kind(kinds.pop(), segment, segment.passage, certain=True)


def _over_two_lines(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Kind]:
    """Titles in large type, or in capitals by themselves, over two lines: ``PESANAN`` over ``BELIAN``."""
    high = [s for s in sheet.segments if s.y0 < TITLES_ABOVE * sheet.height]
    usual = median([segment.ink[0].height for segment in high] or [0.0])
    stand_out = [s for s in high if s.height >= TITLE_HEIGHT * usual or s.text.isupper()]
    for above, below in ((a, b) for a in stand_out for b in stand_out if 0 < b.y0 - a.y0 < _NEXT_LINE * a.height):
        meanings = vocabulary.document_kinds.listed(f"{above.text} {below.text}")
        same = is_aligned(below, above) and abs(above.height - below.height) < _SAME * above.height
        if len(meanings) != 1 or not same:
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
    return bool(_ONE_NUMBER.fullmatch(beside.text)) and not _PAGE_OF.fullmatch(behind)


@lru_cache(maxsize=4096)
def _kinds_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    text = _ADORNED.sub(" ", text)
    if not vocabulary.document_kinds.may_begin_in(text):
        return NOTHING
    text = _without_addressee(text, vocabulary)
    if whole := _named_by(text, vocabulary):
        return whole
    parts = [p for p in _APART.split(text) if squeeze(p)]
    kinds = [_named_by(part, vocabulary) for part in parts]
    named = [kind for kind in kinds if kind]
    spaced = len(named) == len(parts)  # "D E L I V E R Y  O R D E R / NOTA HANTARAN"
    if not named or (len(text.split()) > _LONGEST_TITLE and not spaced):
        return frozenset()
    return frozenset.intersection(*named) or named[0]


def _named_by(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    return vocabulary.document_kinds.whole(text) or _with_goods(text, vocabulary) or _with_usual(text, vocabulary)


def _without_addressee(text: str, vocabulary: Vocabulary) -> str:
    """``PURCHASE ORDER to SENDORA GROUP SDN BHD`` as the title that it begins with."""
    ours = next(iter(vocabulary.company.within(text)), None)
    before = (
        re.search(rf"(?:[\s/(|:]+{any_of(vocabulary.language.addressing)})+[\s:]*$", text[: ours.start])
        if ours
        else None
    )
    return text[: before.start()] if before else text


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
        large = label.segment.ink[0].height > TITLE_HEIGHT * usual
        kinds = {KIND_OF_NUMBER[m] for m in label.meanings if m in KIND_OF_NUMBER}
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
    return kind.passage.field("kind", kind.value, "title", certainty=1.0 if kind.certain else 0.7, doubts=doubts)
