"""The company's vocabulary with what was learned added to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.learned.lessons import Lesson, LessonKind

_LABELS = {"job_order_no": "number_any", "job_order_date": "date"}
"""Header cells whose labels have another name in the vocabulary."""


def with_lessons(vocabulary: Mapping[str, Any], lessons: Iterable[Lesson]) -> dict[str, Any]:
    """A parsed ``vocabulary.toml`` with the words of ``lessons`` in the lists that they belong to."""
    made: dict[str, Any] = {name: dict(section) for name, section in vocabulary.items()}
    made["options"] = {group: dict(words) for group, words in vocabulary["options"].items()}
    for lesson in lessons:
        section, entry = _place(made, lesson)
        if section is not None:
            section[entry] = [*section.get(entry, []), lesson.subject]
    return made


def _place(made: dict[str, Any], lesson: Lesson) -> tuple[dict[str, Any] | None, str]:
    """The list that the lesson adds to: its section and its name in it."""
    if lesson.kind is LessonKind.OPTION:
        group, _, value = lesson.meaning.partition("=")
        return made["options"].get(group), value
    if lesson.kind is LessonKind.LABEL:
        return made["labels"], _LABELS.get(lesson.meaning, lesson.meaning)
    if lesson.kind is LessonKind.COLUMN:
        return made["columns"], lesson.meaning
    if lesson.kind is LessonKind.DETAIL:
        return made["specification_labels"], lesson.meaning
    return (made["item_kinds"], "other") if lesson.kind is LessonKind.NOT_GOODS else (None, "")
