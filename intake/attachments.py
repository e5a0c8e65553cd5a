"""What in a mail is a document: told by the bytes of every part, inline or attached, forwarded, packed or wrapped.

Logos and signatures are no documents. What looks like one and cannot be taken is named, so that the sender hears.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value

from intake.containers import ContainerLimits, Room, is_container, unpack
from intake.files import File, own_name
from intake.letter import decoded
from intake.pictures import is_decoration
from pipeline.einvoice import read_einvoices
from pipeline.errors import Refused
from pipeline.sniff import EINVOICES, IMAGES, media_type

MOST_PARTS = 2000
"""So many parts are looked at; no person's mail has as many."""
MOST_NAMED = 20
"""So many attachments that are no documents are named, and so many sentences said on what could not be opened."""
_CID = re.compile(rb"(?i)cid:([^\"'\s>)]+)")
_QUIET = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
        "message/disposition-notification",
        "message/rfc822-headers",
        "text/calendar",
        "text/directory",
        "text/enriched",
        "text/html",
        "text/plain",
        "text/rfc822-headers",
        "text/vcard",
        "text/x-amp-html",
        "text/x-vcard",
    }
)
"""Kinds of parts that nobody misses when they are not read."""


@dataclass(frozen=True)
class Contents:
    """The documents in a mail, the names of attachments that are none, and sentences on what could not be opened."""

    documents: tuple[File, ...]
    left_out: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """The documents' SHA-256, in order."""
        return tuple(hashlib.sha256(document.data).hexdigest() for document in self.documents)


@dataclass(frozen=True)
class _Leaf:
    """A part with bytes. ``shown`` is True when a text of the mail shows it as a picture."""

    file: File
    kind: str
    named: bool
    shown: bool


def contents(message: Message, limits: ContainerLimits) -> Contents:
    """What the mail carries, nested forwards too, each document once."""
    found = _Found(limits, Room(limits))
    for number, leaf in enumerate(_leaves(message), 1):
        if number > MOST_PARTS:
            found.problems.append(f"The mail has more than {MOST_PARTS} parts. Send fewer documents in one mail.")
            break
        found.add(leaf)
    return found.contents()


class _Found:
    """What was found so far."""

    def __init__(self, limits: ContainerLimits, room: Room) -> None:
        self.limits, self.room = limits, room
        self.documents: dict[bytes, File] = {}
        self.left_out: list[str] = []
        self.problems: list[str] = []

    def add(self, leaf: _Leaf) -> None:
        if is_container(leaf.file.data):
            inside = self._unpacked(leaf.file)
        elif _is_wanted(leaf):
            inside = [leaf.file]
        else:
            inside = []
            if leaf.named and leaf.kind not in _QUIET and not leaf.kind.startswith("image/"):
                self.left_out.append(leaf.file.name)
        for file in inside:
            self.documents.setdefault(hashlib.sha256(file.data).digest(), file)

    def _unpacked(self, container: File) -> list[File]:
        unpacked = unpack(container, self.limits, self.room)
        self.problems += unpacked.problems
        inside = [file for file in unpacked.files if is_document(file.data)]
        if not inside and not unpacked.problems:
            self.left_out.append(container.name)
        self.left_out += [file.name for file in unpacked.files if file not in inside]
        return inside

    def contents(self) -> Contents:
        """All of it. Nobody reads a thousand names: the first ones, and how many more."""
        more = len(self.left_out) - MOST_NAMED
        told = [*self.problems[:MOST_NAMED], *([f"{more} more attachments are no documents."] if more > 0 else [])]
        return Contents(tuple(self.documents.values()), tuple(self.left_out[:MOST_NAMED]), tuple(told))


def is_document(data: bytes) -> bool:
    """Whether these bytes are a supported document; XML and JSON must hold an e-invoice."""
    kind = media_type(data)
    if kind in EINVOICES:
        return _holds_einvoice(data)
    return kind is not None


def _holds_einvoice(data: bytes) -> bool:
    try:
        return bool(read_einvoices(data))
    except Refused:
        return False


def _is_wanted(leaf: _Leaf) -> bool:
    if leaf.kind in {"text/plain", "text/html"} and not leaf.named:
        return False  # the letter itself
    if not is_document(leaf.file.data):
        return False
    is_picture = media_type(leaf.file.data) in IMAGES
    return not (is_picture and is_decoration(leaf.file.data, shown=leaf.shown))


def _leaves(message: Message) -> Iterator[_Leaf]:
    shown = _shown_pictures(message)
    for number, part in enumerate(message.walk(), 1):
        if part.is_multipart():
            continue
        data = _bytes_of(part)
        name = part_name(part)
        cid = str(part.get("Content-ID", "")).strip().strip("<>").encode("ascii", "replace")
        kind = part.get_content_type()
        file = File(name or f"part-{number}{_ending(data)}", data)
        yield _Leaf(file, kind, named=bool(name), shown=bool(cid) and cid in shown)


def _shown_pictures(message: Message) -> frozenset[bytes]:
    """The Content-IDs that a text of the mail shows."""
    found: set[bytes] = set()
    for part in message.walk():
        if part.get_content_type() == "text/html" and not part.is_multipart():
            found.update(_CID.findall(_bytes_of(part)))
    return frozenset(found)


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def part_name(part: Message) -> str:
    """A part's file name, whether plain, in encoded words or by RFC 2231, without folders; "" when it has none."""
    value = part.get_param("filename", None, "content-disposition") or part.get_param("name")
    if not value:
        return ""
    return own_name(decoded(collapse_rfc2231_value(value)))


_ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/xml": ".xml",
    "application/json": ".json",
}


def _ending(data: bytes) -> str:
    return _ENDINGS.get(media_type(data) or "", "")
