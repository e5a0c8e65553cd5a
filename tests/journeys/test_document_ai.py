"""The real service asks a Document AI on this machine, and is killed while it waits for the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.jobs import JobState
from pipeline.reading import ReadingLimits, read
from pipeline.usage import Usage
from tests.journeys.conftest import Start, an_invoice
from tests.pipeline.documentai.local_service import PROCESSOR, LocalService, google_document, local_service
from tests.waiting import wait_for


def settings(service: LocalService, **more: Any) -> dict[str, str]:
    google = {
        "endpoint": service.endpoint,
        "budget_per_day": "0.02",
        "budget_per_month": "1",
        "doubtful_share": 0,
        "processors": [{"name": PROCESSOR, "price_per_page": "0.01"}],
    }
    return {"SENDORA_WORKERS": "1", "SENDORA_DOCUMENT_AI": json.dumps(google | more), "SENDORA_READER": "documentai"}


def test_a_kill_during_the_call_never_makes_the_count_too_low(start: Start, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(an_invoice("KDI-2611-900"))
    words = read(tmp_path / "page.pdf", ReadingLimits()).pages[0].words
    with local_service(lambda _r, _c: google_document([words])) as google:
        google.script.append(google.hangs)
        service = start(**settings(google))
        (service.data / "inbox" / "order.pdf").write_bytes(an_invoice("KDI-2611-900"))
        wait_for(lambda: len(google.requests) == 1)
        assert Usage(service.records.engine, None).figures().day.spent.pages == 1
        service.kill()

        service = start(**settings(google))
        wait_for(service.all_ended(1))
        assert Usage(service.records.engine, None).figures().day.spent.pages == 2
        job = service.jobs()["order.pdf"]
        assert (job.engine, job.title) == ("documentai", "KDI-2611-900")
        assert any("Read 1 page with documentai abc" in told for told in service.words("order.pdf"))

        (service.data / "inbox" / "more.pdf").write_bytes(an_invoice("KDI-2611-901"))
        wait_for(service.all_ended(2))
        refused = service.jobs()["more.pdf"]  # documentai alone: where auto would go on, it says why not
        assert (refused.state, refused.code) == (JobState.FAILED, "documentai_not_asked")
        assert "the day's budget is used up" in refused.words
        assert len(google.requests) == 2
        assert service.stop() == 0
