"""Hands a mail to the mail server. What the server answers decides whether it is worth trying again."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.errors import Refused, Temporary


@dataclass(frozen=True)
class SmtpServer:
    """Where mails are handed over. ``user`` empty sends without a login; ``secret`` gives password or access token.

    ``refused`` is called when the secret is not taken.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str = ""
    secret: Callable[[], str] = str
    oauth: bool = False
    answer_seconds: float = 30.0
    ca_file: str | None = None
    refused: Callable[[], None] = lambda: None


def send(server: SmtpServer, sender: str, recipient: str, raw: bytes) -> None:
    """Hand over ``raw``, a whole mail with its headers; it is taken when this returns.

    Raises :class:`Temporary` when it is worth trying again, :class:`~pipeline.errors.Refused` when it is not.
    """
    try:
        client = _connected(server)
        try:
            _log_in(client, server)
            client.sendmail(sender, [recipient], raw)
            _take_leave(client)
        finally:
            client.close()
    except smtplib.SMTPAuthenticationError as error:
        server.refused()
        raise _judged(error.smtp_code, error.smtp_error, f"{server.host} refuses the login of {server.user}") from error
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise _judged(code, words, f"{recipient} is refused") from error
    except smtplib.SMTPResponseException as error:
        raise _judged(error.smtp_code, error.smtp_error, f"{server.host} does not take it") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Temporary(f"{server.host}:{server.port} cannot be reached: {error}.") from error


def _connected(server: SmtpServer) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.answer_seconds, context=_trusted(server.ca_file)
        )
    client = smtplib.SMTP(server.host, server.port, timeout=server.answer_seconds)
    if server.security == "starttls":
        try:
            client.starttls(context=_trusted(server.ca_file))
        except BaseException:
            client.close()
            raise
    return client


def _take_leave(client: smtplib.SMTP) -> None:
    """The mail is taken: whatever the server says to our leaving, it must not go out a second time."""
    with suppress(smtplib.SMTPException, OSError):
        client.quit()


@cache
def _trusted(ca_file: str | None) -> ssl.SSLContext:
    """Whose certificates are believed. Reading the system's takes 30 ms, too long for each mail."""
    return ssl.create_default_context(cafile=ca_file)


def _log_in(client: smtplib.SMTP, server: SmtpServer) -> None:
    if not server.user:
        return
    if not server.oauth:
        client.login(server.user, server.secret())
        return
    token = f"user={server.user}\1auth=Bearer {server.secret()}\1\1"
    client.ehlo_or_helo_if_needed()
    client.auth("XOAUTH2", lambda _challenge=None: token)


def _judged(code: int, words: bytes | str, what: str) -> Refused | Temporary:
    """Replies from 500 on are final (RFC 5321, 4.2.1); a refused login (534, 535) is mended by a person, not by us."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    sentence = f"{what}: {code} {' '.join(text.split())}."
    if code >= 500 and code not in {530, 534, 535, 538}:
        return Refused("mail_refused", sentence)
    return Temporary(sentence)
