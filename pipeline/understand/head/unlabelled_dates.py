"""The document's date where no label names it: the only one, or the day when a mail was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.dates import WEEKDAY, WrittenDate, dates_in, is_date, unusual_dates_in
from pipeline.understand.head.label_values import Pair
from pipeline.understand.page.layout import Line, Segment

# At the head of a mail: by whom it was sent, on which day and at what time.
_SENT = re.compile(r"(?:^\s*(?:sent|dihantar)\s*:|<[^<>\s]+@[^<>\s]+>).*\d{1,2}[:.]\d{2}\b", re.IGNORECASE)
# "Contoh Enterprise   Tue, 14 Apr 2026 at 10:22 AM" over a mail; "On Tue, 14 Apr 2026 at 10:22, Contoh wrote:" is older
_DAY_AND_TIME = re.compile(rf"\b{WEEKDAY}\b.*\d{{4}}(?:\s+at|\s+pukul|,)?\s+\d{{1,2}}[:.]\d{{2}}\b", re.IGNORECASE)
_QUOTED = re.compile(r"\b(?:wrote|menulis)\s*:|^\s*(?:on|pada)\b", re.IGNORECASE)
_OTHER_DAYS = frozenset({"delivery_date", "due_date"})
_OF_OTHERS = _OTHER_DAYS | {"other", "earlier"}
_CLOSE = 2.0  # text heights between a label and what stands below it
_LABEL_WORDS = 4  # as many as a label has that is not known


def unlabelled_date(lines: Sequence[Line], pairs: Sequence[Pair] = ()) -> Field | None:
    """The first date on the page where none has a label; one that ``pairs`` give a delivery's, say, is none.

    It is doubtful by that, but for the day that a mail was sent, and for one that stands for itself as a letter's does,
    when no other does so: on a line of its own, or at the right beside what is told whole ("Our ref.: OW-PO-7400").
    """
    named = {
        ink
        for pair in pairs
        if pair.label.meanings & _OTHER_DAYS and dates_in(pair.value.text)
        for ink in pair.value.ink
    }
    segments = [(line, s) for line in lines for s in line.segments if not named.issuperset(s.ink)]
    dated = [(line, segment, dates_in(segment.text)) for line, segment in segments]
    dated = [each for each in dated if each[2]] or [each for each in map(_month_first, segments) if each[2]]
    if not dated:
        return None
    sent = [each for each in dated if _is_sent(each[0])]
    days = {written.value for _, _, (written, *_) in sent}
    line, segment, (written, *_) = sent[0] if len(days) == 1 else dated[0]
    alone = [each for each in dated if is_date(each[1].text)]
    sure = len(alone) == 1 and alone[0][1] is segment and _is_last_and_unnamed(segment, line)
    sure = len(days) == 1 or (sure and not _below_words(segment, lines))
    doubts = [] if sure else ["no label says that this is the document's date"]
    return segment.passage.field(
        "date", written.value.isoformat(), "unlabelled", written.start, written.end, doubts=doubts
    )


def _is_last_and_unnamed(segment: Segment, line: Line) -> bool:
    """Whether a line ends with a segment and names it nowhere: whatever stands before it has its own value in figures.

    A title that is not known has none: ``Valid Until   09 OCT 2026``.
    """
    before = line.segments[:-1]
    return line.segments[-1] is segment and all(any(ch.isdigit() for ch in other.text) for other in before)


def _month_first(place: tuple[Line, Segment]) -> tuple[Line, Segment, list[WrittenDate]]:
    """A place on the page with the dates there whose month stands first; figures run together may be a number."""
    text = place[1].text
    return *place, [found for found in unusual_dates_in(text) if "/" in text[found.start : found.end]]


def _below_words(segment: Segment, lines: Sequence[Line]) -> bool:
    """Whether a few words stand close above, as a label that is not known would."""
    return any(
        0 < segment.middle - s.middle < _CLOSE * segment.height
        and s.x0 < segment.x1
        and segment.x0 < s.x1
        and len(s.text.split()) <= _LABEL_WORDS
        and not any(character.isdigit() for character in s.text)
        for line in lines
        for s in line.segments
    )


def _is_sent(line: Line) -> bool:
    """Whether a line is that of a mail's head which says when it was sent."""
    return bool(_SENT.search(line.text)) or bool(_DAY_AND_TIME.search(line.text) and not _QUOTED.search(line.text))
