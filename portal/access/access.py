"""All that is known about who may get in, in one piece for the pages, the guards and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from portal.access.audit import AccessEvent, Audit, What
from portal.access.oidc import Oidc
from portal.access.sessions import Lifetime, Sessions
from portal.access.tokens import Tokens
from portal.access.users import Users
from portal.access.visitors import Demo
from portal.access.waits import Waits


def now() -> datetime:
    """The clock of everything here."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Access:
    """Who may get in. ``loopback`` says that the portal listens for this machine only and is known by no other name.

    ``https`` says that people reach it by https, whatever the proxy says. With a ``demo``, everybody else is a visitor.
    """

    users: Users
    sessions: Sessions
    tokens: Tokens
    waits: Waits
    audit: Audit
    loopback: bool
    https: bool = False
    demo: Demo | None = None
    oidc: Oidc | None = None
    now: Callable[[], datetime] = now

    @classmethod
    def over(  # noqa: PLR0913 - what can be set, each by its name
        cls,
        engine: sa.Engine,
        *,
        loopback: bool,
        https: bool = False,
        lifetime: Lifetime | None = None,
        demo: Demo | None = None,
        oidc: Oidc | None = None,
    ) -> Access:
        """With everything kept in one database."""
        return cls(
            users=Users(engine),
            sessions=Sessions(engine, lifetime or Lifetime()),
            tokens=Tokens(engine),
            waits=Waits(engine),
            audit=Audit(engine),
            loopback=loopback,
            https=https,
            demo=demo,
            oidc=oidc,
        )

    @property
    def nobody_gets_in(self) -> bool:
        """Whether others can reach the portal and none of them could ever sign in, nor is a visitor welcome."""
        return not (self.loopback or self.demo or self.oidc or self.users.any())

    def note(self, what: What, name: str, address: str, *, actor: str | None = None, words: str = "") -> None:
        """Write down what happened, now."""
        self.audit.note(AccessEvent(self.now(), what, name, actor, address, words))
