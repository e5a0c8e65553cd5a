"""Nobody gets in unasked, and no handler can be forgotten."""

import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from portal.access.addresses import is_loopback
from portal.access.caller import THIS_MACHINE, Caller, Kind, Role, Scope, role_of
from portal.access.guards import Unguarded, check_guarded, handlers_of, open_to_all, requires
from portal.app import create_portal
from portal.desk import Desk
from tests.portal.conftest import elsewhere

OPEN = {
    *("/static/{version:str}/{name:str}", "/favicon.ico", "/language"),
    *("/health", "/health/live", "/health/ready"),
    *("/sign-in", "/sign-in/company", "/sign-in/return", "/sign-out", "/welcome/{secret:str}"),
    *(
        "/webhooks/{source:str}",
        "/demo-info",
        "/api/openapi.json",
        "/api/connector.json",
        "/api/docs",
        "/api/problems",
        "/api/problems/{code:str}",
    ),
}
"""What answers everybody: files of the portal, whether it runs, signing in, and deliveries, which are signed."""


def test_every_route_is_guarded_and_no_more_is_open_than_stands_here(portal: Litestar) -> None:
    handlers = list(handlers_of(portal))
    assert len(handlers) > 20
    assert {path for h in handlers if open_to_all in (h.guards or ()) for path in h.paths} == OPEN


def test_a_portal_with_an_unguarded_handler_does_not_start() -> None:
    @get("/forgotten", sync_to_thread=False)
    def forgotten() -> str:
        return "everything"

    with pytest.raises(Unguarded, match=r"forgotten answers /forgotten and has no guard. Give it guards="):
        check_guarded(Litestar([forgotten], openapi_config=None))


def test_without_users_a_person_at_this_machine_is_its_admin(desk: Desk) -> None:
    with TestClient(create_portal(desk), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("http://sendora.example", {}),
        ("http://127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}),
        ("http://127.0.0.1", {"Forwarded": "for=203.0.113.9"}),
    ],
    ids=["a name that was made to point here", "a proxy", "a proxy by the standard"],
)
def test_whoever_comes_through_a_proxy_or_another_name_is_nobody(
    desk: Desk, host: str, headers: dict[str, str]
) -> None:
    with TestClient(create_portal(desk), base_url=host) as client:
        answer = client.get("/", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="Sendora"')
    assert answer.json()["code"] == "http_401"


def test_a_portal_for_other_machines_lets_nobody_in_without_users(desk: Desk) -> None:
    with TestClient(create_portal(elsewhere(desk)), base_url="http://127.0.0.1") as client:
        for path in ("/", "/status", "/upload", "/live/rows", "/jobs/any/original", "/api/jobs/any"):
            assert client.get(path).status_code == 401, path
        assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("[::1]:8000", True),
        ("::1", True),
        ("0.0.0.0", False),  # noqa: S104 - asked, not bound
        ("192.168.1.5", False),
        ("localhost.example", False),
        ("", False),
        ("[", False),
    ],
)
def test_this_machines_own_addresses_are_known(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_role_may_what_the_lower_ones_may() -> None:
    reviewer = Caller("r", Role.REVIEWER, Kind.USER)
    assert (reviewer.may(Role.VIEWER), reviewer.may(Role.REVIEWER), reviewer.may(Role.ADMIN)) == (True, True, False)
    assert THIS_MACHINE.may(Role.ADMIN)


def test_a_token_may_what_its_scopes_say_and_no_more() -> None:
    def token(*scopes: Scope) -> Caller:
        return Caller("scanner", role_of(frozenset(scopes)), Kind.TOKEN, frozenset(scopes))

    assert token(Scope.SUBMIT).may(Role.REVIEWER, Scope.SUBMIT)
    assert not token(Scope.SUBMIT).may(Role.VIEWER)
    assert token(Scope.REVIEW).may(Role.VIEWER)
    assert not token(Scope.REVIEW).may(Role.REVIEWER, Scope.SUBMIT)
    assert token(Scope.ADMIN).may(Role.REVIEWER, Scope.SUBMIT)


def test_a_visitor_may_nothing_that_is_not_open_to_visitors() -> None:
    assert not Caller("visitor", Role.VIEWER, Kind.VISITOR, owner="x").may(Role.VIEWER)


def test_the_roles_have_words() -> None:
    assert [Role.of(word) for word in ("viewer", "reviewer", "admin")] == sorted(Role)
    with pytest.raises(ValueError, match="There are viewer, reviewer and admin"):
        Role.of("root")


def test_guards_compare() -> None:
    assert requires(Role.VIEWER) == requires(Role.VIEWER, scope=Scope.READ)
