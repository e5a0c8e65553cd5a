"""Lessons are sentences that people read, and a file that is taken in as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.lessons import Lesson, LessonKind, LessonsInvalid, as_toml, from_toml
from pipeline.understand.grammar.tokens import squeeze

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(squeeze)
LESSONS = st.lists(
    st.builds(Lesson, st.sampled_from(LessonKind), WORDS, WORDS, WORDS, st.sampled_from([0.5, 0.9, 0.96, 1.0])),
    max_size=5,
)


@given(LESSONS)
def test_an_exported_file_gives_the_same_lessons(lessons: list[Lesson]) -> None:
    assert from_toml(as_toml(lessons)) == tuple(lessons)


NO_LESSONS = (
    "lesson = 3",
    "[[lesson]]",
    "[[lesson",
    '[[lesson]]\nkind = "magic"\nsubject = "x"',
    '[[lesson]]\nkind = "words"\nsubject = "-"',
)


@pytest.mark.parametrize("text", NO_LESSONS)
def test_a_file_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(LessonsInvalid, match="This is no file of lessons"):
        from_toml(text)


def test_a_lesson_says_what_it_means() -> None:
    assert Lesson(LessonKind.OPTION, "HMC", "door_core=honeycomb").sentence == "“HMC” means door core honeycomb"
    scoped = Lesson(LessonKind.COLUMN, "Breite", "width_mm", "PINTU BAIK SDN BHD")
    assert scoped.sentence == "the column “Breite” is the width, on documents of PINTU BAIK SDN BHD"


def test_lessons_that_say_the_same_have_one_key() -> None:
    assert Lesson(LessonKind.WORDS, "Open  Hole").key == Lesson(LessonKind.WORDS, "OPEN HOLE").key
    assert Lesson(LessonKind.CODE, "6S-A###").key != Lesson(LessonKind.CODE, "6S-A##").key
