"""The head of a mail: who sent it, where a reply goes, and whether a program wrote it. Pure.

Headers come from strangers: what cannot be decoded is replaced, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

LONGEST_SUBJECT = 200
LONGEST_HEADER = 20_000
"""Characters of a header that are looked at; no mail program writes as many into one of those."""
LONGEST_ADDRESS = 320
"""RFC 3696, 3."""
LONGEST_ID = 500
"""Characters of a Message-ID; a longer one is none (a line of a mail has at most 998)."""
MOST_ALIKE = 10
"""So many headers of one name are looked at."""
_MESSAGE_ID = re.compile(rf"<[!-;=?-~]{{1,{LONGEST_ID}}}>")
"""Visible ASCII only (RFC 5322, 3.6.4), so that a reply can repeat it as it is."""
_AUTOMATIC_SENDERS = re.compile(r"(?i)^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+=-].*)?@")


@dataclass(frozen=True)
class Letter:
    """Who wrote, about what. Addresses are in lower case; ``sender`` is "" when there is none.

    ``automatic`` says why no reply may go out by itself (RFC 3834, 2), None when a person wrote. ``bounce`` is True
    for a report that a mail of ours did not arrive.
    """

    message_id: str | None
    sender: str
    reply_to: str
    subject: str
    automatic: str | None
    bounce: bool


def read_letter(message: Message) -> Letter:
    """The head of a mail."""
    sender = address(message, "From")
    reply_to = address(message, "Reply-To") or sender
    found = _MESSAGE_ID.search(header(message, "Message-ID"))
    bounce = is_bounce(message)
    return Letter(
        message_id=found.group() if found else None,
        sender=sender,
        reply_to=reply_to,
        subject=_one_line(header(message, "Subject"))[:LONGEST_SUBJECT],
        automatic=_why_automatic(message, sender, bounce=bounce),
        bounce=bounce,
    )


def header(message: Message, name: str) -> str:
    """A header as text, encoded words decoded; "" when it is absent. Of a very long one the beginning."""
    value = message.get(name)
    return decoded(str(value)[:LONGEST_HEADER]) if value is not None else ""


def _one_line(text: str) -> str:
    """In one line, without what could not be seen or turns the writing round."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def decoded(text: str) -> str:
    """Encoded words (RFC 2047) as text; what is wrong in them is replaced."""
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text.encode("ascii", "replace").decode()


def address(message: Message, name: str) -> str:
    """The first address of a header, in lower case; "" when there is none that could be one."""
    values = [str(value)[:LONGEST_HEADER] for value in message.get_all(name, [])[:MOST_ALIKE]]
    try:
        addresses = getaddresses(values)
    except RecursionError:  # comments in comments in comments
        return ""
    for _, found in addresses:
        if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", found) and found.isprintable() and len(found) <= LONGEST_ADDRESS:
            return found.lower()
    return ""


def is_bounce(message: Message) -> bool:
    """A delivery report (RFC 3464), or a mail without a way back, as bounces have (RFC 5321, 4.5.5)."""
    report = message.get_content_type() == "multipart/report" and "delivery-status" in str(
        message.get_param("report-type", "")
    )
    return report or header(message, "Return-Path").strip() == "<>"


def _why_automatic(message: Message, sender: str, *, bounce: bool) -> str | None:
    auto = header(message, "Auto-Submitted").strip().lower()
    precedence = header(message, "Precedence").strip().lower()
    reasons = {
        "it reports that a mail did not arrive": bounce,
        f"it was sent by a program (Auto-Submitted: {auto})": auto and not auto.startswith("no"),
        "it was sent to many (Precedence)": precedence in {"bulk", "junk", "list", "auto_reply"},
        "it came by a mailing list": message.get("List-Id"),
        "it is an automatic answer": message.get("X-Autoreply") or message.get("X-Autorespond"),
        f"{sender} takes no mail": _AUTOMATIC_SENDERS.match(sender),
        "it names no sender": not sender,
    }
    return next((words for words, holds in reasons.items() if holds), None)


def references(message: Message) -> tuple[str, ...]:
    """The thread of this mail, oldest first, itself last: what a reply refers to (RFC 5322, 3.6.4)."""
    thread = _MESSAGE_ID.findall(header(message, "References")) or _MESSAGE_ID.findall(header(message, "In-Reply-To"))
    own = _MESSAGE_ID.findall(header(message, "Message-ID"))
    return tuple(dict.fromkeys([*thread[-20:], *own]))


def returned_ids(raw: bytes) -> tuple[str, ...]:
    """Every Message-ID that a bounce speaks of."""
    text = raw[:200_000].decode("ascii", "replace")
    found = re.findall(r"(?im)^(?:original-)?(?:message-id|in-reply-to|references):\s*(.+(?:\n[ \t].+)*)", text)
    return tuple(dict.fromkeys(name for line in found for name in _MESSAGE_ID.findall(line)))
