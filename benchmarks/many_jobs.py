"""Fills a database with as many jobs as asked for, as a busy year would leave them: for measuring, not for looking."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.database import writing
from pipeline.jobs import JobState
from pipeline.tables import arrivals, deliveries, events, job_orders, jobs

CHUNK = 2000
YEAR = timedelta(days=365)
CUSTOMERS = tuple(
    f"{a} {b} SDN BHD" for a in ("CONTOH", "SAMPLE", "MISALAN", "EXAMPLE") for b in ("JAYA", "BINA", "RIA")
)
ENDS = ((JobState.DONE, 84), (JobState.NEEDS_REVIEW, 12), (JobState.FAILED, 4))
SOURCES = (("mail", 60), ("folder", 25), ("webhook", 10), ("upload", 5))
STEPS = (("reading", 1.2), ("extracting", 0.2), ("building", 0.05), ("rendering", 0.6), ("store", 0.02))
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

Row = dict[str, Any]


def fill(engine: sa.Engine, count: int, order_digest: str, pdf_digest: str) -> None:
    """Write ``count`` jobs with all that belongs to them, spread over a year that ends now. The same every time."""
    chance = random.Random(2611)  # noqa: S311 - nothing secret
    tables = (jobs, arrivals, events, job_orders, deliveries)
    for start in range(0, count, CHUNK):
        rows: dict[str, list[Row]] = {table.name: [] for table in tables}
        for number in range(start, min(start + CHUNK, count)):
            for table, row in _job(chance, number, count, order_digest, pdf_digest):
                rows[table.name].append(row)
        with writing(engine) as connection:
            for table in tables:
                if rows[table.name]:
                    connection.execute(table.insert(), rows[table.name])
    if engine.dialect.name == "postgresql":  # its own service would do it within a minute
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))


def _job(
    chance: random.Random, number: int, count: int, order_digest: str, pdf_digest: str
) -> Iterator[tuple[sa.Table, Row]]:
    at = datetime.now(UTC) - YEAR * (1 - (number + 1) / count)
    job_id, state, source = _id(at, chance), _one_of(chance, ENDS), _one_of(chance, SOURCES)
    title, customer, name = f"KDI-{at:%y%m}-{number:06}", chance.choice(CUSTOMERS), f"invoice {number}.pdf"
    made = state is not JobState.FAILED
    yield jobs, {
        "id": job_id, "sha256": hashlib.sha256(str(number).encode()).hexdigest(), "file_name": name,
        "media_type": "application/pdf", "size": 84_000, "source": source, "sender": "orders@contoh.example",
        "state": state, "words": "Done" if made else "This PDF is damaged.", "code": None if made else "corrupt",
        "run": 1, "version": 8, "received_at": at, "updated_at": at, "finished_at": at + timedelta(seconds=3),
        "document_digest": None, "invoices_digest": None, "pages": 1, "engine": "text layer",
        "title": title if made else None, "customer": customer if made else None, "doors": 4, "frames": 1,
        "doubts": 2 if state is JobState.NEEDS_REVIEW else 0, "deleted_at": None,
        "search_text": f"{title} {customer} 6s-a{number % 900:03} 6s-{number % 700} {name}".lower(),
    }  # fmt: skip
    arrival = {"job_id": job_id, "source": source, "origin": f"benchmark {number}", "sender": None}
    yield arrivals, arrival | {"file_name": name, "at": at}
    yield from _events(chance, job_id, at, state)
    if made:
        yield from _order(number, job_id, (title, customer), at, (order_digest, pdf_digest))


def _events(chance: random.Random, job_id: str, at: datetime, state: JobState) -> Iterator[tuple[sa.Table, Row]]:
    def event(state: str, words: str, step: str | None = None, seconds: float | None = None) -> tuple[sa.Table, Row]:
        once = f"1 {step}" if seconds is not None else None
        happened = {"job_id": job_id, "at": at, "state": state, "words": words, "actor": None}
        return events, happened | {"step": step, "seconds": seconds, "once": once}

    yield event("received", "Received")
    for step, usual in STEPS:
        yield event("rendering" if step == "store" else step, f"Began {step}", step)
        yield event(
            "rendering" if step == "store" else step, f"Did {step}", step, usual * chance.lognormvariate(0, 0.5)
        )
    yield event(state, "Done")


def _order(
    number: int, job_id: str, named: tuple[str, str], at: datetime, digests: tuple[str, str]
) -> Iterator[tuple[sa.Table, Row]]:
    order_id = f"order-{number}"
    yield job_orders, {
        "id": order_id, "job_id": job_id, "position": 1, "number": named[0], "number_key": named[0].replace("-", ""),
        "customer": named[1], "letter": "A", "replaces": None, "draft": False, "order_digest": digests[0],
        "pdf_digest": digests[1], "version": 2, "created_at": at, "updated_at": at,
    }  # fmt: skip
    delivery = {"order_id": order_id, "destination": "files", "state": "delivered", "target": f"{named[0]}.pdf"}
    yield deliveries, delivery | {"error": None, "attempts": 1, "at": at}


def _id(at: datetime, chance: random.Random) -> str:
    """As :func:`pipeline.identity.new_id` makes it, for another time than now."""
    number = int(at.timestamp() * 1000) << 80 | chance.getrandbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _one_of(chance: random.Random, weighted: tuple[tuple[Any, int], ...]) -> Any:
    return chance.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]
