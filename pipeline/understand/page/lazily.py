"""What is worked out of an object when it is first asked for, and then kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazily(Generic[T]):  # noqa: N801 - written as a decorator
    """As :func:`functools.cached_property`, which takes a lock first: a page asks hundreds of times, and in one thread.

    Where two threads ask at once both work it out, and it is the same.
    """

    def __init__(self, ask: Callable[[Any], T]) -> None:
        self._ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> T:
        """Asked only until the object has it by this name."""
        answer = instance.__dict__[self._name] = self._ask(instance)
        return answer
