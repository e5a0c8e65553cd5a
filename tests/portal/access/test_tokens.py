"""A token lets a program do what its scopes say, until it ends or is revoked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx import Client as Browser
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.jobs import Job
from portal.access.access import Access
from portal.access.caller import Role, Scope
from portal.access.tokens import TokenProblem
from tests.portal.accounts import Clock

Client = TestClient[Litestar]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_token_does_what_its_scopes_say_and_is_told_what_it_lacks(
    client: Client, access: Access, drop: Callable[..., Job], invoice: bytes
) -> None:
    job = drop(invoice)
    _, reads = access.tokens.make("Planner", [Scope.READ], "admin", access.now())
    _, submits = access.tokens.make("Scanner", [Scope.SUBMIT], "admin", access.now())
    assert client.get(f"/api/jobs/{job.id}", headers=bearer(reads)).status_code == 200
    sent = client.post("/upload", files={"file": ("invoice.pdf", invoice)}, headers=bearer(submits))
    assert sent.status_code == 200
    lacking = client.get(f"/api/jobs/{job.id}", headers=bearer(submits))
    assert (lacking.status_code, lacking.json()["status"]) == (403, 403)
    assert lacking.headers["content-type"].startswith("application/problem+json")
    assert 'error="insufficient_scope", scope="read"' in lacking.headers["www-authenticate"]
    assert client.post(f"/jobs/{job.id}/retry", headers=bearer(reads)).status_code == 403


def test_a_token_that_does_not_hold_is_nobody(client: Client, access: Access, clock: Clock) -> None:
    ended, first = access.tokens.make("Old", [Scope.ADMIN], "admin", access.now(), days=30)
    revoked, second = access.tokens.make("Lost", [Scope.ADMIN], "admin", access.now())
    assert client.get("/api/jobs/any", headers=bearer(first)).status_code == 404
    clock.passes(days=30, seconds=1)
    access.tokens.revoke(revoked.id, clock())
    for secret in (first, second, "sendora_guessed", ""):
        answer = client.get("/api/jobs/any", headers=bearer(secret))
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith('Bearer realm="Sendora"')
    assert not ended.holds(clock())


def test_only_the_hash_is_kept_and_the_last_use_is_shown(client: Client, access: Access, clock: Clock) -> None:
    _, secret = access.tokens.make("Planner", [Scope.READ], "admin", access.now())
    with access.tokens.engine.connect() as connection:
        assert secret not in str(connection.exec_driver_sql("SELECT * FROM api_tokens").all())
    clock.passes(minutes=5)
    client.get("/api/jobs/any", headers=bearer(secret))
    (token,) = access.tokens.all()
    assert token.last_used_at == clock()
    assert secret.startswith(token.hint)


def test_a_token_needs_a_name_and_a_scope(access: Access) -> None:
    with pytest.raises(TokenProblem, match="needs a name"):
        access.tokens.make(" ", [Scope.READ], "admin", access.now())
    with pytest.raises(TokenProblem, match="at least one scope"):
        access.tokens.make("Planner", [], "admin", access.now())


def test_a_bad_token_is_not_forgiven_because_of_a_good_cookie(signed_in: Callable[[Role], Browser]) -> None:
    assert signed_in(Role.ADMIN).get("/", headers=bearer("sendora_guessed")).status_code == 401
