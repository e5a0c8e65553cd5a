"""Who asks: a person who signed in, a program with a token, a visitor of the demo, or this machine itself. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What a person may do; each may do what the ones before it may."""

    VIEWER = 1
    REVIEWER = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """As commands, settings and the records name it: ``viewer``, ``reviewer``, ``admin``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Role:
        """The role that is named so. Raises :class:`ValueError`."""
        found = {role.word: role for role in cls}.get(word)
        if found is None:
            raise ValueError(f"{word} is no role. There are viewer, reviewer and admin.")
        return found


class Kind(StrEnum):
    """How the caller is known. ``machine`` is everybody on this machine while no user exists."""

    USER = "user"
    TOKEN = "token"  # noqa: S105 - a kind of caller, no secret
    VISITOR = "visitor"
    MACHINE = "machine"


class Scope(StrEnum):
    """What a token may be used for. ``review`` includes ``read``, and ``admin`` includes all."""

    SUBMIT = "submit"
    READ = "read"
    REVIEW = "review"
    ADMIN = "admin"


INCLUDED = {
    Scope.SUBMIT: frozenset({Scope.SUBMIT}),
    Scope.READ: frozenset({Scope.READ}),
    Scope.REVIEW: frozenset({Scope.READ, Scope.REVIEW}),
    Scope.ADMIN: frozenset(Scope),
}
"""What each scope stands for."""
SCOPE_OF = {Role.VIEWER: Scope.READ, Role.REVIEWER: Scope.REVIEW, Role.ADMIN: Scope.ADMIN}
"""The scope that a token needs where a person needs the role."""


@dataclass(frozen=True)
class Caller:
    """Who asks. ``name`` goes into the history of what they change.

    ``scopes`` is a token's; everybody else is judged by ``role``. ``id`` is the user's or the token's. ``owner`` is set
    for a visitor only: the mark on the jobs that are theirs.
    """

    name: str
    role: Role
    kind: Kind
    scopes: frozenset[Scope] = frozenset()
    owner: str | None = None
    id: str | None = None

    @property
    def submits(self) -> bool:
        """Whether they may upload (a visitor may, too)."""
        return self.kind is Kind.VISITOR or self.may(Role.REVIEWER, Scope.SUBMIT)

    @property
    def reviews(self) -> bool:
        return self.may(Role.REVIEWER)

    @property
    def administers(self) -> bool:
        return self.may(Role.ADMIN)

    def may(self, role: Role, scope: Scope | None = None) -> bool:
        """Whether what asks for ``role`` (of a token: ``scope``, by default the role's own) is allowed.

        A visitor may nothing: what is open to visitors says so itself.
        """
        if self.kind is Kind.TOKEN:
            return (scope or SCOPE_OF[role]) in allowed(self.scopes)
        return self.kind is not Kind.VISITOR and self.role >= role


def allowed(scopes: frozenset[Scope]) -> frozenset[Scope]:
    """The scopes with all that they include."""
    return frozenset().union(*(INCLUDED[scope] for scope in scopes))


def role_of(scopes: frozenset[Scope]) -> Role:
    """The role that a token's scopes come closest to."""
    return max((role for role, scope in SCOPE_OF.items() if scope in allowed(scopes)), default=Role.VIEWER)


THIS_MACHINE = Caller("this machine", Role.ADMIN, Kind.MACHINE)
"""Everybody who sits at this machine, until the first user is made."""
