"""Where the columns of a table lie: of several ways to draw them, the one under which the cells read as titled.

A title may stand left, right or in the middle over its figures, and the figures far from it. What a column promises is
known (a count, money, a unit), and so is how it goes together (quantity times price is the amount): the columns are
drawn so that most cells keep their promise. A count whose column has no title is found in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.numbers import amounts_in, quantities_in
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell, with_sen
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.item_labels import label_of
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.table.anchors import ITEM_NUMBER, Cells, anchor_strength, cell_text
from pipeline.understand.table.cells import BOX, by_meaning, is_told, overhangs
from pipeline.understand.table.columns import Column, Columns, drawn_columns, one_and_the_same, runs_across
from pipeline.understand.table.numbered import with_numbers
from pipeline.understand.table.overhang import as_before, with_overhang
from pipeline.understand.table.table_headings import Heading
from pipeline.understand.table.title_units import LENGTHS
from pipeline.understand.table.titles import COLOUR, SECOND_TEXT, meanings_of_title
from pipeline.understand.table.two_in_one import with_two_in_one_doubted
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.vocabulary import Vocabulary

_LEAST_CELLS = 3  # segments of a line that shows where columns lie
_MOST_LINES = 14  # lines looked at; a table goes on as it began
_EDGE = 2.0  # points between a title and the edge of its column
_SEN = Decimal("0.05")
_GUTTER = 3.0  # points without text that part two columns
_COUNT = re.compile(r"(?!\d{1,3}[.)]$)\(?\d[\d,]*(?:\.\d+)?\)?\s*[A-Za-z./² ]*")
_PRICE = re.compile(r"[@\s]*(?:rm|myr|s\$|sgd|\$)?[\s(-]*\d[\d.,\s]*\)?-?(?:\s*(?:/|per)\s*[a-z]+)?", re.IGNORECASE)
_PERCENT = re.compile(r"-?\d{1,2}(?:\.\d+)?\s*%?(?:\s*\+\s*\d{1,2}(?:\.\d+)?\s*%?)*")
_LENGTH = re.compile(
    r"(?:[\W\d_oOlISB]|(?<![a-z])(?:mm|cm|m|ft|feet|in|ins|inch|inches|kaki|inci|w|h|t|x)(?![a-z]))+", re.IGNORECASE
)
_SUM = re.compile(r"(?:rm|myr|s?\$)?\s*[\d,]+\.\d{2}", re.IGNORECASE)
_UNIT = re.compile(r"[A-Za-z./² ]{1,14}")
_CODE = re.compile(r"\W*(?:code|kod|ref|no)\W*", re.IGNORECASE)  # of no goods: "Item Code" is the package's own
_FIGURE = re.compile(r"\d")
_WHOSE_CODE = "the code beside the colour could be the goods' own: nothing over both says that they are the laminate's"
_CODED = frozenset({"laminate_code", "stock_code"})
_LEAST_TEXTS = 2  # cells that tell what a column without a known title holds
_MOSTLY = 0.5
_NEARLY_ALL = 0.8
_SHORT = 8  # letters of a unit
_MARK = re.compile(r"[A-Z]{0,4}[-./ ]?\d{1,4}[A-Z]?\.?", re.IGNORECASE)
_NAMED_MARK = re.compile(r"\b(?:no|mark|ref|tag|id|tanda|door|pintu|frame|bingkai)\b", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—*/.]*|n/?a|nil|foc", re.IGNORECASE)
_PROMISES = {
    "quantity": _COUNT, "unit": _UNIT, "unit_price": _PRICE, "amount": _PRICE, "discount": re.compile(
        f"(?:{_PRICE.pattern})|(?:{_PERCENT.pattern})", re.IGNORECASE
    ),
    "number": ITEM_NUMBER, "width_mm": _LENGTH, "height_mm": _LENGTH, "thickness_mm": _LENGTH,
}  # fmt: skip


def columns_of(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    """The columns under ``heading``, placed so that the cells of ``body`` fit their titles best.

    The labels of items that run on under several titles tell nothing of where columns end.
    """
    columns = _columns_of(heading, body, sheet, vocabulary)
    if not any(column.labelled for column in columns):
        return columns
    own = [line for line in body if not overhangs(line, columns)]
    return as_before(_columns_of(heading, own, sheet, vocabulary), columns) if len(own) >= _LEAST_TEXTS else columns


def _columns_of(heading: Heading, body: Sequence[Line], sheet: Sheet, vocabulary: Vocabulary) -> Columns:
    body = [line for line in body if not is_told(line)]
    drawn = with_numbers(one_and_the_same(drawn_columns(heading, body, sheet, vocabulary)), body, vocabulary)
    lines = _telling(heading, body)
    if _misfit(drawn, lines) > 0:
        every = [drawn, *_otherwise(drawn, lines)]
        drawn = min(every, key=lambda columns: _misfit(columns, lines) + _torn(columns, body) / 4)
    drawn = one_and_the_same(with_overhang(_without_box(drawn, body), body, vocabulary))
    drawn = _with_statements(drawn, body, vocabulary)
    drawn = with_sen(_told_by_cells(drawn, lines, vocabulary))
    return one_and_the_same(with_two_in_one_doubted(drawn, body))


def _telling(heading: Heading, body: Sequence[Line]) -> list[Line]:
    boxes = [segment for _, segment in heading.titles]
    several = [line for line in body if len(line.segments) >= min(_LEAST_CELLS, len(boxes))]
    return [line for line in several if not runs_across(line, boxes)][:_MOST_LINES]


def _misfit(columns: Sequence[Column], lines: Sequence[Line]) -> float:
    """How many cells do not hold what their column promises, less for every line whose sum comes out."""
    cells = [by_meaning(line, columns) for line in lines]
    counted = any(column.meaning == "quantity" for column in columns)
    lost = sum("quantity" not in c for c in cells if "amount" in c) / 2 if counted else 0.0
    broken = sum(not _keeps(meaning, cell_text(c, meaning)) for c in cells for meaning in c if meaning in _PROMISES)
    return broken + lost - sum(map(comes_out, cells)) / 2


def _torn(columns: Sequence[Column], body: Sequence[Line]) -> int:
    """How many runs of words stand on both sides of an edge between columns."""
    edges = sorted(column.x0 for column in columns[1:])
    wide = (segment.ink for line in body for segment in line.segments if len(segment.ink) > 1)
    return sum(max(bisect_left(edges, ink[-1].centre) - bisect_right(edges, ink[0].centre), 0) for ink in wide)


def comes_out(cells: Cells) -> bool:
    """Whether a line's quantity times its price is its amount, each the only figure in its cell."""
    counts = quantities_in(cell_text(cells, "quantity"))
    prices, sums = (amounts_in_cell(cell_text(cells, meaning)) for meaning in ("unit_price", "amount"))
    if not len(counts) == len(prices) == len(sums) == 1:
        return False
    return abs(counts[0].value * prices[0].value - sums[0].value) < _SEN


@lru_cache(maxsize=4096)
def _keeps(meaning: str, text: str) -> bool:
    return bool(_NOTHING.fullmatch(text)) or (
        bool(_PROMISES[meaning].fullmatch(text)) and (len(amounts_in(text)) < 2 or meaning in LENGTHS)
    )


def _otherwise(columns: Columns, lines: Sequence[Line]) -> Iterator[Columns]:
    """Other ways to draw the columns: from title to title, by either edge, and by where the text leaves gutters."""
    lefts = [column.title_x0 - _EDGE for column in columns[1:]]
    rights = [column.title_x1 + _EDGE for column in columns[:-1]]
    yield _between(columns, lefts)
    yield _between(columns, rights)
    stretches = _stretches(lines)
    if len(stretches) == len(columns):
        yield _between(columns, _gutters(stretches))
    elif len(stretches) == len(columns) + 1:
        yield from _with_a_count(columns, stretches)


def _between(columns: Columns, edges: Sequence[float]) -> Columns:
    bounds = [columns[0].x0, *edges, columns[-1].x1]
    return tuple(replace(c, x0=x0, x1=x1, ruled=False) for c, (x0, x1) in zip(columns, pairwise(bounds), strict=True))


def _gutters(stretches: Sequence[tuple[float, float]]) -> list[float]:
    return [(left[1] + right[0]) / 2 for left, right in pairwise(stretches)]


def _stretches(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches of the page's width in which the segments of ``lines`` stand, left to right."""
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted((s.x0, s.x1) for line in lines for s in line.segments):
        if joined and x0 - joined[-1][1] < _GUTTER:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def _with_a_count(columns: Columns, stretches: Sequence[tuple[float, float]]) -> Iterator[Columns]:
    """One stretch more than titles: the one that is missing may be the count's."""
    if any(column.meaning == "quantity" for column in columns):
        return
    for place in range(1, len(stretches)):
        x0, x1 = stretches[place]
        untitled = Column("", "quantity", x0, x1, x0, x1)
        yield _between((*columns[:place], untitled, *columns[place:]), _gutters(stretches))


def _without_box(columns: Columns, body: Sequence[Line]) -> Columns:
    """A last column whose text begins above the first item is a box of notes beside the table."""
    last = columns[-1]
    if last.meaning != "remark":
        return columns
    cells = [by_meaning(line, columns) for line in body]
    first = next((n for n, each in enumerate(cells) if anchor_strength(each)), 0)
    alone = any(set(each) == {"remark"} for each in cells[:first])
    return (*columns[:-1], replace(last, meaning=BOX)) if alone and "description" in cells[first] else columns


# ── titles that say too little ───────────────────────────────────────────────────────────────────────────────────────


def _told_by_cells(columns: Columns, lines: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """Columns whose title leaves open what they hold: doors' marks (D1, SD-03), rooms, units, one of the options.

    Of two columns titled ``Unit`` one may hold prices; ``Item & Finish`` may head the goods.
    """
    columns = _with_goods_under_finish(columns, lines, vocabulary)
    places = sum(column.meaning == "location" for column in columns)
    open_ones = [c for c in columns if c.meaning is None or _may_be_marks(c, vocabulary, among=places)]
    units = sum(column.meaning == "unit" for column in columns)
    if not open_ones and units <= 1 and not any(column.meaning in _CODED for column in columns):
        return columns
    texts = _texts(columns, lines, vocabulary)
    if units > 1:
        columns = tuple(_may_be_no_unit(c, own) for c, own in zip(columns, texts, strict=True))
    taken = {column.meaning for column in columns}
    told = tuple(
        replace(c, meaning=_by_cells(c, own, taken, vocabulary)) if c in open_ones else c
        for c, own in zip(columns, texts, strict=True)
    )
    return _with_code_of_colour(told, texts)


def _with_goods_under_finish(columns: Columns, lines: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """``Item & Finish`` over ``FLUSH DOOR, LAMINATE 8S-B207``: where no column describes the goods, that one does."""
    meanings = [column.meaning for column in columns]
    if "description" in meanings or "laminate_code" not in meanings:
        return columns
    place = meanings.index("laminate_code")
    texts = _texts(columns, lines, vocabulary)[place]
    named = sum(names_goods(text, vocabulary) for text in texts)
    if not named or named < _MOSTLY * len(texts):
        return columns
    return (*columns[:place], replace(columns[place], meaning="description"), *columns[place + 1 :])


def _with_statements(columns: Columns, body: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """``Construction`` over ``Core: Honeycomb`` and ``Edging: ABS``: a column of labelled statements is text."""
    open_ones = [c for c in columns if c.meaning is None or c.meaning in OPTIONS]
    cells = [by_meaning(line, columns) for line in body] if open_ones else []
    told = list(columns)
    for column in open_ones:
        texts = [text for each in cells if (text := cell_text(each, column.meaning or f"?{column.title}"))]
        labels = [meanings for text in texts if (meanings := _labels(text, vocabulary))]
        other = any(column.meaning not in meanings for meanings in labels)
        if other and len(labels) > _MOSTLY * len(texts):
            told[told.index(column)] = replace(column, meaning=SECOND_TEXT)
    return columns if told == list(columns) else one_and_the_same(tuple(told))


@lru_cache(maxsize=4096)
def _labels(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What the label means that a text begins with, where its value stands behind a colon."""
    if ":" not in text and "=" not in text:
        return frozenset()
    label = label_of(text, vocabulary)
    return label.meanings if label and COLON.match(text, label.end) else frozenset()


def _may_be_no_unit(column: Column, texts: Sequence[str]) -> Column:
    """Of two columns titled as units one may hold prices, or marks: ``Pack`` over P-01, P-02."""
    if column.meaning != "unit" or not texts:
        return column
    if all(_SUM.fullmatch(text) for text in texts):
        return replace(column, meaning="unit_price")
    marks = all(_MARK.fullmatch(text) and text[0].isalpha() for text in texts)
    return replace(column, meaning="stock_code") if marks else column


def _may_be_marks(column: Column, vocabulary: Vocabulary, *, among: int) -> bool:
    """Whether a column of places may hold marks: by its title, or as one of several such columns."""
    if column.meaning != "location":
        return False
    return among > 1 or "stock_code" in meanings_of_title(column.title, vocabulary)


def _texts(columns: Sequence[Column], lines: Sequence[Line], vocabulary: Vocabulary) -> list[list[str]]:
    """What stands in the cells of each column, whatever other column means the same."""
    apart: Sequence[Column] = columns
    if any(_is_shared(column, columns) for column in columns):
        apart = [replace(c, meaning=f"{c.meaning} {n}") if _is_shared(c, columns) else c for n, c in enumerate(columns)]
    cells = [by_meaning(line, apart) for line in lines]
    every = [[cell_text(each, column.meaning or f"?{column.title}") for each in cells] for column in apart]
    return [[text for text in own if squeeze(text) and not vocabulary.nothing.whole(text)] for own in every]


def _is_shared(column: Column, columns: Sequence[Column]) -> bool:
    shared = column.meaning in ("location", "laminate_code", "unit")
    return shared and sum(other.meaning == column.meaning for other in columns) > 1


def _with_code_of_colour(columns: Columns, texts: Sequence[Sequence[str]]) -> Columns:
    """``Finish`` over ``Code | Colour``: the code is the laminate's, and the colour's name beside it is none.

    A group's name over both says so; where nothing but ``Colour`` stands beside a ``Code``, a person is asked.
    """
    for place, column in enumerate(columns):
        beside = [n for n in (place - 1, place + 1) if 0 <= n < len(columns) and _is_code(columns[n], texts[n])]
        if len(beside) == 1 and _is_colour(column, texts[place]):
            other = columns[beside[0]]
            sure = other.meaning == "laminate_code" or not COLOUR.fullmatch(column.title.strip())
            code = replace(other, meaning="laminate_code", doubt="" if sure else _WHOSE_CODE)
            colour = replace(column, meaning="noted")
            return tuple(colour if n == place else code if n == beside[0] else c for n, c in enumerate(columns))
    return columns


def _is_colour(column: Column, texts: Sequence[str]) -> bool:
    named = column.meaning == "laminate_code" and COLOUR.search(column.title)
    return bool(named) and bool(texts) and not any(_FIGURE.search(text) for text in texts)


def _is_code(column: Column, texts: Sequence[str]) -> bool:
    named = column.meaning == "laminate_code" or (column.meaning == "stock_code" and _CODE.fullmatch(column.title))
    return bool(named) and bool(texts) and all(_FIGURE.search(text) for text in texts)


def _by_cells(
    column: Column, texts: Sequence[str], taken: set[str | None], vocabulary: Vocabulary
) -> str | None:  # fmt: skip
    if column.meaning == "location":
        marks = sum(bool(_MARK.fullmatch(text)) for text in texts)
        return "stock_code" if marks >= _NEARLY_ALL * len(texts) else "location"
    if (
        texts
        and "unit" not in taken
        and ("quantity" in taken or len(texts) >= _LEAST_TEXTS)
        and _are_units(texts, vocabulary)
    ):
        return "unit"
    if (
        texts
        and _NAMED_MARK.search(column.title)
        and all(_MARK.fullmatch(text) and text[0].isalpha() for text in texts)
    ):
        return "stock_code"
    if len(texts) < _LEAST_TEXTS:
        return None
    if "description" not in taken and sum(names_goods(text, vocabulary) for text in texts) >= _MOSTLY * len(texts):
        return "description"
    told = [group for group in OPTIONS if all(vocabulary.options[group].whole(text) for text in texts)]
    told += ["location"] if sum(is_place(text, vocabulary) for text in texts) >= _MOSTLY * len(texts) else []
    return told[0] if len(told) == 1 and told[0] not in taken else None


def _are_units(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether cells hold units, but for a rare abbreviation."""
    known = sum(bool(vocabulary.units.whole(text)) for text in texts)
    return known >= _NEARLY_ALL * len(texts) and all(len(text) <= _SHORT and text.isalpha() for text in texts)
