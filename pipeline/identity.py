"""Names for things that must never be named twice."""

from __future__ import annotations

import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that reads like a digit (https://www.crockford.com/base32.html)."""


def new_id() -> str:
    """26 characters that sort by the time they were made: a ULID (https://github.com/ulid/spec) in lower case."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
