"""Mails to put into mailboxes."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from tests.intake.conftest import pdf

SENDER = "sales@sendora.example"


def a_mail(
    *attachments: tuple[str, bytes],
    number: str | int = 1,
    sender: str = SENDER,
    subject: str = "Invoice",
    to: str = "orders@sendora.example",
    text: str = "Please see attached.",
    **headers: str,
) -> bytes:
    """A mail as a mail program writes it; ``number`` makes its Message-ID. Header names with _ for -."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Nov 2026 10:00:00 +0800"
    message["Message-ID"] = f"<mail-{number}@sendora.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def an_invoice_mail(number: int) -> bytes:
    """A mail with one document that no other mail has."""
    return a_mail((f"invoice-{number}.pdf", pdf(f"invoice {number}")), number=number)
