"""Who sent it: the reference implementation's signatures are taken, and nothing else is."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from intake.signatures import Keys, Profile, Untrusted, verified_id

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()
NEXT = "whsec_" + base64.b64encode(b"second secret, thirty-two bytes!").decode()
NOW = 1_795_000_000
BODY = b'{"type": "invoice.received"}'


def signed(body: bytes = BODY, secret: str = SECRET, name: str = "msg_1", at: int = NOW) -> dict[str, str]:
    """Headers as the reference implementation makes them."""
    signature = Webhook(secret).sign(name, datetime.fromtimestamp(at, UTC), body.decode("latin-1"))
    return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": signature}


def standard(*secrets: str) -> Keys:
    return Keys.of(Profile.STANDARD, secrets or (SECRET,))


def test_what_the_reference_implementation_signs_is_taken() -> None:
    assert verified_id(standard(), signed(), BODY, NOW) == "msg_1"


def test_while_a_secret_is_replaced_both_are_valid() -> None:
    keys = standard(SECRET, NEXT)
    assert [verified_id(keys, signed(secret=secret), BODY, NOW) for secret in (SECRET, NEXT)] == ["msg_1", "msg_1"]
    both = signed()["webhook-signature"] + " " + signed(secret=NEXT)["webhook-signature"]
    assert verified_id(standard(NEXT), signed() | {"webhook-signature": f"v1a,abc= {both}"}, BODY, NOW) == "msg_1"


@pytest.mark.parametrize("away", [-300, 300])
def test_five_minutes_are_forgiven_to_a_clock(away: int) -> None:
    assert verified_id(standard(), signed(at=NOW + away), BODY, NOW) == "msg_1"


@pytest.mark.parametrize("away", [-301, 301, 86_400])
def test_an_old_delivery_cannot_be_replayed(away: int) -> None:
    with pytest.raises(Untrusted) as raised:
        verified_id(standard(), signed(at=NOW + away), BODY, NOW)
    assert raised.value.code == "stale"


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": str(NOW + 1)},
        {"webhook-signature": signed(secret=NEXT)["webhook-signature"]},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v2," + signed()["webhook-signature"].removeprefix("v1,")},
    ],
)
def test_a_changed_id_time_or_signature_does_not_pass(change: dict[str, str]) -> None:
    with pytest.raises(Untrusted) as raised:
        verified_id(standard(), signed() | change, BODY, NOW)
    assert raised.value.code == "bad_signature"


@given(st.binary(max_size=200), st.integers(0, 199), st.integers(1, 255))
def test_no_changed_byte_of_the_body_passes(body: bytes, place: int, change: int) -> None:
    headers = signed(body)
    assert verified_id(standard(), signed_raw(body), body, NOW) == "msg_1"
    if body:
        other = bytearray(body)
        other[place % len(body)] ^= change
        with pytest.raises(Untrusted):
            verified_id(standard(), headers, bytes(other), NOW)


def signed_raw(body: bytes) -> dict[str, str]:
    """For bytes that are no text, which the reference implementation does not sign."""
    digest = hmac.digest(base64.b64decode(SECRET.removeprefix("whsec_")), f"msg_1.{NOW}.".encode() + body, "sha256")
    value = "v1," + base64.b64encode(digest).decode()
    return {"webhook-id": "msg_1", "webhook-timestamp": str(NOW), "webhook-signature": value}


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_no_signature(name: str) -> None:
    headers = {key: value for key, value in signed().items() if key != name}
    with pytest.raises(Untrusted):
        verified_id(standard(), headers, BODY, NOW)


@pytest.mark.parametrize("sent_at", ["", "soon", "1e9", "-5", "٣", "9" * 40])
def test_a_time_that_is_no_number_is_refused_not_guessed(sent_at: str) -> None:
    with pytest.raises(Untrusted):
        verified_id(standard(), signed() | {"webhook-timestamp": sent_at}, BODY, NOW)


# -- the simple profile --------------------------------------------------------------------------------------------

WORD = "a long enough word for a sender"


def body_hmac(body: bytes = BODY, word: str = WORD) -> dict[str, str]:
    return {"x-hub-signature-256": f"sha256={hmac.new(word.encode(), body, hashlib.sha256).hexdigest()}"}


def test_a_body_hmac_names_the_delivery_by_its_body() -> None:
    keys = Keys.of(Profile.BODY_HMAC, (WORD,))
    name = verified_id(keys, body_hmac(), BODY, NOW)
    assert name == f"sha256-{hashlib.sha256(BODY).hexdigest()}"
    assert (
        verified_id(
            keys, {"x-hub-signature-256": body_hmac()["x-hub-signature-256"].upper().replace("SHA", "sha")}, BODY, NOW
        )
        == name
    )


@pytest.mark.parametrize("headers", [{}, body_hmac(b"other"), body_hmac(word="x" * 30), signed()])
def test_a_body_hmac_that_does_not_fit_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Untrusted):
        verified_id(Keys.of(Profile.BODY_HMAC, (WORD,)), headers, BODY, NOW)


@pytest.mark.parametrize(
    ("profile", "secret"),
    [(Profile.STANDARD, "whsec_c2hvcnQ="), (Profile.STANDARD, "whsec_not base64!"), (Profile.BODY_HMAC, "tooweak")],
)
def test_a_weak_secret_is_refused_at_start_and_never_shown(profile: Profile, secret: str) -> None:
    with pytest.raises(ValueError, match="Make one: ") as raised:
        Keys.of(profile, (secret,))
    assert secret not in str(raised.value)
