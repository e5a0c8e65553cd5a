"""Access tokens: the newest refresh token is on disk before the access token is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.imap import ConnectionLost
from intake.oauth import Client, TokenRefused, Tokens
from tests.intake.provider import Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    yield server
    server.shutdown()
    server.server_close()


def client(provider: Provider, folder: Path, first: str = "first") -> Client:
    return Client(provider.address, "app", "", first, "", folder / "tokens" / "orders.json")


def test_a_rotating_refresh_token_goes_on_after_a_restart(provider: Provider, tmp_path: Path) -> None:
    tokens = Tokens(client(provider, tmp_path))
    assert [tokens(), tokens()] == ["access-1", "access-2"]  # each lasts less than the margin
    assert Tokens(client(provider, tmp_path))() == "access-3"
    assert (tmp_path / "tokens" / "orders.json").stat().st_mode & 0o077 == 0


def test_a_new_refresh_token_in_the_settings_goes_before_the_kept_one(provider: Provider, tmp_path: Path) -> None:
    Tokens(client(provider, tmp_path))()
    provider.valid = "by hand"
    assert Tokens(client(provider, tmp_path, "by hand"))() == "access-2"


def test_a_refused_refresh_token_says_what_to_do(provider: Provider, tmp_path: Path) -> None:
    with pytest.raises(TokenRefused, match="Log in again"):
        Tokens(client(provider, tmp_path, "revoked"))()


def test_a_provider_out_of_order_is_tried_again(provider: Provider, tmp_path: Path) -> None:
    provider.broken = True
    tokens = Tokens(client(provider, tmp_path))
    with pytest.raises(ConnectionLost, match="answers 503"):
        tokens()
    provider.broken = False
    assert tokens() == "access-1"


def test_a_token_that_a_server_refuses_is_not_offered_again(provider: Provider, tmp_path: Path) -> None:
    provider.lasts = 3600
    tokens = Tokens(client(provider, tmp_path))
    assert [tokens(), tokens()] == ["access-1", "access-1"]
    tokens.forget()
    assert tokens() == "access-2"
