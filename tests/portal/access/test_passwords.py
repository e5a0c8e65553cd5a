"""Passwords are hashed slowly, and bad ones are told why."""

from __future__ import annotations

import pytest

from portal.access.passwords import PasswordWeak, check_strength, fits, hashed, outdated


def test_a_password_fits_its_own_hash_only_however_it_is_composed() -> None:
    kept = hashed("pintu café tujuh", "somebody")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3")
    assert fits(kept, "pintu cafe\N{COMBINING ACUTE ACCENT} tujuh")
    assert not fits(kept, "pintu cafe tujuh")
    assert not fits(None, "pintu café tujuh")
    assert not outdated(kept)


def test_a_hash_made_with_less_effort_is_known_as_such() -> None:
    assert outdated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("door", "too short"),
        ("x" * 201, "too long"),
        ("aaaaabbbbbaaaaa", "repeats the same few characters"),
        ("Reception1234", "little more than the user name"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_its_reason(password: str, why: str) -> None:
    with pytest.raises(PasswordWeak, match=why):
        check_strength(password, "reception")
