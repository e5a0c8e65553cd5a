"""What comes as JSON, decoded: the one place where every route with such a body begins."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.exceptions import SerializationException


class Asked(Request[Any, Any, Any]):
    """A request whose JSON is told to be wrong also where it is nested deeper than can be decoded.

    The framework (2.25) lets the :class:`RecursionError` of its decoder through, as if the fault were ours.
    """

    async def json(self) -> Any:
        """The decoded body. Raises :class:`SerializationException`, which becomes a 400."""
        try:
            return await super().json()
        except RecursionError as error:
            raise SerializationException("JSON is nested too deeply.") from error
