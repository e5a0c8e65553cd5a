"""A request to an address that somebody else named: only where it may go, only so long, only so much.

The host is looked up once, every address it has must be allowed, and the connection goes to the very address that was
looked at: a name that answers differently the second time (DNS rebinding) gains nothing. Redirects are not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import DocumentError

Lookup = Callable[[str, int], list[str]]
"""The addresses of a host and port. Raises :class:`OSError`."""


class NotAllowed(DocumentError):
    """The address may not be asked. ``str(error)`` says why and what to do."""


class Unreachable(DocumentError):
    """No answer came in time."""


@dataclass(frozen=True)
class Answer:
    """What came back: ``body`` is at most as long as was asked for, ``complete`` whether that was all of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    complete: bool


@dataclass(frozen=True)
class Request:
    """What is asked. ``most`` is how much of the answer is read, in bytes; ``seconds`` is for all of it together."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    most: int = 2**16
    seconds: float = 20.0


def look_up(host: str, port: int) -> list[str]:
    """As the machine's own resolver says."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def ask(
    request: Request, *, private: bool = False, tls: ssl.SSLContext | None = None, lookup: Lookup = look_up
) -> Answer:
    """Ask it. With ``private`` the company's own network may be asked too, and http besides https.

    Raises :class:`NotAllowed` and :class:`Unreachable`.
    """
    url = _checked(request.url, private=private)
    port = url.port or (443 if url.scheme == "https" else 80)
    address = _allowed_address(str(url.hostname), port, private=private, lookup=lookup)
    connection = _Pinned(url, port, address, tls or ssl.create_default_context(), request.seconds)
    too_late = threading.Timer(request.seconds, connection.cut)
    too_late.start()
    try:
        target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        connection.request(request.method, target, body=request.body, headers=dict(request.headers))
        return _read(connection, request.most)
    except (OSError, http.client.HTTPException) as error:
        words = f"it took longer than {request.seconds:.0f} s" if connection.was_cut else _cause(error)
        raise Unreachable(f"{url.hostname} gave no answer: {words}.") from error
    finally:
        too_late.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to the one address that was allowed, and checks the certificate against the name."""

    def __init__(self, url: SplitResult, port: int, address: str, tls: ssl.SSLContext, seconds: float) -> None:
        super().__init__(str(url.hostname), port, timeout=seconds)
        self._url, self._address, self._tls = url, address, tls
        self._opened: socket.socket | None = None
        self.was_cut = False
        if url.scheme == "https":
            self.default_port = 443  # leaves the usual port out of the Host header

    def connect(self) -> None:
        self._opened = socket.create_connection((self._address, self.port), self.timeout)
        if self._url.scheme == "https":
            self._opened = self._tls.wrap_socket(self._opened, server_hostname=self._url.hostname)
        self.sock = self._opened
        if self.was_cut:  # while there was nothing to be cut yet
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread: a time limit of the socket's own starts anew with every byte."""
        self.was_cut = True
        if self._opened is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._opened, socket.SHUT_RDWR)  # below TLS, which is not made for two threads


def _read(connection: _Pinned, most: int) -> Answer:
    answer = connection.getresponse()
    body = answer.read(most + 1)
    if connection.was_cut:  # a cut connection looks like the end of the body
        raise TimeoutError
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, headers, body[:most], len(body) <= most)


def _checked(address: str, *, private: bool) -> SplitResult:
    try:
        url = urlsplit(address)
        _ = url.port
    except ValueError:
        raise NotAllowed("This is no web address.") from None
    if url.scheme not in ({"https", "http"} if private else {"https"}):
        raise NotAllowed("Only https addresses are asked.")
    if not url.hostname or url.username is not None or any(ord(c) <= 32 for c in address) or not address.isascii():
        raise NotAllowed("The address must be a plain https address of a host, without a user name.")
    return url


def _allowed_address(host: str, port: int, *, private: bool, lookup: Lookup) -> str:
    try:
        found = lookup(host, port)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host} has no address: {_cause(error)}.") from error
    if not found:
        raise Unreachable(f"{host} has no address.")
    for address in found:
        if not is_public(address) and not (private and is_company(address)):
            raise NotAllowed(f"{host} is {address}, an address of a private network, which is not allowed here.")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet, also when it is wrapped into an IPv6 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if wrapped:
            return is_public(str(wrapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


def is_company(address: str) -> bool:
    """Whether it belongs to this machine or a network of the company's own; not where clouds keep their secrets."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return ip.is_private and not (ip.is_link_local or ip.is_unspecified or ip.is_multicast or ip.is_reserved)


def _cause(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".")
