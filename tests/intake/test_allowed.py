"""Who may send, and whose word counts for it."""

from __future__ import annotations

from email import message_from_string

import pytest

from intake.allowed import is_confirmed, may_send

ALLOWED = {"sendora.example", "@partner.example", "One.Person@elsewhere.example"}


@pytest.mark.parametrize(
    ("sender", "may"),
    [
        ("sales@sendora.example", True),
        ("SALES@SENDORA.EXAMPLE", True),
        ("x@partner.example", True),
        ("one.person@elsewhere.example", True),
        ("two@elsewhere.example", False),
        ("sales@sendora.example.evil.example", False),
        ("sales@notsendora.example", False),
        ("sales@sub.sendora.example", False),
        ("", False),
    ],
)
def test_addresses_and_domains_are_compared_whole(sender: str, *, may: bool) -> None:
    assert may_send(sender, ALLOWED) is may


def test_everybody_is_everybody_with_an_address() -> None:
    assert may_send("x@y.example", {"*"})
    assert not may_send("", {"*"})


@pytest.mark.parametrize(
    ("results", "confirmed"),
    [
        ("mx.s.example; dkim=pass header.d=s.example", True),
        ("mx.s.example 1; spf=pass (sender is ok) smtp.mailfrom=a@mail.s.example", True),
        ("mx.s.example; dmarc=pass header.from=s.example", True),
        ("mx.s.example; dkim=fail header.d=s.example; spf=pass smtp.mailfrom=evil.example", False),
        ("mx.s.example; dkim=pass header.d=evil.example", False),
        ("mx.s.example; dkim=none (dkim=pass header.d=s.example)", False),
        ("other.example; dkim=pass header.d=s.example", False),
        ("mx.s.example; none", False),
    ],
)
def test_only_the_own_server_s_word_for_the_sender_s_domain_counts(results: str, *, confirmed: bool) -> None:
    message = message_from_string(f"Authentication-Results: {results}\n\n")
    assert is_confirmed(message, "a@s.example", "mx.s.example") is confirmed


def test_a_header_that_came_with_the_mail_does_not_count() -> None:
    ours, forged = "mx.s.example; dkim=fail", "mx.s.example; dkim=pass header.d=s.example"
    message = message_from_string(f"Authentication-Results: {ours}\nAuthentication-Results: {forged}\n\n")
    assert not is_confirmed(message, "a@s.example", "mx.s.example")
