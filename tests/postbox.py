"""A real SMTP server in a thread, that keeps what it takes and refuses what it is told to."""

from __future__ import annotations

import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.intake.dovecot import free_port


class Postbox:
    """What was sent. ``refuse`` is answered to every mail while it is set, such as ``451 busy``."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: str | None = None
        self.offered = 0
        self._lock = threading.Lock()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, data_size_limit=2**25)
        self._controller.start()

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
