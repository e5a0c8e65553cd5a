"""Every sort of problem that the service answers with: its address, and the page there that says what to do.

The address is the ``type`` of a problem document. RFC 9457 (3.1.1) recommends an absolute one where possible: it is
made of the portal's own address, as the links in events are. Programs that must outlive a move of the portal compare
``code``, which is the last part of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portal.languages import Language, spoken

PATH = "/api/problems"


@dataclass(frozen=True)
class ProblemType:
    """A sort of problem, in the words of one language: what happened, and what to do ``next``."""

    code: str
    title: str
    what: str
    next: str


def problem_types() -> Mapping[str, ProblemType]:
    """All of them by code, in the reader's language."""
    return _in(spoken())


def title_of(code: str, otherwise: str) -> str:
    """The title of a problem."""
    known = problem_types().get(code)
    return known.title if known else otherwise


def type_of(code: str, address: str) -> str:
    """The address of a problem's page; without the portal's ``address`` its full path, as RFC 9457 asks for then."""
    return f"{address}{PATH}/{code}"


@cache
def _in(language: Language) -> Mapping[str, ProblemType]:
    file = files("templates").joinpath("portal", "problems.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    chosen = {code: told if language is Language.ENGLISH else told[language] for code, told in tables.items()}
    return {code: ProblemType(code, told["title"], told["what"], told["next"]) for code, told in chosen.items()}
