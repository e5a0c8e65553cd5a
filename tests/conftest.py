"""Properties are tried with the same examples every time: a test that fails here fails for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgresql import Cluster, cluster
from tests.tables import with_tables

LONG = (
    "tests/journeys/",
    "tests/pipeline/test_workflow.py",
    "tests/portal/test_pages_for_everybody.py",
    "tests/portal/access/test_access_in_browser.py",
    "tests/portal/pages/test_review.py",
    "tests/portal/test_pages_in_browser.py",
    "tests/intake/test_mailbox_survives.py",
    "tests/pipeline/review/test_reviewing.py",
    "tests/portal/learned/",
    "tests/portal/review/",
)
"""What takes longest and waits most for other processes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files: one that began last would run alone at the end, while all other cores rest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A real PostgreSQL, started when the first test asks for it."""
    with cluster() as running:
        yield running


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind, its tables empty: what holds on the one holds on the other."""
    if request.param == "SQLite":
        yield with_tables(tmp_path / "records.db")
        return
    running: Cluster = request.getfixturevalue("postgresql")
    made = running.with_tables()
    yield made
    running.drop(made)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind without tables."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    running: Cluster = request.getfixturevalue("postgresql")
    return running.database()
