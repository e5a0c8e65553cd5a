"""The shelf of lessons, on each kind of database."""

from __future__ import annotations

import pytest

from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.learned.shelf import LessonState, Shelf, edited
from pipeline.records import Records

WORD = Lesson(LessonKind.OPTION, "BEEHIVE", "door_core=honeycomb")
OTHER = Lesson(LessonKind.WORDS, "with care")


@pytest.fixture
def shelf(records: Records) -> Shelf:
    return Shelf(records.engine)


def test_a_proposal_is_not_used_before_it_is_switched_on_and_not_proposed_again_once_it_is_off(shelf: Shelf) -> None:
    shelf.propose([WORD, OTHER], "reviewer", "order-1")
    assert shelf.now() == Learned()
    kept = {each.lesson: each for each in shelf.all()}
    shelf.change(kept[WORD].id, "admin", WORD, LessonState.ON)
    shelf.change(kept[OTHER].id, "admin", OTHER, LessonState.OFF)
    assert shelf.now().lessons == (WORD,)
    shelf.propose([WORD, OTHER], "supervisor", "order-2")
    shelf.propose([WORD, OTHER], "supervisor", "order-2")
    again = {each.lesson: (each.state, each.seen, each.proposed_by) for each in shelf.all()}
    assert again == {WORD: (LessonState.ON, 2, "reviewer"), OTHER: (LessonState.OFF, 2, "reviewer")}


def test_two_shapes_of_a_code_are_two_lessons(shelf: Shelf) -> None:
    shapes = [Lesson(LessonKind.CODE, subject, "laminate_code") for subject in ("WD-###", "WD-####")]
    shelf.propose(shapes, "reviewer", "order-1")
    assert {each.lesson for each in shelf.all()} == set(shapes)


def test_an_edited_lesson_must_be_tested_again_and_may_not_say_what_another_says(shelf: Shelf) -> None:
    shelf.propose([WORD, OTHER], "reviewer")
    kept = next(each for each in shelf.all() if each.lesson == WORD)
    shelf.tried(kept.id, "{}")
    narrowed = edited(WORD, scope="PINTU BAIK SDN BHD", certainty=None)
    changed = shelf.change(kept.id, "admin", narrowed, LessonState.ON)
    assert changed
    assert (changed.lesson, changed.trial, changed.decided_by) == (narrowed, None, "admin")
    with pytest.raises(ValueError, match="says the same"):
        shelf.change(kept.id, "admin", OTHER, LessonState.ON)
    assert shelf.change("none", "admin", WORD, LessonState.ON) is None


def test_a_threshold_is_set_and_taken_back(shelf: Shelf) -> None:
    shelf.set_threshold("width_mm", 0.97, "admin")
    shelf.set_threshold("width_mm", 0.98, "admin")
    assert shelf.now().thresholds == (("width_mm", 0.98),)
    assert [(each.field, each.set_by) for each in shelf.thresholds()] == [("width_mm", "admin")]
    shelf.set_threshold("width_mm", None, "admin")
    assert shelf.now() == Learned()
