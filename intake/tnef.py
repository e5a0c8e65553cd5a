"""Attachments in ``winmail.dat``: Outlook's own wrapping (TNEF, [MS-OXTNEF]) of a message in rich text.

Only names and contents of attachments are taken; everything else in the wrapping is left alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x78\x9f\x3e\x22"
"""0x223E9F78, little endian ([MS-OXTNEF] 2.1.3)."""

# Attributes, [MS-OXTNEF] 2.1.3.3: type in the upper 16 bits, id in the lower.
_ATTACH_DATA = 0x0006_800F
_ATTACH_TITLE = 0x0001_8010
_ATTACH_PROPERTIES = 0x0006_9005
_ATTACH_BEGINS = 0x0006_9002

# Properties, [MS-OXPROPS]: PidTagAttachLongFilename and PidTagAttachDataBinary.
_LONG_NAME = 0x3707
_DATA = 0x3701

_FIXED_SIZES = {0x02: 2, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes of each property type of fixed size ([MS-OXCDATA] 2.11.1), before padding to 4."""
_SIZED = frozenset({0x0D, 0x1E, 0x1F, 0x102})
"""Object, text in 8 bits, text in UTF-16, bytes: a count of values, then each with its length."""
_MULTIPLE = 0x1000


class NotTnef(ValueError):
    """The bytes are no such wrapping, or it is cut off."""


@dataclass(frozen=True)
class Attachment:
    """A file in the wrapping."""

    name: str
    data: bytes


def attachments(data: bytes) -> list[Attachment]:
    """The attachments in ``data``. Raises :class:`NotTnef`."""
    found: list[dict[str, bytes | str]] = []
    for attribute, value in _attributes(data):
        if attribute == _ATTACH_BEGINS:
            found.append({})
        elif found and attribute == _ATTACH_TITLE:
            found[-1].setdefault("name", value.split(b"\0")[0].decode("cp1252", "replace"))
        elif found and attribute == _ATTACH_DATA:
            found[-1]["data"] = value
        elif found and attribute == _ATTACH_PROPERTIES:
            found[-1].update(_from_properties(value))
    return [
        Attachment(str(one.get("name", "")), content) for one in found if isinstance(content := one.get("data"), bytes)
    ]


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if not data.startswith(SIGNATURE):
        raise NotTnef("This is not a winmail.dat.")
    place = 6  # the signature and a key
    while place < len(data):
        try:
            _level, attribute, length = struct.unpack_from("<BII", data, place)
        except struct.error as error:
            raise NotTnef("The winmail.dat is cut off.") from error
        start = place + 9
        if start + length > len(data):
            raise NotTnef("The winmail.dat is cut off.")
        yield attribute, data[start : start + length]
        place = start + length + 2  # a checksum follows


def _from_properties(data: bytes) -> dict[str, bytes | str]:
    """Name and content among an attachment's properties; a list that cannot be followed gives what was found."""
    found: dict[str, bytes | str] = {}
    try:
        for tag, kind, value in _properties(data):
            if tag == _LONG_NAME and value:
                found["name"] = value.decode("utf-16-le" if kind == 0x1F else "cp1252", "replace").rstrip("\0")
            elif tag == _DATA and value:
                found["data"] = value
    except (struct.error, NotTnef):
        pass  # a property of a kind that nobody documents: the plain attributes still stand
    return found


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    (count,) = struct.unpack_from("<I", data)
    place = 4
    for _ in range(count):
        kind, tag = struct.unpack_from("<HH", data, place)
        place += 4
        if tag >= 0x8000:
            place = _after_name(data, place)
        values, place = _values(data, place, kind)
        yield tag, kind & ~_MULTIPLE, values[0] if values else b""


def _after_name(data: bytes, place: int) -> int:
    """Behind a named property's name: a GUID, then a number or a text."""
    (by_text,) = struct.unpack_from("<I", data, place + 16)
    if not by_text:
        return place + 24
    (length,) = struct.unpack_from("<I", data, place + 20)
    return place + 24 + _padded(length)


def _values(data: bytes, place: int, kind: int) -> tuple[list[bytes], int]:
    base, count = kind & ~_MULTIPLE, 1
    if base in _SIZED or kind & _MULTIPLE:
        (count,) = struct.unpack_from("<I", data, place)
        place += 4
    values = []
    for _ in range(count):
        if base in _SIZED:
            (length,) = struct.unpack_from("<I", data, place)
            place += 4
        elif base in _FIXED_SIZES:
            length = _FIXED_SIZES[base]
        else:
            raise NotTnef("An unknown kind of property.")
        if place + length > len(data):
            raise NotTnef("The winmail.dat is cut off.")
        values.append(data[place : place + length])
        place += _padded(length)
    return values, place


def _padded(length: int) -> int:
    return (length + 3) // 4 * 4
