"""The review of a job order over HTTP, on a real service's parts."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.jobs import Job
from pipeline.learned.lessons import Lesson, LessonKind
from pipeline.learned.shelf import LessonState
from portal.desk import Desk
from portal.problems import PROBLEM_JSON
from samples.printed import pdf
from tests.portal.review.conftest import Client, Screen, described

WorkOff = Callable[[], None]


def test_the_state_shows_what_is_doubtful_and_where_it_stands(screen: Screen) -> None:
    width = screen.cell("doors[0].width_mm")
    assert (width["value"], width["by"], width["page"]) == (2500, None, 1)
    assert width["box"]["x0"] < width["box"]["x1"]
    doubts = [(doubt["path"], doubt["message"]) for doubt in screen.state["doubts"]]
    assert ("doors[0].width_mm", "2500 is not between 300 and 2400") in doubts
    assert screen.state["standing"] == "open"
    assert screen.state["form"]["door_core"]["options"][0] == "Honeycomb"


def test_a_typed_value_is_marked_as_typed_and_keeps_the_reading_beside_it(screen: Screen, desk: Desk) -> None:
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": "900"})
    width = screen.cell("doors[0].width_mm")
    assert (width["value"], width["by"], width["rule"], width["doubts"]) == (
        900,
        "this machine",
        "person this machine",
        [],
    )
    assert (width["read"]["value"], width["read"]["page"]) == (2500, 1)
    job = desk.records.job(screen.state["job_id"])
    assert job is not None
    assert job.words == "Corrected by hand: width of a door is 900 (was 2500)"


def test_a_changed_draft_is_printed_again(screen: Screen, desk: Desk) -> None:
    before = desk.records.orders.order(screen.state["id"])
    screen.change({"op": "set", "path": "customer_name", "value": "CONTOH BARU SDN BHD"})
    after = desk.records.orders.order(screen.state["id"])
    assert before
    assert after
    assert after.customer == "CONTOH BARU SDN BHD"
    assert after.pdf_digest not in (None, before.pdf_digest)


def test_what_cannot_be_is_asked_about_unless_a_reason_holds_it(screen: Screen) -> None:
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 2600})
    assert screen.cell("doors[0].width_mm")["doubts"]
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 2600, "reason": "A hangar door, asked by phone."})
    assert screen.cell("doors[0].width_mm")["doubts"] == []


def test_words_that_are_no_value_of_the_cell_are_refused_and_change_nothing(screen: Screen) -> None:
    for path, value, code in (
        ("doors[0].width_mm", "nine", "not_a_size"),
        ("doors[0].quantity", "2.5", "not_a_number"),
        ("job_order_date", "31/02/2026", "not_a_date"),
        ("doors[0].door_core", "Straw", "no_such_box"),
        ("doors[9].width_mm", 900, "no_such_row"),
        ("doors[0].colour", "red", "no_such_cell"),
    ):
        refused = screen.change({"op": "set", "path": path, "value": value}, status=422)
        assert refused["code"] == code
    version = screen.state["version"]
    assert screen.look()["version"] == version


def test_a_save_on_an_old_version_changes_nothing_and_shows_both(client: Client, screen: Screen) -> None:
    other = Screen(client, screen.state["id"])
    other.change({"op": "set", "path": "doors[0].width_mm", "value": 910})
    clash = screen.change({"op": "set", "path": "doors[0].width_mm", "value": 915}, status=412)
    assert clash["clashes"] == [
        {"path": "doors[0].width_mm", "yours": "915", "theirs": "910", "by": "this machine"},
    ]
    assert clash["yours"][0]["value"] == 915
    assert clash["theirs"]["version"] == other.state["version"]
    assert Screen(client, screen.state["id"]).cell("doors[0].width_mm")["value"] == 910


def test_a_save_without_a_version_is_asked_for_it(client: Client, screen: Screen) -> None:
    answer = client.patch(screen.address, json={"changes": [{"op": "accept", "path": "po_no"}]})
    assert answer.status_code == 428
    assert answer.headers["content-type"] == PROBLEM_JSON


def test_approving_is_refused_while_something_is_doubtful(screen: Screen) -> None:
    refused = screen.send("approve", status=409)
    assert refused["code"] == "doubts_open"
    assert refused["issues"][0]["path"] == "doors[0].width_mm"


def test_an_approved_job_order_is_printed_without_draft_and_done(screen: Screen, desk: Desk, work_off: WorkOff) -> None:
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 915})
    screen.send("approve")
    assert screen.state["standing"] == "running"
    work_off()
    screen.look()
    assert (screen.state["standing"], screen.state["decided_by"], screen.state["doubts"]) == (
        "approved",
        "this machine",
        [],
    )
    job = desk.records.job(screen.state["job_id"])
    assert job is not None
    assert (job.state, job.doubts) == ("done", 0)
    assert screen.state["pdf"]


def test_a_correction_survives_a_new_reading(screen: Screen, desk: Desk, work_off: WorkOff) -> None:
    screen.change(
        {"op": "set", "path": "doors[0].width_mm", "value": 915},
        {"op": "set", "path": "doors[1].door_core", "value": {"option": "Solid Timber"}},
        {"op": "remove_row", "path": "frames[0]"},
    )
    before = screen.state
    desk.retry(screen.state["job_id"], "somebody")
    work_off()
    after = screen.look()
    assert (after["doors"], after["frames"], after["id"]) == (before["doors"], [], before["id"])
    assert after["standing"] == "open"


def test_rejecting_tells_why_and_frees_the_letter(screen: Screen, desk: Desk) -> None:
    screen.send("reject", reason="This is our own quotation, no order.")
    job = desk.records.job(screen.state["job_id"])
    assert job is not None
    assert (job.state, job.code, job.words) == ("failed", "rejected", "This is our own quotation, no order.")
    assert desk.records.orders.with_number("KDI-2611-001") == ()


def test_undo_gives_back_what_was(screen: Screen) -> None:
    before = screen.state["doors"]
    screen.change({"op": "split_row", "path": "doors[0]", "quantities": [1, 3]})
    screen.change({"op": "set", "path": "doors[1].width_mm", "value": 800})
    assert len(screen.state["doors"]) == 3
    split = next(entry for entry in screen.client.get(f"{screen.address}/history").json() if entry["op"] == "split_row")
    screen.send("undo", id=split["id"])
    assert screen.state["doors"] == before


def test_the_lock_is_shown_to_others_and_keeps_nobody_from_saving(client: Client, screen: Screen) -> None:
    mine = client.put(f"{screen.address}/lock", json={"session": "a"}).json()
    theirs = client.put(f"{screen.address}/lock", json={"session": "b"}).json()
    assert (mine["yours"], theirs["yours"], theirs["session"]) == (True, False, "a")
    screen.change({"op": "accept", "path": "doors[0].width_mm"})
    assert client.put(f"{screen.address}/lock", json={"session": "b", "take_over": True}).json()["yours"]
    client.delete(f"{screen.address}/lock?session=b")
    assert screen.look()["lock"] is None


def test_the_next_one_that_waits_is_found(client: Client, screen: Screen) -> None:
    assert client.get("/api/review/next").json()["id"] == screen.state["id"]
    assert client.get(f"/api/review/next?after={screen.state['id']}").json() is None
    client.put(f"{screen.address}/lock", json={"session": "a"})
    assert client.get("/api/review/next?session=b").json() is None


def test_the_words_of_a_page_can_be_selected(client: Client, screen: Screen) -> None:
    words = client.get(f"{screen.address}/pages/1/words").json()
    assert "KDI-2611-001" in [word["text"] for word in words]
    assert client.get(f"{screen.address}/pages/9/words").status_code == 404


def test_a_later_document_of_the_same_number_shows_what_differs_and_replaces_the_earlier_one_once_approved(
    client: Client, desk: Desk, drop: Callable[..., Job], work_off: WorkOff, invoice: bytes
) -> None:
    earlier = drop(invoice)
    work_off()
    words = "SINGLE LEAF DOOR, 43MM X 3FT X 8FT, LAMINATE 6S-A057, HONEYCOMB, ABS EDGING, LOCATION: BEDROOM 1"
    later = drop(pdf(described(0, words)))
    work_off()
    screen = Screen(client, desk.records.orders.of_job(later.id)[0].id)
    assert screen.state["revision"]["letter"] == "B"
    assert screen.state["revision"]["differences"] == [
        {"path": "doors[0].height_mm", "before": "2135", "after": "2440"},
    ]
    assert [doubt["answered_by"] for doubt in screen.state["doubts"]] == ["approve"]
    screen.send("approve")
    work_off()
    assert screen.look()["standing"] == "approved"
    assert desk.records.events(earlier.id)[-1].words.startswith("Replaced by revision B, approved ")
    first = desk.records.job(earlier.id)
    assert first
    assert first.state == "done"


def test_an_approval_is_undone_before_anything_is_changed(screen: Screen, work_off: WorkOff) -> None:
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 915})
    screen.send("approve")
    work_off()
    screen.look()
    change = {"op": "set", "path": "po_no", "value": "CRB-0118"}
    assert screen.change(change, status=409)["code"] == "decided"
    screen.send("undo")
    assert (screen.state["standing"], screen.state["draft"], screen.cell("doors[0].width_mm")["value"]) == (
        "open",
        True,
        915,
    )
    screen.change(change)
    screen.send("approve")
    work_off()
    assert screen.look()["standing"] == "approved"


def test_an_approval_does_not_hold_for_what_a_new_reading_changed(
    screen: Screen, desk: Desk, work_off: WorkOff
) -> None:
    """Here the company taught another reading; a better reader does the same."""
    screen.change({"op": "set", "path": "doors[0].width_mm", "value": 915})
    screen.send("approve")
    work_off()
    lesson = Lesson(LessonKind.CUSTOMER, "CONTOH RIDGE BUILDERS SDN BHD", "RIDGE HOLDINGS BERHAD")
    desk.teaching.shelf.add(lesson, LessonState.ON, "admin")
    desk.retry(screen.state["job_id"], "admin")
    work_off()
    state = screen.look()
    assert (state["standing"], state["draft"]) == ("open", True)
    assert state["doubts"][-1]["message"].startswith("Since it was approved the document was read again")
    assert screen.cell("doors[0].width_mm")["value"] == 915
