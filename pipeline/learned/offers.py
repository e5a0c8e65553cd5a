"""What a correction offers to remember. An offer is a proposal: nothing is known by it until an admin says so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.form import BoxGroup, FormOptions
from pipeline.learned.answers import doubted_words
from pipeline.learned.codes import is_code, shape_of
from pipeline.learned.lessons import Lesson, LessonKind
from pipeline.learned.printed import (
    Wanted,
    detail_before,
    heading_over,
    label_before,
    places_of,
)
from pipeline.learned.reading import ATTRIBUTES
from pipeline.model import Box, Choice, Field, JobOrder, Page
from pipeline.review.cells import Kind, field_of, kind_of
from pipeline.review.operations import AcceptCell, Operation, RemoveRow, RowRef, SetCell
from pipeline.review.rows import found, named
from pipeline.understand.grammar.codes import LOOKALIKE
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.page.layout import Sheet, sheet_of
from pipeline.understand.words.vocabulary import Vocabulary

_UNLABELLED = re.compile(r"^(?:no label says|this is the largest text|the line does not say)")
"""Doubts about how a place was found, not about what stands there: they come again on each document of a kind."""
_NO_OPTION = "none of the form's options is meant by these words"
_MOST_TOKENS = 4
_FEWEST_LETTERS = 2
_SHORTEST_NAME = 6


@dataclass(frozen=True)
class Desk:
    """What offers are made from: the job order as it was built, the pages, and the words that are known."""

    built: JobOrder
    pages: Sequence[Page]
    vocabulary: Vocabulary
    options: FormOptions
    supplier: str = ""

    def sheets(self) -> list[Sheet]:
        """The document's pages with their lines."""
        return [sheet_of(page) for page in self.pages if page.number in self.built.pages]

    def row(self, ref: RowRef | None) -> Any:
        """The row as it was built."""
        if ref is None:
            return None
        rows = named(ref.table, getattr(self.built, ref.table))
        index = found(ref, rows)
        return rows[index].content if index is not None else None


def _ticked(operations: Sequence[Operation], row: RowRef) -> int:
    """How many boxes a person ticked in a row: with two it is not known which one a word meant."""
    return sum(isinstance(o, SetCell) and o.row == row and bool(o.choice and o.choice.option) for o in operations)


def offers_of(operations: Sequence[Operation], desk: Desk) -> tuple[Lesson, ...]:
    """What these operations offer to remember, each lesson once, the most general first."""
    sheets = desk.sheets()
    every = [
        lesson
        for operation in operations
        for lesson in _offers(operation, desk, sheets)
        if lesson.kind is not LessonKind.OPTION or _is_told(lesson, operation, operations, desk)
    ]
    kept: dict[str, Lesson] = {}
    for lesson in every:
        kept.setdefault(lesson.key, lesson)
    return tuple(kept.values())


def _is_told(lesson: Lesson, operation: Operation, operations: Sequence[Operation], desk: Desk) -> bool:
    """Whether it is plain which box the words mean: no name of a column or a label, and one box ticked in the row."""
    words = desk.vocabulary
    known = (words.columns, words.labels, words.specification_labels, words.units, words.totals)
    named = any(phrases.whole(lesson.subject) for phrases in known)
    row = operation.row if isinstance(operation, SetCell) else None
    return not named and row is not None and _ticked(operations, row) == 1


def _offers(operation: Operation, desk: Desk, sheets: Sequence[Sheet]) -> Iterator[Lesson]:
    if isinstance(operation, AcceptCell):
        yield from _of_accepted(operation, desk)
    elif isinstance(operation, RemoveRow) and operation.not_a_door:
        yield from _of_no_goods(operation)
    elif isinstance(operation, SetCell):
        yield from _of_set(operation, desk, sheets)


def _of_accepted(operation: AcceptCell, desk: Desk) -> Iterator[Lesson]:
    for doubt in operation.doubts:
        words = doubted_words(doubt)
        if operation.choice and operation.choice.other and words:
            yield from _of_others(words, operation.name)
        elif doubt.endswith(LOOKALIKE) and operation.field:
            yield Lesson(LessonKind.CODE, shape_of(str(operation.field.value)), operation.name)
        elif words and _worth_knowing(words):
            yield Lesson(LessonKind.WORDS, words)
        elif _UNLABELLED.match(doubt) and desk.supplier:
            yield Lesson(LessonKind.UNLABELLED, doubt, operation.name, desk.supplier)


def _of_others(words: str, group: str) -> Iterator[Lesson]:
    """A size of its own goes to Others whatever its figures are; words are known one by one."""
    if re.fullmatch(r"\d+mm", words):
        yield Lesson(LessonKind.OTHERS, re.sub(r"\d", "#", words), group)
    yield Lesson(LessonKind.OTHERS, words, group)


def _of_no_goods(operation: RemoveRow) -> Iterator[Lesson]:
    """The line's words up to its first figure: what the thing is called."""
    name = re.split(r"\d|[,;(@]", operation.was)[0].strip(" .:-")
    if len(squeeze(name)) >= 2 * _FEWEST_LETTERS and len(tokens_in(name)) > 1:
        yield Lesson(LessonKind.NOT_GOODS, name)


def _of_set(operation: SetCell, desk: Desk, sheets: Sequence[Sheet]) -> Iterator[Lesson]:
    content = operation.choice or operation.field
    wanted = _wanted(operation, desk)
    if content is None or wanted is None:
        return
    if operation.row is None:
        yield from _of_header(operation, wanted, desk, sheets)
        return
    row = desk.row(operation.row)
    if row is None or row.origin is None:
        return
    if isinstance(content, Choice) and content.option:
        yield from _of_option(operation, str(wanted.value), row)
    if operation.name == "laminate_code" and is_code(str(wanted.value)):
        yield Lesson(LessonKind.CODE, shape_of(str(wanted.value)), operation.name)
    yield from _of_place(operation.name, wanted, (row.origin.page, row.origin.box), desk, sheets)


def _of_header(operation: SetCell, wanted: Wanted, desk: Desk, sheets: Sequence[Sheet]) -> Iterator[Lesson]:
    name = operation.name
    read = field_of(getattr(desk.built, name))
    if name == "customer_name" and read and _is_a_name(read.raw, str(wanted.value), desk.vocabulary):
        yield Lesson(LessonKind.CUSTOMER, " ".join(read.raw.split()), str(wanted.value))
    for place in places_of(wanted, sheets):
        label = label_before(place)
        if label and desk.vocabulary.labels.whole(label) <= {"other"}:
            yield Lesson(LessonKind.LABEL, label, name)


def _is_a_name(raw: str, meant: str, vocabulary: Vocabulary) -> bool:
    """Whether what was read for a customer is another name of theirs: some words, none of which is a label's."""
    squeezed = squeeze(raw)
    labelled = any(True for _ in vocabulary.labels.within(raw))
    return len(squeezed) >= _SHORTEST_NAME and squeezed != squeeze(meant) and not labelled


def _of_option(operation: SetCell, value: str, row: Any) -> Iterator[Lesson]:
    """The words that nobody knew in this line, or that meant no box, mean the one that was ticked."""
    cell = getattr(row, operation.name)
    doubted = list(_unknown_words(row.remark))
    if isinstance(cell, Choice) and cell.other:
        doubted.append(cell.other)
    elif isinstance(cell, Choice) and _NO_OPTION in cell.field.doubts:
        doubted.append(cell.field.raw)
    group = ATTRIBUTES.get(operation.name, operation.name)
    if operation.name == "door_thickness":
        return
    for words in doubted:
        if _worth_knowing(words):
            yield Lesson(LessonKind.OPTION, words, f"{group}={value}")


def _unknown_words(remark: Field | None) -> Iterator[str]:
    for doubt in remark.doubts if remark else ():
        for part in re.split(r"[;,]", doubted_words(doubt) or ""):
            yield part.strip(" .:-")


def _of_place(
    name: str, wanted: Wanted, line: tuple[int, Box | None], desk: Desk, sheets: Sequence[Sheet]
) -> Iterator[Lesson]:
    """The word before the value in its line, or the heading over it."""
    page, box = line
    attribute = ATTRIBUTES.get(name, name)
    if box is None:
        return
    for place in places_of(wanted, sheets, (page, box)):
        word = detail_before(place)
        if word and not desk.vocabulary.specification_labels.whole(word):
            yield Lesson(LessonKind.DETAIL, word, attribute)
        heading = heading_over(place, desk.vocabulary.columns)
        if heading and not any(True for _ in desk.vocabulary.columns.within(heading)):
            yield Lesson(LessonKind.COLUMN, heading, attribute)


def _wanted(operation: SetCell, desk: Desk) -> Wanted | None:
    """What to look for on the page."""
    kind = kind_of(operation.name)
    if operation.choice:
        group = ATTRIBUTES.get(operation.name, operation.name)
        value = _option_value(getattr(desk.options, operation.name), operation.choice)
        if operation.name == "door_thickness":
            figures = re.sub(r"\D", "", str(value))
            return Wanted(int(figures), "length") if figures else None
        return Wanted(value, "option", desk.vocabulary.options.get(group))
    if operation.field is None or operation.field.value is None:
        return None
    kinds = {Kind.DATE: "date", Kind.MILLIMETRES: "length"}
    return Wanted(operation.field.value, kinds.get(kind, "text"))


def _option_value(group: BoxGroup, choice: Choice) -> str | int:
    named_so = [option.value for option in group.options if option.label == choice.option]
    return named_so[0] if named_so else (choice.other or "")


def _worth_knowing(words: str) -> bool:
    """A few words without figures: figures change from line to line."""
    tokens = tokens_in(words)
    letters = sum(len(token.text) for token in tokens)
    return 0 < len(tokens) <= _MOST_TOKENS and letters >= _FEWEST_LETTERS and not any(t.text.isdigit() for t in tokens)
