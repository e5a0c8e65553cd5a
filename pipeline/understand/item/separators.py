"""The marks that part statements: commas, bars, bullets, full stops, brackets, and lines that only count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.codes import LETTER_AND_FIGURES
from pipeline.understand.grammar.lengths import UNIT_WORD
from pipeline.understand.grammar.numbers import PRICE
from pipeline.understand.grammar.sizes import is_legend
from pipeline.understand.grammar.stock_codes import is_material_number
from pipeline.understand.item.colons import COLON, OPEN_LABEL, begins_with_label
from pipeline.understand.item.label_lines import label_lines
from pipeline.understand.words.phrases import Phrases

SEPARATOR = re.compile(
    # One look at what each way below begins with passes over most characters.
    r"(?=[,|;•·●▪♦►/\s@.\-–—*=])(?:"
    r"(?<!\d),|,(?!\d{3}(?!\d))|[|;•·●▪♦►]|(?:(?<=\s)|^)/(?=\s|$)|\s@\s"
    r"|(?<=[A-Za-z])/(?=\d{2}\s?mm\b)"  # S/L/43mm
    # A sentence's end, and no abbreviation's: "Teras honeycomb. Tanpa edging", but "Deco. Line".
    r"|(?:(?<=[a-z]{5})|(?<=[A-Z]{5})|(?<=\d{2}[A-Za-z0-9])|(?<=mm)|(?<=[)\]\"'”″]))\.(?=\s+[A-Z])|\.(?=\s+@)"
    # A dash between two figures makes a range.
    r"|(?:(?<=\s)|^)(?<!\d\s)[-–—*](?=\s)|(?<=\s)[-–—*](?=\s+\D)"
    # How many, at the end of a line: "design D-408 – 14 sets", "location Study = 6 pcs".
    rf"|(?<=\s)[-–—=](?=\s+\d{{1,4}}\s+(?!(?i:{UNIT_WORD})\b)[A-Za-z]+\.?[^\S\n]*(?:\n|$))"
    # The same in a list with dashes: "w110 - 10 sets - MX-1140".
    r"|(?<=\s)[-–—](?=\s+\d{1,4}\s+(?i:nos?|pcs?|sets?|units?|keping)\b\.?\s+[-–—]\s)"
    r")"
)
"""What stands between two statements."""
_MAYBE_TRANSLATED = re.compile(r"[/|()]")
_DASH = re.compile(r"-\s*")  # parts a label from its translation only where that begins right behind it
_BRACKET = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]")
_AXIS = 4  # characters of a bracket that holds a letter or two: "(W)", "(a)"
_STATEMENT = re.compile(
    r"\d\s*(?:mm|cm|m|ft|'|\")?\s*(?:\(?[whl]\)?)?\s*[x×*]\s*\d|\d{2}\s*mm\s*(?:thk|thick|tebal)", re.IGNORECASE
)
# "18 NOS @ 577.00 10,386.00", "- 16 PC × RM512.30", "11 LEAF": a line that only counts.
COUNT_LINE = re.compile(
    rf"\s*(?:[-–—=]\s+)?\d(?:[\d,.]*[\d.])?\s*(?!{UNIT_WORD}\b)[A-Za-z.]{{2,8}}"
    rf"(?:\s*(?:[@x×]|(?:at|pada)\s)?\s*{PRICE}\)?(?:\s*(?:each|/\s*\w+|=))?)*\s*",
    re.IGNORECASE,
)
_LABEL_BEHIND_SLASH = re.compile(r"(?<=\S)/(?=\s+\S)")  # UNEQUAL D/L/ Garis Hiasan T-BAR
_STOP = re.compile(r"(?:(?<=\w\w)|(?<=[A-Za-z]{2}\s\d))\.(?=\s+[A-Z])")  # location BATH 2. Remark - URGENT
_NAMED_LENGTHS = re.compile(
    r"[(\[]?\b[whtlbd]\b\s*[)\]]?\s*[:=]?\s*\d[\d.]*\s*(?:mm|cm|m)?\s*[/,]\s*[(\[]?\b[whtlbd]\b\s*[)\]]?\s*[:=]?\s*\d",
    re.IGNORECASE,
)
_ENDS_BRACKET = re.compile(r"[^(\[].[)\]]")
_CODED = frozenset({"laminate_code"})
_OPEN_CODE = re.compile(r"[A-Z\d]-\s*\n$")  # "laminate NX-" / "41.70 S/L"
# "Bedroom 2, 3 & 4", "Block A, B dan C": the commas part no statements. "Bilik 1, 2, 3" only where they count on.
_TIED = r"\s*,?\s*(?:&|\+|\b(?:and|dan)\b)\s*"
_NUMBERS_TIED = re.compile(
    rf"(?<=[A-Za-z]\s)(?:\d{{1,3}}[A-Z]?(?:\s*,\s*\d{{1,3}}[A-Z]?)+{_TIED}\d{{1,3}}[A-Z]?|[A-Z](?:\s*,\s*[A-Z])+{_TIED}[A-Z])"
    r"(?=\s*(?:[,;.|)/\n-]|$))"
)
_NUMBERS_ON = re.compile(r"(?<=[A-Za-z]\s)\d{1,3}(?:\s*,\s*\d{1,3})+(?=\s*(?:[,;.|)/\n-]|$))")
_SHORTENED = 3  # letters of a label that its stop shortens
_FLOWING = 2  # separators that make an item's text running text


@dataclass(frozen=True)
class Marks:
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
def marks_in(text: str, labels: Phrases) -> Marks:
    """What the characters of ``text`` say of its clauses."""
    cuts = {0, len(text)}
    skipped: set[int] = set()
    separators = _separators(text, labels)
    slashes = [*_LABEL_BEHIND_SLASH.finditer(text), *_stops(text, labels)]
    for match in (*separators, *(m for m in slashes if begins_with_label(text[m.end() :], labels))):
        cuts.update((match.start(), match.end()))
        skipped.add(match.start())
    cuts |= _count_lines(text)
    for bracket in _statements_in_brackets(text, labels):
        cuts.update((bracket.start(), bracket.start() + 1, bracket.end() - 1, bracket.end()))
        skipped.update((bracket.start(), bracket.end() - 1))
    listed = frozenset(label_lines(text, labels))
    flowing = len(separators) >= _FLOWING and not listed
    uncut = (*_labels_in_two_languages(text, labels), *_numbers_together(text))
    return Marks(frozenset(cuts), frozenset(skipped), listed, flowing, uncut)


def _numbers_together(text: str) -> Iterator[tuple[int, int]]:
    """Lengths with their axes, and numbers of rooms, that a comma or a slash parts and that are said as one."""
    if "," in text or "/" in text:
        listed = (*_NUMBERS_TIED.finditer(text), *filter(_count_on, _NUMBERS_ON.finditer(text)))
        yield from (match.span() for match in (*_NAMED_LENGTHS.finditer(text), *listed))


def _count_on(numbers: re.Match[str]) -> bool:
    """Whether each number is the next one of that before it: ``1, 2, 3``."""
    told = [int(number) for number in re.findall(r"\d+", numbers[0])]
    return all(b == a + 1 for a, b in pairwise(told))


def _separators(text: str, labels: Phrases) -> list[re.Match[str]]:
    """The marks between statements; a label's own is none before its value: ``Leaf Config.  DL``, ``Qty = 4 nos``."""
    found = list(SEPARATOR.finditer(text))
    stops = [match for match in found if match[0] in ".="]
    ends = {each.end for each in labels.within(text)} if stops else set()
    own = {
        match
        for match in stops
        if len(text[: match.start()].rstrip(" ")) in ends and not labels.starting(text[match.end() :])
    }
    return [match for match in found if match not in own]


def _stops(text: str, labels: Phrases) -> Iterator[re.Match[str]]:
    """Full stops before a label that are no label's own: ``TANDAS OKU. Harga``, but not ``Deco. Line``."""
    stops = list(_STOP.finditer(text))
    named = list(labels.within(text)) if stops else []
    spans = [(found.start, found.end) for found in named]
    for stop in stops:
        behind = text[stop.end() :].lstrip()
        label = labels.starting(behind)
        before = next((each for each in reversed(named) if each.end <= stop.start()), None)
        if label and before and label.meanings & before.meanings and not COLON.match(behind, label.end):
            continue  # "Lock hole: CYL. LOCK": its value's own word
        if before and before.end == stop.start() and before.end - before.start <= _SHORTENED:
            continue  # "Loc. Type A Bedroom 2"
        if before and before.end == stop.start() and before.meanings & _CODED and LETTER_AND_FIGURES.match(behind):
            continue  # "Laminate no. H8815"
        ends = label and labels.listed(behind[: label.end])  # "T-bar. Design HELIX": else it may be the label's own
        if label and not any(a < stop.start() < b or (not ends and stop.start() == b) for a, b in spans):
            yield stop


def _count_lines(text: str) -> set[int]:
    """Where lines begin and end that say nothing but how many at what price, or the goods' number in a package."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    counted = [
        (a, b)
        for a, b in zip(starts[1:], ends[1:], strict=True)
        if (COUNT_LINE.fullmatch(text[a:b]) or is_material_number(text[a:b]))
        and not OPEN_LABEL.search(text[max(0, a - 3) : a])  # "Laminate:" / "8274 T"
        and not _OPEN_CODE.search(text[max(0, a - 4) : a])
    ]
    return {at for a, b in counted for at in (a, min(b + 1, len(text)))}


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
    return [m for m in found if m.start() in rows or _STATEMENT.search(m[0]) or begins_with_label(m[0][1:-1], labels)]


def _labels_in_two_languages(text: str, labels: Phrases) -> list[tuple[int, int]]:
    """The stretches of labels with their translation: the slash between them separates no clauses."""
    spans: list[tuple[int, int]] = []
    if not _MAYBE_TRANSLATED.search(text) and not any(
        (behind := labels.starting(text[dash.end() :])) and not behind.start for dash in _DASH.finditer(text)
    ):
        return spans
    for each in labels.within(text):
        if each.end - each.start == 1 and _ENDS_BRACKET.match(text, each.start - 1):
            continue  # "(laminate QF 305 T) (NA lipping)"
        below = text.find("\n", each.start, each.end) + 1
        own = labels.starting(text[below:]) if below else None  # "Flush door" over "Thickness (T)"
        found = own._replace(start=own.start + below, end=own.end + below) if own else each
        whole = labels.both_languages(text, found)
        words_before = text[text.rfind("\n", 0, found.start) + 1 : found.start].rstrip(" ")[-1:].isalnum()
        over_slash = " / " in text[found.start : found.end] and words_before  # "inner frame / profile P11"
        if whole.end > found.end or ("/" in text[found.start : found.end] and not over_slash):
            spans.append((whole.start, whole.end))
    return spans
