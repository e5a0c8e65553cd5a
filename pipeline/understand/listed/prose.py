"""Items told in sentences: ``Four (4) nos. single leaf doors, size 2'10" x 7'0", in laminate 6S-A057 …``.

An item begins at a count with its unit that goods follow in the same sentence, wherever on a line that stands, and goes
on to the next such count or to the end of its paragraph. A paragraph behind it that begins with a label ("Location:
…") is its as well; a sentence about all doors belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.foot.told_sums import name_of_told_sum
from pipeline.understand.grammar.lengths import UNIT_WORDS
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.general import general_sentences, general_statements, paragraphs_of, sentences_in
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.page.stretches import table_of
from pipeline.understand.table.group_specifications import statements_in
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT = re.compile(
    r"(?<![\w.,/'-])(?:(?P<word>[A-Za-z]{2,9})\s*\(\s*)?(?P<n>\d{1,3})\s*(?:\)|\([A-Za-z -]{2,24}\))?\s*(?:x\s+)?"
    r"(?P<unit>[A-Za-z]{2,8})\b\.?"
)
_LEADS = re.compile(r"\W*(?:\(?\w{1,3}[.):]|[-•·▪*–])?\s*(?:[A-Za-z]+[,:]?\s+){0,4}")  # "5. ", "(c) ", "Lastly, "
_SET_IN = 0.3  # text heights at the left
_NEXT = 70  # characters behind a count within which the goods are named


@dataclass(frozen=True)
class _Paragraph:
    lines: tuple[Line, ...]
    passage: Passage

    @property
    def text(self) -> str:
        """The text with every break as a blank; places stay where they are."""
        return re.sub(r"\s", " ", self.passage.text)


def told_on(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> list[Table]:
    """The items that the sentences on each of ``sheets`` tell of."""
    tables = (_told(sheet, vocabulary) for sheet in sheets)
    return [table for table in tables if table]


def _told(sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    rows: list[Row] = []
    paragraphs = [_Paragraph(tuple(p), Passage([line.ink for line in p])) for p in paragraphs_of(sheet.lines)]
    begun = [_starts(paragraph.text, vocabulary) for paragraph in paragraphs]
    last = max((n for n, starts in enumerate(begun) if starts), default=0)
    for n, (paragraph, starts) in enumerate(zip(paragraphs, begun, strict=True)):
        if starts:
            rows += [_row(paragraph, a, b, vocabulary) for a, b in pairwise([*starts, len(paragraph.text)])]
        elif rows and _goes_on(paragraph, rows[-1], vocabulary, between=n < last):
            _lengthen(rows[-1], _row(paragraph, 0, len(paragraph.text), vocabulary))
    rows = [row for row in rows if row.cells]
    if not rows:
        return None
    blocks = tuple(passage for _, passage in general_statements(sheet.lines, vocabulary))
    return replace(table_of(rows, sheet), blocks=blocks)


def _starts(text: str, vocabulary: Vocabulary) -> list[int]:
    """Where a count stands that goods follow; what is no door and no frame must begin its paragraph."""
    counts = [match for match in _COUNT.finditer(text) if _counts(match, text, vocabulary)]
    ends = [*(match.start() for match in counts), len(text)][1:]
    found = []
    for match, end in zip(counts, ends, strict=True):
        behind = text[match.end() : min(end, match.end() + _NEXT)]
        leads = _LEADS.fullmatch(text[: match.start()]) and any(True for _ in vocabulary.item_kinds.within(behind))
        if leads or names_goods(behind, vocabulary):
            found.append(match.start())
    return found


def _counts(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    unit = squeeze(match["unit"])
    named = bool(vocabulary.units.whole(unit)) or names_goods(match["unit"], vocabulary)
    goods = named and unit not in UNIT_WORDS and unit not in vocabulary.language.times
    return goods and not _each(vocabulary.language).search(text, 0, match.start())


@lru_cache(maxsize=16)
def _each(language: Language) -> re.Pattern[str]:
    """What stands before the price of one."""
    return re.compile(rf"(?:@|/|rm|myr|{any_of(language.each)})\s*$", re.IGNORECASE)


def _row(paragraph: _Paragraph, start: int, end: int, vocabulary: Vocabulary) -> Row:
    """The words from ``start`` to ``end`` but for sentences about all goods or about the sum."""
    ink: list[Ink] = []
    text = paragraph.text[start:end]
    general = [(a, b) for _, a, b in general_sentences(text, vocabulary)]
    for a, b in sentences_in(text):
        if not any(first < b and a < last for first, last in general) and not name_of_told_sum(text[a:b], vocabulary):
            ink += paragraph.passage.words(start + a, start + b)
    own = {id(word) for word in ink}
    lines = [line for line in paragraph.lines if any(id(word) in own for word in line.ink)]
    return Row(lines, {"description": ink} if ink else {}, vocabulary.specification_labels)


def _goes_on(paragraph: _Paragraph, row: Row, vocabulary: Vocabulary, *, between: bool) -> bool:
    """Whether a paragraph says more of the item above: behind a label, or how it is made.

    Below the last item this must be set in: a sentence there may speak of all.
    """
    text, above = paragraph.text, row.lines
    if _begins_with_label(text, vocabulary):
        return True
    line = paragraph.lines[0]
    inside = between or (bool(above) and line.x0 > above[0].x0 + _SET_IN * (line.y1 - line.y0))
    return inside and statements_in(text, vocabulary) > 0 and not any(general_sentences(text, vocabulary))


def _begins_with_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a paragraph begins with an item's label; when all is to come is no item's."""
    label = vocabulary.specification_labels.starting(text)
    head = vocabulary.labels.starting(text)
    if head and "delivery_date" in head.meanings and not squeeze(text[: head.start]):
        return False
    return bool(label and not squeeze(text[: label.start]) and COLON.match(text, label.end))


def _lengthen(row: Row, more: Row) -> None:
    row.lines.extend(more.lines)
    row.cells.setdefault("description", []).extend(more.cells.get("description", []))
