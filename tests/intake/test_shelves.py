"""Where files end, and what the note beside them says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.shelves import Shelves, free_name, safe_ending
from pipeline.jobs import JobState
from pipeline.records import Records
from tests.intake.conftest import pdf
from tests.pipeline.conftest import a_document


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    made = Shelves(tmp_path, "http://portal/jobs/{id}")
    made.prepare()
    return made


def test_a_refused_upload_lies_among_the_failed_with_its_sentence(
    shelves: Shelves, records: Records, tmp_path: Path
) -> None:
    job, _ = records.create_job(a_document(pdf("locked"), "locked"))
    records.add_event(job.id, JobState.FAILED, "This PDF opens only with a password.", code="encrypted")
    failed = records.job(job.id)
    assert failed is not None
    for _ in range(2):  # a step may be repeated after a crash
        shelves.put_refused(pdf("locked"), failed)
    places = sorted((tmp_path / "failed").iterdir())
    assert [place.name for place in places] == [f"{job.id}-locked.pdf", f"{job.id}-locked.pdf.txt"]
    assert places[0].read_bytes() == pdf("locked")
    assert "opens only with a password" in places[1].read_text()


def test_the_file_of_a_deleted_job_is_kept_as_processed(shelves: Shelves, records: Records, tmp_path: Path) -> None:
    job, _ = records.create_job(a_document(pdf("one"), "one"))
    (arrival,) = records.arrivals(job.id)
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf("one"))
    assert shelves.put_away(file, arrival, None, arrival).place == tmp_path / "processed/one.pdf"


def test_a_taken_name_gets_a_number_before_its_ending(tmp_path: Path) -> None:
    for expected in ("scan.pdf", "scan (2).pdf", "scan (3).pdf"):
        place = free_name(tmp_path, "scan.pdf")
        assert place.name == expected
        place.touch()


def test_the_longest_name_a_folder_can_hold_still_gets_its_note(
    shelves: Shelves, records: Records, tmp_path: Path
) -> None:
    job, _ = records.create_job(a_document(pdf("one"), "one"))
    records.add_event(job.id, JobState.FAILED, "It is locked.", code="encrypted")
    (arrival,) = records.arrivals(job.id)
    file = tmp_path / f"{'é' * 125}.pdf"
    file.write_bytes(pdf("one"))
    place = shelves.put_away(file, arrival, records.job(job.id), arrival).place
    assert place.with_name(f"{place.name}.txt").read_text().startswith("It is locked.")


@given(st.text())
def test_no_senders_name_leads_out_of_the_folder(name: str) -> None:
    assert "/" not in safe_ending(name)
    assert "\0" not in safe_ending(name)
    assert len(safe_ending(name)) <= 100
