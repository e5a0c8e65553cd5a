"""The watched folder, with the real watcher on a real folder."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from intake.receive import Door
from pipeline.jobs import JobState
from pipeline.records import Records
from tests.intake.conftest import Watch, jobs, names, pdf
from tests.waiting import wait_for


def test_a_dropped_file_is_taken_at_once_and_found_among_the_processed(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch(rescan=60)
    (tmp_path / "inbox/invoice.pdf").write_bytes(pdf("one"))
    closed = time.monotonic()
    wait_for(lambda: len(jobs(records)) == 1)
    assert time.monotonic() - closed < 1
    wait_for(lambda: names(tmp_path / "processed") == ["invoice.pdf"])
    assert names(tmp_path / "inbox") == []


def test_without_any_event_a_file_is_still_taken_within_ten_seconds(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    intake = watch(events=False)
    (tmp_path / "inbox/invoice.pdf").write_bytes(pdf("one"))
    wait_for(lambda: len(jobs(records)) == 1, seconds=10)
    assert not intake.watching.events


def test_two_hundred_files_each_dropped_when_the_last_one_left_are_all_taken(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch(rescan=60)
    inbox = tmp_path / "inbox"
    for n in range(200):
        dropped = inbox / f"{n}.pdf"
        dropped.write_bytes(pdf(str(n)))
        wait_for(lambda dropped=dropped: not dropped.exists(), seconds=15)  # type: ignore[misc] # a lambda's default
    wait_for(lambda: len(jobs(records)) == 200)
    wait_for(lambda: len(names(tmp_path / "processed")) == 200)


def test_files_that_lay_there_before_the_start_are_taken(watch: Watch, tmp_path: Path, records: Records) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/old.pdf").write_bytes(pdf("old"))
    watch()
    wait_for(lambda: len(jobs(records)) == 1)


def test_a_file_moved_in_from_outside_is_taken(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch(rescan=60)
    (tmp_path / "outside.pdf").write_bytes(pdf("one"))
    (tmp_path / "outside.pdf").rename(tmp_path / "inbox/inside.pdf")
    wait_for(lambda: len(jobs(records)) == 1)


def test_a_writer_in_three_chunks_gives_one_whole_document(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()
    whole, place = pdf("slow"), tmp_path / "inbox/slow.pdf"
    for end in (10, 30):
        with place.open("ab") as file:
            file.write(whole[place.stat().st_size : end])
        still_there = time.monotonic() + 1
        wait_for(lambda until=still_there: time.monotonic() > until)  # type: ignore[misc] # a lambda's default
        assert place.exists()
    with place.open("ab") as file:
        file.write(whole[30:])
    wait_for(lambda: len(jobs(records)) == 1)
    assert jobs(records)[0].size == len(whole)


def test_a_file_that_stays_cut_off_is_taken_after_the_hold(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch(hold=0.5)
    (tmp_path / "inbox/cut.pdf").write_bytes(pdf("cut")[:20])
    wait_for(lambda: len(jobs(records)) == 1)


def test_temporary_names_stay_and_are_taken_when_renamed(watch: Watch, tmp_path: Path, records: Records) -> None:
    intake = watch()
    (tmp_path / "inbox/a.pdf.part").write_bytes(pdf("one"))
    scanned = intake.last_scan
    wait_for(lambda: intake.last_scan != scanned)
    assert jobs(records) == ()
    (tmp_path / "inbox/a.pdf.part").rename(tmp_path / "inbox/a.pdf")
    wait_for(lambda: len(jobs(records)) == 1)


def test_a_hundred_touches_and_two_watchers_give_one_job(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()
    watch()
    place = tmp_path / "inbox/one.pdf"
    place.write_bytes(pdf("one"))
    for _ in range(100):
        try:
            os.utime(place)
            place.chmod(0o644)
        except FileNotFoundError:
            break
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    assert len(jobs(records)) == 1
    assert len(records.arrivals(jobs(records)[0].id)) == 1


def test_a_refused_file_lies_among_the_failed_with_the_sentence_beside_it(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch()
    (tmp_path / "inbox/page.pdf").write_bytes(b"<!doctype html><p>not a document</p>")
    (tmp_path / "inbox/next.pdf").write_bytes(pdf("next"))
    wait_for(lambda: names(tmp_path / "failed") == ["page.pdf", "page.pdf.txt"])
    note = (tmp_path / "failed/page.pdf.txt").read_text()
    assert note.startswith("page.pdf is not a document that can be read. Send")
    wait_for(lambda: names(tmp_path / "processed") == ["next.pdf"])
    assert {job.state for job in jobs(records)} == {JobState.DONE, JobState.FAILED}


def test_the_same_bytes_again_are_a_duplicate_that_names_the_first(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch()
    (tmp_path / "inbox/first.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "processed") == ["first.pdf"])
    (tmp_path / "inbox/second.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "duplicates") == ["second.pdf", "second.pdf.txt"])
    note = (tmp_path / "duplicates/second.pdf.txt").read_text()
    assert "as first.pdf" in note
    assert f"http://portal/jobs/{jobs(records)[0].id}" in note
    assert len(jobs(records)) == 1


def test_a_document_for_a_person_lies_under_needs_review_with_the_address(
    watch: Watch, tmp_path: Path, door: Door, records: Records
) -> None:
    asks = Door(
        door.archive,
        records,
        door.limits,
        lambda job: records.add_event(job.id, JobState.NEEDS_REVIEW, "Needs you: 2 doubts"),
    )
    watch(asks)
    (tmp_path / "inbox/doubt.pdf").write_bytes(pdf("doubt"))
    wait_for(lambda: names(tmp_path / "needs-review") == ["doubt.pdf", "doubt.pdf.txt"])
    assert "Needs you: 2 doubts" in (tmp_path / "needs-review/doubt.pdf.txt").read_text()


def test_files_of_one_name_all_stay(watch: Watch, tmp_path: Path) -> None:
    watch()
    for n in range(3):
        (tmp_path / "inbox/scan.pdf").write_bytes(pdf(str(n)))
        wait_for(lambda n=n: len(names(tmp_path / "processed")) == n + 1)  # type: ignore[misc] # a lambda's default
    assert names(tmp_path / "processed") == ["scan (2).pdf", "scan (3).pdf", "scan.pdf"]


def test_a_subfolder_stands_for_who_sent_it(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()
    (tmp_path / "inbox/Kota Damansara").mkdir()
    (tmp_path / "inbox/Kota Damansara/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: len(jobs(records)) == 1)
    assert jobs(records)[0].sender == "Kota Damansara"


def test_what_was_claimed_before_a_crash_is_received_after_it(watch: Watch, tmp_path: Path, records: Records) -> None:
    claim = tmp_path / "inbox/.sendora/service/claimed/01m84a0c4d0n1g1a3ckktf5w9d"
    claim.mkdir(parents=True)
    (claim / "one.pdf").write_bytes(pdf("one"))
    watch()
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    assert len(jobs(records)) == 1


def test_a_flood_from_many_writers_is_all_taken(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()

    def write(writer: int) -> None:
        for n in range(50):
            (tmp_path / f"inbox/{writer}-{n}.pdf").write_bytes(pdf(f"{writer} {n}"))

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    wait_for(lambda: len(names(tmp_path / "processed")) == 200, seconds=60)
    assert len(jobs(records)) == 200
