"""Secrets that a browser or a program holds, and what is kept of them here."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits as 43 characters: nobody guesses it, so a plain SHA-256 of it may be kept."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept in its place."""
    return hashlib.sha256(secret.encode()).hexdigest()
