"""Questions that were answered once and need not be asked again: dropped from a job order, and told where. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from pipeline.certainty import Standing
from pipeline.learned.codes import shape_of
from pipeline.learned.lessons import Learned, Lesson, LessonKind, squeeze_shape
from pipeline.learned.reading import LEARNED, applying
from pipeline.model import Choice, Field, Invoice, JobOrder
from pipeline.revision import HEADER
from pipeline.understand.grammar.codes import LOOKALIKE
from pipeline.understand.grammar.tokens import squeeze

_UNKNOWN = re.compile(r"^(?:these words are not known: |No column of the form is known for )“(?P<words>.*)”", re.DOTALL)
_NO_BOX = re.compile(r"^The form has no box for .* “(?P<words>.*)”: it is written in Others\.$", re.DOTALL)


def with_answers(order: JobOrder, invoice: Invoice, learned: Learned) -> JobOrder:
    """``order`` without the questions that lessons answer; a cell that one answered says so in its rule."""
    kinds = (LessonKind.OTHERS, LessonKind.WORDS, LessonKind.UNLABELLED, LessonKind.CODE)
    lessons = applying(learned.of(*kinds), invoice)
    if not lessons:
        return order
    header: dict[str, Any] = {name: _answered(name, getattr(order, name), lessons) for name in HEADER}
    tables: dict[str, Any] = {
        table: tuple(_row(row, lessons) for row in getattr(order, table)) for table in ("doors", "frames")
    }
    return replace(order, **header, **tables)


def _row(row: Any, lessons: Sequence[Lesson]) -> Any:
    cells = {f.name: getattr(row, f.name) for f in fields(row)}
    return replace(row, **{name: _answered(name, cell, lessons) for name, cell in cells.items()})


def _answered(name: str, cell: Any, lessons: Sequence[Lesson]) -> Any:
    if isinstance(cell, Choice):
        return replace(cell, field=_field(name, cell.field, lessons))
    return _field(name, cell, lessons) if isinstance(cell, Field) else cell


def _field(name: str, field: Field, lessons: Sequence[Lesson]) -> Field:
    left, rule, certainty = [], field.rule, field.confidence
    for doubt in field.doubts:
        lesson = next((each for each in lessons if _answers(each, name, doubt, str(field.value))), None)
        if lesson is None:
            left.append(doubt)
        elif not rule.startswith(LEARNED):
            rule, certainty = f"{LEARNED} “{lesson.subject}” ({rule})", _believed(field, lesson)
    if len(left) == len(field.doubts):
        return field
    return replace(field, doubts=tuple(left), rule=rule, confidence=field.confidence if left else certainty)


def _believed(field: Field, lesson: Lesson) -> float:
    """How sure a value is once the lesson answered its doubt, which then bounds it no more."""
    bounded = field.confidence == Standing.DOUBTED.most
    return lesson.certainty if bounded else min(field.confidence, lesson.certainty)


def _answers(lesson: Lesson, name: str, doubt: str, value: str) -> bool:
    if lesson.kind is LessonKind.CODE:
        known = lesson.meaning == name and shape_of(value) == lesson.subject
        return known and doubt.endswith(LOOKALIKE)
    if lesson.kind is LessonKind.UNLABELLED:
        return lesson.meaning == name and squeeze(lesson.subject) == squeeze(doubt)
    words = doubted_words(doubt)
    if words is None:
        return False
    if lesson.kind is LessonKind.OTHERS:
        return lesson.meaning == name and bool(_NO_BOX.match(doubt)) and _said(words, lesson.subject)
    return bool(_UNKNOWN.match(doubt)) and squeeze(words) == squeeze(lesson.subject)


def _said(words: str, subject: str) -> bool:
    """Whether the words are the lesson's, or of its shape where that has a ``#`` for each digit."""
    shape = re.sub(r"\d", "#", words) if "#" in subject else words
    return squeeze_shape(shape) == squeeze_shape(subject)


def doubted_words(doubt: str) -> str | None:
    """The words that a question is about; None for a question about something else."""
    match = _UNKNOWN.match(doubt) or _NO_BOX.match(doubt)
    return match["words"] if match else None
