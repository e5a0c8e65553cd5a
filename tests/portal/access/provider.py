"""A small provider of OpenID Connect in a thread: real keys, real signatures, and mistakes on request."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "s3cret"  # noqa: S105 - the tests' own


class Provider:
    """``claims`` is what it says about the person; ``wrong`` names what it does wrong."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"})
        self.other_key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.claims: dict[str, Any] = {"sub": "248", "preferred_username": "Front Desk", "groups": ["sales"]}
        self.wrong = ""
        self.asked: dict[str, dict[str, str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/realms/company"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def authorize(self, address: str) -> str:
        """What a person's browser gets after they logged in there: where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = hashlib.sha256(address.encode()).hexdigest()
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """The token endpoint: a code holds once, and only for who knows the verifier."""
        asked = self.asked.pop(form.get("code", ""), None)
        verifier = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        knows = verifier.rstrip(b"=").decode() == (asked or {}).get("code_challenge")
        if asked is None or not knows or form["client_secret"] != SECRET:
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": self._signed(asked["nonce"]), "token_type": "Bearer", "access_token": "none"}

    def _signed(self, nonce: str) -> str:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": "sendora",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.claims,
        }
        mistakes: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "another"},
            "audience": {"aud": "somebody else"},
            "issuer": {"iss": "https://elsewhere.example"},
            "old": {"exp": now - 3600, "iat": now - 7200},
        }
        claims |= mistakes.get(self.wrong, {})
        if self.wrong == "unsigned":
            parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        key = self.other_key if self.wrong == "key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.endswith("/.well-known/openid-configuration"):
                    at = provider.issuer
                    self._answer(
                        200,
                        {
                            "issuer": at,
                            "authorization_endpoint": f"{at}/authorize",
                            "token_endpoint": f"{at}/token",
                            "jwks_uri": f"{at}/keys",
                        },
                    )
                else:
                    self._answer(200, {"keys": [provider.key.as_dict(private=False)]})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._answer(*provider.token({name: values[0] for name, values in parse_qs(body).items()}))

            def _answer(self, status: int, content: object) -> None:
                data = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        return Handler
