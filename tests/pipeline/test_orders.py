"""Job orders, their revision letters, and their deliveries."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.orders import DeliveryState, next_letter, number_key
from pipeline.records import Records
from tests.pipeline.conftest import a_document


def test_documents_with_one_number_get_one_letter_each_even_at_the_same_moment(records: Records) -> None:
    jobs = [records.create_job(a_document(bytes([n]), str(n)))[0].id for n in range(28)]
    with ThreadPoolExecutor(8) as threads:
        claimed = list(threads.map(lambda job: records.orders.claim(job, 1, "K-1", "K1", "digest"), jobs))
    assert {order.letter for order in claimed} == {*ascii_uppercase, "AA", "AB"}
    assert len({order.replaces for order in claimed}) == 28


def test_claiming_again_gives_the_same_order(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    first = records.orders.claim(job.id, 1, "K-1", "K1", "digest")
    assert records.orders.claim(job.id, 1, "K-1", "K1", "digest") == first


def test_a_number_that_is_corrected_takes_the_letter_that_comes_next_there(records: Records) -> None:
    """It leaves the revisions of the wrong number, and whoever replaced it there replaces nothing any more."""
    jobs = [records.create_job(a_document(bytes([n]), str(n)))[0].id for n in range(3)]
    wrong = records.orders.claim(jobs[0], 1, "K-1", "K1", "digest")
    later = records.orders.claim(jobs[1], 1, "K-1", "K1", "digest")
    other = records.orders.claim(jobs[2], 1, "K-7", "K7", "digest")
    moved = records.orders.claim(jobs[0], 1, "K-7", "K7", "digest")
    assert (moved.id, moved.number, moved.letter, moved.replaces) == (wrong.id, "K-7", "B", other.id)
    kept = records.orders.order(later.id)
    assert kept is not None
    assert (kept.letter, kept.replaces) == ("B", None)
    assert {order.id for order in records.orders.with_number("k7")} == {other.id, moved.id}


def test_a_print_is_kept_only_while_its_content_stands(records: Records) -> None:
    """A person may change the job order while the old content is being printed: that paper must not go out."""
    job, _ = records.create_job(a_document(b"invoice"))
    order = records.orders.claim(job.id, 1, "K-1", "K1", "old content")
    records.orders.save(order.id, customer=None, draft=True, order_digest="new content", pdf_digest=None)
    records.orders.printed(order.id, "old content", "old print")
    kept = records.orders.order(order.id)
    assert kept is not None
    assert kept.pdf_digest is None
    records.orders.printed(order.id, "new content", "new print")
    kept = records.orders.order(order.id)
    assert kept is not None
    assert kept.pdf_digest == "new print"


def test_documents_without_a_number_are_no_revisions_of_one_another(records: Records) -> None:
    jobs = [records.create_job(a_document(bytes([n]), str(n)))[0].id for n in range(2)]
    orders = [records.orders.claim(job, 1, None, None, "digest") for job in jobs]
    assert [(order.letter, order.replaces) for order in orders] == [("A", None), ("A", None)]


def test_a_deleted_document_gives_its_letter_back(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    records.orders.claim(job.id, 1, "K-1", "K1", "digest")
    records.delete(job.id)
    again, _ = records.create_job(a_document(b"invoice", "two"))
    assert records.orders.claim(again.id, 1, "K-1", "K1", "digest").letter == "A"


def test_a_delivery_is_on_record_before_it_is_made_and_counts_its_attempts(records: Records) -> None:
    job, _ = records.create_job(a_document(b"invoice"))
    order = records.orders.claim(job.id, 1, "K-1", "K1", "digest")
    delivery = records.orders.begin_delivery(order.id, "files")
    assert delivery.state is DeliveryState.SENDING
    records.orders.end_delivery(delivery, error="The disk is full.")
    again = records.orders.begin_delivery(order.id, "files")
    records.orders.end_delivery(again, target="outputs/K-1.pdf")
    (kept,) = records.orders.deliveries(job.id)
    assert (kept.state, kept.target, kept.error, kept.attempts) == (DeliveryState.DELIVERED, "outputs/K-1.pdf", None, 2)


@pytest.mark.parametrize(("letter", "following"), [("A", "B"), ("Z", "AA"), ("AZ", "BA"), ("ZZ", "AAA")])
def test_letters_go_on_as_columns_of_a_spreadsheet(letter: str, following: str) -> None:
    assert next_letter(letter) == following


@given(st.text())
def test_a_number_is_compared_without_regard_to_case_and_signs(text: str) -> None:
    key = number_key(text)
    assert key is None or key == number_key(f" {key.lower()} - ")
