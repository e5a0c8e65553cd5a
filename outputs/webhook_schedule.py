"""When a delivery is tried again, and what each answer means for its endpoint. Pure.

The waits and the meaning of the answers are those of Standard Webhooks 1.0 ("deliverability and reliability",
https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

WAITS: tuple[int, ...] = (5, 5 * 60, 30 * 60, *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24)))
"""Seconds between one try and the next; the first is made at once. Ten tries in a little over three days."""
JITTER = 0.1
"""Up to this share is added to a wait, so that what failed together does not come back together."""
LONGEST_WISH = 24 * 3600.0
"""The longest Retry-After that is granted, in seconds."""
GONE = 410
SLOW_DOWN = frozenset({429, 502, 504})
SPARED_FOR, LONGEST_SPARED = 30.0, 15 * 60.0
"""Seconds without requests after an answer that asked for fewer; doubled with each such answer in a row."""


def succeeded(status: int) -> bool:
    """Only 2xx is success: a redirect is a failure."""
    return 200 <= status < 300


def wait_after(tries: int, retry_after: float | None, chance: float) -> float | None:
    """Seconds before the next try when ``tries`` were made (from 1), None to give up.

    ``chance`` is a random number from 0 to 1. What the receiver wished is granted when it is longer.
    """
    if tries > len(WAITS):
        return None
    wait = WAITS[tries - 1] * (1 + JITTER * chance)
    return max(wait, min(retry_after or 0.0, LONGEST_WISH))


def spared_for(slow_answers: int, retry_after: float | None) -> float:
    """Seconds without any request to an endpoint after the ``slow_answers``-th answer in a row (from 1)."""
    grown = min(SPARED_FOR * 2.0 ** min(slow_answers - 1, 16), LONGEST_SPARED)
    return max(grown, min(retry_after or 0.0, LONGEST_WISH))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the receiver wishes us to wait (RFC 9110, 10.2.3); None when it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return float(max((moment - now).total_seconds(), 0.0))
