"""Addresses that others name: nothing private is asked, no redirect followed, nothing waited for without end."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.outward import NotAllowed, Request, Unreachable, ask, is_company, is_public


class Site(BaseHTTPRequestHandler):
    """A site that answers in different bad ways."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined] # our own server
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/drip":
            for _ in range(200):
                self.wfile.write(b".")
                self.wfile.flush()
                threading.Event().wait(0.05)
        else:
            self.wfile.write(b"x" * 1000)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.asked = []  # type: ignore[attr-defined] # what was asked for
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def url(site: ThreadingHTTPServer, path: str = "/") -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


def asked(site: ThreadingHTTPServer) -> list[str]:
    return site.asked  # type: ignore[attr-defined,no-any-return] # see the fixture


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - it is refused
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_a_private_address_is_not_asked_however_it_is_written(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(NotAllowed, match="private network"):
        ask(Request("https://files.example/"), lookup=lambda _host, _port: ["93.184.215.14", address])


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14"])
def test_the_open_internet_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1"])  # noqa: S104 - refused
def test_a_company_network_never_includes_where_clouds_keep_their_secrets(address: str) -> None:
    assert not is_company(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://files.example/",
        "ftp://files.example/",
        "file:///etc/passwd",
        "https://user:word@files.example/",
        "https:///nothing",
        "https://files.example:99999/",
        "https://files.example/a b",
        "https://files.example/\r\nX: y",
        "rubbish",
    ],
)
def test_only_a_plain_https_address_is_asked(address: str) -> None:
    with pytest.raises(NotAllowed):
        ask(Request(address), lookup=lambda _host, _port: ["93.184.215.14"])


def test_a_host_is_looked_up_once_and_that_very_address_is_asked(site: ThreadingHTTPServer) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    answer = ask(
        Request(f"http://rebinds.example:{site.server_port}/"), private=True, lookup=lambda _host, _port: next(answers)
    )
    assert (answer.status, next(answers)) == (200, ["127.0.0.2"])


def test_a_redirect_is_an_answer_and_is_not_followed(site: ThreadingHTTPServer) -> None:
    assert ask(Request(url(site, "/redirect")), private=True).status == 302
    assert asked(site) == ["/redirect"]


def test_no_more_is_read_than_was_asked_for(site: ThreadingHTTPServer) -> None:
    short = ask(Request(url(site), most=999), private=True)
    assert (len(short.body), short.complete) == (999, False)
    assert ask(Request(url(site), most=1000), private=True).complete


def test_a_server_that_drips_is_left_when_the_time_is_over(site: ThreadingHTTPServer) -> None:
    started = time.monotonic()
    with pytest.raises(Unreachable, match="longer than"):
        ask(Request(url(site, "/drip"), seconds=0.3), private=True)
    assert time.monotonic() - started < 3


class LongGreeting(ssl.SSLContext):
    """TLS with a server that makes the greeting last until the time is over."""

    def wrap_socket(self, sock: socket.socket, *_: object, **__: object) -> socket.socket:  # type: ignore[override] # the site speaks none
        seconds = sock.gettimeout()
        mine = socket.socket(fileno=sock.detach())  # as the real one does
        mine.settimeout(seconds)
        threading.Event().wait(0.5)
        return mine


def test_a_server_whose_greeting_lasts_too_long_cannot_drip_afterwards(site: ThreadingHTTPServer) -> None:
    started = time.monotonic()
    greeting = LongGreeting(ssl.PROTOCOL_TLS_CLIENT)
    address = f"https://files.example:{site.server_port}/drip"
    with pytest.raises(Unreachable, match="longer than"):
        ask(Request(address, seconds=0.3), private=True, tls=greeting, lookup=lambda _host, _port: ["127.0.0.1"])
    assert time.monotonic() - started < 3


def test_nobody_there_and_no_such_host_are_told_in_a_sentence() -> None:
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 gave no answer"):
        ask(Request("http://127.0.0.1:1/"), private=True)
    with pytest.raises(Unreachable, match=r"nowhere\.invalid has no address"):
        ask(Request("https://nowhere.invalid/"))


def test_the_certificate_is_checked_against_the_name_not_the_address(site: ThreadingHTTPServer, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    subprocess.run(  # noqa: S603 - our own command
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=files.example"),
            *("-addext", "subjectAltName=DNS:files.example"),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    site.socket = server.wrap_socket(site.socket, server_side=True)
    trusting = ssl.create_default_context(cafile=str(certificate))

    def local(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    port = site.server_port
    assert ask(Request(f"https://files.example:{port}/"), private=True, tls=trusting, lookup=local).status == 200
    with pytest.raises(Unreachable, match="certificate"):
        ask(Request(f"https://other.example:{port}/"), private=True, tls=trusting, lookup=local)
