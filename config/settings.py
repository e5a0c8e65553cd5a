"""The settings of the service: read once, at start, with every problem and its cure in one message.

Later ones win: the defaults below, the file ``sendora.toml`` (here, or where ``SENDORA_CONFIG`` says), the
environment (``SENDORA_PORT=8080``), the command line. Any setting can also be read from a file, for secrets:
``SENDORA_DATABASE_URL_FILE=/run/secrets/database``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from config.access import Access
from config.demo import Demo
from config.documentai import DocumentAI
from config.inboxes import Inbox
from config.inboxes import problems as inbox_problems
from config.mail import MailAccount, MailOut
from config.oidc import Oidc
from config.proxy import Proxy
from config.secret import guessable, told
from config.secret import problems as secret_problems
from config.webhooks import WebhookEndpoint, WebhookSource
from config.webhooks import problems as webhook_problems

PREFIX = "SENDORA_"
CONFIG_FILE = "sendora.toml"
WITH_SECRETS = {
    "oidc": "docs/access.md",
    "mailboxes": "docs/mailbox.md",
    "mail_out": "docs/mailbox.md",
    "webhooks": "docs/integrations.md",
    "webhook_endpoints": "docs/integrations.md",
}
"""Settings whose values are never shown, and the page that shows how they are written."""
Reader = Literal["auto", "text-layer", "ocr", "einvoice", "documentai"]
"""The readers by name: pipeline/reading/cascade.py, e-invoices alone, and Google's alone."""
SECRETS_BESIDE = frozenset({"credentials_file", "password_file", "refresh_token_file"})
"""Settings that name a file with a secret in it."""
GOOGLE_S_OWN = ("GOOGLE_APPLICATION_CREDENTIALS",)
"""Where Google's library looks for credentials by itself."""
COMPANY_FOLDER = Path(__file__).parent
"""Where the company's own files (form.toml, vocabulary.toml) are when no setting says otherwise."""


class SettingsInvalid(Exception):
    """The settings cannot be used; ``str(error)`` names every problem with its cure, a line each."""


class Settings(BaseSettings):
    """What can be set. The description of each field is its documentation."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="Folder for everything that is written: inbox, outputs, database.")
    host: str = Field("127.0.0.1", description="Address the portal listens on; 0.0.0.0 for every network.")
    port: int = Field(8000, ge=0, le=65535, description="Port of the portal; 0 takes a free one.")
    public_address: str = Field(
        "",
        pattern=r"^(https?://[^/\s]+(/[^\s]*)?)?$",
        description="Address people use for the portal, for links.",
        examples=["https://orders.sendora.example"],
    )
    workers: Annotated[int, Field(ge=1, le=64)] = Field(
        default_factory=lambda: os.cpu_count() or 1,
        description="Documents worked on at once; one per processor core.",
        examples=[2],
    )
    database_url: str = Field(
        "",
        pattern=r"^((postgres(ql)?|sqlite)(\+\w+)?://.*)?$",
        description="PostgreSQL address; empty keeps an SQLite file in the data folder.",
        examples=["postgresql://sendora@db/sendora"],
    )
    inbox: Path | None = Field(
        None, description="The watched folder; empty is inbox in the data folder.", examples=[Path("/srv/scans")]
    )
    inboxes: tuple[Inbox, ...] = Field((), description="Further watched folders, each with its own settings.")
    rescan_seconds: float = Field(3.0, gt=0, le=60, description="Seconds between two looks through the watched folder.")
    folder_events: bool = Field(True, description="Use the file system's own events besides looking through.")
    max_file_mb: int = Field(16, ge=1, le=512, description="Largest document that is taken, in MB.")
    max_pages: int = Field(50, ge=1, le=1000, description="Most pages a document may have.")
    min_free_mb: int = Field(500, ge=0, description="Intake pauses when less room than this is free, in MB.")
    reader: Reader = Field("auto", description="The engine that reads pages; auto chooses for each page.")
    step_timeout_seconds: int = Field(300, ge=10, le=3600, description="Longest a document may be read for.")
    form_file: Path = Field(COMPANY_FOLDER / "form.toml", description="The company's form: boxes, branch, logo.")
    vocabulary_file: Path = Field(COMPANY_FOLDER / "vocabulary.toml", description="The company's words of the trade.")
    templates: Path | None = Field(
        None,
        description="A folder of own templates that go before the built-in ones.",
        examples=[Path("/srv/sendora/templates")],
    )
    document_ai: DocumentAI | None = Field(None, description="Google's reader for doubtful pages, [document_ai].")
    document_ai_file: Path = Field(COMPANY_FOLDER / "documentai.toml", description="What Google's entities mean to us.")
    mailboxes: tuple[MailAccount, ...] = Field((), description="Watched mailboxes, each a [[mailboxes]] table.")
    mail_out: MailOut | None = Field(None, description="The mail server that replies leave by, the table [mail_out].")
    webhooks: tuple[WebhookSource, ...] = Field(
        (), description="Systems that send documents, each a [[webhooks]] table."
    )
    webhook_endpoints: tuple[WebhookEndpoint, ...] = Field(
        (), description="Systems that are told what became of documents, each a [[webhook_endpoints]] table."
    )
    language: Literal["auto", "en", "ms"] = Field(
        "auto", description="The portal's language for who has not chosen one: en, ms, or auto as the browser asks."
    )
    proxy: Proxy = Field(default=Proxy(), description="The reverse proxy in front, the table [proxy] (sendora nginx).")
    backups: Path | None = Field(
        None, description="Where backups are made, on another disk.", examples=[Path("/srv/backups/sendora")]
    )
    backups_kept: int = Field(14, ge=1, le=1000, description="How many backups are kept; the oldest goes first.")
    access: Access = Field(default=Access(), description="Who gets in: the table [access].")
    oidc: Oidc | None = Field(None, description="Signing in with the company's own login, the table [oidc].")
    demo: Demo | None = Field(None, description="A demo for visitors without an account, the table [demo].")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="How much the log tells.")

    @property
    def watched(self) -> tuple[Inbox, ...]:
        """Every watched folder, the usual one first; inboxes of their own replace it unless it is named, too."""
        if self.inboxes and self.inbox is None:
            return self.inboxes
        usual = Inbox(
            folder=self.inbox or self.data / "inbox",
            watch="auto" if self.folder_events else "polling",
            rescan_seconds=self.rescan_seconds,
        )
        return usual, *self.inboxes

    @model_validator(mode="after")
    def _secrets_are_secret(self) -> Settings:
        found = [*secret_problems(self)]
        if guessable(urlsplit(self.database_url).password or ""):
            found.append(told("database_url's password"))
        if found:
            raise ValueError("\n".join(found))
        return self

    @model_validator(mode="after")
    def _reader_is_there(self) -> Settings:
        if self.reader == "documentai" and self.document_ai is None:
            raise ValueError("reader = 'documentai' needs the table [document_ai]; docs/document-ai.md shows it")
        return self

    @model_validator(mode="after")
    def _inboxes_keep_apart(self) -> Settings:
        if found := inbox_problems(self.watched, self.data / "outputs"):
            raise ValueError("\n".join(found))
        return self

    @model_validator(mode="after")
    def _webhooks_have_names(self) -> Settings:
        if found := webhook_problems(self.webhooks, self.webhook_endpoints):
            raise ValueError("\n".join(found))
        return self

    @property
    def records_url(self) -> str:
        """Where the records are kept."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'sendora.db'}"

    @property
    def secret_files(self) -> tuple[Path, ...]:
        """Files and folders with secrets in them: nothing but the service itself has to read these."""
        named = [Path(value) for name, value in os.environ.items() if _names_a_secret_file(name)]
        named += [Path(value) for name in GOOGLE_S_OWN if (value := os.environ.get(name))]
        named += [Path(os.environ.get(f"{PREFIX}CONFIG", CONFIG_FILE)), *_secret_files_in(self)]
        tokens = [self.data / "tokens"] if any(mailbox.oauth for mailbox in self.mailboxes) else []
        return (*(path for path in named if path.exists()), *tokens)  # tokens are kept there later, if not yet

    @property
    def portal_address(self) -> str:
        return self.public_address.rstrip("/") or f"http://{self.host}:{self.port}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where values come from, the first one wins."""
        file = Path(os.environ.get(f"{PREFIX}CONFIG", CONFIG_FILE))
        return init_settings, env_settings, _FromFiles(settings_cls), TomlConfigSettingsSource(settings_cls, file)


def _names_a_secret_file(variable: str) -> bool:
    """SENDORA_DATABASE_URL_FILE does; SENDORA_FORM_FILE is a setting like others."""
    setting = variable.removeprefix(PREFIX).lower()
    return variable.startswith(PREFIX) and setting.endswith("_file") and setting not in Settings.model_fields


def _secret_files_in(group: BaseModel) -> Iterator[Path]:
    """The files that settings name to read a secret from."""
    for name in type(group).model_fields:
        value = getattr(group, name)
        if isinstance(value, Path) and name in SECRETS_BESIDE:
            yield value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _secret_files_in(part)


class _FromFiles(PydanticBaseSettingsSource):
    """``SENDORA_NAME_FILE`` names a file that holds the value of ``name``."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 - pydantic's
        named = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        return (Path(named).read_text(encoding="utf-8").strip() if named else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(f, name)[0] for name, f in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def read_settings(**given: object) -> Settings:
    """The settings, with those ``given`` on the command line (None leaves one alone) before all others.

    Raises :class:`SettingsInvalid`.
    """
    config = os.environ.get(f"{PREFIX}CONFIG")
    if config and not Path(config).is_file():
        raise SettingsInvalid(f"{PREFIX}CONFIG names {config}, which is no file. Correct the path or unset it.")
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type] # checked by pydantic
    except ValidationError as error:
        raise SettingsInvalid(_all_problems(error)) from error
    except OSError as error:
        raise SettingsInvalid(f"{error.filename} cannot be read: {error.strerror}. Correct the path.") from error
    except ValueError as error:
        file = Path(config or CONFIG_FILE).resolve()
        raise SettingsInvalid(f"{file} cannot be read: {error}. Correct it or start without it.") from error


def _all_problems(error: ValidationError) -> str:
    lines = [_problem(details["loc"], details["msg"], details.get("input")) for details in error.errors()]
    return "The settings cannot be used:\n" + "\n".join(f"  - {line}" for line in lines)


def _problem(place: tuple[int | str, ...], message: str, value: object) -> str:
    name = str(place[0]) if place else ""
    if not name:  # several settings together
        return "\n  - ".join(message.removeprefix("Value error, ").splitlines())
    field = Settings.model_fields.get(name)
    if field is None:
        known = ", ".join(Settings.model_fields)
        return f"{name} is not a setting. Remove it or correct its name; there are: {known}."
    within = "".join(f" {part + 1}" if isinstance(part, int) else f" {part}" for part in place[1:])
    if name in WITH_SECRETS:
        return f"{name}{within}: {message}. {field.description} {WITH_SECRETS[name]} shows how."
    return (
        f"{name}{within} = {value!r}: {message}. {field.description} "
        f"Set {PREFIX}{name.upper()} or {name} in {CONFIG_FILE}."
    )
