"""The webhooks that bring documents in: ``[[webhooks]]`` in ``sendora.toml``, a block for each sender."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

SourceName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class WebhookSource(BaseModel):
    """One sender of documents and how it proves who it is. The description of each field is its documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: SourceName = Field(
        description="The last part of its address, /webhooks/NAME; each one another name.", examples=["accounting"]
    )
    profile: Literal["standard", "body-hmac"] = Field(
        "standard", description="standard: Standard Webhooks 1.0; body-hmac: X-Hub-Signature-256 over the body."
    )
    secrets: tuple[SecretStr, ...] = Field((), description="The secrets that are valid; several while one is replaced.")
    secret_files: tuple[Path, ...] = Field((), description="Files that hold one secret each.")
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

    @model_validator(mode="after")
    def _has_a_secret(self) -> Self:
        if not self.secrets and not self.secret_files:
            raise ValueError(f"{self.name} has no secret: name one in secrets, or its file in secret_files.")
        return self

    def all_secrets(self) -> tuple[str, ...]:
        """Every valid secret. Raises :class:`OSError` when a file cannot be read."""
        files = (path.read_text(encoding="utf-8").strip() for path in self.secret_files)
        return (*(secret.get_secret_value() for secret in self.secrets), *files)


def problems(sources: tuple[WebhookSource, ...]) -> list[str]:
    """What is wrong with these taken together, in sentences with their cure."""
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [f"webhooks: two are called {name}. Give each another name." for name in twice]
