"""Requests as they come over the wire: what has no end is refused, and what follows a body is believed of nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from litestar import Litestar, Request, post

from portal.heads import LONGEST
from tests.serving import serving

GIVEN_UP = 2**22
"""Bytes after which a sender that is still listened to stops."""


@post("/{rest:path}")
async def told(request: Request[Any, Any, Any]) -> str:
    """The body, and who is said to ask once all of it has come."""
    body = await request.body()
    asker = [value for name, value in request.scope["headers"] if name == b"x-forwarded-for"]
    return f"{len(body)} bytes of {asker}"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(Litestar([told], openapi_config=None)) as address:
        yield int(urlsplit(address).port or 0)


def answer(port: int, *parts: bytes) -> bytes:
    """What comes back until the service closes the connection, or has answered everything."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(4096), b""))


def send_on(connection: socket.socket, endless: bytes) -> None:
    for _ in range(GIVEN_UP // len(endless)):
        connection.sendall(endless)


HEAD = b"POST /a HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def test_a_head_of_nearly_the_limit_and_a_body_far_over_it_are_taken(port: int) -> None:
    body = b"x" * (10 * LONGEST)
    head = HEAD + b"X: " + b"y" * (LONGEST - 100) + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert answer(port, head, body).endswith(b"655360 bytes of []")


@pytest.mark.parametrize(
    ("begun", "endless"),
    [
        (b"POST /", b"a" * 999),
        (HEAD + b"X: ", b"a" * 999),
        (HEAD, b"X: " + b"a" * 99 + b"\r\n"),
        (CHUNKED + b"1\r\na\r\n0\r\nX: ", b"a" * 999),
        (CHUNKED + b"1\r\na\r\n0\r\n", b"X: " + b"a" * 99 + b"\r\n"),
        (CHUNKED + b"1;", b"a" * 999),
    ],
    ids=["address", "field", "fields", "trailer", "trailers", "extension"],
)
def test_what_has_no_end_is_refused(port: int, begun: bytes, endless: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(begun)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            send_on(connection, endless)


def test_what_a_trailer_says_is_believed_of_nobody(port: int) -> None:
    said = answer(port, CHUNKED, b"5\r\nhello\r\n0\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
    assert said.endswith(b"5 bytes of []")


def test_a_request_that_gives_its_length_in_two_ways_is_refused(port: int) -> None:
    both = HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert answer(port, both).startswith(b"HTTP/1.1 400")
