"""The labels on a page outside the item tables: where they begin and end, and what they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from pipeline.understand.grammar.dates import WEEKDAY
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.phrases import Found, Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_LADY = re.compile(r"\s*(?:Ms\b\.?\s*(?:[A-Z]|$)|MS\.\s*(?P<name>[A-Z].*|$))", re.DOTALL)  # firms' label is M/s
_COLON = re.compile(r"[\s.]*(?:[:：]|=)\s*")
_SPECK = re.compile(r"(?<=\w)[·•](?=\w)")
_COLON_BETWEEN = re.compile(r"\b(?P<first>[A-Za-z]{2,4}):\s+(?P<second>[A-Za-z]+)(?=\s*[.:])")
_NOUGHT = re.compile(r"(?<=\b[A-Za-z]/)0(?![\w/])")  # P/0 NO
_MISREAD = re.compile(r"[·•:]|/0")
_MAYBE_COLON = re.compile(r"[:：=]")
_FIGURES = re.compile(rf"[\s.\-#]*(?:{WEEKDAY}\b[\s,.]+)?\S*\d", re.IGNORECASE)
_BROKEN = re.compile(r"[\s.]*/(?:\s|$)")
_MARKS = re.compile(r"[\s.\-#]*")
_INITIALS = re.compile(r"(?!NO)[A-Z]{2,4}")
_SHORT_LABEL = 3  # letters
_TITLE_HEIGHT = 1.2  # times that of the number beside it
_NUMBER_ALONE = re.compile(r"\s+(?=\S*\d)\S+")
_WITH_INITIALS = re.compile(r"[\s.\-#]*[A-Z]{2,4} \d[\w/-]*\s*")  # Customer P.O. ACI 1182
_NOTE = re.compile(r"\s*\([a-z][a-z .]*\)(?=\s*(?:[:/=]|$))", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|oleh)\b", re.IGNORECASE)
_PERSON = re.compile(r"(?:\s+[A-Z][\w.'/-]*)(?:\s+(?:[A-Z][\w.'/-]*|\d{1,2}|a/l|a/p|bin|binti)){0,3}(?<!\.)\s*")
_SLASH = re.compile(r"[\s.]*/\s*")
_ADDRESSING = (
    "to",
    "kepada",
    "messrs",
    "tetuan",
    "billingaddress",
    "invoiceaddress",
    "alamatbil",
)  # "Sold to Kedai Contoh" needs no colon
_WHO = ("by", "oleh")
_NUMBERS = frozenset({"po_no", "your_ref"})
PARTIES = frozenset({"customer_name", "vendor", "ship_to"})


@dataclass(frozen=True)
class Label:
    """A label on a page, its possible meanings, and the text behind it in the same segment (may be empty)."""

    meanings: frozenset[str]
    phrase: str
    segment: Segment
    line: Line
    inline: Passage
    colon: bool
    broken: bool
    """The label's translation goes on in the next line: ``Invoice No / No.`` over ``Invois``."""
    region: tuple[float, float]
    """The stretch of the page's width that is this label's own: up to its neighbours on the line."""

    @property
    def place(self) -> tuple[int, float, float]:
        return self.segment.page, self.segment.y0, self.segment.x0


def labels_of(sheet: Sheet, lines: Sequence[Line], vocabulary: Vocabulary) -> list[Label]:
    """The labels on ``lines`` of ``sheet``; one set over two lines in its cell counts once."""
    found: list[Label] = []
    used: set[Ink] = set()
    for line, following in zip_longest(lines, lines[1:]):
        for label in (*_stacked(line, following, sheet, vocabulary.labels), *_labels_on(line, sheet, vocabulary)):
            if label.segment.ink[0] in used:
                continue
            whole = _with_second_line(label, following, vocabulary.labels)
            used.update(whole.segment.ink)
            found.append(whole)
    return [label for label in found if not _is_a_value(label, found)]


def _is_a_value(label: Label, others: Sequence[Label]) -> bool:
    """``QTN 2508-77`` beside or below "Our Ref": initials in front of figures are a part of that label's number."""
    if label.colon or not label.inline or len(label.phrase) > _SHORT_LABEL:
        return False
    own = label.segment
    return any(
        not other.inline
        and (_is_next(own, other) or (is_under(own, other.segment) and _close_below(own, other.segment)))
        for other in others
        if other is not label and any(m.startswith("number_") or m in _NUMBERS for m in other.meanings)
    )


def _is_next(segment: Segment, label: Label) -> bool:
    """Whether a segment stands right of a label with nothing but a colon between them."""
    between = [s for s in label.line.segments if label.segment.x1 <= s.x0 < segment.x0 and squeeze(s.text)]
    return not between and is_beside(label.segment, segment)


def _close_below(segment: Segment, above: Segment) -> bool:
    return 0 < segment.middle - above.middle < 2 * segment.height


def _stacked(line: Line, following: Line | None, sheet: Sheet, labels: Phrases) -> Iterator[Label]:
    """Labels whose words stand one over the other in a narrow cell: ``Document`` over ``Date``."""
    if following is None:
        return
    for above in line.segments:
        for below in following.segments:
            meanings = _stacked_meanings(above, below, (line, following), labels)
            if meanings:
                whole = segment_of((*above.ink, *below.ink))
                left = max((s.x1 for s in line.segments if s.x1 <= above.x0), default=0.0)  # values may be centred
                region = (left, min((s.x0 for s in line.segments if s.x0 > above.x1), default=sheet.width))
                yield Label(meanings, whole.text, whole, line, Passage([]), False, False, region)


def _stacked_meanings(above: Segment, below: Segment, lines: tuple[Line, Line], labels: Phrases) -> frozenset[str]:
    """What two words one over the other mean; what is a label already is read on only where nothing stands beside."""
    if below.y0 - above.y1 >= 0.9 * below.height or not is_aligned(below, above):
        return frozenset()
    label, text = labels.starting(above.text), f"{above.text} {below.text}"
    if label is None:
        return labels.listed(text)
    whole = labels.both_languages(above.text, label)
    beside = next((s for s in lines[1].segments if s.x0 > below.x1), None)
    alone = beside is None or any(is_aligned(beside, s) for s in lines[0].segments)
    meanings = labels.whole(text)
    single = len(below.ink) == 1 and meanings == whole.meanings  # the last word of a translation
    begins = labels.starting(below.text)
    ends = _ends_label(above, below, lines, alone=beside is None) and labels.listed(text) == meanings
    other = begins and not (single or ends)
    alone = alone or (len(below.ink) == 1 and begins is None and meanings == whole.meanings)
    return meanings if alone and not other and not squeeze(above.text[whole.end :]) else frozenset()


def _ends_label(above: Segment, below: Segment, lines: tuple[Line, Line], *, alone: bool) -> bool:
    """``Site   : Team 2`` over ``Measured By``: without the colon that the first line has, the second is its rest."""
    value = next((s for s in lines[0].segments if s.x0 > above.x1), None)
    return alone and value is not None and value.text.startswith(":") and not _MAYBE_COLON.search(below.text)


def is_aligned(segment: Segment, above: Segment) -> bool:
    """Whether a segment begins where the one above it does, or is centred under it."""
    left, middle = abs(segment.x0 - above.x0), abs(segment.x0 + segment.x1 - above.x0 - above.x1) / 2
    return min(left, middle) < above.height


def _with_second_line(label: Label, following: Line | None, labels: Phrases) -> Label:
    """``Del. Date / Tarikh`` over ``Penghantaran``: the label with the rest of its translation."""
    if not label.broken or following is None:
        return label
    for segment in following.segments:
        if not is_under(segment, label.segment) or segment.y0 - label.segment.y1 > 0.9 * segment.height:
            continue
        text = f"{label.segment.text} {segment.text}"
        found = labels.starting(text)
        if found and not squeeze(text[labels.both_languages(text, found).end :]):
            return replace(label, segment=segment_of((*label.segment.ink, *segment.ink)), broken=False)
    return label


def is_label(text: str, labels: Phrases) -> bool:
    """Whether ``text`` is a label itself, alone or with its value behind a colon."""
    text = text.replace("·", " ")  # what OCR makes of a speck between two words
    found = labels.starting(text)
    if found is None or squeeze(text[: found.start]):
        return False
    rest = text[labels.both_languages(text, found).end :]
    return not squeeze(rest) or bool(re.match(r"[\s.]*[:=]", rest))


def _labels_on(line: Line, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Label]:
    colons = [segment.text.lstrip().startswith(":") for segment in line.segments[1:]] + [False]
    pieces = [
        piece
        for segment, colon_follows in zip(line.segments, colons, strict=True)
        for piece in _pieces(segment, vocabulary, colon_follows=colon_follows)
    ]
    edges = [0.0, *((a.x1 + b.x0) / 2 for a, b in pairwise(pieces)), sheet.width]
    for piece, x0, x1 in zip(pieces, edges, edges[1:], strict=False):
        text = _as_printed(piece, vocabulary.labels)
        found = vocabulary.labels.starting(text)
        if not found or squeeze(text[: found.start]) or begins_a_number(text, found):
            continue
        if _is_lady(text, vocabulary):
            continue
        found = _whole(text, found, vocabulary.labels)
        found = _with_second_field(text, found, vocabulary.labels)
        end = found.end
        colon = _COLON.match(text, end)
        broken = not colon and bool(_BROKEN.match(text[end:]))
        if not colon and not broken and not _standalone(text[end:], found):
            continue
        marks = _MARKS.match(text, end)
        rest = len(text) if broken else colon.end() if colon else marks.end() if marks else end
        inline = piece.passage.part(rest) if squeeze(text[rest:]) else Passage([])
        yield Label(found.meanings, found.phrase, piece, line, inline, bool(colon), broken, (x0, x1))


def begins_a_number(text: str, label: Found) -> bool:
    """Whether a label runs on into figures: of ``PO2608-0655`` and ``INV-25/0850`` it is a part.

    Behind a word (``Date14``, ``NO26-1184``) only the space is missing.
    """
    initials = _INITIALS.fullmatch(text, label.start, label.end)
    return bool(re.match(r"[-/]\d", text[label.end :]) or (initials and text[label.end : label.end + 1].isdigit()))


def _as_printed(segment: Segment, labels: Phrases) -> str:
    """What OCR read, place by place, with a speck between words and a full stop that became a colon put right.

    ``Quotation·No``; ``Del: Date: 20/06/26``, where ``Del. Date`` is one label; ``P/0 No``.
    """
    text = segment.text
    if not _MISREAD.search(text) or segment.passage.trusted(0, len(text)):
        return text
    text = _NOUGHT.sub("O", _SPECK.sub(" ", text))
    for stop in _COLON_BETWEEN.finditer(text):
        if labels.listed(f"{stop['first']} {stop['second']}"):
            text = f"{text[: stop.end('first')]}.{text[stop.end('first') + 1 :]}"
    return text


def _is_lady(text: str, vocabulary: Vocabulary) -> bool:
    """``Ms Chin``, ``MS. CHIN``: how a woman is addressed; a firm's name may stand behind ``MS.`` too."""
    lady = _LADY.match(text)
    firm = lady and lady["name"] and any(True for _ in vocabulary.company_suffixes.within(lady["name"]))
    return bool(lady and not firm)


def _whole(text: str, found: Found, labels: Phrases) -> Found:
    """A label with its translation and with words in brackets before what ends it: ``Measured by (site) :``."""
    whole = labels.both_languages(text, found)
    if note := _NOTE.match(text, whole.end):
        return labels.both_languages(text, whole._replace(end=note.end()))
    every = _BY.finditer(text, whole.start, whole.end) if "measure_by" in whole.meanings else ()
    by = next((by for by in every if _PERSON.fullmatch(text, by.end())), None)  # "Measured By / Ukuran Oleh Team 2"
    return whole._replace(phrase=squeeze(text[whole.start : by.end()]), end=by.end()) if by else whole


def _with_second_field(text: str, found: Found, labels: Phrases) -> Found:
    """``PO number/date`` over ``4500098123 / 19.05.2026``: one label for two fields."""
    slash = _SLASH.match(text, found.end)
    second = labels.starting(text[slash.end() :]) if slash else None
    numbers = any(m.startswith("number_") or m == "po_no" for m in found.meanings)
    dated = second is not None and "date" in second.meanings
    if slash is None or second is None or not (numbers and dated) or squeeze(text[slash.end() + second.end :]):
        return found
    return Found(found.meanings | second.meanings, found.phrase, found.start, slash.end() + second.end)


def _standalone(rest: str, found: Found) -> bool:
    """Without a colon a label is one when it stands alone, or when figures follow ("Invoice No KDI-2606-092")."""
    if not squeeze(rest):
        return True
    if (found.phrase.endswith(_ADDRESSING) or found.phrase == "ms") and found.meanings & PARTIES:
        return True
    if "measure_by" in found.meanings and found.phrase.endswith(_WHO):  # "Measured by Team 3"
        return bool(_PERSON.fullmatch(rest))
    if len(found.phrase) <= _SHORT_LABEL:  # "No. INV-67126", "No. CB 73992", but not "No. 12, Jalan Meranti"
        return bool(re.fullmatch(r"[.#]*\s+[.#]*(?:[A-Z]{1,4}\s)?(?=\S*\d{3})[^\s,]+\s*", rest))
    initials = found.meanings & _NUMBERS or any(m.startswith("number_") for m in found.meanings)
    return bool(_FIGURES.match(rest) or (initials and _WITH_INITIALS.fullmatch(rest)))


def _pieces(segment: Segment, vocabulary: Vocabulary, *, colon_follows: bool) -> list[Segment]:
    """A segment cut before each label that a colon follows ("Tel: 03-… Fax: 03-…"), maybe in the next segment.

    A title is cut off the number behind it ("TAX INVOICE No. 26-1184").
    """
    passage, labels = segment.passage, vocabulary.labels
    text = _as_printed(segment, labels)
    tokens = tokens_in(text)
    title = title_end(segment, vocabulary)
    if (initials := labels.starting(text[title:])) and begins_a_number(text[title:], initials):
        title = 0  # "PURCHASE ORDER PO781266" names its number itself
    cuts = {0, len(text), title}
    index = 0 if colon_follows or _MAYBE_COLON.search(text) else len(tokens)
    while index < len(tokens):
        found = labels.at(tokens, index)
        if found:
            end = _whole(text, found, labels).end
            if _COLON.match(text, end) or (colon_follows and not squeeze(text[end:])):
                cuts.add(found.start)
            while index < len(tokens) and tokens[index].start < end:
                index += 1
        else:
            index += 1
    if len(cuts) == 2 and all(ink.text.strip() for ink in segment.ink):  # nothing but its two ends
        return [segment]
    places = sorted(cuts)
    parts = [passage.part(a, b).ink for a, b in pairwise(places)]
    return [segment_of(part) for part in parts if part]


def title_end(segment: Segment, vocabulary: Vocabulary) -> int:
    """Where the name of a kind of document ends that a number's label follows; 0 where the text is no such title.

    ``INVOICE No. 26-1184`` has a title only where INVOICE stands out by its size.
    """
    text = segment.text
    title = vocabulary.document_kinds.starting(text)
    if title is None or squeeze(text[: title.start]):
        return 0
    larger = segment.ink[0].height >= _TITLE_HEIGHT * segment.ink[-1].height
    if larger and _NUMBER_ALONE.fullmatch(text[title.end :]):
        return title.end  # the value of a label above it, as large type beside small makes them one segment
    following = vocabulary.labels.starting(text[title.end :])
    named = following is not None and any(m.startswith("number_") or m == "po_no" for m in following.meanings)
    if following is None or not named or squeeze(text[title.end : title.end + following.start]):
        return 0
    behind = text[title.end + following.end :]
    if not any(character.isdigit() for character in behind):
        return 0
    label = vocabulary.labels.starting(text)
    one = label is not None and label.end > title.end
    if one and not larger:
        return 0
    return title.end + following.start


def is_under(segment: Segment, label: Segment) -> bool:
    """Whether a segment stands straight below a label: they overlap, or begin at the same edge."""
    overlap = min(segment.x1, label.x1) - max(segment.x0, label.x0)
    return overlap > 0 or abs(segment.x0 - label.x0) < 1.5 * label.height


def is_beside(label: Segment, segment: Segment) -> bool:
    """Whether a segment stands right of a label, on its line but for the skew of a scan."""
    if segment.x0 < label.x1 - 1 or segment.y0 >= label.y1 or segment.y1 <= label.y0:
        return False
    shared = min(label.y1, segment.y1) - max(label.y0, segment.y0)
    return shared > 0.4 * min(label.height, segment.height)
