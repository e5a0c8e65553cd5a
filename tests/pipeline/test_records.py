"""Jobs, arrivals and events, on a real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from pipeline.database import open_engine
from pipeline.findings import findings_of
from pipeline.jobs import Findings, JobFilters, JobState, OnDate
from pipeline.model import Field, JobOrder, Source
from pipeline.records import Records
from tests.pipeline.conftest import a_document


def test_the_same_bytes_by_four_ways_are_one_job_with_four_arrivals(records: Records) -> None:
    jobs = [records.create_job(a_document(b"invoice", source.value, source)) for source in Source]
    assert len({job.id for job, _ in jobs}) == 1
    assert [new for _, new in jobs] == [True, False, False, False]
    assert [arrival.source for arrival in records.arrivals(jobs[0][0].id)] == list(Source)


def test_fifty_senders_of_the_same_bytes_at_once_make_one_job(records: Records) -> None:
    with ThreadPoolExecutor(10) as threads:
        made = list(threads.map(lambda n: records.create_job(a_document(b"invoice", f"sender {n}")), range(50)))
    assert sum(new for _, new in made) == 1
    assert len(records.arrivals(made[0][0].id)) == 50


def test_four_workers_with_two_hundred_jobs_each_and_a_portal_never_find_the_database_locked(
    records: Records, database_url: str
) -> None:
    """Each with connections of its own, as separate processes have."""
    seen, _ = records.create_job(a_document(b"invoice"))

    def work(worker: int) -> None:
        own = Records(open_engine(database_url))
        for n in range(200):
            own.create_job(a_document(f"{worker} {n}".encode(), f"{worker} {n}"))
        own.engine.dispose()

    def look_and_click(_: int) -> None:
        own = Records(open_engine(database_url))
        for n in range(200):
            own.add_event(seen.id, JobState.READING, f"click {n}")
            own.list_jobs(JobFilters(text="invoice"))
        own.engine.dispose()

    with ThreadPoolExecutor(5) as threads:
        tasks = [*(threads.submit(work, n) for n in range(4)), threads.submit(look_and_click, 0)]
    assert [task.exception() for task in tasks] == [None] * 5
    assert sum(records.counts().values()) == 801
    assert len(records.events(seen.id)) == 201


def test_the_same_arrival_again_is_not_a_further_arrival(records: Records) -> None:
    first, _ = records.create_job(a_document(b"invoice"))
    second, new = records.create_job(a_document(b"invoice"))
    assert (second.id, new) == (first.id, False)
    assert len(records.arrivals(first.id)) == 1
    assert len(records.events(first.id)) == 1


def test_an_event_with_a_key_is_written_once(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    for _ in range(2):
        records.add_event(job.id, JobState.READING, "Read 1 page", once="1 reading", findings=Findings(pages=1))
    assert [event.words for event in records.events(job.id)] == ["Received", "Read 1 page"]


def test_a_reader_of_events_goes_on_where_it_was(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    seen = records.last_event_id()
    records.add_event(job.id, JobState.READING, "Reading")
    assert [event.words for event in records.events_after(seen)] == ["Reading"]


def test_a_deleted_document_may_come_again(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    records.delete(job.id)
    again, new = records.create_job(a_document(b"invoice", "two"))
    assert new
    assert records.job(job.id) is None
    assert [listed.id for listed in records.list_jobs(JobFilters()).jobs] == [again.id]


def test_only_an_ended_job_is_sent_through_again(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    assert records.retry(job.id, "Again").run == 1
    records.add_event(job.id, JobState.FAILED, "The disk is full", code="gave_up")
    retried = records.retry(job.id, "Again")
    assert (retried.run, retried.state, retried.code) == (2, JobState.RECEIVED, None)


def test_pages_of_the_list_show_every_job_once_newest_first(records: Records) -> None:
    made = [records.create_job(a_document(bytes([n]), str(n)))[0].id for n in range(25)]
    seen: list[str] = []
    cursor: str | None = None
    while not seen or cursor:
        page = records.list_jobs(JobFilters(), cursor, limit=10)
        seen += [job.id for job in page.jobs]
        cursor = page.next_cursor
    assert seen == sorted(made, reverse=True)


def test_a_job_is_found_by_what_was_read_from_it_and_percent_signs_are_letters(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    records.add_event(job.id, JobState.DONE, "Done", findings=Findings(search_text="kdi-2507-003 100% doors"))
    assert records.list_jobs(JobFilters(text="KDI-2507")).jobs
    assert records.list_jobs(JobFilters(text="100%")).jobs
    assert not records.list_jobs(JobFilters(text="1%d")).jobs


def test_words_are_found_in_any_order_and_a_date_also_by_when_the_document_came(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    records.add_event(job.id, JobState.DONE, "Done", findings=Findings(search_text="kdi-1 contoh jaya 2026-03-12"))
    came, never = job.received_at, datetime(1999, 1, 1, tzinfo=UTC)
    written = JobFilters(text="12 Mar", dated=OnDate("2026-03-12", never, never))
    passed = JobFilters(text="today", dated=OnDate("1999", came, came + timedelta(seconds=1)))
    for found in (JobFilters(text="jaya KDI"), written, passed):
        assert [one.id for one in records.list_jobs(found).jobs] == [job.id]
        assert records.job_ids(found, 5) == (job.id,)
        assert records.counts(found)[JobState.DONE] == 1
    assert not records.list_jobs(JobFilters(text="jaya KDI-2")).jobs


def test_what_is_no_longer_found_is_no_longer_shown(records: Records) -> None:
    """A person took out a number that was read wrongly: no list goes on naming the document by it."""
    job, _ = records.create_job(a_document(b"a"))
    records.add_event(job.id, JobState.NEEDS_REVIEW, "Look", findings=findings_of(job, [order("KDI-1", "Contoh Jaya")]))
    records.add_event(job.id, JobState.NEEDS_REVIEW, "Corrected", findings=findings_of(job, [order(None, None)]))
    shown = records.job(job.id)
    assert shown is not None
    assert (shown.title, shown.customer) == (None, None)


def order(number: str | None, customer: str | None) -> JobOrder:
    """A job order with nothing but its head."""
    head = [text and Field(name, text, text, 1, 1, None, "test") for name, text in (("no", number), ("name", customer))]
    return JobOrder(head[0] or None, None, None, None, head[1] or None, None)


def test_each_filter_leaves_out_what_does_not_pass(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice", source=Source.MAIL))
    assert records.list_jobs(JobFilters(states=frozenset({JobState.RECEIVED}), source=Source.MAIL)).jobs
    assert not records.list_jobs(JobFilters(states=frozenset({JobState.DONE}))).jobs
    assert not records.list_jobs(JobFilters(source=Source.FOLDER)).jobs
    assert not records.list_jobs(JobFilters(received_until=job.received_at)).jobs
    assert records.list_jobs(JobFilters(received_from=job.received_at, updated_since=job.updated_at)).jobs
    assert records.counts()[JobState.RECEIVED] == 1


def test_listeners_hear_of_each_change_until_they_stop(records: Records) -> None:
    heard: list[str] = []
    stop = records.listen(heard.append)
    job, _ = records.create_job(a_document(b"invoice"))
    stop()
    records.add_event(job.id, JobState.READING, "Reading")
    assert heard == [job.id]
