"""The one door: what is taken, what is refused, and that nothing is acknowledged before it is safe."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.receive import Door, DoorLimits, Offered, Receipt
from pipeline.archive import Archive
from pipeline.errors import Temporary
from pipeline.jobs import Arrival, Job, JobState, NewJob
from pipeline.model import Source
from pipeline.records import Records
from pipeline.trays import LONGEST
from tests.intake.conftest import pdf


def arrival(name: str = "a.pdf", source: Source = Source.UPLOAD, origin: str = "1") -> Arrival:
    return Arrival(source, origin, None, name, datetime.now(UTC))


def test_what_is_taken_is_kept_recorded_and_handed_over(door: Door, handed_over: list[Job]) -> None:
    receipt = door.receive(pdf("one"), arrival())
    assert receipt.new
    assert not receipt.refused
    assert door.archive.get(receipt.job.sha256) == pdf("one")
    assert [job.id for job in handed_over] == [receipt.job.id]


@pytest.mark.parametrize("name", ["A.PDF", "noending", "photo.jpg"])
def test_the_kind_is_told_by_content_never_by_the_name(door: Door, name: str) -> None:
    assert door.receive(pdf(name), arrival(name)).job.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"PK\x03\x04 an archive", "not_a_document"), (b"<!doctype html><p>", "not_a_document")],
)
def test_what_is_no_document_is_refused_with_what_to_do(door: Door, data: bytes, code: str) -> None:
    receipt = door.receive(data, arrival("invoice.pdf"))
    assert (receipt.refused, receipt.job.code) == (True, code)
    assert receipt.job.words.startswith("invoice.pdf is")
    assert "send" in receipt.job.words.lower()


def test_a_file_of_the_limit_is_taken_and_one_byte_more_is_refused(door: Door) -> None:
    limit = door.limits.max_bytes
    fits = pdf("x") + b"\n" * (limit - len(pdf("x")))
    assert not door.receive(fits, arrival(origin="1")).refused
    refused = door.receive(fits + b"\n", arrival(origin="2")).job
    assert refused.code == "too_large"
    assert "at most 16 MB" in refused.words


def test_a_huge_file_is_refused_without_being_kept_twice(door: Door, tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(100 * 2**20)
    receipt = door.receive_file(huge, arrival("huge.pdf"))
    assert receipt.job.code == "too_large"
    assert not door.archive.path(receipt.job.sha256).exists()


def test_the_same_request_fifty_times_at_once_is_one_job(door: Door, handed_over: list[Job]) -> None:
    with ThreadPoolExecutor(10) as threads:
        receipts = list(threads.map(lambda _: door.receive(pdf("one"), arrival()), range(50)))
    assert len({receipt.job.id for receipt in receipts}) == 1
    assert sum(receipt.new for receipt in receipts) == 1
    assert {job.run for job in handed_over} == {1}


def test_documents_that_come_at_the_same_time_are_each_taken_in_as_if_alone(
    door: Door, records: Records, handed_over: list[Job]
) -> None:
    known = door.receive(pdf("known"), arrival(origin="0")).job
    too_large, large = (pdf(str(size)) + b"\n" * size for size in (door.limits.max_bytes, LONGEST))
    documents = [pdf("one"), pdf("known"), b"hello", pdf("one"), too_large, large]
    receipts = door.receive_all([Offered.of(data, arrival(origin=str(n))) for n, data in enumerate(documents, 1)])
    taken = [one for one in receipts if isinstance(one, Receipt)]
    assert [(one.new, one.job.code) for one in taken] == [
        (True, None),
        (False, None),
        (True, "not_a_document"),
        (False, None),
        (True, "too_large"),
        (True, None),
    ]
    assert taken[0].job.id == taken[3].job.id
    assert taken[1].job.id == known.id
    assert [door.archive.get(taken[n].job.sha256) for n in (0, 5)] == [documents[0], large]
    assert [job.id for job in handed_over] == [known.id, *(taken[n].job.id for n in (0, 3, 5))]
    assert len(records.arrivals(known.id)) == 2


def test_of_those_that_come_together_only_the_one_that_cannot_be_recorded_hears_of_it(door: Door) -> None:
    names = ["1", "a name with half a sign \ud800", "3"]
    first, second, third = door.receive_all(
        [Offered.of(pdf(str(n)), arrival(name, origin=name)) for n, name in enumerate(names)]
    )
    assert isinstance(second, UnicodeEncodeError)
    assert [one.new for one in (first, third) if isinstance(one, Receipt)] == [True, True]


def test_below_the_floor_of_free_space_nothing_is_taken_until_there_is_room(tmp_path: Path, records: Records) -> None:
    archive = Archive(tmp_path / "archive")
    full = Door(archive, records, DoorLimits(2**20, 2**60), lambda _: None)
    assert full.paused()
    with pytest.raises(Temporary, match="Intake is paused"):
        full.receive(pdf("one"), arrival())
    assert [str(one) for one in full.receive_all([Offered.of(pdf("one"), arrival())] * 2)] == [full.paused()] * 2
    assert not records.unfinished()
    assert Door(archive, records, DoorLimits(2**20, 0), lambda _: None).receive(pdf("one"), arrival()).new


def test_a_workflow_that_does_not_run_loses_nothing(tmp_path: Path, records: Records) -> None:
    def refuse(_job: Job) -> None:
        raise Temporary("not running")

    door = Door(Archive(tmp_path / "archive"), records, DoorLimits(2**20, 0), refuse)
    assert door.receive(pdf("one"), arrival()).new
    assert len(records.unfinished()) == 1


def test_a_refused_document_that_comes_again_is_refused_again_without_a_further_job(door: Door) -> None:
    first = door.receive(b"", arrival(origin="1"))
    again = door.receive(b"", arrival(origin="2"))
    assert (again.job.id, again.refused, again.new) == (first.job.id, True, False)


def test_a_document_that_failed_through_no_fault_of_its_own_gets_another_try_when_it_comes_again(
    door: Door, records: Records, handed_over: list[Job]
) -> None:
    job = door.receive(pdf("one"), arrival(origin="1")).job
    records.add_event(job.id, JobState.FAILED, "The printer was gone", code="gave_up")
    door.receive(pdf("one"), arrival(origin="2"))
    assert [handed.run for handed in handed_over] == [1, 2]


@pytest.mark.parametrize(("source", "runs"), [(Source.FOLDER, [1, 2]), (Source.WEBHOOK, [1])])
def test_a_file_that_a_crash_cut_short_gets_its_try_and_a_repeated_delivery_none(
    door: Door, records: Records, handed_over: list[Job], source: Source, runs: list[int]
) -> None:
    job = door.receive(pdf("one"), arrival(source=source, origin="1")).job
    records.add_event(job.id, JobState.FAILED, "The printer was gone", code="gave_up")
    records.create_job(NewJob(job.sha256, job.media_type, job.size, arrival(source=source, origin="2")))
    door.receive(pdf("one"), arrival(source=source, origin="2"))
    assert [handed.run for handed in handed_over] == runs


def test_the_same_bytes_by_all_four_ways_are_one_job_with_four_arrivals(
    door: Door, records: Records, handed_over: list[Job]
) -> None:
    ids = {door.receive(pdf("one"), arrival(source=source, origin=f"{source} 1")).job.id for source in Source}
    assert len(ids) == 1
    assert [known.source for known in records.arrivals(ids.pop())] == list(Source)
    assert len(handed_over) == 1
