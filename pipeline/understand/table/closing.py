"""Where the body of an item table ends: at its sums, at what closes a document, or at a wide gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.pitch import pitch_of
from pipeline.understand.table.anchors import anchor_strength, cell_text, has_item_number, has_money, has_quantity
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import FIGURES, Column
from pipeline.understand.words.composed import NOTHING
from pipeline.understand.words.language import any_of
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

_FIRST = re.compile(r"\(?(?:1|[aA])[.):]?|[iI][.):]")
_LISTED = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_FIGURES = re.compile(r"[\W\d]*(?:rm|myr)?[\W\d]*", re.IGNORECASE)
_LENGTH = re.compile(r"\d\s*mm\b", re.IGNORECASE)
_MONEY = re.compile(r"\(?\b(?:rm|myr|sgd|s\$)?\b\)?\s*-?\(?[\d,]+\.\d{2}\)?|\(?\b(?:rm|myr|sgd)\b\)?", re.IGNORECASE)
_MEASURED = frozenset({"size", "width_mm", "height_mm", "thickness_mm"})
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_MILLIMETRES = re.compile(r"\b\d{2}\s*mm\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"[_.\-\s]{8,}")
_FAR_RIGHT = 0.45  # of the width of the description column, or of all that hold words where there is none
_MOST_OF_THE_TABLE = 0.8  # of the width between the outer headings
_MOST_WORDS_BETWEEN = 2  # lines between the sum of a section and the next one's first item
_SEVERAL = 2
_FEWEST_CELLS = 3  # of notes with a sum beside them
_SENTENCE = 3  # words
_FAR_GAP = 2.6  # line pitches; a wider gap ends a table that no total closes


def end_of_body(sheet: Sheet, first: int, stop: int, columns: Sequence[Column], vocabulary: Vocabulary) -> int:
    """The index of the first line behind the body that begins with line ``first`` and ends before ``stop``."""
    lines = sheet.lines
    strong_lines = [index for index in range(first, stop) if anchor_strength(by_meaning(lines[index], columns)) > 0]
    pitch = pitch_of(lines[first : stop if strong_lines else first + 1])  # a foot tells nothing of an item's lines
    seen = not strong_lines  # then the page has nothing but the rest of the last item before it
    last = max(strong_lines, default=first)
    last_item = max((n for n in strong_lines if not is_sum(lines[n], columns, vocabulary)), default=first)
    for index in range(first, stop):
        line, above = lines[index], lines[max(index - 1, first)]
        if is_carried(line, vocabulary):
            continue
        if is_sum(line, columns, vocabulary):
            if seen and _goods_follow(lines[index + 1 : stop], columns, vocabulary):
                continue
            return index
        gap = line.y0 - above.y1 if index > first else 0.0
        apart = gap > 0.5 * (line.y1 - line.y0) or not _under_descriptions(line, columns)
        if apart and is_footer(line, columns, vocabulary):
            if seen and _goods_follow(lines[index + 1 : stop], columns, vocabulary):
                continue  # "** Please confirm the colour **" below one of the items
            return index
        if _notes_begin(lines[first:stop], index - first, columns):
            return index
        fact = _names_a_fact_of_the_document(line.text, vocabulary) or _is_a_note(lines[first:last_item], line, columns)
        fact = index > last_item and apart and fact
        ruled = index > last_item and _ruled_off(above, line, sheet, columns)
        if fact or (ruled and (index > last or not _ruled_inside(sheet, first, last_item, columns))):
            return index
        strong = index in strong_lines
        if seen and not strong and gap > _FAR_GAP * pitch:
            return index
        seen = seen or strong
    return stop


def _is_a_note(above: Sequence[Line], line: Line, columns: Sequence[Column]) -> bool:
    """Whether ``line`` runs on from a column of counts over others, and none of the items' lines ``above`` does so."""
    return _runs_across(line, columns) and not any(_runs_across(each, columns) for each in above)


def _runs_across(line: Line, columns: Sequence[Column]) -> bool:
    """Whether words run on from a column of counts or figures over the next ones: a sentence, and no row's rest."""
    first = line.segments[0]
    begins = next((c for c in columns if c.x0 <= first.x0 < c.x1), None)
    if len(line.segments) > 1 or begins is None or begins.meaning not in FIGURES or len(first.text.split()) < _SENTENCE:
        return False
    over = [c for c in columns if c.x0 > begins.x0 and c.title_x0 < first.x1]
    return bool(over) and first.ink[0].text.isalpha()


def _notes_begin(lines: Sequence[Line], index: int, columns: Sequence[Column]) -> bool:
    """Whether numbers begin anew at ``index``, below goods that are counted, and count and measure nothing any more.

    ``5 | Hinge 4" x 3" | 24 pcs`` / ``1. Delivery Date: 04-11-2025`` / ``2. Payment: 60 days from invoice``.
    """
    cells = by_meaning(lines[index], columns)
    if not _FIRST.fullmatch(cell_text(cells, "number")):
        return False
    above = [by_meaning(line, columns) for line in lines[:index]]
    below = [by_meaning(line, columns) for line in lines[index:]]
    counted = any(has_item_number(each) and has_quantity(each) for each in above)
    return counted and not any(
        has_quantity(each) or has_money(each) or any(True for _ in sizes_in(line.text))
        for each, line in zip(below, lines[index:], strict=True)
    )


@lru_cache(maxsize=4096)
def _names_a_fact_of_the_document(text: str, vocabulary: Vocabulary) -> bool:
    """``Driver : lorry VBC 1188``, ``Bank : …``: a label of the head or the foot, and none of an item."""
    label = vocabulary.labels.starting(text)
    if label is None or squeeze(text[: label.start]) or vocabulary.specification_labels.starting(text):
        return False
    return bool(COLON.match(text, label.end))


def _ruled_inside(sheet: Sheet, first: int, last: int, columns: Sequence[Column]) -> bool:
    """Whether a rule parts the lines of an item above the last one, or there is none to tell."""
    cells = [by_meaning(line, columns) for line in sheet.lines[first : last + 1]]
    inside = [n for n, each in enumerate(cells, first) if n > first and not anchor_strength(each)]
    ruled = any(_ruled_off(sheet.lines[n - 1], sheet.lines[n], sheet, columns) for n in inside)
    return ruled or sum(map(bool, map(anchor_strength, cells))) < _SEVERAL


def _ruled_off(above: Line, below: Line, sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Whether a rule as wide as most of the table lies between two lines: what is below is no rest of the row above."""
    width = max(column.title_x1 for column in columns) - min(column.title_x0 for column in columns)
    drawn = sum(x1 - x0 for y, x0, x1 in sheet.horizontal_rules if above.middle < y < below.middle)
    return drawn >= _MOST_OF_THE_TABLE * width


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


def _goods_follow(lines: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the next line is an item with its count, or one below a few words such as ``B. FRAMES``."""
    for line in lines[: _MOST_WORDS_BETWEEN + 1]:
        cells = by_meaning(line, columns)
        if is_sum(line, columns, vocabulary) or is_footer(line, columns, vocabulary):
            return False
        if has_quantity(cells) and anchor_strength(cells) > 1:
            return True
        if len(line.segments) > 1 or anchor_strength(cells) > has_item_number(cells):
            return False
    return False


def is_summary(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line of totals: a total's name that does not stand where descriptions stand, or a carried-forward sum."""
    label = _summary_label(line, vocabulary)
    if label is None:
        return False
    meanings, x0 = label
    cells = by_meaning(line, columns)
    if has_item_number(cells) and not {"carried", "total", "sub_total", "part"} & meanings:
        return False
    description = next((c for c in columns if c.meaning == "description"), None)
    indented = description is None or not _starts_with_descriptions(x0, description)
    summed = bool({"total", "sub_total", "part", "carried", "counted"} & meanings)
    return indented or (summed and (not has_quantity(cells) or _only_a_sum(line, vocabulary)))


def _only_a_sum(line: Line, vocabulary: Vocabulary) -> bool:
    """``Total   6   900.00``: with the count of pieces in the quantity column, but no word besides the sum's name."""
    words = [s.text for s in line.segments if not _FIGURES.fullmatch(s.text)]
    return all({"total", "sub_total", "part", "counted"} & vocabulary.totals.whole(text) for text in words)


def _under_descriptions(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line begins where descriptions do."""
    description = next((c for c in columns if c.meaning == "description"), None)
    return description is not None and line.segments[0].x0 >= description.x0


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


def _summary_label(line: Line, vocabulary: Vocabulary) -> tuple[frozenset[str], float] | None:
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
    text = _IN_BRACKETS.sub(" ", words)
    if _LENGTH.search(words) or _MEASURED & vocabulary.columns.whole(text):
        return NOTHING
    found = vocabulary.totals.starting(text)
    if found and _measures_a_rebate(text[found.end :]):
        return frozenset()
    if found and not squeeze(text[: found.start]) and _only_a_translation(text[found.end :], found, vocabulary):
        return found.meanings
    return vocabulary.totals.whole(_MONEY.sub(" ", text).strip(" /:|-"))


def _measures_a_rebate(behind: str) -> bool:
    """``rebate depth 52mm``: behind a word for a discount stands what a frame's rebate measures."""
    return bool(_MILLIMETRES.search(behind))


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


def is_footer(line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """A line that closes a document ("Goods sold are not returnable", a signature rule)."""
    if _closes(line.text, vocabulary):
        return not has_item_number(by_meaning(line, columns))
    return bool(_SIGNATURE.fullmatch(line.text))


@lru_cache(maxsize=4096)
def _closes(text: str, vocabulary: Vocabulary) -> bool:
    text = _LISTED.sub("", text, count=1)  # "1. Goods sold are not returnable"
    found = vocabulary.footers.starting(text)
    return found is not None and not squeeze(text[: found.start])
