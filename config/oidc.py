"""What can be set about signing in with the company's own login (OpenID Connect): the table ``[oidc]``."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from config.secret import Group


class Oidc(Group):
    """The company's login: any provider of OpenID Connect, such as Microsoft Entra ID, Google or Keycloak."""

    issuer: str = Field(
        pattern=r"^(https://[^\s?#]+|http://(127\.0\.0\.1|localhost)(:\d+)?(/[^\s?#]*)?)$",
        description="The provider's address; its configuration lies below it in .well-known/openid-configuration.",
        examples=["https://login.example/realms/company"],
    )
    client_id: str = Field(min_length=1, description="Our id at the provider.", examples=["sendora"])
    client_secret: SecretStr = Field(default=SecretStr(""), description="Our secret at the provider, if it gave one.")
    scope: str = Field(default="openid profile email", description="What is asked for.")
    name_claim: str = Field(default="preferred_username", description="The claim that becomes the user name.")
    role_claim: str = Field(default="groups", description="The claim that decides the role: a word or a list of words.")
    roles: dict[str, Literal["viewer", "reviewer", "admin"]] = Field(
        default={},
        description="Which word of that claim means which role; the highest counts.",
        examples=[{"sendora-admins": "admin", "sales-admin": "reviewer"}],
    )
    default_role: Literal["", "viewer", "reviewer"] = Field(
        default="",
        description="The role of everybody else whom the provider knows; empty lets them not in.",
        examples=["viewer"],
    )
    button: str = Field(default="Sign in with the company’s login", description="What stands on the button.")

    @model_validator(mode="after")
    def _somebody_gets_in(self) -> Self:
        if not self.roles and not self.default_role:
            raise ValueError("nobody could sign in: set roles (a word of role_claim and its role) or default_role")
        if "openid" not in self.scope.split():
            raise ValueError("scope must contain openid")
        return self
