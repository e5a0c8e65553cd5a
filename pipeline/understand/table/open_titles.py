"""Columns whose title leaves open what they hold: their cells tell it.

Marks (D1, SD-03) beside places, units, one of the form's options, goods under ``Item & Finish``, statements with a
label of their own, a colour's name beside its code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.understand.grammar.numbers import is_amount
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.stock_codes import is_lone_code
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.item_labels import label_of
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Line
from pipeline.understand.table.anchors import cell_text
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column, Columns, one_and_the_same
from pipeline.understand.table.titles import SECOND_TEXT, has_word, meanings_of_title
from pipeline.understand.words.goods import names_goods
from pipeline.understand.words.language import Language
from pipeline.understand.words.noted import says_goods
from pipeline.understand.words.vocabulary import Vocabulary

_FIGURE = re.compile(r"\d")
_COUNT = re.compile(r"\d{1,4}")
_WHOSE_CODE = "the code beside the colour could be the goods' own: nothing over both says that they are the laminate's"
_CODED = frozenset({"laminate_code", "stock_code"})
_LEAST_TEXTS = 2  # cells that tell what a column without a known title holds
_MOSTLY = 0.5
_MAY_HEAD_GOODS = frozenset({"laminate_code", "door_type"})
_OFTEN_SHARED = frozenset({"location", "laminate_code", "unit", "door_type"})
"""Meanings that two columns of one table often seem to have, of which one is something else."""
_NEARLY_ALL = 0.8
_SHORT = 8  # letters of a unit
_MARK = re.compile(r"[A-Z]{0,4}[-./ ]?\d{1,4}[A-Z]?\.?", re.IGNORECASE)
_CLASS = re.compile(r"0\d\d")  # of goods, in the tax office's list for e-invoices


def told_by_cells(columns: Columns, lines: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """Columns whose title leaves open what they hold: doors' marks (D1, SD-03), rooms, units, one of the options.

    Of two columns titled ``Unit`` one may hold prices; ``Item & Finish`` may head the goods.
    """
    columns = _with_goods_under_another_title(columns, lines, vocabulary)
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
    return _with_code_of_colour(_with_counts_before_units(told, texts, vocabulary), texts, vocabulary.language)


def _with_counts_before_units(
    columns: Columns, texts: Sequence[Sequence[str]], vocabulary: Vocabulary
) -> Columns:  # fmt: skip
    """``1 | LOT`` and ``12 | PCS`` count below any title, where no other column does."""
    meanings = [column.meaning for column in columns]
    place = meanings.index("unit") - 1 if meanings.count("unit") == 1 else -1
    if place < 0 or meanings[place] is not None or "quantity" in meanings:
        return columns
    counts, units = texts[place : place + 2]
    alike = bool(counts) and len(counts) == len(units) and _are_units(units, vocabulary)
    if not alike or not all(map(_COUNT.fullmatch, counts)):
        return columns
    return (*columns[:place], replace(columns[place], meaning="quantity"), *columns[place + 1 :])


def _with_goods_under_another_title(columns: Columns, lines: Sequence[Line], vocabulary: Vocabulary) -> Columns:
    """``Item & Finish`` over ``FLUSH DOOR, LAMINATE 8S-B207``, ``Type`` over ``HPL DOOR``: the goods, under that title.

    One column at most is taken for it, and only where none describes the goods.
    """
    meanings = [column.meaning for column in columns]
    if "description" in meanings or _MAY_HEAD_GOODS.isdisjoint(meanings):
        return columns
    texts = _texts(columns, lines, vocabulary)
    for place, meaning in enumerate(meanings):
        if meaning in _MAY_HEAD_GOODS and _are_goods(texts[place], vocabulary, typed=meaning == "door_type"):
            return (*columns[:place], replace(columns[place], meaning="description"), *columns[place + 1 :])
    return columns


def _are_goods(texts: Sequence[str], vocabulary: Vocabulary, *, typed: bool) -> bool:
    """Whether most cells name goods; as a type of door (``typed``) all that name any say nothing else."""
    named = [text for text in texts if names_goods(text, vocabulary)]
    types = vocabulary.options["door_type"]
    if typed and not all(says_goods(text, vocabulary) and not types.within(text) for text in named):
        return False
    return bool(named) and len(named) >= _MOSTLY * len(texts)


def with_statements(columns: Columns, body: Sequence[Line], vocabulary: Vocabulary) -> Columns:
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
    if all(is_amount(text) for text in texts):
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
    shared = column.meaning in _OFTEN_SHARED
    return shared and sum(other.meaning == column.meaning for other in columns) > 1


def _with_code_of_colour(columns: Columns, texts: Sequence[Sequence[str]], language: Language) -> Columns:
    """``Finish`` over ``Code | Colour``: the code is the laminate's, and the colour's name beside it is none.

    A group's name over both says so; where nothing but ``Colour`` stands beside a ``Code``, a person is asked.
    """
    for place, column in enumerate(columns):
        beside = [
            n for n in (place - 1, place + 1) if 0 <= n < len(columns) and _is_code(columns[n], texts[n], language)
        ]
        if len(beside) == 1 and _is_colour(column, texts[place], language):
            other = columns[beside[0]]
            sure = other.meaning == "laminate_code" or squeeze(column.title) not in language.colour_titles
            code = replace(other, meaning="laminate_code", doubt="" if sure else _WHOSE_CODE)
            colour = replace(column, meaning="noted")
            return tuple(colour if n == place else code if n == beside[0] else c for n, c in enumerate(columns))
    return columns


def _is_colour(column: Column, texts: Sequence[str], language: Language) -> bool:
    named = column.meaning == "laminate_code" and has_word(column.title, language.colour_titles)
    return named and bool(texts) and not any(_FIGURE.search(text) for text in texts)


def _is_code(column: Column, texts: Sequence[str], language: Language) -> bool:
    bare = squeeze(column.title) in language.bare_code_titles  # "Item Code" is the package's own
    named = column.meaning == "laminate_code" or (column.meaning == "stock_code" and bare)
    figures = sum(bool(_FIGURE.search(text)) for text in texts)  # "VX" over "236-S" in one cell
    return named and bool(texts) and 2 * figures >= len(texts)


def _by_cells(
    column: Column, texts: Sequence[str], taken: set[str | None], vocabulary: Vocabulary
) -> str | None:  # fmt: skip
    if column.meaning == "location":
        return _of_places(texts, taken, vocabulary)
    if (
        texts
        and "unit" not in taken
        and ("quantity" in taken or len(texts) >= _LEAST_TEXTS)
        and _are_units(texts, vocabulary)
    ):
        return "unit"
    if _is_the_goods_number(column.title, texts, vocabulary):
        return "stock_code"
    if len(texts) < _LEAST_TEXTS:
        return _by_its_title_too(column.title, texts, taken, vocabulary)
    if "description" not in taken and sum(names_goods(text, vocabulary) for text in texts) >= _MOSTLY * len(texts):
        return "description"
    told = [group for group in OPTIONS if all(vocabulary.options[group].whole(text) for text in texts)]
    told += ["location"] if sum(is_place(text, vocabulary) for text in texts) >= _MOSTLY * len(texts) else []
    return told[0] if len(told) == 1 and told[0] not in taken else None


def _of_places(texts: Sequence[str], taken: set[str | None], vocabulary: Vocabulary) -> str:
    """What a column of places holds: rooms, doors' marks, or sides of a wall (``Position`` over ``Inner``)."""
    sides = vocabulary.options["inner_outer"]
    if len(texts) >= _LEAST_TEXTS and "inner_outer" not in taken and all(sides.whole(text) for text in texts):
        return "inner_outer"
    marks = sum(bool(_MARK.fullmatch(text)) for text in texts)
    return "stock_code" if marks >= _NEARLY_ALL * len(texts) else "location"


def _by_its_title_too(
    title: str, texts: Sequence[str], taken: set[str | None], vocabulary: Vocabulary
) -> str | None:  # fmt: skip
    """The group of the one option in a column whose title names an option, too: ``INNERI OUTER`` over ``INNER``."""
    told = (
        group
        for group in OPTIONS
        if any(vocabulary.options[group].whole(text) for text in texts) and vocabulary.options[group].within(title)
    )
    return next((group for group in told if group not in taken), None)


def _is_the_goods_number(title: str, texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether cells hold marks or goods' codes under a title that names such, or e-invoices' numbers for a sort."""
    if texts and has_word(title, vocabulary.language.mark_titles):
        return all(_MARK.fullmatch(text) and text[0].isalpha() for text in texts)
    words = tokens_in(title).texts
    if texts and words and all(word in vocabulary.language.stock_titles for word in words):
        return all(is_lone_code(text) and text[0].isalpha() for text in texts)  # bare figures may be what is in stock
    classed = squeeze(title) in vocabulary.language.classes
    return bool(texts) and classed and all(map(_CLASS.fullmatch, texts))


def _are_units(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether cells hold units, but for a rare abbreviation."""
    known = sum(bool(vocabulary.units.whole(text)) for text in texts)
    return known >= _NEARLY_ALL * len(texts) and all(len(text) <= _SHORT and text.isalpha() for text in texts)
