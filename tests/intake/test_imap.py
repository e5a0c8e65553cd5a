"""Servers that hang, vanish without a word, or cannot do what most can."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from intake.imap import ConnectionLost, Folder, Server
from intake.receive import Door
from tests.intake.dovecot import PASSWORD, USER, Dovecot
from tests.intake.letters import an_invoice_mail
from tests.intake.mailroom import Mailroom
from tests.waiting import wait_for


class Wire:
    """A line between the service and a real server, that can fall silent: nothing is passed on and nothing closed."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.mute: Callable[[bytes], bool] = lambda _data: False
        self.silent = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            self._sockets += [near, far]
            silent = self.silent  # each connection falls silent for good; later ones work
            threading.Thread(target=self._pass_on, args=(near, far, silent), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(far, near, silent), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, silent: threading.Event) -> None:
        try:
            while data := source.recv(65536):
                if self.mute(data):
                    silent.set()
                if not silent.is_set():
                    sink.sendall(data)
        except OSError:
            pass

    def fall_silent(self) -> None:
        """As when a router loses a connection: no FIN, no answer. New connections work."""
        silent, self.silent = self.silent, threading.Event()
        silent.set()

    def end(self) -> None:
        self._listener.close()
        for one in self._sockets:
            one.close()


@pytest.fixture
def wire(dovecot: Dovecot) -> Iterator[Wire]:
    line = Wire(dovecot.port)
    yield line
    line.end()


def test_a_connection_that_vanished_without_a_word_is_found_and_the_next_mail_seen(
    dovecot: Dovecot, wire: Wire, door: Door
) -> None:
    """R14, with short times: the bound is poll_seconds + answer_seconds + a second, 91 s as shipped."""
    mailbox = Mailroom(door, []).mailbox(wire.port, poll_seconds=2, answer_seconds=2)
    states: set[str] = set()
    mailbox.start()
    wait_for(lambda: mailbox.status.connected)
    wire.fall_silent()
    dovecot.deliver(an_invoice_mail(1))
    began = time.monotonic()

    def arrived() -> bool:
        states.add(mailbox.status.words)
        return dovecot.folders() == {"Processed": 1}

    wait_for(arrived, 30)
    mailbox.stop()
    assert "reconnecting" in states
    assert time.monotonic() - began < 15


def test_a_server_that_answers_nothing_to_done_is_left(dovecot: Dovecot, wire: Wire, door: Door) -> None:
    mailbox = Mailroom(door, []).mailbox(wire.port, poll_seconds=2, answer_seconds=1)
    mailbox.start()
    wait_for(lambda: mailbox.status.connected)
    wire.mute = lambda data: data.strip() == b"DONE"
    wait_for(lambda: "DONE: no answer in time" in (mailbox.status.error or ""))
    wire.mute = lambda _data: False
    wire.silent = threading.Event()
    dovecot.deliver(an_invoice_mail(1))
    wait_for(lambda: dovecot.folders() == {"Processed": 1}, 30)
    mailbox.stop()


def test_news_told_in_the_same_instant_as_idle_is_not_waited_for(dovecot: Dovecot) -> None:
    with closing(_open(dovecot)) as folder:
        folder.uids()
        for number in range(5):
            dovecot.deliver(an_invoice_mail(number))
            began = time.monotonic()
            folder.wait(30, lambda _seconds: False)
            assert time.monotonic() - began < 5
            folder.uids()


def test_without_move_a_mail_is_copied_and_taken_away(dovecot: Dovecot) -> None:
    dovecot.deliver(an_invoice_mail(1))
    with closing(_open(dovecot)) as folder:
        able = folder._client.has_capability
        folder._client.has_capability = lambda name: name != "MOVE" and able(name)
        folder.move(folder.uids()[0], "Processed")
    assert dovecot.folders() == {"Processed": 1}


def test_a_message_that_has_gone_is_none(dovecot: Dovecot) -> None:
    with closing(_open(dovecot)) as folder:
        assert folder.raw(77) is None
        assert folder.sizes([77]) == {}


def test_a_mailbox_with_tens_of_thousands_of_mails_is_asked_about_in_parts(dovecot: Dovecot) -> None:
    """In one line they would be longer than servers read (Dovecot's imap_max_line_length is 64 kB)."""
    dovecot.deliver(an_invoice_mail(1))
    with closing(_open(dovecot)) as folder:
        (uid,) = folder.uids()
        assert list(folder.sizes([uid, *range(10_000, 40_000)])) == [uid]


def test_nobody_there_is_connection_lost(dovecot: Dovecot) -> None:
    dovecot.kill()
    with pytest.raises(ConnectionLost, match="cannot be reached"):
        _open(dovecot)


def _open(dovecot: Dovecot) -> Folder:
    return Folder.open(Server("127.0.0.1", dovecot.port, "none", USER, lambda: PASSWORD), "INBOX")
