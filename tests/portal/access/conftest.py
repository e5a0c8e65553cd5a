"""Everything here is tried on a portal with accounts."""

from tests.portal.accounts import access, client, clock, kept, portal, signed_in

__all__ = ["access", "client", "clock", "kept", "portal", "signed_in"]
