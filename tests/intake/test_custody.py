"""A claimed file goes where its job's end belongs, and on from there when a person decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from intake.folder import FolderIntake
from intake.receive import Door
from pipeline.jobs import Job, JobState
from pipeline.records import Records
from tests.intake.conftest import Watch, jobs, names, pdf
from tests.waiting import wait_for


@pytest.fixture
def undecided(door: Door, records: Records) -> Door:
    """A door whose jobs need a person, each with a printed draft."""

    def ask(job: Job) -> None:
        print_order(door, records, job, b"%PDF draft")
        records.add_event(job.id, JobState.NEEDS_REVIEW, "Needs you: 2 doubts")

    return Door(door.archive, records, door.limits, ask)


def print_order(door: Door, records: Records, job: Job, content: bytes) -> None:
    """Record that this is the job's printed job order."""
    orders, digest = records.orders, door.archive.put(b"{}")
    record = orders.claim(job.id, 1, "KDI-1", "KDI-1", digest)
    orders.save(record.id, customer=None, draft=True, order_digest=digest, pdf_digest=door.archive.put(content))


def test_a_file_under_review_has_its_link_and_moves_on_when_it_is_approved(
    watch: Watch, tmp_path: Path, undecided: Door, records: Records
) -> None:
    watch(undecided)
    (tmp_path / "inbox/doubt.pdf").write_bytes(pdf("doubt"))
    wait_for(lambda: names(tmp_path / "needs-review") == ["doubt.pdf", "doubt.pdf.txt"])
    (job,) = jobs(records)
    note = (tmp_path / "needs-review/doubt.pdf.txt").read_text()
    assert f"Needs you: 2 doubts. Look at it and approve it here: http://portal/jobs/{job.id}" in note
    records.add_event(job.id, JobState.DONE, "Approved")
    wait_for(lambda: names(tmp_path / "processed") == ["doubt.pdf"])
    wait_for(lambda: names(tmp_path / "needs-review") == [])


def test_what_was_decided_while_the_service_was_down_moves_on_at_the_next_start(
    watch: Watch, tmp_path: Path, undecided: Door, records: Records
) -> None:
    first = watch(undecided)
    (tmp_path / "inbox/doubt.pdf").write_bytes(pdf("doubt"))
    wait_for(lambda: len(names(tmp_path / "needs-review")) == 2)
    first.stop()
    records.add_event(jobs(records)[0].id, JobState.DONE, "Approved")
    watch(undecided)
    wait_for(lambda: names(tmp_path / "processed") == ["doubt.pdf"])


def test_a_failed_file_moves_on_when_its_retry_succeeds(
    watch: Watch, tmp_path: Path, door: Door, records: Records
) -> None:
    fails = Door(
        door.archive,
        records,
        door.limits,
        lambda job: records.add_event(job.id, JobState.FAILED, "The printer was gone", code="gave_up"),
    )
    watch(fails)
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "failed") == ["one.pdf", "one.pdf.txt"])
    job = records.retry(jobs(records)[0].id, "Retried by hand")
    records.add_event(job.id, JobState.FAILED, "The printer is still gone", code="gave_up")
    wait_for(lambda: "still gone" in (tmp_path / "failed/one.pdf.txt").read_text())
    assert names(tmp_path / "failed") == ["one.pdf", "one.pdf.txt"]
    records.retry(job.id, "Retried by hand")
    records.add_event(job.id, JobState.DONE, "Done")
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    wait_for(lambda: names(tmp_path / "failed") == [])


def test_a_file_that_a_person_took_from_its_shelf_stays_theirs(
    watch: Watch, tmp_path: Path, undecided: Door, records: Records
) -> None:
    intake = watch(undecided)
    (tmp_path / "inbox/doubt.pdf").write_bytes(pdf("doubt"))
    wait_for(lambda: len(names(tmp_path / "needs-review")) == 2)
    (tmp_path / "needs-review/doubt.pdf").rename(tmp_path / "mine.pdf")
    records.add_event(jobs(records)[0].id, JobState.DONE, "Approved")
    wait_for(lambda: not list((tmp_path / "inbox").glob(".sendora/*/waiting/*")))
    assert (tmp_path / "mine.pdf").read_bytes() == pdf("doubt")
    assert not intake.troubles.all()


def test_where_it_is_asked_for_the_job_order_lies_beside_its_original_and_the_final_one_replaces_the_draft(
    watch: Watch, tmp_path: Path, undecided: Door, records: Records
) -> None:
    watch(undecided, beside_original=True)
    (tmp_path / "inbox/scan.pdf").write_bytes(pdf("one"))
    order = "scan - job order KDI-1.pdf"
    wait_for(lambda: names(tmp_path / "needs-review") == [order, "scan.pdf", "scan.pdf.txt"])
    assert (tmp_path / "needs-review" / order).read_bytes() == b"%PDF draft"
    (job,) = jobs(records)
    print_order(undecided, records, job, b"%PDF final")
    records.add_event(job.id, JobState.DONE, "Approved")
    wait_for(lambda: names(tmp_path / "processed") == [order, "scan.pdf"])
    assert (tmp_path / "processed" / order).read_bytes() == b"%PDF final"
    wait_for(lambda: names(tmp_path / "needs-review") == [])


def test_where_it_is_not_asked_for_the_original_lies_alone(
    watch: Watch, tmp_path: Path, undecided: Door, records: Records
) -> None:
    watch(undecided)
    (tmp_path / "inbox/scan.pdf").write_bytes(pdf("one"))
    wait_for(lambda: len(names(tmp_path / "needs-review")) == 2)
    assert records.orders.of_job(jobs(records)[0].id)


def test_a_document_whose_job_was_deleted_may_come_again_as_a_new_job(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch()
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    (first,) = jobs(records)
    records.delete(first.id)
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "processed") == ["one (2).pdf", "one.pdf"])
    assert jobs(records)[0].id != first.id
    assert names(tmp_path / "duplicates") == []


def test_a_restart_makes_no_new_rows_of_what_lies_on_the_shelves(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    first = watch()
    for name in ("first.pdf", "again.pdf"):
        (tmp_path / "inbox" / name).write_bytes(pdf("one"))
        wait_for(lambda name=name: not (tmp_path / "inbox" / name).exists())  # type: ignore[misc] # a lambda's default
    wait_for(lambda: names(tmp_path / "duplicates") == ["again.pdf", "again.pdf.txt"])
    first.stop()
    seen = records.last_event_id()
    again = watch()
    wait_for(lambda: again.last_scan is not None)
    assert records.last_event_id() == seen
    assert not again.troubles.all()


def test_inboxes_with_one_set_of_shelves_lose_no_file_of_the_same_name(watch: Watch, tmp_path: Path) -> None:
    first = watch()
    second = FolderIntake(
        first.door, first.custody.shelves, replace(first.options, inbox=tmp_path / "second", name="second")
    )
    second.start()
    for n in range(20):
        (tmp_path / "inbox/scan.pdf").write_bytes(pdf(f"a {n}"))
        (tmp_path / "second/scan.pdf").write_bytes(pdf(f"b {n}"))
        wait_for(lambda: names(tmp_path / "inbox") + names(tmp_path / "second") == [])
    wait_for(lambda: len(names(tmp_path / "processed")) == 40)
    assert len({(tmp_path / "processed" / name).read_bytes() for name in names(tmp_path / "processed")}) == 40
    second.stop()
