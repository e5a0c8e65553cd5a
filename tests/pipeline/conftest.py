"""A real database, a real archive and steps whose reading and printing are simple enough to see through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.archive import digest_of
from pipeline.database import open_database
from pipeline.jobs import Arrival, NewJob
from pipeline.model import Source
from pipeline.records import Records


@pytest.fixture
def records(database_url: str) -> Iterator[Records]:
    engine = open_database(database_url)
    yield Records(engine)
    engine.dispose()


def a_document(content: bytes, origin: str = "one", source: Source = Source.FOLDER) -> NewJob:
    """What the door says of a document with these bytes."""
    arrival = Arrival(source, origin, None, f"{origin}.pdf", datetime.now(UTC))
    return NewJob(digest_of(content), "application/pdf", len(content), arrival)
