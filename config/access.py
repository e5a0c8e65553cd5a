"""What can be set about who gets in: the table ``[access]``."""

from __future__ import annotations

import ipaddress

from pydantic import Field, field_validator

from config.secret import Group


class Access(Group):
    """How long one stays signed in, and which proxies are believed."""

    idle_hours: float = Field(default=12, gt=0, le=720, description="Hours without use after which one is signed out.")
    session_days: float = Field(default=7, gt=0, le=365, description="Days after which one signs in again in any case.")
    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description="Addresses or networks of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.",
        examples=[("127.0.0.1", "172.16.0.0/12")],
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, named: tuple[str, ...]) -> tuple[str, ...]:
        for each in named:
            try:
                ipaddress.ip_network(each, strict=False)
            except ValueError as error:
                raise ValueError(f"{each} is no address or network; write 127.0.0.1 or 172.16.0.0/12") from error
        return named
