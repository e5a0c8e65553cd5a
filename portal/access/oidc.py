"""Signing in with the company's own login: OpenID Connect, authorization code with PKCE.

https://openid.net/specs/openid-connect-core-1_0.html, RFC 7636 (PKCE), RFC 9207 (who answered). The one thing kept
between going out and coming back is a row that is used once; the browser holds its key in a cookie, so that nobody can
make another's browser come back with theirs.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import sqlalchemy as sa
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from pipeline.access_tables import outside_logins as table
from pipeline.database import writing
from portal.access.caller import Role
from portal.access.secret import digest, new_secret

COOKIE = "sendora_login"
PATIENCE = 10.0
"""Seconds for each question to the provider."""
RETURNS_WITHIN = timedelta(minutes=10)
LEEWAY = 60
"""Seconds that the provider's clock may differ."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures of keys that only the provider holds; a shared secret or none is not taken."""


class LoginRefused(Exception):
    """The login was not enough. ``str(error)`` says why, in a sentence for the person."""


@dataclass(frozen=True)
class OidcOptions:
    """As config/oidc.py; ``redirect_uri`` is where the provider sends people back."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str
    name_claim: str
    role_claim: str
    roles: Mapping[str, Role]
    default_role: Role | None
    redirect_uri: str
    button: str = ""


@dataclass(frozen=True)
class Begun:
    """A login that begins: where the browser goes, and the key that it holds meanwhile."""

    address: str
    key: str


@dataclass(frozen=True)
class Known:
    """Whom the provider knows: ``subject`` is theirs for ever, whatever their name becomes."""

    subject: str
    name: str
    role: Role
    then: str


class Oidc:
    """One provider. Its configuration and keys are fetched when they are needed, and kept for an hour."""

    def __init__(self, options: OidcOptions, engine: sa.Engine, client: httpx.Client | None = None) -> None:
        self.options = options
        self.engine = engine
        self._client = client or httpx.Client(timeout=PATIENCE, follow_redirects=False)
        self._kept: tuple[datetime, Mapping[str, Any], KeySet] | None = None

    def begin(self, then: str, now: datetime) -> Begun:
        """Send somebody to the provider; ``then`` is the page they wanted. Raises :class:`LoginRefused`."""
        configuration, _ = self._provider(now)
        key, nonce, verifier = new_secret(), new_secret(), new_secret()
        row = {"state_hash": digest(key), "nonce": nonce, "verifier": verifier, "next_path": then, "begun_at": now}
        with writing(self.engine) as connection:
            connection.execute(table.delete().where(table.c.begun_at < now - RETURNS_WITHIN))
            connection.execute(table.insert().values(**row))
        query = {
            "response_type": "code",
            "client_id": self.options.client_id,
            "redirect_uri": self.options.redirect_uri,
            "scope": self.options.scope,
            "state": key,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        return Begun(f"{configuration['authorization_endpoint']}?{urlencode(query)}", key)

    def finish(self, answer: Mapping[str, str], key: str, now: datetime) -> Known:
        """Who came back. ``key`` is what their browser held. Raises :class:`LoginRefused`."""
        row = self._taken(answer.get("state", ""), key, now)
        if "error" in answer:
            raise LoginRefused("The company's login was not completed. Try again.")
        configuration, keys = self._provider(now)
        if answer.get("iss", self.options.issuer) != self.options.issuer:
            raise LoginRefused("Somebody else than the company's login answered. Try again.")
        claims = self._claims(configuration, keys, answer.get("code", ""), row, now)
        return self._known(claims, str(row.next_path))

    def _taken(self, state: str, key: str, now: datetime) -> sa.Row[Any]:
        """The row of this login, which is used up by it."""
        stale = LoginRefused("This login is too old, or began in another browser. Start again.")
        if not state or state != key:
            raise stale
        here = table.c.state_hash == digest(state)
        with writing(self.engine) as connection:
            row = connection.execute(sa.select(table).where(here)).first()
            connection.execute(table.delete().where(here))
        if row is None or now - row.begun_at > RETURNS_WITHIN:
            raise stale
        return row

    def _claims(
        self, configuration: Mapping[str, Any], keys: KeySet, code: str, row: sa.Row[Any], now: datetime
    ) -> dict[str, Any]:
        """What the provider says about the person, checked."""
        token = self._id_token(configuration, code, str(row.verifier))
        expected = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self.options.issuer},
            aud={"essential": True, "value": self.options.client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": str(row.nonce)},
        )
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            expected.validate(claims)
        except (JoseError, ValueError) as error:
            self._kept = None  # keys are changed from time to time: the next try asks for them anew
            raise LoginRefused("What the company's login said could not be proved. Try again.") from error
        return claims

    def _id_token(self, configuration: Mapping[str, Any], code: str, verifier: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.options.redirect_uri,
            "client_id": self.options.client_id,
            "code_verifier": verifier,
        }
        if self.options.client_secret:
            form["client_secret"] = self.options.client_secret
        try:
            answer = self._client.post(str(configuration["token_endpoint"]), data=form)
            answer.raise_for_status()
            return str(answer.json()["id_token"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise LoginRefused("The company's login did not confirm who this is. Try again.") from error

    def _known(self, claims: Mapping[str, Any], then: str) -> Known:
        role = self._role(claims.get(self.options.role_claim))
        name = str(claims.get(self.options.name_claim) or claims.get("email") or claims["sub"])
        if role is None:
            raise LoginRefused(f"The company's login knows {name}, but gives no role here. Ask an administrator.")
        return Known(f"{self.options.issuer} {claims['sub']}", name, role, then)

    def _role(self, said: object) -> Role | None:
        words = said if isinstance(said, list) else str(said or "").split()
        found = [self.options.roles[word] for word in words if isinstance(word, str) and word in self.options.roles]
        return max(found, default=self.options.default_role)

    def _provider(self, now: datetime) -> tuple[Mapping[str, Any], KeySet]:
        if self._kept and now - self._kept[0] < timedelta(hours=1):
            return self._kept[1], self._kept[2]
        try:
            configuration = self._configuration()
            keys = KeySet.import_key_set(self._asked(str(configuration["jwks_uri"])))  # type: ignore[arg-type] # checked there
        except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
            raise LoginRefused("The company's login does not answer just now. Try again in a little while.") from error
        self._kept = now, configuration, keys
        return configuration, keys

    def _configuration(self) -> dict[str, Any]:
        found = self._asked(f"{self.options.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"] != self.options.issuer:
            raise ValueError(f"{found['issuer']} answers for {self.options.issuer}")
        return found

    def _asked(self, address: str) -> dict[str, Any]:
        answer = self._client.get(address)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def challenge(verifier: str) -> str:
    """RFC 7636, 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
