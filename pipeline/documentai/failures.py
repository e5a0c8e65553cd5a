"""What went wrong with a call to Document AI, told by its code and not by its class (gRPC and REST differ there).

quota, down, slow     trying again later can help
too_large             fewer pages or smaller pictures can help; Google calls it 400, gRPC itself 429
unreadable            Google does not take this document
denied, unknown       the settings are wrong: no document will do better until a person mends them
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """The kinds of failure; see the module."""

    QUOTA = "quota"
    DOWN = "down"
    SLOW = "slow"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    DENIED = "denied"
    UNKNOWN = "unknown"


PASSING = frozenset({Trouble.QUOTA, Trouble.DOWN, Trouble.SLOW})
"""Failures that trying again can mend."""
OF_SETTINGS = frozenset({Trouble.DENIED, Trouble.UNKNOWN})
"""Failures that only a person can mend."""

CURES = {
    Trouble.QUOTA: "Wait, or ask Google for a higher quota (console, IAM, Quotas).",
    Trouble.DOWN: "It is tried again by itself. If it stays, look at the network and at Google's status page.",
    Trouble.SLOW: "It is tried again by itself. If it stays, raise timeout_seconds of [document_ai].",
    Trouble.TOO_LARGE: "Lower max_request_mb of [document_ai], or scan with fewer pages at a time.",
    Trouble.UNREADABLE: "Nothing: the embedded engine reads this document.",
    Trouble.DENIED: "Check credentials_file of [document_ai], and that the account has the role Document AI API User.",
    Trouble.UNKNOWN: "Check the processor's name in [document_ai]: project, location and id, and that it is enabled.",
}
_WORDS = {
    Trouble.QUOTA: "Google's quota is used up",
    Trouble.DOWN: "Google could not be reached",
    Trouble.SLOW: "Google did not answer in time",
    Trouble.TOO_LARGE: "the document is too large for Google",
    Trouble.UNREADABLE: "Google does not take this document",
    Trouble.DENIED: "Google refused the credentials",
    Trouble.UNKNOWN: "Google does not know the processor",
}

# 429 is two things: gRPC says so of a message that is larger than its limit (python-documentai issue 90).
_MESSAGE_SIZE = re.compile(r"larger than max", re.IGNORECASE)
_LIMITS = re.compile(
    r"PAGE_LIMIT_EXCEEDED|page limit|pages? in (?:non-)?imageless|exceed|too (?:large|big|many)|larger than|pixels",
    re.IGNORECASE,
)
# The credentials fail before Google is asked: gRPC calls that "unavailable".
_NO_TOKEN = re.compile(r"metadata from plugin failed", re.IGNORECASE)
# What says that nothing was read: no connection came about, or Google had nobody to read.
_NEVER_READ = re.compile(r"failed to connect|resolution|currently unavailable|try again", re.IGNORECASE)
_BY_CODE = {
    401: Trouble.DENIED, 403: Trouble.DENIED, 404: Trouble.UNKNOWN, 408: Trouble.SLOW, 409: Trouble.DOWN,
    413: Trouble.TOO_LARGE, 499: Trouble.DOWN, 504: Trouble.SLOW,
}  # fmt: skip


class CallFailed(Exception):
    """A call that gave nothing. ``retry_after`` is seconds, when Google said so."""

    def __init__(self, trouble: Trouble, detail: str, retry_after: float | None = None) -> None:
        super().__init__(f"{_WORDS[trouble]} ({detail})" if detail else _WORDS[trouble])
        self.trouble = trouble
        self.detail = detail
        self.retry_after = retry_after

    @property
    def words(self) -> str:
        """What happened, as the middle of a sentence."""
        return _WORDS[self.trouble]

    @property
    def passing(self) -> bool:
        """Whether trying again can help."""
        return self.trouble in PASSING

    @property
    def cure(self) -> str:
        return CURES[self.trouble]

    @property
    def charged(self) -> bool:
        """Whether Google may have read the pages all the same, and asks money for it: in doubt it may."""
        return self.trouble is Trouble.SLOW or (self.trouble is Trouble.DOWN and not _NEVER_READ.search(self.detail))


def trouble_of(code: int, message: str) -> Trouble:
    """The kind of failure behind an HTTP status ``code``."""
    if code == 429:
        return Trouble.TOO_LARGE if _MESSAGE_SIZE.search(message) else Trouble.QUOTA
    if code == 400:
        return Trouble.TOO_LARGE if _LIMITS.search(message) else Trouble.UNREADABLE
    if code == 503 and _NO_TOKEN.search(message):
        return Trouble.DENIED
    if code in _BY_CODE:
        return _BY_CODE[code]
    return Trouble.DOWN if code >= 500 else Trouble.UNREADABLE


def failure_of(error: Any) -> CallFailed:
    """The failure that a ``google.api_core.exceptions.GoogleAPICallError`` stands for."""
    detail = " ".join(str(error.message).split())[:200]
    return CallFailed(trouble_of(int(error.code or 500), str(error.message)), detail, _retry_after(error))


def _retry_after(error: Any) -> float | None:
    """Seconds to wait: google.rpc.RetryInfo among the details, or a ``retry-after`` in the trailer."""
    for detail in error.details:
        delay = getattr(detail, "retry_delay", None)
        if delay is not None:
            return float(delay.seconds) + float(delay.nanos) / 1e9
    for call in error.errors:
        trailer = call.trailing_metadata() if hasattr(call, "trailing_metadata") else None
        for name, value in trailer or ():
            if name == "retry-after" and str(value).isdigit():
                return float(value)
    return None
