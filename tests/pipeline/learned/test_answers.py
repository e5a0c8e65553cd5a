"""Questions that a lesson answers are dropped, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.learned.answers import with_answers
from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.model import Choice, Invoice, JobOrder
from tests.pipeline.review.orders import door, order, read

SHAPE = Learned((Lesson(LessonKind.OTHERS, "##mm", "door_thickness"),))


def of_thickness(words: str) -> JobOrder:
    doubt = f"The form has no box for door thickness “{words}”: it is written in Others."
    cell = Choice(None, words, read("thickness_mm", words, 0, (doubt,)))
    return replace(order(), doors=(replace(door(0), door_thickness=cell),))


@pytest.mark.parametrize(("words", "left"), [("55mm", 0), ("155mm", 1), ("5mm", 1)])
def test_a_shape_in_others_stands_for_as_many_figures_as_it_has(words: str, left: int) -> None:
    answered = with_answers(of_thickness(words), Invoice((1,)), SHAPE).doors[0].door_thickness
    assert answered
    assert len(answered.field.doubts) == left
