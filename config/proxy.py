"""What can be set about the reverse proxy in front of the service: the table ``[proxy]``, for ``sendora nginx``."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from config.secret import Group


class Proxy(Group):
    """Where nginx listens, and how often one address may ask. Whoever is signed in or has a token is not a stranger."""

    upstream: str = Field(
        default="127.0.0.1:8000", pattern=r"^[^\s;]+:\d+$", description="Where the service answers nginx."
    )
    resolver: str = Field(
        default="",
        pattern=r"^[^\s;]*$",
        description="Name server to ask again for the service's address, where that changes (containers); empty: none.",
        examples=["127.0.0.11"],
    )
    http_port: int = Field(default=80, ge=1, le=65535, description="Port that leads to https.")
    https_port: int = Field(default=443, ge=1, le=65535, description="Port of the portal.")
    certificate: Path = Field(
        default=Path("/etc/nginx/tls/fullchain.pem"), description="The certificate with its chain."
    )
    key: Path = Field(default=Path("/etc/nginx/tls/privkey.pem"), description="The certificate's private key.")
    challenges: Path = Field(
        default=Path("/var/www/acme"), description="Folder for the challenges of a certificate authority (ACME)."
    )
    uploads_per_minute: int = Field(default=5, ge=1, le=10_000, description="Uploads of a stranger in a minute.")
    uploads_burst: int = Field(default=5, ge=1, le=10_000, description="So many more at once; after them 429.")
    api_per_minute: int = Field(default=10, ge=1, le=100_000, description="Questions of a stranger to the API.")
    api_burst: int = Field(default=10, ge=1, le=100_000, description="So many more at once; after them 429.")
    requests_per_minute: int = Field(default=1200, ge=60, le=1_000_000, description="All requests of an address.")
    requests_burst: int = Field(default=300, ge=1, le=1_000_000, description="So many more at once; after them 429.")
