"""Who may send documents by mail. Pure.

The sender's name on a mail is easily forged. When asked for, only what the receiving server itself has confirmed
counts: its ``Authentication-Results`` (RFC 8601), for the domain that the sender's address has.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from email.message import Message

_METHOD = re.compile(r"(?i)\b(dkim|spf|dmarc)\s*=\s*(\w+)([^;]*)")
_DOMAINS = {
    "dkim": re.compile(r"(?i)header\.(?:d|i)\s*=\s*\"?(?:[^\s@;\"]*@)?([^\s;\"]+)"),
    "spf": re.compile(r"(?i)smtp\.mailfrom\s*=\s*\"?(?:[^\s@;\"]*@)?([^\s;\"]+)"),
    "dmarc": re.compile(r"(?i)header\.from\s*=\s*\"?(?:[^\s@;\"]*@)?([^\s;\"]+)"),
}
EVERYBODY = "*"


def may_send(sender: str, allowed: Collection[str]) -> bool:
    """Whether an address is on the list of addresses (``sales@sendora.example``) and domains (``sendora.example``)."""
    address = sender.lower()
    if EVERYBODY in allowed:
        return bool(address)
    domain = address.rpartition("@")[2]
    names = {name.lower().removeprefix("@") for name in allowed}
    return bool(address) and (address in names or domain in names)


def is_confirmed(message: Message, sender: str, server: str) -> bool:
    """Whether ``server`` says that DKIM, SPF or DMARC passed for the sender's domain.

    Only the uppermost of its headers counts: a server puts its own above those that came with the mail.
    """
    for value in message.get_all("Authentication-Results", []):
        text = " ".join(str(value).split())
        if text.partition(";")[0].strip().split(" ")[0].lower() == server.lower():
            return any(_passes(match, sender) for match in _METHOD.finditer(_without_comments(text)))
    return False


def _passes(found: re.Match[str], sender: str) -> bool:
    method, result, rest = found.group(1).lower(), found.group(2).lower(), found.group(3)
    if result != "pass":
        return False
    domain = _DOMAINS[method].search(rest)
    return domain is not None and _aligned(domain.group(1), sender.rpartition("@")[2])


def _aligned(confirmed: str, domain: str) -> bool:
    """The same domain, or one below the other (relaxed alignment, RFC 7489, 3.1)."""
    confirmed, domain = confirmed.lower().rstrip("."), domain.lower()
    if "." not in confirmed or "." not in domain:
        return False
    return confirmed == domain or domain.endswith(f".{confirmed}") or confirmed.endswith(f".{domain}")


def _without_comments(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)
