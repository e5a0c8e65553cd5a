"""Who sent a webhook: its signature is checked on the raw bytes, before anything in them is believed.

Two ways: Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks, symmetric ``v1``), which signs
id, time and body; and an HMAC of the body alone in ``X-Hub-Signature-256``, which simple senders can make. Pure.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

TOLERANCE = 300
"""Seconds that a sender's clock may be away from ours (Standard Webhooks, "verifying webhook authenticity")."""
PREFIX = "whsec_"
SHORTEST_KEY, LONGEST_KEY = 24, 64
"""Bytes of a standard secret (Standard Webhooks, "signature scheme")."""
SHORTEST_WORD = 16
"""Characters of a body-hmac secret: fewer could be guessed."""
LONGEST_ID = 255


class Profile(StrEnum):
    """How a sender signs."""

    STANDARD = "standard"
    BODY_HMAC = "body-hmac"


class Untrusted(Exception):
    """The delivery is not proven to come from its sender. ``code`` is stable, ``str(error)`` a sentence for it."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class Keys:
    """The keys of one sender; more than one while a secret is replaced by the next."""

    profile: Profile
    keys: tuple[bytes, ...]

    @classmethod
    def of(cls, profile: Profile, secrets: Iterable[str]) -> Keys:
        """From the secrets as people write them. Raises :class:`ValueError`, never with the secret in it."""
        read = _standard_key if profile is Profile.STANDARD else _plain_key
        return cls(profile, tuple(read(secret) for secret in secrets))


def verified_id(keys: Keys, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """The id of a delivery that is proven to be its sender's; the same id again is the same delivery.

    ``headers`` have lower-case names; ``now`` is seconds since 1970. Raises :class:`Untrusted`.
    """
    if keys.profile is Profile.BODY_HMAC:
        return _verified_body(keys.keys, headers, body)
    return _verified_standard(keys.keys, headers, body, now)


def _verified_standard(keys: tuple[bytes, ...], headers: Mapping[str, str], body: bytes, now: float) -> str:
    name, sent_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not name or len(name) > LONGEST_ID or not name.isascii() or not name.isprintable():
        raise Untrusted("unsigned", "The header webhook-id is missing or is no id. Sign as Standard Webhooks 1.0 says.")
    if not (sent_at.isascii() and sent_at.isdigit() and len(sent_at) <= 12):
        raise Untrusted("unsigned", "The header webhook-timestamp is missing or is no number of seconds since 1970.")
    if abs(now - int(sent_at)) > TOLERANCE:
        raise Untrusted("stale", f"It was signed more than {TOLERANCE} s from now. Set the sender's clock; sign anew.")
    before = f"{name}.{sent_at}.".encode()
    given = [
        value
        for version, _, value in (part.partition(",") for part in headers.get("webhook-signature", "").split())
        if version == "v1"
    ]
    expected = [base64.b64encode(_hmac(key, before, body).digest()) for key in keys]
    if not _any_equal(expected, given):
        raise Untrusted(
            "bad_signature", "The signature does not fit. Check the secret, and that the raw body is signed."
        )
    return name


def _verified_body(keys: tuple[bytes, ...], headers: Mapping[str, str], body: bytes) -> str:
    version, _, value = headers.get("x-hub-signature-256", "").partition("=")
    if version != "sha256" or not value:
        raise Untrusted("unsigned", "The header X-Hub-Signature-256: sha256=… is missing.")
    expected = [_hmac(key, body).hexdigest().encode() for key in keys]
    if not _any_equal(expected, [value.lower()]):
        raise Untrusted(
            "bad_signature", "The signature does not fit. Check the secret, and that the raw body is signed."
        )
    return f"sha256-{hashlib.sha256(body).hexdigest()}"


def _hmac(key: bytes, *parts: bytes) -> hmac.HMAC:
    """Of the parts one after another. Unlike ``hmac.digest`` it lets other threads go on meanwhile (CPython 3.11)."""
    signed = hmac.new(key, digestmod="sha256")
    for part in parts:
        signed.update(part)
    return signed


def _any_equal(expected: Iterable[bytes], given: Iterable[str]) -> bool:
    """Compared all with all and without an early end: how long it takes tells nothing about the secret."""
    offered = [value.encode("utf-8", "replace") for value in given]
    return any([hmac.compare_digest(ours, theirs) for ours in expected for theirs in offered])  # noqa: C419 - see above


def _standard_key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("a secret is not base64. Make one: echo whsec_$(openssl rand -base64 32)") from None
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise ValueError(
            f"a secret has {len(key)} bytes, {SHORTEST_KEY} to {LONGEST_KEY} are asked for. "
            "Make one: echo whsec_$(openssl rand -base64 32)"
        )
    return key


def _plain_key(secret: str) -> bytes:
    if len(secret) < SHORTEST_WORD:
        raise ValueError(f"a secret is shorter than {SHORTEST_WORD} characters. Make one: openssl rand -hex 32")
    return secret.encode()
