"""A locked document is opened once with the password that a person gives, and the password stays nowhere."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped] # it has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.jobs import Job, JobState
from portal.app import create_portal
from portal.desk import Desk
from tests.pipeline.reading.papers import print_lines

PASSWORD = "teak & meranti 47"  # noqa: S105 - a test's
Client = TestClient[Litestar]


def locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), encrypt=StandardEncryption(PASSWORD, ownerPassword="owner"))
    print_lines(canvas)
    canvas.save()
    return out.getvalue()


@pytest.fixture
def refused(drop: Callable[..., Job], work_off: Callable[[], None]) -> Job:
    """A job that waits for a password."""
    job = drop(locked(), "locked.pdf")
    work_off()
    return job


def now(desk: Desk, job: Job) -> Job:
    found = desk.records.job(job.id)
    assert found is not None
    return found


def test_the_password_opens_it_and_its_original_stays(
    client: Client, desk: Desk, refused: Job, work_off: Callable[[], None]
) -> None:
    assert (now(desk, refused).state, now(desk, refused).code) == (JobState.FAILED, "encrypted")
    assert 'type="password"' in client.get(f"/jobs/{refused.id}", headers={"Accept": "text/html"}).text
    answer = client.post(f"/jobs/{refused.id}/password", data={"password": PASSWORD}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{refused.id}")
    work_off()
    job = now(desk, refused)
    assert (job.state, job.run, job.pages) == (JobState.NEEDS_REVIEW, 2, 1)
    assert job.sha256 == refused.sha256
    assert job.readable_sha256 != refused.sha256
    assert client.get(f"/jobs/{job.id}/pages/1").headers["content-type"] == "image/webp"


def test_the_password_is_kept_nowhere(
    client: Client, refused: Job, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.post(f"/jobs/{refused.id}/password", data={"password": PASSWORD}, follow_redirects=False)
    assert PASSWORD not in caplog.text
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept


def test_another_password_is_told_and_may_be_tried_again(client: Client, desk: Desk, refused: Job) -> None:
    page = client.post(f"/jobs/{refused.id}/password", data={"password": "oak"}, headers={"Accept": "text/html"})
    assert page.status_code == 422
    assert "That password does not open this PDF" in page.text
    assert "oak" not in page.text
    assert now(desk, refused).run == 1
    for _ in range(2):  # the second time somebody else was quicker
        answer = client.post(f"/jobs/{refused.id}/password", data={"password": PASSWORD}, follow_redirects=False)
        assert answer.status_code == 303
    assert now(desk, refused).run == 2


def test_it_takes_a_reviewer(desk: Desk, refused: Job) -> None:
    elsewhere = replace(desk, access=replace(desk.access, loopback=False))
    with TestClient(create_portal(elsewhere)) as stranger:
        assert stranger.post(f"/jobs/{refused.id}/password", data={"password": PASSWORD}).status_code == 401
    assert now(desk, refused).run == 1
