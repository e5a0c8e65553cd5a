"""Passwords: kept as argon2id hashes, compared in the same time whether the account exists or not."""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Characters. NIST SP 800-63B-4 asks for 15 where a password is all there is, and for 8 at the very least; here tries
are slowed down, too. The longest keeps strangers from making us hash megabytes."""
AT_ONCE = 2
"""Hashes worked on at the same time: each takes 64 MB for a quarter of a second (RFC 9106, 4, second choice)."""

_hasher = PasswordHasher()
_turn = threading.Semaphore(AT_ONCE)
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$1tbxL3ejXgec56CenoOjSw$2tgl7eYa04t1WyvRtpADzt/uUVofaN14JKUyq4avaCY"
"""What a password is compared with when there is no account: it takes as long, and never fits (of 64 random bytes
that nobody kept)."""


class PasswordWeak(ValueError):
    """This password must not be used. ``str(error)`` says why and what to do."""


def hashed(password: str, name: str) -> str:
    """What is kept of the password of the account ``name``. Raises :class:`PasswordWeak`."""
    check_strength(password, name)
    with _turn:
        return _hasher.hash(_normal(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one that ``kept`` was made of; always False, as slowly, when nothing is kept."""
    with _turn:
        try:
            return _hasher.verify(kept or _NOBODYS, _normal(password)[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether the hash was made with less effort than is asked for today."""
    return _hasher.check_needs_rehash(kept)


def check_strength(password: str, name: str) -> None:
    """Raise :class:`PasswordWeak` for one that is too easily guessed."""
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise PasswordWeak(f"The password is too short. Use at least {SHORTEST} characters; three or four words do.")
    if len(normal) > LONGEST:
        raise PasswordWeak(f"The password is too long. Use at most {LONGEST} characters.")
    if len(set(normal.casefold())) < 5:
        raise PasswordWeak("The password repeats the same few characters. Use three or four words.")
    if name.casefold() in normal.casefold() and len(normal) - len(name) < SHORTEST // 2:
        raise PasswordWeak("The password is little more than the user name. Use three or four words.")


def _normal(password: str) -> str:
    """The same characters, however the keyboard composes them (NIST SP 800-63B-4, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
