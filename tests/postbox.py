"""A real SMTP server in a thread, that keeps what it takes and refuses what it is told to."""

from __future__ import annotations

import ssl
import threading
from base64 import b64decode
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.intake.dovecot import free_port


class Postbox:
    """What was sent. ``refuse`` is answered to every mail while it is set, such as ``451 busy``.

    ``security`` with a ``certificate`` and its key makes it speak TLS. ``logins`` are the names and passwords that it
    takes, ``token_is_valid`` decides about access tokens; over STARTTLS nobody sends without a login then. ``quit`` is
    answered to a client that takes its leave.
    """

    def __init__(
        self,
        security: Literal["none", "starttls", "tls"] = "none",
        certificate: tuple[Path, Path] | None = None,
        logins: Mapping[str, str] | None = None,
        token_is_valid: Callable[[str], bool] | None = None,
        quit: str = "221 Bye",  # noqa: A002 - the command's name
    ) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: str | None = None
        self.offered = 0
        self._quit = quit
        self._logins, self._token_is_valid = logins or {}, token_is_valid
        self._lock = threading.Lock()
        self.port = free_port()
        tls = _tls(*certificate) if certificate else None
        options: dict[str, Any] = {"data_size_limit": 2**25}
        options |= {"ssl_context": tls} if security == "tls" else {}
        options |= {"tls_context": tls, "require_starttls": True} if security == "starttls" else {}
        if logins or token_is_valid:
            starttls = security == "starttls"  # what goes on inside TLS from the first byte aiosmtpd does not count
            options |= {"authenticator": self._may, "auth_required": starttls, "auth_require_tls": starttls}
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()

    def _may(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
        known = isinstance(given, LoginPassword) and self._logins.get(given.login.decode()) == given.password.decode()
        return AuthResult(success=known, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """Google's and Microsoft's login with an access token: the refusal comes as a challenge first."""
        given = b64decode(args[1]).decode()
        user, _, token = given.removeprefix("user=").removesuffix("\1\1").partition("\1auth=Bearer ")
        if self._token_is_valid and user and self._token_is_valid(token):
            return AuthResult(success=True, auth_data=user)
        await server.challenge_auth(b'{"status":"400"}')
        return AuthResult(success=False, handled=False)

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - as above
        """The last word."""
        return self._quit

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail."""
        with self._lock:
            self.offered += 1
            if self.refuse:
                return self.refuse
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
            self.recipients += envelope.rcpt_tos
        return "250 OK"

    def end(self) -> None:
        """Stop listening."""
        self._controller.stop()


def pdfs(message: EmailMessage) -> list[str]:
    """The names of the PDFs in a mail."""
    return [str(part.get_filename()) for part in message.iter_attachments()]


def texts(message: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    return plain.get_content(), html.get_content() if html is not None else ""


def _tls(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context
