"""Access tokens for mail servers (OAuth 2.0, RFC 6749, 6): fetched with a refresh token, which is kept up to date.

Some servers give a new refresh token with every answer and end the old one: the new one is on disk before the access
token is used.
"""

from __future__ import annotations

import hashlib
import json
import math
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from intake.imap import ConnectionLost
from pipeline.durable import write_durably
from pipeline.identity import new_id

EARLY = 60.0
"""Seconds before its end from which on a token is not used any more."""
ANSWER_SECONDS = 20.0


class TokenRefused(Exception):
    """The server gives no token: the consent was withdrawn or has run out. A person must log in again."""


@dataclass(frozen=True)
class Client:
    """As whom tokens are asked for. ``refresh_token`` is the first one; later ones lie in ``kept_in``."""

    token_url: str
    client_id: str
    client_secret: str
    refresh_token: str
    scope: str
    kept_in: Path


class Tokens:
    """Gives a valid access token. Safe to call from any thread."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._token = ""
        self._ends = -math.inf
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """Raises :class:`TokenRefused`, and :class:`~intake.imap.ConnectionLost` when nobody answers."""
        with self._lock:
            if time.monotonic() > self._ends - EARLY:
                self._refresh()
            return self._token

    def forget(self) -> None:
        """A server did not take the token: the next one is fetched anew."""
        with self._lock:
            self._ends = -math.inf

    def _refresh(self) -> None:
        first = self.client.refresh_token
        answer = self._answer(self._kept() or first)
        renewed = answer.get("refresh_token")
        if isinstance(renewed, str) and renewed:
            self._keep(renewed)
        self._token = str(answer["access_token"])
        lasts = answer.get("expires_in", 3600)
        self._ends = time.monotonic() + float(lasts if isinstance(lasts, int | float | str) else 3600)

    def _answer(self, refresh_token: str) -> dict[str, object]:
        asked = {
            "grant_type": "refresh_token",
            "client_id": self.client.client_id,
            "refresh_token": refresh_token,
        }
        asked |= {"client_secret": self.client.client_secret} if self.client.client_secret else {}
        asked |= {"scope": self.client.scope} if self.client.scope else {}
        request = urllib.request.Request(self.client.token_url, urllib.parse.urlencode(asked).encode())  # noqa: S310 - the settings take https only
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - as above
                found = json.loads(answer.read(100_000))
        except urllib.error.HTTPError as error:
            raise self._refused(error) from error
        except (OSError, ValueError) as error:
            raise ConnectionLost(f"{self.client.token_url} gives no token: {error}") from error
        if not isinstance(found, dict) or "access_token" not in found:
            raise ConnectionLost(f"{self.client.token_url} gives no token in its answer")
        return found

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        if error.code in {400, 401, 403}:
            return TokenRefused(
                f"{self.client.token_url} refuses the refresh token ({error.code}). Log in again and put the new "
                "refresh token into the settings."
            )
        return ConnectionLost(f"{self.client.token_url} answers {error.code}")

    def _kept(self) -> str | None:
        """The newest refresh token, unless the settings have got another one since it was kept."""
        try:
            found = json.loads(self.client.kept_in.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return str(found["token"]) if found.get("first") == _mark(self.client.refresh_token) else None

    def _keep(self, token: str) -> None:
        folder = self.client.kept_in.parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = folder / f".{new_id()}.tmp"
        temporary.touch(mode=0o600)
        content = {"first": _mark(self.client.refresh_token), "token": token}
        write_durably(temporary, json.dumps(content).encode(), self.client.kept_in)


def _mark(token: str) -> str:
    """Tells whether two tokens are the same without keeping the token."""
    return hashlib.sha256(token.encode()).hexdigest()
