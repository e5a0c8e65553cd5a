"""The address that an answer gives as its type is a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.languages import Language, speaking
from portal.problem_types import problem_types
from tests.portal.api.conftest import Client
from tests.portal.test_app import inline


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/api/jobs/nothing", "http_404"),
        ("GET", "/api/jobs?updated_since=2026-01-01T00:00:00", "no_zone"),
        ("GET", "/api/jobs?limit=0", "http_400"),
        ("POST", "/api/jobs", "unsupported_type"),
    ],
)
def test_the_type_of_an_answer_leads_to_its_page(
    client: Client, ask: Callable[..., Any], method: str, path: str, code: str
) -> None:
    told = ask(method, path).json()
    assert told["code"] == code
    assert told["type"].endswith(f"/api/problems/{code}")
    page = client.get(told["type"])
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    explained = problem_types()[code]
    assert explained.title == told["title"]
    assert all(words.replace("'", "&#39;") in page.text for words in (explained.title, explained.what, explained.next))


def test_title_and_page_are_in_the_readers_language(client: Client) -> None:
    malay = {"Accept-Language": "ms"}
    told = client.get("/api/jobs/nothing", headers=malay).json()
    with speaking(Language.MALAY):
        explained = problem_types()["http_404"]
    assert told["title"] == explained.title
    assert explained.next in client.get(told["type"], headers=malay).text


def test_all_of_them_stand_on_one_page_that_needs_no_network(client: Client) -> None:
    page = client.get("/api/problems").text
    assert all(f'href="/api/problems/{code}"' in page for code in problem_types())
    found = inline(page)
    assert found.refused == []
    assert all(address.startswith("/") for address in found.loaded)


def test_a_type_that_there_is_not_has_no_page(client: Client) -> None:
    assert client.get("/api/problems/nonsense").status_code == 404
