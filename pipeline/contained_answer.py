"""What a child of :mod:`pipeline.contained` answers, taken as data and nothing else.

A document may have taken the child over, and a pickle can name any function of its reader to be called. Here only types
that hold data are made: ours that are dataclasses, enumerations and errors about documents, and a few plain values.
"""

from __future__ import annotations

import io
import pickle
import sys
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from pipeline.errors import DocumentError

LONGEST = 2**29
"""Bytes of an answer: some times what the pages of the largest document need."""

_PLAIN = frozenset({("datetime", "datetime"), ("datetime", "date"), ("datetime", "timezone"), ("decimal", "Decimal")})


class _Data(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A type of a module that is loaded already. Raises :class:`pickle.UnpicklingError` for all else."""
        found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and ((module, name) in _PLAIN or _holds_data(found)):
            return found
        raise pickle.UnpicklingError(f"a child answered with {module}.{name}")


def _holds_data(kind: type) -> bool:
    return is_dataclass(kind) or issubclass(kind, Enum | DocumentError)


def read_answer(data: bytes) -> Any:
    """The answer. Raises :class:`pickle.UnpicklingError`, and whatever broken bytes make Python raise."""
    return _Data(io.BytesIO(data)).load()
