"""The company's own login: whom it knows gets in with the role it says, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from httpx import Client as Browser
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.access.access import Access, now
from portal.access.caller import Role
from portal.access.oidc import Oidc, OidcOptions, challenge
from portal.app import create_portal
from portal.desk import Desk
from tests.portal.access.provider import Provider
from tests.portal.accounts import PASSWORD, another, sign_in

Client = TestClient[Litestar]
PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def company() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(company: Provider) -> Provider:
    company.claims = {"sub": "248", "preferred_username": "Front Desk", "groups": ["sales", "everybody"]}
    company.wrong = ""
    return company


@pytest.fixture
def portal(desk: Desk, access: Access, provider: Provider) -> Litestar:
    options = OidcOptions(
        issuer=provider.issuer,
        client_id="sendora",
        client_secret="s3cret",  # noqa: S106 - the tests' own
        scope="openid profile",
        name_claim="preferred_username",
        role_claim="groups",
        roles={"sales": Role.REVIEWER, "it": Role.ADMIN},
        default_role=None,
        redirect_uri="http://sendora.example/sign-in/return",
        button="Sign in with the company’s login",
    )
    oidc = Oidc(options, desk.records.engine)
    return create_portal(replace(desk, access=replace(access, oidc=oidc, now=now)))


def log_in(browser: Client | Browser, provider: Provider, to: str = "/") -> Response:
    """Go there, log in, come back; gives the portal's answer."""
    going = browser.get("/sign-in/company", params={"to": to}, headers=PAGE, follow_redirects=False)
    back = urlsplit(provider.authorize(going.headers["location"]))
    return browser.get(f"{back.path}?{back.query}", headers=PAGE, follow_redirects=False)


def test_the_company_s_login_lets_in_with_the_role_it_says(client: Client, provider: Provider, access: Access) -> None:
    assert "Sign in with the company’s login" in client.get("/sign-in", headers=PAGE).text
    answer = log_in(client, provider, "/?show=needs-you")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?show=needs-you")
    assert "Account: Front.Desk" in client.get("/", headers=PAGE).text
    user = access.users.named("front.desk")
    assert user is not None
    assert (user.role, user.outside, user.has_password) == (Role.REVIEWER, True, False)


def test_the_role_follows_the_login_each_time(client: Client, provider: Provider, access: Access) -> None:
    log_in(client, provider)
    provider.claims["groups"] = ["sales", "it"]
    log_in(client, provider)
    assert client.get("/access", headers=PAGE).status_code == 200
    provider.claims["groups"] = ["warehouse"]
    refused = log_in(client, provider)
    assert (refused.status_code, "gives no role here" in refused.text) == (403, True)
    assert len([user for user in access.users.all() if user.outside]) == 1


@pytest.mark.parametrize("wrong", ["nonce", "audience", "issuer", "old", "key", "unsigned"])
def test_what_cannot_be_proved_lets_nobody_in(client: Client, provider: Provider, wrong: str) -> None:
    provider.wrong = wrong
    refused = log_in(client, provider)
    assert (refused.status_code, "could not be proved" in refused.text) == (403, True)
    assert client.get("/api/jobs/any").status_code == 401


def test_an_answer_holds_once_and_in_the_browser_that_asked(client: Client, provider: Provider) -> None:
    going = client.get("/sign-in/company", headers=PAGE, follow_redirects=False)
    back = urlsplit(provider.authorize(going.headers["location"]))
    address = f"{back.path}?{back.query}"
    stranger = another(client)
    assert stranger.get(address, headers=PAGE, follow_redirects=False).status_code == 403
    assert client.get(address, headers=PAGE, follow_redirects=False).status_code == 303
    assert client.get(address, headers=PAGE, follow_redirects=False).status_code == 403


def test_a_code_is_worth_nothing_without_the_verifier_that_never_left_us(client: Client, provider: Provider) -> None:
    going = client.get("/sign-in/company", headers=PAGE, follow_redirects=False)
    back = provider.authorize(going.headers["location"])
    assert "code_challenge_method=S256" in going.headers["location"]
    code = back.partition("code=")[2].partition("&")[0]
    status, _ = provider.token({"code": code, "code_verifier": "guessed", "client_secret": "s3cret"})
    assert status == 400


def test_an_account_with_a_password_is_never_taken_over(client: Client, provider: Provider, access: Access) -> None:
    provider.claims |= {"sub": "666", "preferred_username": "admin", "groups": ["it"]}
    refused = log_in(client, provider)
    assert (refused.status_code, "There is a user admin already" in refused.text) == (403, True)
    user = access.users.named("admin")
    assert user is not None
    assert not user.outside


def test_who_is_disabled_here_stays_out(client: Client, provider: Provider, access: Access) -> None:
    log_in(client, provider)
    user = access.users.named("front.desk")
    assert user is not None
    access.users.disable(user.id, access.now())
    assert client.get("/api/jobs/any").status_code == 401
    assert "disabled" in log_in(client, provider).text


def test_a_login_that_does_not_answer_is_said_and_passwords_still_work(desk: Desk, access: Access) -> None:
    options = OidcOptions(
        "http://127.0.0.1:9/", "sendora", "", "openid", "name", "groups", {}, Role.VIEWER, "http://x/"
    )
    lonely = replace(desk, access=replace(access, oidc=Oidc(options, desk.records.engine)))
    with TestClient(create_portal(lonely), base_url="http://sendora.example") as client:
        going = client.get("/sign-in/company", headers=PAGE)
        assert (going.status_code, "does not answer just now" in going.text) == (403, True)
        assert sign_in(client, "admin", PASSWORD) == 303


def test_the_challenge_is_the_standard_s_example() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
