"""The admin's page of what was learned, and of thresholds: plain forms that work without scripts."""

from __future__ import annotations

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.learned.lessons import Lesson, LessonKind
from pipeline.learned.shelf import LessonState
from portal.desk import Desk

Client = TestClient[Litestar]
PAGE = {"Accept": "text/html"}


@pytest.fixture
def lesson_id(desk: Desk) -> str:
    desk.teaching.shelf.propose([Lesson(LessonKind.OPTION, "BEEHIVE <b>", "door_core=honeycomb")], "reviewer")
    return desk.teaching.shelf.all()[0].id


def act(client: Client, lesson_id: str, **form: str) -> int:
    return client.post(f"/learned/{lesson_id}", data=form, headers=PAGE, follow_redirects=False).status_code


def test_a_proposal_is_shown_with_who_made_it_and_hostile_words_stay_words(client: Client, lesson_id: str) -> None:
    page = client.get("/learned", headers=PAGE)
    assert page.status_code == 200
    assert "“BEEHIVE &lt;b&gt;” means door core honeycomb" in page.text
    assert "reviewer" in page.text
    assert lesson_id in page.text


def test_it_is_tested_edited_and_switched(client: Client, desk: Desk, lesson_id: str) -> None:
    assert act(client, lesson_id, act="try") == 303
    assert "Tested on 0 past documents:" in client.get("/learned", headers=PAGE).text
    assert (
        act(client, lesson_id, act="save", subject="BEEHIVE", meaning="door_core=solid_timber", certainty="90") == 303
    )
    assert act(client, lesson_id, act="on") == 303
    (kept,) = desk.teaching.shelf.all()
    assert kept.lesson == Lesson(LessonKind.OPTION, "BEEHIVE", "door_core=solid_timber", "", 0.9)
    assert (kept.state, kept.decided_by, kept.trial) == (LessonState.ON, "this machine", None)
    assert desk.teaching.shelf.now().lessons == (kept.lesson,)
    assert act(client, lesson_id, act="off") == 303
    assert desk.teaching.shelf.now().lessons == ()


def test_what_it_cannot_mean_is_told_and_not_saved(client: Client, desk: Desk, lesson_id: str) -> None:
    answer = client.post(f"/learned/{lesson_id}", data={"act": "save", "meaning": "door_core=straw"}, headers=PAGE)
    assert answer.status_code == 422
    assert "Write which box it ticks" in answer.text
    assert desk.teaching.shelf.all()[0].lesson.meaning == "door_core=honeycomb"
    assert act(client, "none", act="on") == 404


def test_a_threshold_is_chosen_and_given_back(client: Client, desk: Desk) -> None:
    assert "There are no past job orders yet to judge it by." in client.get("/learned/thresholds", headers=PAGE).text
    for chosen, kept in (("0.97", (("width_mm", 0.97),)), ("0.1", (("width_mm", 0.97),)), ("", ())):
        client.post("/learned/thresholds", data={"field": "width_mm", "threshold": chosen}, headers=PAGE)
        assert desk.teaching.shelf.now().thresholds == kept
