"""Other systems: ``[[webhooks]]`` bring documents in, ``[[webhook_endpoints]]`` are told what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, SecretStr, StringConstraints, model_validator

from config.secret import Group

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


EventType = Literal["job_order.created", "job_order.needs_review", "job_order.revised", "job.failed"]


class _WithSecrets(Group):
    secrets: tuple[SecretStr, ...] = Field((), description="The secrets that are valid; several while one is replaced.")
    secret_files: tuple[Path, ...] = Field(
        (), description="Files that hold one secret each.", examples=[["/run/secrets/books"]]
    )

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        if not self.secrets and not self.secret_files:
            raise ValueError("it has no secret: name one in secrets, or its file in secret_files")
        return self

    def all_secrets(self) -> tuple[str, ...]:
        """Every valid secret. Raises :class:`OSError` when a file cannot be read."""
        files = (path.read_text(encoding="utf-8").strip() for path in self.secret_files)
        return (*(secret.get_secret_value() for secret in self.secrets), *files)


class WebhookSource(_WithSecrets):
    """One sender of documents and how it proves who it is. The description of each field is its documentation."""

    name: Name = Field(
        description="The last part of its address, /webhooks/NAME; each one another name.", examples=["accounting"]
    )
    profile: Literal["standard", "body-hmac"] = Field(
        "standard", description="standard: Standard Webhooks 1.0; body-hmac: X-Hub-Signature-256 over the body."
    )
    events: tuple[str, ...] = Field(
        ("invoice.received", "document.received"), description="Event types that carry a document; others are ignored."
    )
    fetch: bool = Field(False, description="Fetch the document when an event carries only its https address.")
    branch: Label = Field(
        "", description="The branch printed on its job orders; empty is the form's own.", examples=["KOTA DAMANSARA"]
    )
    customer: Label = Field(
        "", description="Who its documents come from, shown in the portal; empty is its name.", examples=["Accounting"]
    )


class WebhookEndpoint(_WithSecrets):
    """A system that is told what became of documents. The description of each field is its documentation."""

    name: Name = Field(description="A name of your choice, for the log; each one another name.", examples=["planner"])
    url: str = Field(
        pattern=r"^https?://[^\s@]+$",
        description="Where events are sent: https, unless private is set.",
        examples=["https://planner.sendora.example/hooks/sendora"],
    )
    events: tuple[EventType, ...] = Field(get_args(EventType), min_length=1, description="The events it is told of.")
    private: bool = Field(False, description="The address may lie in the company's own network, and may be http.")
    ca_file: Path | None = Field(
        None,
        description="The certificate of the company's own authority, if it has one.",
        examples=["/run/secrets/own.pem"],
    )

    @model_validator(mode="after")
    def _is_secure(self) -> Self:
        if not self.private and not self.url.startswith("https://"):
            raise ValueError("it is not https. Use https, or set private when it is in the company's own network")
        return self


def problems(sources: tuple[WebhookSource, ...], endpoints: tuple[WebhookEndpoint, ...]) -> list[str]:
    """What is wrong with these taken together, in sentences with their cure."""
    return [*_twice("webhooks", sources), *_twice("webhook_endpoints", endpoints)]


def _twice(setting: str, named: tuple[WebhookSource | WebhookEndpoint, ...]) -> list[str]:
    names = [one.name for one in named]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [f"{setting}: two are called {name}. Give each another name." for name in twice]
