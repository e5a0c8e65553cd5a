"""Each way in which Google can fail is told by its code, once, and never waited out by the library."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest
from google.cloud import documentai

from pipeline.documentai.client import FIELD_MASK, Connection, Google
from pipeline.documentai.failures import CallFailed, Trouble
from tests.pipeline.documentai.local_service import PROCESSOR, LocalService, fails, local_service

Code = grpc.StatusCode


def failure_of_a_call(service: LocalService, seconds: float = 20) -> CallFailed:
    google = Google(Connection(endpoint=service.endpoint, seconds=seconds))
    try:
        with pytest.raises(CallFailed) as caught:
            google.process(PROCESSOR, b"%PDF-1.7", imageless=True)
    finally:
        google.close()
    return caught.value


def test_a_call_asks_for_no_images_and_only_for_what_is_used() -> None:
    with local_service(lambda _r, _c: documentai.Document(text="read")) as service:
        google = Google(Connection(endpoint=service.endpoint))
        assert google.process(PROCESSOR, b"%PDF-1.7 pages", imageless=True).text == "read"
        google.close()
    (request,) = service.requests
    assert (request.name, request.raw_document.content) == (PROCESSOR, b"%PDF-1.7 pages")
    assert request.raw_document.mime_type == "application/pdf"
    assert request.imageless_mode
    assert request.skip_human_review
    assert ",".join(request.field_mask.paths) == FIELD_MASK.replace("pageNumber", "page_number")


def test_an_answer_larger_than_grpc_usually_takes_comes_whole() -> None:
    text = "x" * (6 * 2**20)
    with local_service(lambda _r, _c: documentai.Document(text=text)) as service:
        google = Google(Connection(endpoint=service.endpoint))
        assert len(google.process(PROCESSOR, b"%PDF-1.7" + bytes(5 * 2**20), imageless=False).text) == len(text)
        google.close()


@pytest.mark.parametrize(
    ("code", "message", "trouble"),
    [
        (Code.RESOURCE_EXHAUSTED, "Quota exceeded for quota metric 'Online process document requests'", Trouble.QUOTA),
        (
            Code.RESOURCE_EXHAUSTED,
            "SERVER: Received message larger than max (41,000,000 vs. 4194304)",
            Trouble.TOO_LARGE,
        ),
        (Code.INVALID_ARGUMENT, "Document size (21MB) exceeds the limit: 20MB", Trouble.TOO_LARGE),
        (Code.INVALID_ARGUMENT, "Document pages in non-imageless mode exceed the limit: 15 got 16", Trouble.TOO_LARGE),
        (
            Code.INVALID_ARGUMENT,
            "At most 10000 pixels in one dimension are allowed, image exceeds it",
            Trouble.TOO_LARGE,
        ),
        (Code.INVALID_ARGUMENT, "Unsupported input file format.", Trouble.UNREADABLE),
        (Code.UNAVAILABLE, "The service is currently unavailable.", Trouble.DOWN),
        (Code.UNAVAILABLE, "Getting metadata from plugin failed with error: invalid_grant", Trouble.DENIED),
        (Code.INTERNAL, "Internal error encountered.", Trouble.DOWN),
        (Code.DEADLINE_EXCEEDED, "Deadline exceeded", Trouble.SLOW),
        (Code.PERMISSION_DENIED, "Permission 'documentai.processors.processOnline' denied", Trouble.DENIED),
        (Code.UNAUTHENTICATED, "Request had invalid authentication credentials.", Trouble.DENIED),
        (Code.NOT_FOUND, "Processor not found", Trouble.UNKNOWN),
    ],
)
def test_a_failure_is_told_by_its_code_after_one_call(code: grpc.StatusCode, message: str, trouble: Trouble) -> None:
    with local_service(fails(code, message)) as service:
        started = time.monotonic()
        failure = failure_of_a_call(service)
    assert (failure.trouble, len(service.requests)) == (trouble, 1)
    assert time.monotonic() - started < 5
    assert failure.cure.endswith(".")
    assert failure.passing == (trouble in (Trouble.QUOTA, Trouble.DOWN, Trouble.SLOW))


def test_google_s_own_word_on_how_long_to_wait_is_kept() -> None:
    with local_service(fails(Code.RESOURCE_EXHAUSTED, "Quota exceeded", retry_after=7.5)) as service:
        assert failure_of_a_call(service).retry_after == 7.5


def test_a_call_that_hangs_ends_at_its_limit() -> None:
    with local_service() as service:
        service.always = service.hangs
        started = time.monotonic()
        assert failure_of_a_call(service, seconds=0.3).trouble is Trouble.SLOW
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("ends", [lambda s: s.cuts_off, lambda _s: None], ids=["in the call", "before it"])
def test_a_connection_that_breaks_is_google_being_down(ends: Callable[[LocalService], object]) -> None:
    with local_service() as service:
        if breaks := ends(service):
            service.always = breaks  # type: ignore[assignment] # it is one of the server's own ways to end
        else:
            service.stop()
        failure = failure_of_a_call(service, seconds=5)
    assert failure.trouble in (Trouble.DOWN, Trouble.SLOW)
    assert failure.charged == (ends(service) is not None), failure  # nobody knows what was read before the break


@pytest.mark.parametrize("content", [None, "not json", '{"type": "service_account"}'])
def test_bad_credentials_are_told_without_a_call(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "google.json"
    if content is not None:
        file.write_text(content)
    google = Google(Connection(credentials_file=file, endpoint="https://127.0.0.1:9"))
    with pytest.raises(CallFailed, match="refused the credentials") as caught:
        google.process(PROCESSOR, b"", imageless=True)
    assert caught.value.trouble is Trouble.DENIED
    assert "credentials_file" in caught.value.cure
