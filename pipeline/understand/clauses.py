"""Cuts an item's text into clauses: the pieces between commas, bars, bullets and meant line breaks.

A line break is meant when the next line's first word would still have fitted; otherwise the text was only wrapped. A
label followed by a colon begins a clause wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.understand.passage import Ink, Passage
from pipeline.understand.phrases import Found, Phrases
from pipeline.understand.sizes import is_legend
from pipeline.understand.tokens import tokens_in

_SEPARATOR = re.compile(
    r"(?<!\d),|,(?!\d{3}(?!\d))|[|;•·●▪♦►]|(?:(?<=\s)|^)/(?=\s|$)|\s@\s"
    # A sentence's end, and no abbreviation's: "Teras honeycomb. Tanpa edging", but "Deco. Line".
    r"|(?:(?<=[a-z]{5})|(?<=[A-Z]{5})|(?<=\d{2}[A-Za-z0-9]))\.(?=\s+[A-Z])|\.(?=\s+@)"
    # A dash between two figures makes a range.
    r"|(?:(?<=\s)|^)(?<!\d\s)[-–—*](?=\s)|(?<=\s)[-–—*](?=\s+\D)"
)
COLON = re.compile(r"[ .]*(?:\([^()\n]*\))?[ \n]*(?:[:=]|\t)\s*")
"""What makes a label of the words before it: a colon, or a wide gap; a note in brackets may stand between."""
_MAYBE_COLON = re.compile(r"[:=\t]")
_MAYBE_TRANSLATED = re.compile(r"[/|()-]")

_BRACKET = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]")
_AXIS = 4  # characters of a bracket that holds a letter or two: "(W)", "(a)"
_STATEMENT = re.compile(
    r"\d\s*(?:mm|cm|m|ft|'|\")?\s*(?:\(?[whl]\)?)?\s*[x×*]\s*\d|\d{2}\s*mm\s*(?:thk|thick|tebal)", re.IGNORECASE
)
# "18 NOS @ 577.00 10,386.00", "16 PC × RM512.30", "11 LEAF": a line that only counts.
_COUNT_LINE = re.compile(
    r"\s*\d[\d,.]*\s*(?!(?:mm|cm|m|ft|in|kaki|inci)\b)[A-Za-z.]{1,8}"
    r"(?:\s*[@x×]?\s*(?:(?:RM|MYR|S?\$)\s*)?-?[\d,]+\.\d{2}\)?(?:\s*(?:each|/\s*\w+|=))?)*\s*",
    re.IGNORECASE,
)
_LABEL_BEHIND_SLASH = re.compile(r"(?<=\S)/(?=\s+\S)")  # UNEQUAL D/L/ Garis Hiasan T-BAR
_STOP = re.compile(r"(?<=\w\w)\.(?=\s+[A-Z])")
_NAMED_LENGTHS = re.compile(
    r"[(\[]?\b[whtlbd]\b\s*[)\]]?\s*[:=]?\s*\d[\d.]*\s*(?:mm|cm|m)?\s*[/,]\s*[(\[]?\b[whtlbd]\b\s*[)\]]?\s*[:=]?\s*\d",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(?:RM|MYR|S?\$)\s*[\d,]+\.\d{2}", re.IGNORECASE)
_REST = re.compile(r"\s*(?:[a-z]\S*|\d+(?:\.\d+)?\s*mm)\s*")
_DANGLING = re.compile(r"[,:/x×&+~-]\s*$|\b(?:and|dan|with|c/w)\s*$", re.IGNORECASE)
_OPEN_LABEL = re.compile(r"[:=]\s*$")
_LAST_MARK = re.compile(r".*[,;|](?=\s*[^\W\d])")
_MARK = re.compile(r"[,;|]\s*")
_COUNT = frozenset({"quantity"})
_COUNTED = re.compile(r"[ .:=]*\d")
_LABEL_LINES = 4  # as many lines that begin with a label make a list of label and value
_FLOWING = 2  # separators that make an item's text running text
_NEXT_LINE = 2.0  # text heights
_SHORT = 0.3  # of the column's width that a line leaves empty: nothing was wrapped there
_FIT_TOLERANCE = 0.6  # text heights of the next word that may be missing to the edge


class Clause(NamedTuple):
    """``text[start:end]`` of the passage it was cut from."""

    start: int
    end: int


def clauses_of(
    passage: Passage, labels: Phrases, right_edge: float | None = None, *, gaps: bool = False
) -> list[Clause]:
    """The clauses of ``passage``; ``right_edge`` (points) is where its column wraps, its own widest line by default.

    ``gaps`` says that wide gaps part statements, as where no columns do.
    """
    text = passage.text
    marks = _marks_in(text, labels)
    breaks = marks.listed | _meant_breaks(passage, right_edge, listed=bool(marks.listed))
    cuts = marks.cuts | _colon_labels(text, labels, breaks)
    cuts |= {
        at
        for at in breaks
        if not marks.flowing
        or _begins_anew(text, at, labels)
        or _next_block(passage, at)
        or _short(passage, at, right_edge)
    }
    cuts |= set(_gaps(text, labels, cuts)) if gaps else set()
    places = sorted(at for at in cuts if not any(a < at < b for a, b in marks.uncut))
    pairs = pairwise(places)
    return [Clause(a, b) for a, b in pairs if a not in marks.skipped and text[a:b].strip()]


@dataclass(frozen=True)
class _Marks:
    """What the characters of a text alone say of its clauses, wherever its lines break."""

    cuts: frozenset[int]
    skipped: frozenset[int]
    """Where separators and brackets begin, which belong to no clause."""
    listed: frozenset[int]
    """Where lines begin with a label, in a text that is made of such lines."""
    flowing: bool
    uncut: tuple[tuple[int, int], ...]
    """Stretches that nothing cuts."""


@lru_cache(maxsize=2048)  # several readings look at the same lines
def _marks_in(text: str, labels: Phrases) -> _Marks:
    cuts = {0, len(text)}
    skipped: set[int] = set()
    separators = _separators(text, labels)
    slashes = [*_LABEL_BEHIND_SLASH.finditer(text), *_stops(text, labels)]
    for match in (*separators, *(m for m in slashes if _begins_with_label(text[m.end() :], labels))):
        cuts.update((match.start(), match.end()))
        skipped.add(match.start())
    cuts |= _count_lines(text)
    for bracket in _statements_in_brackets(text, labels):
        cuts.update((bracket.start(), bracket.start() + 1, bracket.end() - 1, bracket.end()))
        skipped.update((bracket.start(), bracket.end() - 1))
    listed = frozenset(_label_lines(text, labels))
    flowing = len(separators) >= _FLOWING and not listed
    uncut = (*_labels_in_two_languages(text, labels), *(m.span() for m in _NAMED_LENGTHS.finditer(text)))
    return _Marks(frozenset(cuts), frozenset(skipped), listed, flowing, uncut)


def _separators(text: str, labels: Phrases) -> list[re.Match[str]]:
    """The marks between statements; a label's own full stop is none before its value: ``Leaf Config.  DL``."""
    found = list(_SEPARATOR.finditer(text))
    stops = [match for match in found if match[0] == "."]
    ends = {each.end for each in labels.within(text)} if stops else set()
    own = {match for match in stops if match.start() in ends and not labels.starting(text[match.end() :])}
    return [match for match in found if match not in own]


def _stops(text: str, labels: Phrases) -> Iterator[re.Match[str]]:
    """Full stops before a label that are no label's own: ``TANDAS OKU. Harga``, but not ``Deco. Line``."""
    stops = list(_STOP.finditer(text))
    spans = [(found.start, found.end) for found in labels.within(text)] if stops else []
    for stop in stops:
        label = labels.starting(text[stop.end() :])
        if label and not any(a < stop.start() <= b for a, b in spans):
            yield stop


def _count_lines(text: str) -> set[int]:
    """Where lines begin and end that say nothing but how many at what price."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    counted = [
        (a, b)
        for a, b in zip(starts[1:], ends[1:], strict=True)
        if _COUNT_LINE.fullmatch(text[a:b])
        and not _OPEN_LABEL.search(text[max(0, a - 3) : a])  # "Laminate:" / "8274 T"
    ]
    return {at for a, b in counted for at in (a, min(b + 1, len(text)))}


def _gaps(text: str, labels: Phrases, cuts: AbstractSet[int]) -> Iterator[int]:
    """The wide gaps between pieces; the one behind a label parts it from its value."""
    for match in re.finditer("\t", text):
        run = re.split(r"[\t\n]", text[: match.start()])[-1]
        if _counts(text, match.end(), labels):  # "HPL Door   Qty 21 PC": no laminate is called so
            yield match.end()
            continue
        if labels.whole(run.strip()) and not _PRICE.match(text, match.end()):  # "Inner / Outer", whatever its slash
            continue
        start = max((at for at in cuts if at <= match.start()), default=0)
        piece = text[start : match.start()]
        label = labels.starting(piece)
        if not label or any(ch.isalpha() for ch in piece[labels.both_languages(piece, label).end :].split("(")[0]):
            yield match.end()


def _counts(text: str, start: int, labels: Phrases) -> bool:
    """Whether a label with a count stands there, which is no value of another label."""
    label = labels.starting(text[start:]) if text[start : start + 1].isalpha() else None
    return label is not None and label.meanings == _COUNT and bool(_COUNTED.match(text, start + label.end))


def _statements_in_brackets(text: str, labels: Phrases) -> list[re.Match[str]]:
    """Brackets that say something of their own, ``(43mm thk) (laminate LK 2204)``, and are no note on what is before.

    So are a size, a label with its value, and brackets that stand in a row.
    """
    found = [m for m in _BRACKET.finditer(text) if len(m[0]) > _AXIS and not COLON.match(text, m.start())]
    found = [m for m in found if not is_legend(m[0])]
    rows = {
        each.start()
        for one, other in pairwise(found)
        if not text[one.end() : other.start()].strip()
        for each in (one, other)
    }
    return [m for m in found if m.start() in rows or _STATEMENT.search(m[0]) or _begins_with_label(m[0][1:-1], labels)]


@lru_cache(maxsize=2048)
def _colon_labels(text: str, labels: Phrases, breaks: frozenset[int]) -> frozenset[int]:
    """Where a label with its colon begins; ``Inner/Outer:`` and ``Door Type:`` count as one label.

    A label does not reach over a meant line break into a label of its own: ``FLUSH DOOR`` / ``Size:`` is no door size;
    nor over any break into one that means the same: ``DOOR FRAME`` / ``Laminate =`` is a frame.
    """
    if not _MAYBE_COLON.search(text):
        return frozenset()
    tokens, unbroken = tokens_in(text), tokens_in(text.replace("\n", " "))
    marked = {mark.end() for mark in _MARK.finditer(text)}  # a label may be wrapped: ", Kod Warna" / "Laminate: …"
    found: set[int] = set()
    index = 0
    while index < len(tokens):
        label = labels.at(unbroken if tokens.spans[index][0] in marked else tokens, index)
        label = labels.both_languages(text, label) if label else None
        broken = text.find("\n", label.start, label.end) if label else -1
        if (
            label
            and (colon := COLON.match(text, label.end))
            and ("\t" not in colon[0].rstrip(" ") or not _is_value(text, label, labels))
            and (broken < 0 or not _label_below(text, broken + 1, label, labels, meant=broken + 1 in breaks))
        ):
            found.add(label.start)
            while index < len(tokens) and tokens[index].start < colon.end():
                index += 1
        else:
            index += 1
    return frozenset(found)


def _is_value(text: str, label: Found, labels: Phrases) -> bool:
    """``Edges   NO EDGING   Price``: what stands behind a label and a gap is its value, though a gap follows.

    Titles in a row over their values (``Size   Core   Finish``) are labels all.
    """
    *before, own = text[text.rfind("\n", 0, label.start) + 1 : label.start].split("\t")
    behind_label = bool(before) and bool(labels.whole(before[-1].strip()))
    return bool(own.strip()) or (behind_label and not labels.listed(text[label.start : label.end]))


def _labels_in_two_languages(text: str, labels: Phrases) -> list[tuple[int, int]]:
    """The stretches of labels with their translation: the slash between them separates no clauses."""
    spans = []
    for each in labels.within(text) if _MAYBE_TRANSLATED.search(text) else ():
        below = text.find("\n", each.start, each.end) + 1
        own = labels.starting(text[below:]) if below else None  # "Flush door" over "Thickness (T)"
        found = own._replace(start=own.start + below, end=own.end + below) if own else each
        whole = labels.both_languages(text, found)
        words_before = text[text.rfind("\n", 0, found.start) + 1 : found.start].rstrip(" ")[-1:].isalnum()
        over_slash = " / " in text[found.start : found.end] and words_before  # "inner frame / profile P11"
        if whole.end > found.end or ("/" in text[found.start : found.end] and not over_slash):
            spans.append((whole.start, whole.end))
    return spans


def _label_at(text: str, start: int, labels: Phrases) -> bool:
    label = labels.starting(text[start:])
    return bool(label and COLON.match(text, start + labels.both_languages(text[start:], label).end))


def _label_below(text: str, start: int, label: Found, labels: Phrases, *, meant: bool) -> bool:
    """Whether a label of its own begins at ``start``, inside ``label``, where a line begins."""
    own = labels.starting(text[start:])
    return bool(own and (meant or own.meanings == label.meanings) and _label_at(text, start, labels))


def _label_lines(text: str, labels: Phrases) -> set[int]:
    """Where lines begin with a label, in a text that is made of such lines: there every label line is a clause."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    labelled = {start for start in starts if _begins_with_label(text[start:].split("\n", 1)[0], labels)}
    if len(labelled) < _LABEL_LINES or len(labelled) < 0.6 * len(starts):
        return set()
    return {start for start in labelled - {0} if not _goes_over(text, start, labels)}


def _goes_over(text: str, start: int, labels: Phrases) -> bool:
    """Whether a line goes on with a label that begins behind the last mark of the line above, or with its value."""
    above = text[: start - 1].rsplit("\n", 1)[-1]
    if _OPEN_LABEL.search(above):
        return not _label_at(text, start, labels)
    mark = _LAST_MARK.match(above)
    if mark is None:
        return False
    begun = f"{above[mark.end() :]} "
    label = labels.starting(begun + text[start:].split("\n", 1)[0])
    return bool(label and not tokens_in(begun[: label.start]) and label.end > len(begun))


def _begins_with_label(line: str, labels: Phrases) -> bool:
    found = labels.starting(line)
    return bool(found and not tokens_in(line[: found.start]) and tokens_in(line[found.end :]))


def _meant_breaks(passage: Passage, right_edge: float | None, *, listed: bool) -> set[int]:
    edge = right_edge or max((ink.x1 for ink in passage.ink), default=0.0)
    starts = [match.end() for match in re.finditer("\n", passage.text)]
    return {start for start in starts if _meant(passage, start, edge, listed=listed)}


def _next_block(passage: Passage, start: int) -> bool:
    before, after = passage.last_before(start - 1), passage.first_from(start)
    return before is not None and after is not None and after.middle < before.middle + after.height / 2


def _begins_anew(text: str, start: int, labels: Phrases) -> bool:
    """In running text a line begins something new only with a label's colon, or after a title that stands alone."""
    return not _SEPARATOR.search(text[: start - 1]) or _label_at(text, start, labels)


def _short(passage: Passage, start: int, right_edge: float | None) -> bool:
    """Whether the line before leaves so much of its column empty that the next one was not wrapped off it."""
    before = passage.last_before(start - 1)
    if before is None or _DANGLING.search(passage.text[: start - 1]):
        return False
    edge = _edge_of(passage, before, right_edge or max(ink.x1 for ink in passage.ink))
    left = min(ink.x0 for ink in passage.ink)
    return edge - before.x1 > _SHORT * (edge - left)


def _edge_of(passage: Passage, last: Ink, edge: float) -> float:
    """Where the column of ``last`` wraps: a second column of text lies beyond the edge of the first."""
    return edge if last.x0 < edge else max(ink.x1 for ink in passage.ink if ink.x0 >= edge)


def _meant(passage: Passage, start: int, edge: float, *, listed: bool) -> bool:
    before, after = passage.last_before(start - 1), passage.first_from(start)
    if before is None or after is None:
        return False
    edge = _edge_of(passage, before, edge)
    if _next_block(passage, start):
        return True
    if _DANGLING.search(passage.text[: start - 1]) or _hangs(passage, start, after):
        return False
    if listed and _goes_on_below(passage, start, before, after):
        return False
    return _would_have_fitted(before, after, edge)


def _goes_on_below(passage: Passage, start: int, before: Ink, after: Ink) -> bool:
    """Whether a line among labelled ones only ends the one above: a word in small letters, a bare measure.

    Two words may state something of their own: ``no edging``.
    """
    line, above = passage.text[start:].partition("\n")[0], passage.text[: start - 1].rpartition("\n")[2]
    close = after.middle - before.middle < _NEXT_LINE * before.height
    return close and bool(COLON.search(above)) and bool(_REST.fullmatch(line))


def _hangs(passage: Passage, start: int, first: Ink) -> bool:
    """Whether a line goes on under the value of a label: it begins where the value began, behind the wide gap."""
    line_start = passage.text.rfind("\n", 0, start - 1) + 1
    tab = passage.text.rfind("\t", line_start, start - 1)
    if tab < 0:
        return False
    value = passage.words(tab + 1, start - 1)
    return bool(value) and abs(first.x0 - value[0].x0) < first.height


def _would_have_fitted(last: Ink, following: Ink, edge: float) -> bool:
    needed = (following.x1 - following.x0) + 0.3 * following.height
    return last.x1 + needed + _FIT_TOLERANCE * following.height <= edge
