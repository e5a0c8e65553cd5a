"""What is asked of a line again and again, and depends on nothing else, is found out once and kept with the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from pipeline.understand.page.layout import Line

T = TypeVar("T")


def once(ask: Callable[[Line], T]) -> Callable[[Line], T]:
    """``ask``, with its answer kept; no answer may hold the line itself, which would never go then."""

    @wraps(ask)
    def answer(line: Line) -> T:
        kept = line.kept
        if ask not in kept:
            kept[ask] = ask(line)
        return cast("T", kept[ask])

    return answer
