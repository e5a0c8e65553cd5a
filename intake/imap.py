"""One folder of one mail account over IMAP: every question has a time limit, and every failure one of two names.

IMAPClient's own traps are dealt with here: IDLE does not notice a dead server, and what looks like silence may be the
end of the connection.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

T = TypeVar("T")
Secret = Callable[[], str]
"""Gives the password, or a valid access token, when it is needed."""

IDLE_SLICE = 0.5
"""Seconds that are waited for the server at a time: so long a call from our own side may have to wait."""

MOST_AT_ONCE = 500
"""UIDs in one question: a server need not read a line of more than 8,192 bytes (RFC 7162, 4)."""


class ConnectionLost(Exception):
    """The server does not answer or says no; it is tried again. ``str(error)`` says what happened."""


class LoginRefused(Exception):
    """The server does not take the user's name and secret."""


@dataclass(frozen=True)
class Server:
    """Where and as whom to log in. ``answer_seconds`` is the longest an answer may take.

    ``refused`` is called when the secret is not taken.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str
    secret: Secret
    oauth: bool = False
    answer_seconds: float = 30.0
    ca_file: str | None = None
    refused: Callable[[], None] = lambda: None


class Folder:
    """An open connection with one folder selected."""

    def __init__(self, client: IMAPClient, name: str, uidvalidity: int) -> None:
        self._client = client
        self.name = name
        self.uidvalidity = uidvalidity
        self.can_idle = bool(client.has_capability("IDLE"))
        self._targets: dict[str, str] = {}

    @classmethod
    def open(cls, server: Server, name: str) -> Folder:
        """Connect, log in and select. Raises :class:`ConnectionLost` or :class:`LoginRefused`."""
        client = _asked(f"{server.host}:{server.port} cannot be reached", lambda: _connected(server))
        try:
            _log_in(client, server)
            selected: Mapping[bytes, Any] = _asked(
                f"The folder {name} cannot be opened", lambda: client.select_folder(name)
            )
            return cls(client, name, int(selected[b"UIDVALIDITY"]))
        except BaseException:
            _close(client)
            raise

    def close(self) -> None:
        """Let go of the connection, without asking the server anything."""
        _close(self._client)

    def uids(self) -> list[int]:
        """Every message in the folder that nobody has deleted, lowest first."""
        _asked("NOOP failed", self._client.noop)
        return sorted(_asked("The folder cannot be searched", lambda: self._client.search("UNDELETED")))

    def sizes(self, uids: Iterable[int]) -> dict[int, int]:
        """How many bytes each message has; one that has gone is missing."""
        found: dict[int, int] = {}
        wanted = list(uids)
        for start in range(0, len(wanted), MOST_AT_ONCE):
            part = wanted[start : start + MOST_AT_ONCE]
            answer: Mapping[int, Mapping[bytes, Any]] = _asked(
                "Sizes cannot be asked for", partial(self._client.fetch, part, ["RFC822.SIZE"])
            )
            found |= {uid: int(row[b"RFC822.SIZE"]) for uid, row in answer.items() if b"RFC822.SIZE" in row}
        return found

    def raw(self, uid: int, *, head_only: bool = False) -> bytes | None:
        """A message's bytes, without marking it as read; None when it has gone."""
        part = b"BODY[HEADER]" if head_only else b"BODY[]"
        asked = part.decode().replace("BODY", "BODY.PEEK")
        answer: Mapping[int, Mapping[bytes, Any]] = _asked(
            f"Message {uid} cannot be fetched", lambda: self._client.fetch([uid], [asked])
        )
        found = answer.get(uid, {}).get(part)
        return bytes(found) if found is not None else None

    def move(self, uid: int, target: str) -> None:
        """Put a message into another folder, which is made when it is missing."""
        path = self._targets.get(target) or self._made(target)
        self._targets[target] = path
        if self._client.has_capability("MOVE"):
            _asked(f"Message {uid} cannot be moved to {path}", lambda: self._client.move([uid], path))
            return
        _asked(f"Message {uid} cannot be copied to {path}", lambda: self._client.copy([uid], path))
        _asked(f"Message {uid} cannot be marked", lambda: self._client.delete_messages([uid]))
        if self._client.has_capability("UIDPLUS"):
            _asked(f"Message {uid} cannot be taken away", lambda: self._client.uid_expunge([uid]))

    def _made(self, target: str) -> str:
        """Where this target folder is, for as long as the connection lasts."""
        path = self._own(target)
        if not _asked("Folders cannot be asked for", lambda: self._client.folder_exists(path)):
            _asked(f"The folder {path} cannot be made", lambda: self._client.create_folder(path))
            _asked(f"The folder {path} cannot be subscribed", lambda: self._client.subscribe_folder(path))
        return path

    def _own(self, target: str) -> str:
        """Some servers keep all folders below the inbox: their namespace says so (RFC 2342)."""
        if not self._client.has_capability("NAMESPACE"):
            return target
        spaces = _asked("The namespace cannot be asked for", self._client.namespace)
        prefix = spaces.personal[0][0] if spaces.personal else ""
        return target if target.startswith(prefix) else f"{prefix}{target}"

    def wait(self, seconds: float, called: Callable[[float], bool]) -> None:
        """Until the server tells of something, ``called`` says so, or ``seconds`` have passed.

        ``called`` waits at most as long as it is told. What the server tells is only a hint: search afterwards.
        """
        if not self.can_idle:
            called(seconds)
            return
        limit = time.monotonic() + seconds
        _asked("IDLE failed", self._client.idle)
        while (left := limit - time.monotonic()) > 0 and not called(0):
            asked, slice_ = time.monotonic(), min(IDLE_SLICE, left)
            told = _asked("IDLE failed", partial(self._client.idle_check, timeout=slice_))
            if told or time.monotonic() - asked < slice_ / 2:
                break  # news; or silence too early, as the end of a connection looks: DONE will show
        _asked("The server did not answer to DONE", self._client.idle_done)


class _Client(IMAPClient):  # type: ignore[misc] # it carries no types
    """Looks for news also where they were read already.

    A server that answers to IDLE and tells of a mail in the same instant is read in one go; the socket is silent then,
    and IMAPClient would wait until the next news.
    """

    def _poll_socket(self, sock: socket.socket, timeout: float | None = None) -> Any:
        with suppress(OSError):  # nothing there, as TLS says it
            if self._imap.file.peek(1):  # the socket does not block here
                return True
        return super()._poll_socket(sock, timeout)


def _connected(server: Server) -> IMAPClient:
    context = ssl.create_default_context(cafile=server.ca_file)
    client = _Client(
        server.host,
        server.port,
        ssl=server.security == "tls",
        ssl_context=context if server.security == "tls" else None,
        timeout=SocketTimeout(connect=10, read=server.answer_seconds),
    )
    if server.security == "starttls":
        try:
            client.starttls(context)
        except BaseException:
            _close(client)
            raise
    return client


def _log_in(client: IMAPClient, server: Server) -> None:
    try:
        if server.oauth:
            client.oauth2_login(server.user, server.secret())
        else:
            client.login(server.user, server.secret())
    except LoginError as error:
        server.refused()
        raise LoginRefused(f"{server.host} refuses the login of {server.user}: {_words(error)}") from error
    except (IMAPClientError, imaplib.IMAP4.error, OSError) as error:
        raise ConnectionLost(f"{server.host} broke off during login: {_words(error)}") from error


def _asked(what: str, question: Callable[[], T]) -> T:
    try:
        return question()
    except (IMAPClientError, imaplib.IMAP4.error, OSError) as error:
        raise ConnectionLost(f"{what}: {_words(error)}") from error


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = str(error)
    return text[2:-1] if text.startswith(("b'", 'b"')) else text or type(error).__name__


def _close(client: IMAPClient) -> None:
    with suppress(IMAPClientError, imaplib.IMAP4.error, OSError):  # it is gone either way
        client.shutdown()
