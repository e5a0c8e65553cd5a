"""From a message's bytes to what the ledger needs to know: who wrote it, what is in it, and what makes it itself."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from intake.attachments import Contents, contents
from intake.containers import ContainerLimits
from intake.letter import Letter, read_letter

log = logging.getLogger(__name__)

BROKEN = "The mail cannot be taken apart. Send the document as an attachment of a new mail."


@dataclass(frozen=True)
class Mail:
    """A message taken apart. ``identity`` is the same for the same mail, wherever and however often it turns up."""

    letter: Letter
    contents: Contents
    identity: str
    message: Message = field(repr=False)
    raw: bytes = field(repr=False)


def take_apart(raw: bytes, limits: ContainerLimits) -> Mail:
    """Look into a message. One that cannot be taken apart has no documents and says so."""
    try:
        message = message_from_bytes(raw)
        letter, found = read_letter(message), contents(message, limits)
    except Exception:  # the boundary: a stranger's bytes must not stop the mails after them
        message = BytesHeaderParser().parsebytes(raw)
        letter, found = read_letter(message), Contents((), (), (BROKEN,))
        log.warning("A mail from %s cannot be taken apart", letter.sender, exc_info=True)
    return Mail(letter, found, identity(letter, found, raw), message, raw)


def identity(letter: Letter, found: Contents, raw: bytes) -> str:
    """Message-ID and documents: some scanners give every mail the same id, and some mails have none."""
    if letter.message_id is None:
        return hashlib.sha256(raw).hexdigest()
    named = "\n".join([letter.message_id, *sorted(found.digests)])
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()
