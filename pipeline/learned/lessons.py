"""What can be remembered from a correction: each lesson is a sentence that an admin understands.

``Learned`` is what is switched on just now; it travels to the child processes that understand documents.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.understand.grammar.tokens import squeeze


class LessonKind(StrEnum):
    """What a lesson is about."""

    OPTION = "option"
    """These words tick this box of the form; ``meaning`` is ``door_core=honeycomb``."""
    OTHERS = "others"
    """These words rightly stand in Others of the group ``meaning``: no question any more."""
    WORDS = "words"
    """These words rightly stand in the remark: no question any more."""
    LABEL = "label"
    """This label stands before the header cell ``meaning``."""
    COLUMN = "column"
    """This column heading means the attribute ``meaning``."""
    DETAIL = "detail"
    """This word inside an item's text stands before the attribute ``meaning``."""
    CODE = "code"
    """Codes of this shape are right as ``meaning``: ``#`` stands for a digit, ``6S-A###``."""
    CUSTOMER = "customer"
    """This name on paper is the customer ``meaning``."""
    NOT_GOODS = "not_goods"
    """Lines described so are no door and no frame."""
    UNLABELLED = "unlabelled"
    """The cell ``meaning`` is right although ``subject`` is doubted, on this supplier's documents."""


VOCABULARY_KINDS = frozenset(
    {LessonKind.OPTION, LessonKind.LABEL, LessonKind.COLUMN, LessonKind.DETAIL, LessonKind.NOT_GOODS}
)
"""Lessons that add words to look for: a document is read with and without them."""

CERTAINTY = 0.96
"""What a learned reading is believed at first: just above the usual threshold; an admin may set it lower."""


@dataclass(frozen=True)
class Lesson:
    """``subject`` as it stands on paper, ``meaning`` in the words of its kind.

    ``scope`` is the supplier whose documents it holds for, "" for all. ``certainty`` (0–1) is the most that a value
    found by it is believed: below the field's threshold a person is asked every time.
    """

    kind: LessonKind
    subject: str
    meaning: str = ""
    scope: str = ""
    certainty: float = CERTAINTY

    @property
    def key(self) -> str:
        """The same for lessons that say the same."""
        return "|".join((self.kind, squeeze_shape(self.subject), squeeze(self.meaning), squeeze(self.scope)))

    @property
    def sentence(self) -> str:
        """As an admin reads it."""
        said = _SENTENCES[self.kind].format(subject=self.subject, meaning=_spoken(self.meaning))
        return f"{said}, on documents of {self.scope}" if self.scope else said


_SENTENCES = {
    LessonKind.OPTION: "“{subject}” means {meaning}",
    LessonKind.OTHERS: "“{subject}” rightly stands in Others of {meaning}",
    LessonKind.WORDS: "“{subject}” rightly stands in the remark",
    LessonKind.LABEL: "“{subject}” stands before the {meaning}",
    LessonKind.COLUMN: "the column “{subject}” is the {meaning}",
    LessonKind.DETAIL: "“{subject}” in a line stands before the {meaning}",
    LessonKind.CODE: "{subject}, with a digit for each #, is how a {meaning} looks",
    LessonKind.CUSTOMER: "the name “{subject}” is the customer {meaning}",
    LessonKind.NOT_GOODS: "“{subject}” is no door and no frame",
    LessonKind.UNLABELLED: "the {meaning} is right although “{subject}”",
}


def _spoken(meaning: str) -> str:
    return meaning.replace("_mm", "").replace("_", " ").replace("=", " ")


def squeeze_shape(subject: str) -> str:
    """Letters, digits and, unlike :func:`squeeze`, the ``#`` of a shape: ``W-##`` is not ``W-###``."""
    return squeeze(subject.replace("#", "0"))


@dataclass(frozen=True)
class Learned:
    """What is switched on: lessons, and how sure a reading must be to pass unseen, by field, where an admin said so."""

    lessons: tuple[Lesson, ...] = ()
    thresholds: tuple[tuple[str, float], ...] = ()

    def of(self, *kinds: LessonKind) -> tuple[Lesson, ...]:
        """The lessons of these kinds."""
        return tuple(lesson for lesson in self.lessons if lesson.kind in kinds)

    def with_one(self, lesson: Lesson) -> Learned:
        """With one lesson more."""
        return Learned((*self.lessons, lesson), self.thresholds)


NOTHING = Learned()


class LessonsInvalid(ValueError):
    """A file of lessons cannot be used; ``str(error)`` says why."""


def as_toml(lessons: Sequence[Lesson]) -> str:
    """The lessons as a file that a person can read, and that :func:`from_toml` takes."""
    lines = ["# What Sendora was taught. Each [[lesson]] is one; take out what should not be known."]
    for lesson in lessons:
        lines += ["", f"# {lesson.sentence}", "[[lesson]]"]
        for name in ("kind", "subject", "meaning", "scope"):
            value = str(getattr(lesson, name))
            lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}"] if value else []
        lines.append(f"certainty = {lesson.certainty:g}")
    return "\n".join(lines) + "\n"


def from_toml(text: str) -> tuple[Lesson, ...]:
    """What :func:`as_toml` wrote. Raises :class:`LessonsInvalid`."""
    try:
        entries = tomllib.loads(text).get("lesson", [])
        return tuple(_lesson(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise LessonsInvalid(f"This is no file of lessons: {error}. Export one to see what it looks like.") from error


def _lesson(entry: dict[str, object]) -> Lesson:
    lesson = Lesson(
        LessonKind(str(entry["kind"])),
        str(entry["subject"]),
        str(entry.get("meaning", "")),
        str(entry.get("scope", "")),
        float(str(entry.get("certainty", CERTAINTY))),
    )
    if not squeeze(lesson.subject) or not 0 < lesson.certainty <= 1:
        raise ValueError(f"{lesson.kind}: write the words under subject and a certainty from 0 to 1")
    return lesson
