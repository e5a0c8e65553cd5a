"""Every sort of problem has its page, in every language, and no page is about a problem that there is not."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from portal.languages import Language, speaking
from portal.nginx import PROBLEMS
from portal.problem_types import problem_types, type_of

ROOT = Path(__file__).parent.parent.parent
CODE = sorted(path for folder in ("intake", "outputs", "pipeline", "portal") for path in (ROOT / folder).rglob("*.py"))
WITH_CODE_FIRST = {"Refused", "NeedsPassword", "Untrusted", "NotNow", "_Failure"}
WITH_CODE_LAST = {"Problem": 1, "problem": 2}
"""Where the code stands among what the answer is made of."""
NAMED = {
    "CANCELLED": "pipeline/cancelling.py",
    "REJECTED": "pipeline/review/reviewing.py",
}
"""Codes of jobs that have a name of their own."""
BY_FRAMEWORK = {"http_400", "http_401", "http_403", "http_404", "http_405"}
FROM_MEANING = {"try_again", "not_in_archive", "unexpected", "refused"}
"""What :mod:`portal.problems` and the upload page call errors that have no code."""
NEVER_ANSWERED = {"mail_refused", "failed"}
"""A mail server's refusal, and what a command says of a file: nobody is answered with these."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = ast.unparse(call.func)
        place = 0 if name in WITH_CODE_FIRST else WITH_CODE_LAST.get(name)
        if place is None or len(call.args) <= place:
            continue
        given = call.args[place]
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def constants() -> Iterator[str]:
    for name, path in NAMED.items():
        for node in ast.parse((ROOT / path).read_text()).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                yield ast.literal_eval(node.value)


@cache
def used() -> frozenset[str]:
    """Every code that somebody can be answered with."""
    written = {code for path in CODE for code in codes_in(ast.parse(path.read_text()))}
    by_nginx = {code for code, _ in PROBLEMS.values()}
    return frozenset((written - NEVER_ANSWERED) | {*constants()} | by_nginx | BY_FRAMEWORK | FROM_MEANING)


@pytest.mark.parametrize("language", Language)
def test_every_type_that_is_used_is_explained_and_no_other(language: Language) -> None:
    with speaking(language):
        assert set(problem_types()) == used()


@pytest.mark.parametrize("language", Language)
def test_each_says_what_happened_and_what_to_do_next(language: Language) -> None:
    with speaking(language):
        for one in problem_types().values():
            assert one.title
            assert not one.title.endswith(".")
            assert one.what.endswith(".")
            assert one.next.endswith(".")


def test_malay_is_not_english() -> None:
    tables = tomllib.loads((ROOT / "templates/portal/problems.toml").read_text())
    assert [code for code, told in tables.items() if told["ms"]["what"] == told["what"]] == []


def test_a_type_is_absolute_where_the_portal_knows_its_address_and_else_a_full_path() -> None:
    assert type_of("stale", "https://orders.sendora.example") == "https://orders.sendora.example/api/problems/stale"
    assert type_of("stale", "") == "/api/problems/stale"
