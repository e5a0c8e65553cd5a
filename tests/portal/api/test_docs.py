"""The documentation page: everything of the description, nothing from elsewhere."""

from __future__ import annotations

import re

from tests.portal.api.conftest import Client
from tests.portal.api.described import Described
from tests.portal.test_app import inline


def test_every_call_event_and_type_is_on_the_page(client: Client, description: Described) -> None:
    page = client.get("/api/docs").text
    calls = [told["operationId"] for item in description["paths"].values() for told in item.values()]
    for name in (*calls, *(f"on_{event}" for event in description["webhooks"])):
        assert f'id="{name}"' in page, name
    targets = set(re.findall(r'href="#(type-[^"]+)"', page))
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


def test_it_needs_no_network_and_keeps_to_the_strict_policy(client: Client) -> None:
    answer = client.get("/api/docs")
    found = inline(answer.text)
    assert found.refused == []
    assert all(address.startswith("/") for address in found.loaded)
    assert len(answer.content) <= 150_000
    assert "default-src 'none'" in answer.headers["content-security-policy"]
