"""Lines of an item table that are sums, by their name or by their place: of all, of a part, of the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import cell_text, has_item_number, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import FIGURES, Column, descriptions
from pipeline.understand.words.composed import NOTHING
from pipeline.understand.words.language import any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURES = re.compile(r"[\W\d]*(?:rm|myr)?[\W\d]*", re.IGNORECASE)
_COUNT = re.compile(r"\d[\d,]*\s*(?P<unit>[A-Za-z]+)\.?")
_LENGTH = re.compile(r"\d\s*mm\b", re.IGNORECASE)
_MONEY = re.compile(r"\(?\b(?:rm|myr|sgd|s\$)?\b\)?\s*-?\(?[\d,]+\.\d{2}\)?|\(?\b(?:rm|myr|sgd)\b\)?", re.IGNORECASE)
_MEASURED = frozenset({"size", "width_mm", "height_mm", "thickness_mm"})
_PART = r"\W*(?:[A-J]|[IVX]{1,4})\W*"
_PARTS_ADDED = re.compile(rf"{_PART}(?:\+{_PART})+")
"""``A + B + C``, ``(I) + (II)``: what all sections come to, by their letters only."""
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_ALL_PARTS = frozenset({"sub_total"})
_FAR_RIGHT = 0.45  # of the width of the description column, or of all that hold words where there is none
_FEWEST_CELLS = 3  # of notes with a sum beside them


def is_sum(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line of totals by its name or its place; between items it is the sum of a section."""
    return (
        is_summary(line, columns, vocabulary)
        or _sum_by_its_place(line, columns)
        or _sum_beside_notes(line, columns, vocabulary)
    )


def _sum_beside_notes(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """``Notes: 1. Goods sold are not returnable.   Sub Total   900.00``: a sum's name between words and its money.

    Name and money may be one piece: ``RM: EIGHT THOUSAND ONLY   TOTAL RM 8,000.00``.
    """
    if len(line.segments) < _FEWEST_CELLS - 1:
        return False
    cells = by_meaning(line, columns)
    if has_item_number(cells) or has_quantity(cells) or not amounts_in_cell(cell_text(cells, "amount")):
        return False
    named = line.segments[-2].text if len(line.segments) >= _FEWEST_CELLS else ""
    last = line.segments[-1].text
    named = last if any(each.start for each in amounts_in(last)) else named
    return bool({"total", "sub_total", "part"} & _sums_named(named, vocabulary))


def is_summary(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line of totals: a total's name that does not stand where descriptions stand, or a carried-forward sum."""
    label = _summary_label(line, vocabulary)
    if label is None:
        return False
    meanings, x0 = label
    cells = by_meaning(line, columns)
    if has_item_number(cells) and not {"carried", "total", "sub_total", "part"} & meanings:
        return False
    description = descriptions(columns)
    indented = description is None or not _starts_with_descriptions(x0, description)
    summed = bool({"total", "sub_total", "part", "carried", "counted"} & meanings)
    return indented or (summed and (not has_quantity(cells) or _only_a_sum(line, vocabulary)))


def _only_a_sum(line: Line, vocabulary: Vocabulary) -> bool:
    """``Total   6 pcs   900.00``: with the count of pieces in the quantity column, no word but its name and units."""
    counts = (_COUNT.fullmatch(segment.text) for segment in line.segments)
    counted = {match[0] for match in counts if match and vocabulary.units.whole(match["unit"])}
    words = [s.text for s in line.segments if not _FIGURES.fullmatch(s.text) and s.text not in counted]
    return all({"total", "sub_total", "part", "counted"} & vocabulary.totals.whole(text) for text in words)


def _sum_by_its_place(line: Line, columns: Sequence[Column]) -> bool:
    """Words and money far right of where descriptions begin, and no number, count or price: a sum by any name."""
    cells = by_meaning(line, columns)
    texts = [c for c in columns if c.meaning == "description"] or [c for c in columns if c.meaning not in FIGURES]
    if not texts or has_item_number(cells) or has_quantity(cells) or not amounts_in_cell(cell_text(cells, "amount")):
        return False
    if amounts_in_cell(cell_text(cells, "unit_price")):  # half of a row that a scan set askew
        return False
    first = line.segments[0]
    worded = bool(re.search(r"[^\W\d_]{3}", first.text))
    return worded and first.x0 > texts[0].x0 + _FAR_RIGHT * (texts[-1].x1 - texts[0].x0)


def is_carried(line: Line, vocabulary: Vocabulary) -> bool:
    """A sum carried over from or to another page stands among the rows without being one."""
    label = _summary_label(line, vocabulary)
    return label is not None and "carried" in label[0]


def names_a_sum(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line begins with the name of a sum, figures aside."""
    return _summary_label(line, vocabulary) is not None


def _starts_with_descriptions(x0: float, description: Column) -> bool:
    return x0 <= description.title_x0 + 0.25 * (description.x1 - description.x0)


_Label = tuple[frozenset[str], float]
"""What sums are named, and where the words begin."""


def _summary_label(line: Line, vocabulary: Vocabulary) -> _Label | None:
    """The sums that a line begins with, figures aside; several rules ask it of every line under a heading."""
    key = (_summary_label, vocabulary)
    if key not in line.kept:
        line.kept[key] = _named_first(line, vocabulary)
    return cast("_Label | None", line.kept[key])


def _named_first(line: Line, vocabulary: Vocabulary) -> _Label | None:
    for segment in line.segments:
        named = _sums_named(segment.text, vocabulary)
        if named:
            return named, segment.x0
        if not _FIGURES.fullmatch(segment.text):
            return None
    return None


@lru_cache(maxsize=4096)  # several rules look at the same lines
def _sums_named(words: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The sums that a run of words names; empty where it says anything else: ``Rebate 42mm``, ``Nett Size``."""
    if _PARTS_ADDED.fullmatch(words):
        return _ALL_PARTS
    text = _IN_BRACKETS.sub(" ", words)
    named = _sums_beginning(text, vocabulary)
    return NOTHING if named and (_LENGTH.search(words) or _MEASURED & vocabulary.columns.whole(text)) else named


def _sums_beginning(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    found = vocabulary.totals.starting(text)
    if found and not squeeze(text[: found.start]) and _only_a_translation(text[found.end :], found, vocabulary):
        return found.meanings
    return vocabulary.totals.whole(_MONEY.sub(" ", text).strip(" /:|-"))


def _only_a_translation(rest: str, found: Found, vocabulary: Vocabulary) -> bool:
    """Whether behind a sum's name stands little, or its other name and figures: of a carried one, from which page."""
    rest = _of_a_page(vocabulary).sub(" ", rest) if "carried" in found.meanings else rest
    if len(squeeze(rest)) <= max(14, len(found.phrase)):
        return True
    words = _MONEY.sub(" ", rest).strip(" /:|-")
    return bool(vocabulary.totals.whole(words))


@lru_cache(maxsize=16)
def _of_a_page(vocabulary: Vocabulary) -> re.Pattern[str]:
    """``from page``, ``ke muka surat sebelah``: what a carried sum's name says of the other page."""
    words = vocabulary.language
    page = any_of((*vocabulary.page_names, *words.overleaf))
    return re.compile(
        rf"\s*{any_of(words.toward_page)}\b[^\d:]{{0,24}}?\b{page}\b(?:\s+{any_of(words.which_page)})?", re.IGNORECASE
    )
