"""The labels on a page outside the item tables, in one line or over two, and what stands beside and below each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.close_labels import party_before_us, party_beside
from pipeline.understand.head.label_text import SHORT_LABEL, as_printed, label_in, names_a_number, pieces_of
from pipeline.understand.page.layout import Line, Segment, Sheet, segment_of
from pipeline.understand.page.neighbours import is_aligned, is_beside, is_under
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.words.phrases import Phrases
from pipeline.understand.words.vocabulary import Vocabulary

BELOW_HEIGHTS = 3.2  # a value below its label stands at most this many text heights away
_NEXT_LINE = 2.0  # text heights


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
    own = [label for label in found if not _is_persons_title(label, found, vocabulary)]
    return [label for label in own if not _is_a_value(label, own)]


def _is_persons_title(label: Label, others: Sequence[Label], vocabulary: Vocabulary) -> bool:
    """``Measured by : Ms Tan``: a title behind another label's colon is no ``M/s`` before a firm."""
    own = label.segment
    if label.colon or "/" in own.text or label.phrase not in vocabulary.language.titles:
        return False
    return any(other is not label and not other.inline and _is_next(own, other) for other in others)


def _is_a_value(label: Label, others: Sequence[Label]) -> bool:
    """``QTN 2508-77`` beside or below "Our Ref": initials in front of figures are a part of that label's number."""
    if label.colon or not label.inline or len(label.phrase) > SHORT_LABEL:
        return False
    own = label.segment
    return any(
        not other.inline and (_is_next(own, other) or (is_under(own, other.segment) and _close_below(label, other)))
        for other in others
        if other is not label and names_a_number(other.meanings)
    )


def _is_next(segment: Segment, label: Label) -> bool:
    """Whether a segment stands right of a label with nothing but a colon between them."""
    between = [s for s in label.line.segments if label.segment.x1 <= s.x0 < segment.x0 and squeeze(s.text)]
    return not between and is_beside(label.segment, segment)


def _close_below(label: Label, above: Label) -> bool:
    """``PO 88213`` in the roomy cell below "Customer P.O.", which names the same number, may stand further away."""
    heights = BELOW_HEIGHTS if label.meanings == above.meanings else _NEXT_LINE
    return 0 < label.segment.middle - above.segment.middle < heights * label.segment.height


def _stacked(line: Line, following: Line | None, sheet: Sheet, labels: Phrases) -> Iterator[Label]:
    """Labels whose words stand one over the other in a narrow cell: ``Document`` over ``Date``."""
    if following is None:
        return
    for above in line.segments:
        for below in following.segments:
            near = is_aligned(below, above) and below.y0 - above.y1 < 0.9 * below.height
            meanings = _stacked_meanings(above, below, (line, following), labels) if near else None
            if meanings:
                whole = segment_of((*above.ink, *below.ink))
                left = max((s.x1 for s in line.segments if s.x1 <= above.x0), default=0.0)  # values may be centred
                region = (left, min((s.x0 for s in line.segments if s.x0 > above.x1), default=sheet.width))
                yield Label(meanings, whole.text, whole, line, Passage([]), False, False, region)


def _stacked_meanings(above: Segment, below: Segment, lines: tuple[Line, Line], labels: Phrases) -> frozenset[str]:
    """What two words one over the other mean; what is a label already is read on only where nothing stands beside."""
    if _each_has_its_own(above, below, lines):
        return frozenset()
    label, text = labels.starting(above.text), f"{above.text} {below.text}"
    if label is None:
        return labels.listed(text) if labels.goes_on_from(above.text) else frozenset()
    whole = labels.both_languages(above.text, label)
    if squeeze(above.text[whole.end :]):  # most have their value behind them
        return frozenset()
    beside = next((s for s in lines[1].segments if s.x0 > below.x1), None)
    alone = beside is None or any(is_aligned(beside, s) for s in lines[0].segments)
    meanings = labels.whole(text) or _in_two_languages(text, labels)
    single = len(below.ink) == 1 and meanings == whole.meanings  # the last word of a translation
    begins = labels.starting(below.text)
    ends = _ends_label(above, below, lines, alone=beside is None) and labels.listed(text) == meanings
    other = begins and not (single or ends)
    alone = alone or (len(below.ink) == 1 and begins is None and meanings == whole.meanings)
    return meanings if alone and not other else frozenset()


def _each_has_its_own(above: Segment, below: Segment, lines: tuple[Line, Line]) -> bool:
    """``Date   : 28/09/2026`` over ``PO   : 7781``: a colon beside either makes them two labels."""
    beside = (
        next((s for s in line.segments if s.x0 > own.x1), None) for line, own in zip(lines, (above, below), strict=True)
    )
    return all(value is not None and value.text.lstrip().startswith(":") for value in beside)


def _in_two_languages(text: str, labels: Phrases) -> frozenset[str]:
    """What ``M/s / Kepada`` over ``Tuan:`` means together, the second word being the last of the translation."""
    found = labels.starting(text)
    whole = labels.both_languages(text, found) if found else None
    return whole.meanings if whole and not squeeze(text[whole.end :]) else frozenset()


def _ends_label(above: Segment, below: Segment, lines: tuple[Line, Line], *, alone: bool) -> bool:
    """``Site   : Team 2`` over ``Measured By``: without the colon that the first line has, the second is its rest."""
    value = next((s for s in lines[0].segments if s.x0 > above.x1), None)
    return alone and value is not None and value.text.startswith(":") and ":" not in below.text


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


def _labels_on(line: Line, sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Label]:
    colons = [segment.text.lstrip().startswith(":") for segment in line.segments[1:]] + [False]
    pieces = [
        piece
        for segment, colon_follows in zip(line.segments, colons, strict=True)
        for piece in pieces_of(segment, vocabulary, colon_follows=colon_follows)
    ]
    edges = [0.0, *((a.x1 + b.x0) / 2 for a, b in pairwise(pieces)), sheet.width]
    for piece, x0, x1 in zip(pieces, edges, edges[1:], strict=False):
        text = as_printed(piece, vocabulary.labels)
        if (told := party_before_us(text, vocabulary)) is not None:
            party, end = told
            inline = piece.passage.part(party.end, end)
            yield Label(party.meanings, party.phrase, piece, line, inline, False, False, (x0, x1))
        elif (own := label_in(text, vocabulary)) is not None:
            inline = piece.passage.part(own.behind) if squeeze(text[own.behind :]) else Passage([])
            found = own.found
            yield Label(found.meanings, found.phrase, piece, line, inline, own.colon, own.broken, (x0, x1))
        elif (beside := party_beside(piece, text, sheet, vocabulary)) is not None:
            inline = piece.passage.part(beside.end)
            yield Label(beside.meanings, beside.phrase, piece, line, inline, False, False, (x0, x1))
