"""Access tokens: the newest refresh token is on disk before the access token is used."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from intake.imap import ConnectionLost
from intake.oauth import Client, TokenRefused, Tokens


class Provider(HTTPServer):
    """Gives tokens, a new refresh token each time, and ends the old one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.valid = "first"
        self.given = 0
        self.broken = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/token"


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.server.broken:
            self._answer(503, {})
        elif asked["refresh_token"] != [self.server.valid]:
            self._answer(400, {"error": "invalid_grant"})
        else:
            self.server.given += 1
            self.server.valid = f"refresh-{self.server.given}"
            answer = {"access_token": f"access-{self.server.given}", "expires_in": 30}
            self._answer(200, answer | {"refresh_token": self.server.valid})

    def _answer(self, code: int, content: dict[str, object]) -> None:
        data = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


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
