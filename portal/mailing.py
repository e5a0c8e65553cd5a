"""Plugs mail together, from its part of the settings. Without a mailbox and a mail server nothing of it starts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.mail import MailAccount, MailOut, read_secret
from config.settings import Settings
from intake.containers import ContainerLimits
from intake.imap import ConnectionLost, Secret, Server
from intake.judging import Judge, MailLimits, Who
from intake.mailbox import Mailbox, MailboxOptions
from intake.oauth import Client, TokenRefused, Tokens
from intake.pairing import Shows
from intake.receive import Door
from outputs.letters import Envelope, LetterWriter, mail
from outputs.outbox import Outbox
from outputs.production import CopyOptions, ProductionCopy
from outputs.reply import Replies, ReplyOptions
from outputs.smtp import SmtpServer
from pipeline.archive import Archive
from pipeline.delivery import Destination
from pipeline.errors import Temporary
from pipeline.held_mails import HeldMails
from pipeline.mail_out import MailKind, MailsOut, NewMail
from pipeline.mails import MailLedger
from pipeline.messages import Message, Outcome
from pipeline.model import Source
from pipeline.records import Records
from portal.languages import Language, said, speaking

Tell = Callable[[str, str], None]
"""Tells the one who runs this: what it is about (the same is told once), and the words."""


@dataclass(frozen=True)
class Mailing:
    """All of mail that runs. Empty when nothing is set up."""

    mailboxes: tuple[Mailbox, ...] = ()
    outbox: Outbox | None = None
    destinations: tuple[Destination, ...] = ()

    def start(self) -> None:
        """Take up what was left, then what comes."""
        if self.outbox:
            self.outbox.start()
        for mailbox in self.mailboxes:
            mailbox.start()

    def stop(self) -> None:
        """Take in nothing more; what is unfinished goes on at the next start."""
        for mailbox in self.mailboxes:
            mailbox.stop()
        if self.outbox:
            self.outbox.stop()


@dataclass(frozen=True)
class Sending:
    """What mail needs to leave: the outbox, where production's copies go, and how a person is told.

    ``secrets`` are the logins of the mailboxes by name: a token must be renewed in one place only.
    """

    outbox: Outbox | None
    destinations: tuple[Destination, ...]
    tell: Tell
    secrets: Mapping[str, Secret]


def sending(settings: Settings, records: Records, archive: Archive, owner: str) -> Sending:
    """The way out. ``owner`` names this process over restarts.

    Raises :class:`OSError` when a secret's file cannot be read, :class:`ValueError` when a name is wrong.
    """
    out, secrets = settings.mail_out, {box.name: _secret(settings, box) for box in settings.mailboxes}
    if out is None:
        return Sending(None, (), lambda _about, _words: None, secrets)
    mails, writer = MailsOut(records.engine), LetterWriter(out.language, settings.templates, saying(out.language))
    replies = Replies(MailLedger(records.engine), mails, records, archive, writer, _reply_options(settings, out))
    server = _smtp_server(settings, out, secrets)
    outbox = Outbox(mails, archive, server, out.sender, owner, prepare=replies.write_due, ended=replies.ended)

    def changed(job_id: str) -> None:
        replies.heard(job_id)
        outbox.wake()

    records.listen(changed)
    copies: tuple[Destination, ...] = ()
    if out.production_to:
        copies = (ProductionCopy(mails, archive, writer, _copy_options(out), outbox),)
    return Sending(outbox, copies, _telling(out, mails, archive, outbox), secrets)


def saying(language: str) -> Callable[[str], str]:
    """The sentences that records keep in English, in the language of the replies."""

    def saying(words: str) -> str:
        with speaking(Language(language)):
            return said(words)

    return saying


def mailing(settings: Settings, door: Door, leaving: Sending, shows: Shows) -> Mailing:
    """The mailboxes and the way out, not started yet."""
    found = [box for account in settings.mailboxes for box in _mailboxes(settings, account, door, leaving, shows)]
    return Mailing(tuple(found), leaving.outbox, leaving.destinations)


def held_mails(mail: Mailing, records: Records) -> HeldMails | None:
    """The mails that wait for a person; None without a mailbox."""

    def called() -> None:
        for mailbox in mail.mailboxes:
            mailbox.wake()

    accounts = {mailbox.options.account for mailbox in mail.mailboxes}
    return HeldMails(records.engine, accounts, called) if accounts else None


def _mailboxes(settings: Settings, account: MailAccount, door: Door, leaving: Sending, shows: Shows) -> list[Mailbox]:
    server = _imap_server(account, leaving.secrets[account.name])
    ledger = MailLedger(door.records.engine)

    def held(message: Message, words: str) -> None:
        leaving.tell(
            f"held {message.identity}",
            HELD.format(
                words=words, subject=message.subject, account=account.name, page=f"{settings.portal_address}/mails"
            ),
        )

    replies = settings.mail_out is not None and settings.mail_out.replies
    sent = MailsOut(door.records.engine)
    judge = Judge(door, ledger, sent, _who(settings, account), _limits(settings, account), replies=replies, held=held)

    def alert(words: str) -> None:
        leaving.tell(f"login {account.name} {datetime.now(UTC):%Y-%m-%d}", LOGIN.format(words=words))

    recorded = leaving.outbox.wake if leaving.outbox else _nothing
    return [
        Mailbox(door, ledger, judge, _options(account, folder, server), shows=shows, alert=alert, recorded=recorded)
        for folder in account.folders
    ]


def _nothing() -> None:
    """Nobody waits to reply."""


def _options(account: MailAccount, folder: str, server: Server) -> MailboxOptions:
    targets = {
        Outcome.PROCESSED: account.processed,
        Outcome.NEEDS_REVIEW: account.needs_review,
        Outcome.HELD: account.needs_review,
        Outcome.FAILED: account.failed,
    }
    return MailboxOptions(account.name, folder, server, targets, account.poll_seconds, account.max_message_mb * 2**20)


def _limits(settings: Settings, account: MailAccount) -> MailLimits:
    # One byte more than the door takes: it is the door that refuses, with its own sentence.
    container = ContainerLimits(account.max_documents + 1, settings.max_file_mb * 2**20 + 1)
    return MailLimits(account.max_documents, account.max_message_mb * 2**20, container)


def _who(settings: Settings, account: MailAccount) -> Who:
    own = {a for box in settings.mailboxes for a in (box.address or box.user,)}
    if settings.mail_out:
        own.add(settings.mail_out.sender)
    return Who(frozenset(account.allowed), frozenset(a.lower() for a in own), account.confirmed_by)


def _imap_server(account: MailAccount, secret: Secret) -> Server:
    return Server(
        account.host,
        account.own_port,
        account.security,
        account.user,
        secret,
        oauth=account.oauth is not None,
        ca_file=str(account.ca_file) if account.ca_file else None,
        refused=_forgetting(secret),
    )


def _forgetting(secret: Secret) -> Callable[[], None]:
    """What to do when a server does not take it: a password stays what it is, an access token is asked for anew."""
    return secret.forget if isinstance(secret, Tokens) else _nothing


def _for_sending(secret: Secret) -> Secret:
    """The sending side knows no tokens: without one it tries again later."""

    def give() -> str:
        try:
            return secret()
        except (TokenRefused, ConnectionLost) as error:
            raise Temporary(str(error)) from error

    return give


def _secret(settings: Settings, account: MailAccount) -> Secret:
    if account.oauth is None:
        password = read_secret(account.password, account.password_file)
        return lambda: password
    oauth = account.oauth
    return Tokens(
        Client(
            oauth.token_url,
            oauth.client_id,
            oauth.client_secret.get_secret_value(),
            read_secret(oauth.refresh_token, oauth.refresh_token_file),
            oauth.scope,
            kept_in=_token_file(settings.data, account.name),
        )
    )


def _token_file(data: Path, name: str) -> Path:
    return data / "tokens" / f"{name}.json"


def _smtp_server(settings: Settings, out: MailOut, secrets: Mapping[str, Secret]) -> SmtpServer:
    shared = next((account for account in settings.mailboxes if account.name == out.oauth_of), None)
    if out.oauth_of and (shared is None or shared.oauth is None):
        raise ValueError(f"mail_out.oauth_of names {out.oauth_of}, which is no mailbox with oauth. Correct the name.")
    password = read_secret(out.password, out.password_file)
    return SmtpServer(
        out.host,
        out.own_port,
        out.security,
        out.user or (shared.user if shared else ""),
        _for_sending(secrets[shared.name]) if shared else lambda: password,
        oauth=shared is not None,
        ca_file=str(out.ca_file) if out.ca_file else None,
        refused=_forgetting(secrets[shared.name]) if shared else _nothing,
    )


def _reply_options(settings: Settings, out: MailOut) -> ReplyOptions:
    link = f"{settings.portal_address}/jobs/{{id}}"
    return ReplyOptions(out.sender, out.sender_name, link, out.replies_per_day, out.max_reply_mb * 2**20)


def _copy_options(out: MailOut) -> CopyOptions:
    sources = frozenset(Source(source) for source in out.production_sources)
    return CopyOptions(out.sender, out.sender_name, out.production_to, out.production_rule, sources)


def _telling(out: MailOut, mails: MailsOut, archive: Archive, outbox: Outbox) -> Tell:
    def tell(about: str, words: str) -> None:
        if not out.operator:
            return
        name = hashlib.sha256(about.encode()).hexdigest()[:40]
        message_id = f"<notice.{name}@{out.sender.rpartition('@')[2]}>"
        envelope = Envelope(
            message_id,
            out.sender,
            out.sender_name,
            out.operator,
            NOTICE,
            datetime.now(UTC),
            automatic="auto-generated",
        )
        raw = mail(envelope, f"{words}\n", None, ())
        mails.write(NewMail(message_id, MailKind.NOTICE, out.operator, archive.put(raw)))
        outbox.wake()

    return tell


NOTICE = "Sendora needs you"
HELD = (
    "A mail was kept and not worked on: {words}.\nSubject: {subject}\n\nLet it in or set it aside here: {page}\n"
    "Who sends often belongs into the setting allowed of the mailbox {account}."
)
LOGIN = "{words}\n\nNo mail comes in until this is mended. Check user name and password (or log in again for OAuth)."
