"""Signing in: who proves it is them gets in, guessing gets slower, and nothing tells which accounts exist."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from httpx import Client as Browser
from litestar import Litestar
from litestar.testing import TestClient

from portal.access.access import Access
from portal.access.audit import UNKNOWN, What
from portal.access.caller import Role
from portal.access.signing_in import Entered, TurnedAway
from portal.access.signing_in import sign_in as try_it
from portal.access.waits import Subject
from portal.app import create_portal
from portal.desk import Desk
from portal.pages.sign_in import own_path
from tests.portal.accounts import PAGE, PASSWORD, Clock, another, sign_in
from tests.portal.conftest import elsewhere

Client = TestClient[Litestar]
Enter = Callable[[Role], Browser]
WRONG = "carpet window five screws"


def test_a_person_is_led_to_sign_in_and_then_to_the_page_they_asked_for(client: Client) -> None:
    asked = client.get("/?show=needs-you", headers=PAGE, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?to=%2F%3Fshow%3Dneeds-you")
    form = client.get(asked.headers["location"], headers=PAGE)
    assert '<input type="hidden" name="to" value="/?show=needs-you">' in form.text
    answer = client.post(
        "/sign-in",
        data={"name": "Viewer ", "password": PASSWORD, "to": "/?show=needs-you"},
        headers=PAGE,
        follow_redirects=False,
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/?show=needs-you")
    page = client.get("/", headers=PAGE)
    assert page.status_code == 200
    assert "Account: viewer" in page.text


def test_the_cookie_is_hidden_from_scripts_and_other_sites_and_only_its_hash_is_kept(
    client: Client, access: Access
) -> None:
    answer = client.post(
        "/sign-in", data={"name": "viewer", "password": PASSWORD}, headers=PAGE, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("sendora=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    with access.users.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM sessions").all())
    assert client.cookies["sendora"] not in kept


def test_by_https_the_cookie_goes_by_https_only(client: Client) -> None:
    browser = another(client, "https://sendora.example")
    answer = browser.post(
        "/sign-in", data={"name": "viewer", "password": PASSWORD}, headers=PAGE, follow_redirects=False
    )
    assert answer.headers["set-cookie"].startswith("__Host-sendora=")
    assert "Secure" in answer.headers["set-cookie"]
    assert browser.get("/", headers=PAGE, follow_redirects=False).status_code == 200


def test_the_key_is_another_after_signing_in_and_the_one_before_holds_no_more(client: Client, access: Access) -> None:
    user = access.users.named("viewer")
    assert user is not None
    planted = access.sessions.begin(user.id, "attacker", access.now())
    client.cookies.set("sendora", planted)
    assert sign_in(client, "admin") == 303
    assert client.cookies.get("sendora", domain="sendora.example") != planted
    other = another(client)
    other.cookies.set("sendora", planted)
    assert other.get("/api/jobs/any").status_code == 401


def test_signing_out_ends_this_session_and_everywhere_ends_all(signed_in: Enter) -> None:
    desk, phone, other = signed_in(Role.VIEWER), signed_in(Role.VIEWER), signed_in(Role.ADMIN)
    assert desk.post("/sign-out", follow_redirects=False).headers["location"] == "/sign-in"
    assert desk.get("/").status_code == 401
    assert phone.get("/").status_code == 200
    third = signed_in(Role.VIEWER)
    phone.post("/sign-out-everywhere", follow_redirects=False)
    assert [each.get("/").status_code for each in (phone, third, other)] == [401, 401, 200]


def test_a_session_ends_when_it_is_not_used_and_after_a_week_in_any_case(signed_in: Enter, clock: Clock) -> None:
    browser = signed_in(Role.VIEWER)
    clock.passes(hours=11)
    assert browser.get("/").status_code == 200
    clock.passes(hours=12)
    assert browser.get("/").status_code == 401
    busy = signed_in(Role.VIEWER)
    for _ in range(16):
        clock.passes(hours=11)
        answer = busy.get("/").status_code
    assert answer == 401


def test_who_is_disabled_is_out_at_once_and_not_let_in(client: Client, signed_in: Enter, access: Access) -> None:
    browser, user = signed_in(Role.VIEWER), access.users.named("viewer")
    assert user is not None
    access.users.disable(user.id, access.now())
    assert browser.get("/").status_code == 401
    assert sign_in(client, "viewer") == 422


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait_longer_each_time(
    client: Client, clock: Clock, access: Access
) -> None:
    assert [sign_in(client, "viewer", WRONG) for _ in range(5)] == [422] * 5
    waiting = client.post("/sign-in", data={"name": "viewer", "password": PASSWORD}, headers=PAGE)
    assert (waiting.status_code, waiting.headers["retry-after"]) == (429, "31")
    assert "The next one has to wait 30 s" in waiting.text
    clock.passes(seconds=31)
    assert sign_in(client, "viewer", WRONG) == 422
    clock.passes(seconds=31)
    assert sign_in(client, "viewer") == 429
    clock.passes(seconds=30)
    assert sign_in(client, "viewer") == 303
    assert sign_in(client, "viewer", WRONG) == 422
    kinds = [event.what for event in access.audit.newest()]
    assert kinds.count(What.WAITS) == 2
    assert kinds.count(What.WRONG) == 7


def test_a_name_that_does_not_exist_is_answered_like_one_that_does(client: Client, access: Access) -> None:
    def told(name: str) -> list[tuple[int, str, str | None]]:
        answers = [client.post("/sign-in", data={"name": name, "password": WRONG}, headers=PAGE) for _ in range(6)]
        return [(a.status_code, a.text.replace(name, ""), a.headers.get("retry-after")) for a in answers]

    assert told("viewer") == told("nobody")
    assert {event.name for event in access.audit.newest()} == {"viewer", UNKNOWN}


def test_a_name_that_does_not_exist_takes_as_long_as_one_that_does(access: Access) -> None:
    def seconds(name: str) -> float:
        started = time.perf_counter()
        assert isinstance(try_it(access, name, WRONG, f"address of {name}"), TurnedAway)
        return time.perf_counter() - started

    pairs = [(seconds("viewer"), seconds("nobody")) for _ in range(3)]
    ratio = statistics.median(known / unknown for known, unknown in pairs)
    assert 0.4 < ratio < 2.5  # a machine that does other things; without the work it is some 300


def test_an_address_that_tries_many_names_has_to_wait_too_and_others_do_not(access: Access) -> None:
    for number in range(20):
        access.waits.begin_try(Subject.account(f"name{number}"), Subject.address("203.0.113.9"), access.now())
    assert isinstance(try_it(access, "admin", PASSWORD, "203.0.113.9"), TurnedAway)
    assert isinstance(try_it(access, "admin", PASSWORD, "198.51.100.7"), Entered)


def test_every_sign_in_is_written_down_with_its_address(client: Client, access: Access) -> None:
    sign_in(client, "admin")
    (event,) = access.audit.newest()
    assert (event.what, event.name, event.address, event.at) == (
        What.SIGNED_IN,
        "admin",
        "testclient",
        access.now(),
    )


@pytest.mark.parametrize(
    "path",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/a\nb",
        "sign-in",
        "",
        "/sign-in?to=/",
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(path: str) -> None:
    assert own_path(path) == "/"
    assert own_path("/jobs/1?x=2") == "/jobs/1?x=2"


def test_a_form_of_another_site_signs_nobody_in(client: Client) -> None:
    form = {"name": "viewer", "password": PASSWORD}
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert client.post("/sign-in", data=form, headers=headers).status_code == 403


def test_who_came_in_by_a_cookie_changes_nothing_unless_the_browser_says_from_where(signed_in: Enter) -> None:
    browser = signed_in(Role.ADMIN)
    del browser.headers["Sec-Fetch-Site"]
    form = {"name": "friend", "role": "admin"}
    assert browser.post("/access/users", data=form).status_code == 403
    assert browser.post("/access/users", data=form, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert browser.post("/access/users", data=form, headers={"Origin": "http://sendora.example"}).status_code == 201


def test_without_any_account_every_page_says_in_plain_words_what_to_do(desk: Desk) -> None:
    with TestClient(create_portal(elsewhere(desk)), base_url="http://sendora.example") as client:
        page = client.get("/jobs/any", headers=PAGE)
    assert page.status_code == 503
    assert "Nobody can sign in yet" in page.text
    assert "sendora user add NAME --role admin" in page.text
