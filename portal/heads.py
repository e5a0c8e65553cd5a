"""How requests are read: by httptools, a parser in C, with a limit to what may come before a body.

uvicorn reads with it in half the time that h11 takes for a webhook of 200 kB (decision 20), and sets no limit then: a
head without end would fill the memory. Fields that follow a body (trailers, RFC 9110, 6.5) are left out: a proxy that
vouches for the fields of a head has not seen them.
"""

from __future__ import annotations

from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST = 64 * 1024
"""Bytes of a head, and of whatever else is read before there is more of a body; what h11 took in uvicorn."""


class TooLong(httptools.HttpParserError):
    """A head over the limit. uvicorn answers it 400 and closes the connection."""


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's reading of one connection, with the limit."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._in_head = False
        self._head = 0
        self._unfinished = 0
        """Bytes that came since the last head or piece of a body was complete."""

    def data_received(self, data: bytes) -> None:
        self._unfinished += len(data)
        super().data_received(data)
        if self._unfinished > LONGEST and not self.transport.is_closing():
            self.send_400_response(f"More than {LONGEST} bytes that are no body.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0

    def on_url(self, url: bytes) -> None:
        self._count(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:
            self._count(name + value)
            super().on_header(name, value)

    def _count(self, part: bytes) -> None:
        self._head += len(part)
        if self._head > LONGEST:
            raise TooLong

    def on_headers_complete(self) -> None:
        self._in_head, self._unfinished = False, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unfinished = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unfinished = 0
        super().on_message_complete()
