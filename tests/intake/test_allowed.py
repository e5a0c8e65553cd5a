"""Who may send, and whose word counts for it."""

from __future__ import annotations

from email import message_from_string
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("MX.S.example;\r\n dkim=pass\r\n\theader.i=@S.Example header.s=k1 header.b=abc", True),
        ("mx.s.example; dkim=pass (2048-bit key; (nested) unprotected) header.d=s.example header.i=@s.example", True),
        ('mx.s.example; dkim=pass reason="good; signature" header.d="s.example"', True),
        ("mx.s.example 1; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=s.example; spf=softfail", True),
        ("mx.s.example; dkim=pass header.d=a.example; dkim=pass header.d=s.example", True),
        ("mx.s.example; spf=pass smtp.mailfrom=bounce+1@mail.s.example smtp.helo=x.example", True),
        ("mx.s.example; spf=pass smtp.helo=s.example", False),
        ("mx.s.example; dkim=pass", False),
        ("mx.s.example; dkim=pass header.d=example", False),
        ("mx.s.example; dkim=pass header.d=nots.example", False),
        ("mx.s.example; dkim=pass header.d=s.example.evil.example", False),
        ("mx.s.example; dkim=pass header.d=evil.example header.d=s.example", False),
        ("mx.s.example; dkim=pass header.d=evil.example header.i=@s.example", False),
        ('mx.s.example; dkim=fail reason="no; dkim=pass header.d=s.example"', False),
        (r'mx.s.example; dkim=fail reason="no\"; dkim=pass header.d=s.example"', False),
        ("mx.s.example; dkim=fail (see (this; dkim=pass header.d=s.example) here) header.d=s.example", False),
        ("mx.s.example; spf=fail smtp.mailfrom=x;dkim=pass@s.example", False),
        ("mx.s.example.evil.example; dkim=pass header.d=s.example", False),
        ("evil.example mx.s.example; dkim=pass header.d=s.example", False),
        ("dkim=pass header.d=s.example", False),
        ("", False),
        (";;;", False),
    ],
)
def test_only_the_own_server_s_word_for_the_sender_s_domain_counts(results: str, *, confirmed: bool) -> None:
    message = message_from_string(f"Authentication-Results: {results}\n\n")
    assert is_confirmed(message, "a@s.example", "mx.s.example") is confirmed


def test_a_header_that_came_with_the_mail_does_not_count() -> None:
    ours, forged = "mx.s.example; dkim=fail", "mx.s.example; dkim=pass header.d=s.example"
    message = message_from_string(f"Authentication-Results: {ours}\nAuthentication-Results: {forged}\n\n")
    assert not is_confirmed(message, "a@s.example", "mx.s.example")


MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=s.example; dkim=pass (signature was verified) header.d=s.example;"
    "dmarc=pass action=none header.from=s.example;compauth=pass reason=100"
)


@pytest.mark.parametrize(
    ("results", "confirmed"),
    [
        (MICROSOFT, True),
        (MICROSOFT.replace("pass", "fail"), False),
        (MICROSOFT.replace("s.example", "evil.example"), False),
        ("mx.evil.example; dkim=pass header.d=s.example", False),
    ],
)
def test_microsoft_s_header_has_no_name_and_is_known_by_that(results: str, *, confirmed: bool) -> None:
    message = message_from_string(f"Authentication-Results: {results}\n\n")
    assert is_confirmed(message, "a@s.example", "microsoft365") is confirmed


@given(st.text(alphabet=';()"\\= .@dkimpasheader.from sexample\r\n'))
def test_no_header_is_too_strange_to_be_judged(results: str) -> None:
    message = Message()
    message["Authentication-Results"] = results.replace("\r", " ").replace("\n", " ")
    is_confirmed(message, "a@s.example", "mx.s.example")
