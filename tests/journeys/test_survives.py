"""The service is killed for real, at bad moments; nothing is lost, nothing is done twice, nobody does anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.jobs import JobState
from tests.journeys.conftest import Start, an_invoice
from tests.journeys.running import claimed, names
from tests.waiting import wait_for


def test_three_documents_killed_in_different_steps_each_become_one_job_order_without_repeating_a_step(
    start: Start, sample_files: dict[str, bytes], gate: tuple[dict[str, str], Path]
) -> None:
    environment, opened = gate
    service = start(SENDORA_WORKERS="2", **environment)
    inbox = service.data / "inbox"
    (inbox / "invoice.pdf").write_bytes(sample_files["invoice.pdf"])
    wait_for(lambda: "invoice.pdf" in service.jobs() and service.jobs()["invoice.pdf"].state is JobState.RENDERING)
    (inbox / "scan.pdf").write_bytes(sample_files["scan.pdf"])
    wait_for(lambda: "scan.pdf" in service.jobs() and service.jobs()["scan.pdf"].state is JobState.READING)
    (inbox / "photo.jpg").write_bytes(sample_files["photo.jpg"])
    wait_for(lambda: "photo.jpg" in service.jobs())
    states = [job.state for job in service.jobs().values()]
    service.kill()
    assert sorted(states) == [JobState.READING, JobState.RECEIVED, JobState.RENDERING]

    opened.touch()
    service = start(SENDORA_WORKERS="2", **environment)
    wait_for(service.all_ended(3), 120)
    for name in sample_files:
        job = service.jobs()[name]
        assert job.state in {JobState.DONE, JobState.NEEDS_REVIEW}
        assert len(service.records.orders.of_job(job.id)) == 1
        assert len(service.records.arrivals(job.id)) == 1
    words = service.words("invoice.pdf")
    assert [words.count(step) for step in ("Reading its pages", "Looking for what it says")] == [1, 1]
    assert words.count("Printing the job order") == 2
    assert service.words("scan.pdf").count("Reading its pages") == 2
    assert len(list((service.data / "outputs").rglob("*.pdf"))) == 3
    wait_for(lambda: names(inbox) + claimed(inbox) == [])
    assert service.stop() == 0


def test_kills_while_files_are_dropped_lose_none_and_double_none(start: Start) -> None:
    service = start()
    for n in range(12):
        (service.data / "inbox" / f"{n}.pdf").write_bytes(an_invoice(f"KDI-2611-{n:03}"))
        if n % 3 == 2:
            seen = service.records.last_event_id()
            wait_for(lambda service=service, seen=seen: service.records.last_event_id() > seen)  # type: ignore[misc] # a lambda's defaults
            service.kill()
            service = start()
    wait_for(service.all_ended(12), 120)
    assert [len(service.records.orders.of_job(job.id)) for job in service.jobs().values()] == [1] * 12
    assert {job.title for job in service.jobs().values()} == {f"KDI-2611-{n:03}" for n in range(12)}
    wait_for(lambda: names(service.data / "inbox") + claimed(service.data / "inbox") == [])
    pdfs = [path for path in names(service.data / "outputs") if path.endswith(".pdf")]
    assert pdfs == [f"KDI-2611-{n:03}.pdf" for n in range(12)]
    assert service.stop() == 0


def test_a_stop_in_the_middle_of_reading_is_clean_and_quick_and_the_reading_goes_on_after_it(
    start: Start, sample_files: dict[str, bytes]
) -> None:
    service = start()
    (service.data / "inbox/scan.pdf").write_bytes(sample_files["scan.pdf"])
    wait_for(lambda: "scan.pdf" in service.jobs() and service.jobs()["scan.pdf"].state is JobState.READING)
    assert service.stop() == 0
    service = start()
    wait_for(service.all_ended(1), 120)
    assert service.jobs()["scan.pdf"].state in {JobState.DONE, JobState.NEEDS_REVIEW}


def test_a_dropped_invoice_becomes_a_job_order_with_its_content_beside_it(
    start: Start, sample_files: dict[str, bytes]
) -> None:
    service = start()
    (service.data / "inbox/invoice.pdf").write_bytes(sample_files["invoice.pdf"])
    wait_for(service.all_ended(1))
    (pdf,) = (service.data / "outputs").rglob("*.pdf")
    assert pdf.name == "KDI-2611-001.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(pdf.with_suffix(".json").read_text())["job_order_no"]["value"] == "KDI-2611-001"


def test_the_same_file_twice_is_one_job_and_the_second_lies_among_the_duplicates(
    start: Start, sample_files: dict[str, bytes]
) -> None:
    service = start()
    for name in ("first.pdf", "second.pdf"):
        (service.data / "inbox" / name).write_bytes(sample_files["invoice.pdf"])
    wait_for(service.all_ended(1))
    wait_for(lambda: len(names(service.data / "duplicates")) == 2)
    (job,) = service.jobs().values()
    assert len(service.records.arrivals(job.id)) == 2
    assert len(list((service.data / "outputs").rglob("*.pdf"))) == 1


def test_the_same_number_with_other_content_is_a_revision_for_a_person(start: Start) -> None:
    service = start()
    first, second = an_invoice("KDI-2611-001"), an_invoice("KDI-2611-001", **{"PO No": "CRB-0118"})
    (service.data / "inbox/first.pdf").write_bytes(first)
    wait_for(service.all_ended(1))
    (service.data / "inbox/second.pdf").write_bytes(second)
    wait_for(service.all_ended(2))
    job = service.jobs()["second.pdf"]
    (order,) = service.records.orders.of_job(job.id)
    assert (job.state, order.letter) == (JobState.NEEDS_REVIEW, "B")
    assert "KDI-2611-001 rev B.pdf" in names(service.data / "outputs")
    assert "KDI-2611-001.pdf" in names(service.data / "outputs")


def test_a_second_service_on_the_same_folder_is_refused_with_what_to_do(start: Start) -> None:
    start()
    with pytest.raises(AssertionError, match=r"works on .* already. Stop it, or name another folder"):
        start()
