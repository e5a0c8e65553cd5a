"""What can go wrong with a document, and whose turn it then is.

    DocumentError
    ├── Refused          the file can never become a job order; its sender is told why
    │   └── NeedsPassword    it could, with a password
    └── Temporary        something else is out of order; the same step is tried again later

The adapter that saw the failure decides which it is; nobody above it guesses again.
"""

from __future__ import annotations


class DocumentError(Exception):
    """Base of every error that concerns one document. ``str(error)`` is a sentence for its sender."""


class Refused(DocumentError):
    """The file cannot become a job order. ``code`` is stable for programs, ``reason`` says what to do next."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        return type(self), (self.code, self.reason)


class NeedsPassword(Refused):
    """The PDF opens only with a password."""


class Temporary(DocumentError):
    """Something outside the document failed (a service, a disk, a worker). ``retry_after`` is seconds, if known."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type[Temporary], tuple[str, float | None]]:
        return type(self), (self.reason, self.retry_after)
