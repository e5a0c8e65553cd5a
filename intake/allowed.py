"""Who may send documents by mail. Pure.

The sender's name on a mail is easily forged. When asked for, only what the receiving server itself has confirmed
counts: its ``Authentication-Results`` (RFC 8601), for the domain that the sender's address has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from email.message import Message

_RESULT = re.compile(r"(?i)(dkim|spf|dmarc)\s*(?:/\s*\d+\s*)?=\s*(\w+)")
_PROPERTIES = {
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
    "dmarc": ("header.from",),
}
"""Where each method writes the domain that it speaks of (RFC 8601, 2.7)."""
_PROPERTY = re.compile(r"(?i)([a-z0-9]+\.[a-z0-9]+)\s*=\s*([^\s]+)")
MICROSOFT_365 = "microsoft365"
"""Stands for Microsoft's server, which writes no name of its own into its header."""
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
        named, *results = _clauses(str(value))
        if server == MICROSOFT_365 and _RESULT.match(named):
            return any(_passes(result, sender) for result in (named, *results))
        if named.partition(" ")[0].lower() == server.lower():
            return any(_passes(result, sender) for result in results)
    return False


def _clauses(header: str) -> list[str]:
    """What stands between the semicolons, without comments. What is quoted is one word, whatever it says."""
    text, depth, quoted = [""], 0, False
    for c in _plain(header):
        if c == '"' and not depth:
            quoted = not quoted
        elif quoted:
            text[-1] += c if c.isalnum() or c in "@.-_+" else "?"
        elif c in "()":
            depth = max(0, depth + (1 if c == "(" else -1))
            text[-1] += " "
        elif not depth:
            text[-1] += c
            if c == ";":
                text[-1] = text[-1][:-1]
                text.append("")
    return [" ".join(clause.split()) for clause in text]


def _plain(header: str) -> Iterator[str]:
    """The characters, those behind a backslash made harmless."""
    escaped = False
    for c in header:
        if not escaped and c == "\\":
            escaped = True
            continue
        yield "?" if escaped else c
        escaped = False


def _passes(clause: str, sender: str) -> bool:
    found = _RESULT.match(clause)
    if found is None or found.group(2).lower() != "pass":
        return False
    wanted = _PROPERTIES[found.group(1).lower()]
    said = {name.lower(): value for name, value in reversed(_PROPERTY.findall(clause[found.end() :]))}
    domains = [said[name].rpartition("@")[2] for name in wanted if name in said]
    return bool(domains) and all(_aligned(domain, sender.rpartition("@")[2]) for domain in domains)


def _aligned(confirmed: str, domain: str) -> bool:
    """The same domain, or one below the other (relaxed alignment, RFC 7489, 3.1)."""
    confirmed, domain = confirmed.lower().rstrip("."), domain.lower()
    if "." not in confirmed or "." not in domain:
        return False
    return confirmed == domain or domain.endswith(f".{confirmed}") or confirmed.endswith(f".{domain}")
