"""A mail server that keeps what it takes, and an office that sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outputs.letters import Language
from tests.outputs.office import Office
from tests.postbox import Postbox


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    server = Postbox()
    yield server
    server.end()


@pytest.fixture
def office(tmp_path: Path, postbox: Postbox) -> Iterator[Callable[..., Office]]:
    """Opens an office; closes its database."""
    opened: list[Office] = []

    def open_it(language: Language = "en", **options: object) -> Office:
        opened.append(Office(tmp_path, postbox, language, **options))
        return opened[-1]

    yield open_it
    for one in opened:
        one.records.engine.dispose()
