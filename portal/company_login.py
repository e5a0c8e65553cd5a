"""The company's own login, from the settings."""

from __future__ import annotations

import sqlalchemy as sa

from config.settings import Settings
from portal.access.caller import Role
from portal.access.oidc import Oidc, OidcOptions


def company_login(settings: Settings, engine: sa.Engine) -> Oidc | None:
    """The provider that people may sign in with; None when none is set up."""
    asked = settings.oidc
    if asked is None:
        return None
    options = OidcOptions(
        issuer=asked.issuer,
        client_id=asked.client_id,
        client_secret=asked.client_secret.get_secret_value(),
        scope=asked.scope,
        name_claim=asked.name_claim,
        role_claim=asked.role_claim,
        roles={word: Role.of(role) for word, role in asked.roles.items()},
        default_role=Role.of(asked.default_role) if asked.default_role else None,
        redirect_uri=f"{settings.portal_address}/sign-in/return",
        button=asked.button,
    )
    return Oidc(options, engine)
