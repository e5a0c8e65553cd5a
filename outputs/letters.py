"""Writes the mails that leave: plain text and HTML, in English or Malay. Same input, same bytes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

Language = Literal["en", "ms"]
Wording = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A row of the short table, as it is written. ``kind`` is door or frame."""

    kind: str
    item: int
    size: str
    thickness: str
    code: str
    location: str
    quantity: str


@dataclass(frozen=True)
class OrderFacts:
    """A job order in a reply. ``known`` says that the same document came before; ``replaces`` is a revision letter."""

    number: str
    draft: bool
    known: bool
    replaces: str
    header: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    more_rows: int
    doubts: tuple[str, ...]
    link: str


@dataclass(frozen=True)
class Refusal:
    """A document that gave no job order: why, and what to do."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class ReplyFacts:
    """What a reply says. ``further`` marks one that follows another: it replaces what that one told."""

    orders: tuple[OrderFacts, ...]
    refusals: tuple[Refusal, ...]
    too_big: bool = False
    further: bool = False


@dataclass(frozen=True)
class Attached:
    """A PDF that goes along."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Envelope:
    """Who gets a mail, about what, in which thread. ``message_id`` carries its angle brackets."""

    message_id: str
    sender: str
    sender_name: str
    to: str
    subject: str
    at: datetime
    thread: tuple[str, ...] = ()
    automatic: Literal["auto-replied", "auto-generated"] = "auto-replied"


class LetterWriter:
    """Writes mails in one language; ``own`` is a folder of templates that go before the built-in ones.

    ``said`` gives a sentence of the records, which are English, in that language.
    """

    def __init__(self, language: Language, own: Path | None = None, said: Callable[[str], str] = str) -> None:
        self.language = language
        self.said = said
        self.say = wording(language)
        built_in = PackageLoader("templates", ".")
        loader = ChoiceLoader([FileSystemLoader(own), built_in]) if own else built_in
        settings: dict[str, Any] = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
        self._html = Environment(loader=loader, autoescape=True, **settings)
        self._text = Environment(loader=loader, autoescape=False, **settings)  # noqa: S701 - plain text, never HTML

    def reply(self, facts: ReplyFacts, envelope: Envelope, attached: tuple[Attached, ...]) -> bytes:
        """A whole reply with its headers."""
        given = {"reply": facts, "say": self.say, "language": self.language}
        text = self._text.get_template("mail/reply.txt.j2").render(given)
        html = self._html.get_template("mail/reply.html.j2").render(given)
        return mail(envelope, text, html, attached)


def mail(envelope: Envelope, text: str, html: str | None, attached: tuple[Attached, ...]) -> bytes:
    """A mail's bytes: plain text, the same as HTML, and PDFs."""
    message = EmailMessage(policy=SMTP)
    local, _, domain = envelope.sender.rpartition("@")
    message["From"] = Address(envelope.sender_name, local, domain)
    message["To"] = envelope.to
    message["Subject"] = _one_line(envelope.subject)
    message["Date"] = format_datetime(envelope.at)
    message["Auto-Submitted"] = envelope.automatic
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for one in attached:
        message.add_attachment(one.data, maintype="application", subtype="pdf", filename=one.name)
    _fix_boundaries(message, envelope.message_id)
    return _ids(envelope) + message.as_bytes()


def _ids(envelope: Envelope) -> bytes:
    """The headers that make the thread, each id whole.

    The email package writes one that is longer than a line, as Microsoft's are, as an encoded word: no mail program
    would find the thread by that.
    """
    lines = [f"Message-ID: {envelope.message_id}"]
    if envelope.thread:
        lines += [f"In-Reply-To: {envelope.thread[-1]}", "References: " + "\r\n ".join(envelope.thread)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """Boundaries by name instead of by chance: the same mail has the same bytes."""
    kept = "".join(c for c in message_id if c.isalnum())[:40]
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=-{kept}-{number}")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def answer_subject(subject: str) -> str:
    """``Re:`` before the subject, once."""
    return subject if subject.lower().startswith("re:") else f"Re: {subject}".strip()


@cache
def wording(language: Language) -> Wording:
    """The words of a language."""
    found: Wording = tomllib.loads((files("templates") / "mail" / "wording.toml").read_text(encoding="utf-8"))
    return dict(found[language])
