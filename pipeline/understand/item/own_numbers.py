"""What stands in front of goods and says nothing of them: a list's letters, a line's number, the package's own code."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.stock_codes import is_lone_code, is_material_number
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.clauses import Clause
from pipeline.understand.item.counts import is_only_counts
from pipeline.understand.item.values import trimmed
from pipeline.understand.words.vocabulary import Vocabulary

# A small letter or an arrow before each statement of a list.
_NEXT_LISTED = re.compile(r"\s+(?:[b-k]|\([b-k]|[ivx]{1,4})\)$")  # … LK 9482 d) Edging: …
_LISTED = re.compile(r"\s*(?:\(?[a-z]\s*\)|[ivx]{1,4}[.)]|[>»→])\s*")
# "A1 Supply …", "3. …", "200118 DOOR …": the line's or the material's number in front of the name.
_ITEM_MARK = re.compile(
    r"(?:[A-Z]\d{1,2}[.)]?|\d{1,2}[.)]|\d{1,2}\.\d{1,2}|\d{5,})\s+(?=[A-Za-z])|\d{1,2}[.)](?=[A-Za-z]{3})"
)
_STOCK_CODE = re.compile(r"\s*\[[^\[\]]*\d[^\[\]]*\]\s*(?=\S)")
_FIGURES_LAST = re.compile(r"\d\d\S*\s*\Z")  # as in every shop's number
_LINE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_APART = re.compile(r"[\t\n]|\s[-–—](?:\s|$)")  # pieces in front of the goods' name: "01", "13 pcs –"


def comes_first(text: str, clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether a clause is the goods' name: the first, but for the package's own number, a line's number, a count."""
    before = text[: clause.start]
    if not before.strip() or is_lone_code(before):
        return True
    if not vocabulary.item_kinds.within(text[slice(*trimmed(text, clause.start, clause.end))]):
        return not squeeze(before)
    return all(_is_figures(piece, vocabulary) for piece in _APART.split(before))


@lru_cache(maxsize=1024)  # the same piece stands before every further clause
def _is_figures(piece: str, vocabulary: Vocabulary) -> bool:
    """Whether a piece is nothing but a line's number, or counts."""
    return bool(_LINE_NUMBER.fullmatch(piece)) or is_only_counts(piece, vocabulary)


def numbers_stock(text: str, vocabulary: Vocabulary) -> bool:
    """``SKU IDR-SL-0102``, ``Stock Code: 44-120``, ``MAT-801186``: the shop's own number says nothing of the goods."""
    if is_material_number(text):
        return True
    if not _FIGURES_LAST.search(text):
        return False
    label = vocabulary.columns.starting(text)
    if label is None or label.meanings != {"stock_code"} or label.phrase in vocabulary.language.code_names:
        return False
    return is_lone_code(text[label.end :].lstrip(" .:#"))


def without_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the letter or the stock code in front of it, and without the letter of the next one."""
    own = _STOCK_CODE.match(text, start, end) or _ITEM_MARK.match(text, start, end)
    mark = _LISTED.match(text, start, end) or (own if not text[:start].strip() else None)
    next_mark = _NEXT_LISTED.search(text, start, end)
    end = next_mark.start() if next_mark else end
    return trimmed(text, mark.end() if mark else start, end)
