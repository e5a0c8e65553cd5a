"""Administrators decide who gets in; nobody else does, and nobody does more than their role says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from httpx import Client as Browser
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient

from pipeline.jobs import Job
from portal.access.access import Access
from portal.access.audit import What
from portal.access.caller import Role
from portal.access.guards import Requirement, handlers_of
from portal.desk import Desk
from tests.portal.accounts import PAGE, PASSWORD, another, sign_in

Client = TestClient[Litestar]
Enter = Callable[[Role], Browser]
OWN = {"/account/password", "/sign-out-everywhere"}
"""What a viewer changes: only what is their own."""


def test_what_changes_anything_takes_a_reviewer_and_who_gets_in_an_admin(portal: Litestar) -> None:
    for handler in handlers_of(portal):
        guard = next((guard for guard in handler.guards or () if isinstance(guard, Requirement)), None)
        changes = isinstance(handler, HTTPRouteHandler) and bool(handler.http_methods - {"GET", "HEAD"})
        for path in handler.paths:
            if guard and changes and path not in OWN:
                assert guard.role >= Role.REVIEWER, path
            if guard and path.startswith("/access"):
                assert guard.role is Role.ADMIN, path


def test_a_viewer_sees_and_changes_nothing(
    signed_in: Enter, drop: Callable[..., Job], invoice: bytes, work_off: Callable[[], None]
) -> None:
    viewer, job = signed_in(Role.VIEWER), drop(invoice)
    work_off()
    assert viewer.get(f"/jobs/{job.id}").status_code == 200
    for answer in (
        viewer.post("/upload", files={"file": ("invoice.pdf", invoice)}),
        viewer.post(f"/jobs/{job.id}/retry"),
        viewer.get("/access"),
        viewer.post("/access/users", data={"name": "friend", "role": "admin"}),
        viewer.post("/access/tokens", data={"name": "mine", "scope_admin": "on"}),
    ):
        assert answer.status_code == 403
    page = viewer.get("/access", headers=PAGE)
    assert "it takes the role admin" in page.text
    home = viewer.get("/", headers=PAGE).text
    assert "data-choose-files>" not in home
    assert 'href="/access"' not in home


def test_who_did_it_stands_in_the_history(
    signed_in: Enter, desk: Desk, drop: Callable[..., Job], invoice: bytes, work_off: Callable[[], None]
) -> None:
    job = drop(invoice)
    work_off()
    signed_in(Role.REVIEWER).post(f"/jobs/{job.id}/retry")
    assert [event.actor for event in desk.records.events(job.id) if event.words == "Retried by hand"] == ["reviewer"]


def test_a_new_person_gets_a_link_chooses_a_password_and_is_in(
    signed_in: Enter, client: Client, access: Access
) -> None:
    answer = signed_in(Role.ADMIN).post("/access/users", data={"name": "shop", "role": "viewer"})
    assert answer.status_code == 201
    path = re.search(r"http://sendora\.example(/welcome/[\w-]+)", answer.text)
    assert path
    newcomer = another(client)
    assert "For the account shop" in newcomer.get(path[1], headers=PAGE).text
    differs = newcomer.post(path[1], data={"password": PASSWORD, "again": "other"}, headers=PAGE)
    assert (differs.status_code, "not the same" in differs.text) == (422, True)
    chosen = newcomer.post(
        path[1], data={"password": PASSWORD, "again": PASSWORD}, headers=PAGE, follow_redirects=False
    )
    assert (chosen.status_code, newcomer.get("/", headers=PAGE).status_code) == (303, 200)
    assert newcomer.get(path[1], headers=PAGE).status_code == 404
    told = [(event.what, event.name, event.actor) for event in access.audit.newest()]
    assert (What.USER_ADDED, "shop", "admin") in told


def test_roles_change_and_people_are_disabled_but_never_the_last_admin(signed_in: Enter, access: Access) -> None:
    admin, ids = signed_in(Role.ADMIN), {user.name: user.id for user in access.users.all()}
    viewer = signed_in(Role.VIEWER)
    admin.post(f"/access/users/{ids['viewer']}", data={"role": "reviewer"})
    assert viewer.get("/upload").status_code == 200
    admin.post(f"/access/users/{ids['viewer']}", data={"state": "disabled"})
    assert viewer.get("/upload").status_code == 401
    for change in ({"state": "disabled"}, {"role": "viewer"}):
        refused = admin.post(f"/access/users/{ids['admin']}", data=change)
        assert (refused.status_code, "last administrator" in refused.text) == (422, True)


def test_a_token_is_shown_once_and_revoked_with_a_button(signed_in: Enter, client: Client, access: Access) -> None:
    admin = signed_in(Role.ADMIN)
    made = admin.post("/access/tokens", data={"name": "Planner", "scope_read": "on", "days": "30"})
    secret = re.search(r"sendora_[\w-]{43}", made.text)
    assert secret
    assert secret[0] not in admin.get("/access/tokens").text
    bearer = {"Authorization": f"Bearer {secret[0]}"}
    assert client.get("/api/jobs/any", headers=bearer).status_code == 404
    (token,) = access.tokens.all()
    admin.post(f"/access/tokens/{token.id}/revoke")
    assert client.get("/api/jobs/any", headers=bearer).status_code == 401
    assert "Revoked" in admin.get("/access/tokens").text


def test_another_password_takes_the_present_one_and_ends_other_sessions(signed_in: Enter, client: Client) -> None:
    here, elsewhere = signed_in(Role.VIEWER), signed_in(Role.VIEWER)
    other = "oak frame eleven screws"
    wrong = here.post("/account/password", data={"present": "no", "password": other, "again": other})
    assert (wrong.status_code, "present password is wrong" in wrong.text) == (422, True)
    here.post("/account/password", data={"present": PASSWORD, "password": other, "again": other})
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 401)
    assert sign_in(client, "viewer", other) == 303


@pytest.mark.parametrize("name", ["", "a b", "<script>", "x" * 61])
def test_a_name_that_cannot_be_one_is_refused_with_what_may_be(signed_in: Enter, name: str) -> None:
    answer = signed_in(Role.ADMIN).post("/access/users", data={"name": name, "role": "viewer"})
    assert answer.status_code == 422
    assert "cannot be a user name" in answer.text
    assert "<script>" not in answer.text.replace("<script type=", "")
