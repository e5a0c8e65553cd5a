"""What can be set about mail: the mailboxes that are watched, and the server that replies leave by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from config.secret import Group

Security = Literal["tls", "starttls", "none"]
ADDRESS = r"^[^@\s<>]+@[^@\s<>]+$"
NO_SECRET = SecretStr("")


def read_secret(given: SecretStr, file: Path | None) -> str:
    """A secret as given, or from its file. Raises :class:`OSError`."""
    return file.read_text(encoding="utf-8").strip() if file else given.get_secret_value()


class OAuth(Group):
    """Login with OAuth 2.0 instead of a password, as Microsoft 365 and Google ask for."""

    token_url: str = Field(
        pattern=r"^(https://|http://(127\.0\.0\.1|localhost)[:/])",
        description="Where tokens are.",
        examples=["https://login.microsoftonline.com/TENANT/oauth2/v2.0/token"],
    )
    client_id: str = Field(
        description="The application's id at the provider.", examples=["5d1f0c2e-7c0e-4a3b-9d55-2f1f0a9b7c11"]
    )
    client_secret: SecretStr = Field(NO_SECRET, description="The application's secret, if it has one.")
    refresh_token: SecretStr = Field(NO_SECRET, description="The first refresh token; later ones are kept by Sendora.")
    refresh_token_file: Path | None = Field(None, description="A file that holds the first refresh token.")
    scope: str = Field(
        "", description="The scope to ask for, if the provider wants one.", examples=["https://mail.google.com/"]
    )


class MailAccount(Group):
    """A mailbox whose mails become job orders."""

    name: str = Field(
        pattern=r"^[A-Za-z0-9._@-]{1,60}$",
        description="A name of your choice, for health and records.",
        examples=["orders"],
    )
    host: str = Field(min_length=1, description="The IMAP server.", examples=["imap.sendora.example"])
    port: int = Field(0, ge=0, le=65535, description="Its port; 0 is the usual one.")
    security: Security = Field("tls", description="tls, starttls, or none (never over a network).")
    user: str = Field(min_length=1, description="The name to log in with.", examples=["orders@sendora.example"])
    password: SecretStr = Field(NO_SECRET, description="The password.")
    password_file: Path | None = Field(None, description="A file that holds the password.")
    oauth: OAuth | None = Field(None, description="OAuth 2.0 instead of a password.")
    ca_file: Path | None = Field(None, description="The certificate of the company's own authority, if it has one.")
    address: str = Field(
        "", description="The mailbox's own address when it is not the user name.", examples=["orders@sendora.example"]
    )
    folders: tuple[str, ...] = Field(("INBOX",), min_length=1, description="The folders that are watched.")
    processed: str = Field("Processed", min_length=1, description="Where mails go that became job orders.")
    needs_review: str = Field("Needs review", min_length=1, description="Where mails go that need a person.")
    failed: str = Field("Failed", min_length=1, description="Where mails go that were refused.")
    poll_seconds: float = Field(60.0, ge=1, le=90, description="Longest between two searches, in seconds.")
    allowed: tuple[str, ...] = Field(
        min_length=1,
        description='Addresses and domains that may send; "*" is everybody.',
        examples=[["sendora.example", "boss@other.example"]],
    )
    confirmed_by: str = Field(
        "",
        description="The receiving server, or microsoft365, that must have confirmed DKIM or SPF; empty: none.",
        examples=["mx.sendora.example"],
    )
    max_message_mb: int = Field(40, ge=1, le=200, description="Largest mail that is taken, in MB.")
    max_documents: int = Field(20, ge=1, le=500, description="Most documents in one mail.")

    @property
    def own_port(self) -> int:
        return self.port or (993 if self.security == "tls" else 143)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not (self.oauth or self.password_file or self.password.get_secret_value()):
            raise ValueError(f"mailbox {self.name} has no secret: set password_file, password or oauth")
        if taken := {self.processed, self.needs_review, self.failed} & set(self.folders):
            raise ValueError(f"mailbox {self.name}: {taken.pop()} is watched, so mails cannot be put away there")
        return self


class MailOut(Group):
    """The server that replies and copies leave by."""

    host: str = Field(min_length=1, description="The SMTP server.", examples=["smtp.sendora.example"])
    port: int = Field(0, ge=0, le=65535, description="Its port; 0 is the usual one.")
    security: Security = Field("starttls", description="starttls, tls, or none (never over a network).")
    user: str = Field(
        "", description="The name to log in with; empty sends without a login.", examples=["orders@sendora.example"]
    )
    password: SecretStr = Field(NO_SECRET, description="The password.")
    password_file: Path | None = Field(None, description="A file that holds the password.")
    oauth_of: str = Field(
        "", description="The name of the mailbox whose OAuth login is used here too.", examples=["orders"]
    )
    ca_file: Path | None = Field(None, description="The certificate of the company's own authority, if it has one.")
    sender: str = Field(
        pattern=ADDRESS, description="Our own address, that replies come from.", examples=["orders@sendora.example"]
    )
    sender_name: str = Field("Sendora job orders", description="The name beside it.")
    language: Literal["en", "ms"] = Field("en", description="en for English, ms for Malay.")
    replies: bool = Field(True, description="Reply to mails with the job order.")
    replies_per_day: Annotated[int, Field(ge=1)] = Field(100, description="Most replies to one address in 24 hours.")
    max_reply_mb: int = Field(15, ge=1, le=100, description="Most that is attached to a reply; more is linked, in MB.")
    production_to: str = Field(
        "",
        pattern=rf"({ADDRESS})|^$",
        description="Job orders are copied to this address.",
        examples=["factory@sendora.example"],
    )
    production_rule: Literal["approved", "all"] = Field("approved", description="approved: no drafts; all: drafts too.")
    production_sources: tuple[Literal["folder", "mail", "webhook", "upload"], ...] = Field(
        (), description="Copy only documents that came these ways; empty: every way.", examples=[["mail", "upload"]]
    )
    operator: str = Field(
        "",
        pattern=rf"({ADDRESS})|^$",
        description="Who is told when a mailbox needs a person.",
        examples=["it@sendora.example"],
    )

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        if self.user and not (self.oauth_of or self.password_file or self.password.get_secret_value()):
            raise ValueError(
                "it has a user and no secret: set password_file, password or oauth_of, or leave user out when the "
                "server asks for no login"
            )
        return self

    @property
    def own_port(self) -> int:
        return self.port or {"tls": 465, "starttls": 587, "none": 25}[self.security]
