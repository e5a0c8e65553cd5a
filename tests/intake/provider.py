"""Who gives tokens for mail servers (OAuth 2.0), in a thread."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

from tests.intake.dovecot import USER


class Provider(HTTPServer):
    """Gives tokens, a new refresh token each time, and ends the old one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.valid = "first"
        self.given = 0
        self.broken = False
        self.lasts = 30
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/token"

    @property
    def tokeninfo(self) -> str:
        """Where a mail server asks whether a token, written behind it, is valid: the newest one only."""
        return f"http://127.0.0.1:{self.server_port}/tokeninfo?token="


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        """A mail server asks about a token."""
        if self.path.rpartition("=")[2] == f"access-{self.server.given}":
            self._answer(200, {"email": USER})
        else:
            self._answer(401, {"error": "invalid_token"})

    def do_POST(self) -> None:
        """Somebody wants a token."""
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.server.broken:
            self._answer(503, {})
        elif asked["refresh_token"] != [self.server.valid]:
            self._answer(400, {"error": "invalid_grant"})
        else:
            self.server.given += 1
            self.server.valid = f"refresh-{self.server.given}"
            answer = {"access_token": f"access-{self.server.given}", "expires_in": self.server.lasts}
            self._answer(200, answer | {"refresh_token": self.server.valid})

    def _answer(self, code: int, content: dict[str, object]) -> None:
        data = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""
