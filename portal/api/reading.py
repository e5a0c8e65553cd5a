"""The description as a page shows it: calls by section with their parameters, bodies and answers, and all types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
SECTIONS = ("jobs", "job orders", "review", "webhooks in", "webhooks out", "usage", "health", "more")


@dataclass(frozen=True)
class Kind:
    """What a value is, in a few words; ``name`` is the type among ours that it leads to, or ""."""

    words: str
    name: str = ""


@dataclass(frozen=True)
class Member:
    """A parameter of a call or a member of a type. ``where`` is path, query or header."""

    name: str
    kind: Kind
    required: bool
    words: str
    where: str = ""


@dataclass(frozen=True)
class Content:
    """A body or an answer: ``media`` with what is in it."""

    status: str
    words: str
    media: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True)
class Call:
    """Something that can be asked, or that is sent. ``problems`` are the statuses of answers that are as usual."""

    name: str
    method: str
    path: str
    summary: str
    words: str
    parameters: tuple[Member, ...]
    body: Content | None
    answers: tuple[Content, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Type:
    """A type of ours with its members; ``choices`` are the words of one that is a word."""

    name: str
    words: str
    members: tuple[Member, ...]
    choices: tuple[str, ...]


def sections(description: Mapping[str, Any]) -> tuple[tuple[str, tuple[Call, ...]], ...]:
    """All calls by section, in the order of :data:`SECTIONS`."""
    found: dict[str, list[Call]] = {name: [] for name in SECTIONS}
    for path, item in description["paths"].items():
        for method in METHODS:
            if told := item.get(method):
                section = next(iter(told.get("tags", ())), "more")
                found.setdefault(section, []).append(_call(told, method.upper(), path))
    return tuple((name, tuple(calls)) for name, calls in found.items() if calls)


PROBLEM = (("application/problem+json", Kind("Problem", "Problem")),)
"""What is in an answer that is a problem."""


def usual_problems(calls: Iterable[Call]) -> dict[str, str]:
    """By status, what most calls say of the problem that they answer with."""
    said = Counter((one.status, one.words) for call in calls for one in call.answers if one.media == PROBLEM)
    return dict(sorted(pair for pair, _ in reversed(said.most_common())))


def told_once(call: Call, usual: Mapping[str, str]) -> Call:
    """The call without the words of its usual problems: there are hundreds, and they say a dozen things."""
    alike = [one for one in call.answers if one.media == PROBLEM and usual.get(one.status) == one.words]
    others = tuple(one for one in call.answers if one not in alike)
    return replace(call, answers=others, problems=tuple(one.status for one in alike))


def events(description: Mapping[str, Any]) -> tuple[Call, ...]:
    """What is sent."""
    return tuple(_call(item["post"], "POST", name) for name, item in description["webhooks"].items())


def types(description: Mapping[str, Any]) -> tuple[Type, ...]:
    """All types by name."""
    return tuple(_type(name, told) for name, told in sorted(description["components"]["schemas"].items()))


def _call(told: Mapping[str, Any], method: str, path: str) -> Call:
    parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
    body = told.get("requestBody")
    answers = tuple(_content(status, one) for status, one in sorted(told["responses"].items()))
    shown = _content("", body) if body else None
    return Call(
        told["operationId"], method, path, told["summary"], told.get("description", ""), parameters, shown, answers
    )


def _parameter(told: Mapping[str, Any]) -> Member:
    words = told.get("description", "")
    return Member(told["name"], kind(told["schema"]), bool(told.get("required")), words, told["in"])


def _content(status: str, told: Mapping[str, Any]) -> Content:
    media = tuple((name, kind(one.get("schema", {}))) for name, one in told.get("content", {}).items())
    return Content(status, told.get("description", ""), media)


def _type(name: str, told: Mapping[str, Any]) -> Type:
    required = told.get("required", ())
    members = tuple(
        Member(member, kind(one), member in required, one.get("description", ""))
        for member, one in told.get("properties", {}).items()
    )
    return Type(name, told.get("description", ""), members, tuple(str(choice) for choice in told.get("enum", ())))


def kind(schema: Mapping[str, Any] | bool) -> Kind:
    """A schema in a few words; ``true`` and ``false`` are schemas, too."""
    if isinstance(schema, bool):
        return Kind("anything" if schema else "nothing")
    if reference := schema.get("$ref"):
        name = str(reference).rpartition("/")[2]
        return Kind(name, name)
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        shown = [kind(choice) for choice in choices]
        return Kind(" or ".join(one.words for one in shown), next((one.name for one in shown if one.name), ""))
    if schema.get("type") == "array":
        inner = kind(schema.get("items", {}))
        return Kind(f"list of {inner.words}", inner.name)
    if "enum" in schema or "const" in schema:
        return Kind(" | ".join(str(choice) for choice in schema.get("enum", [schema.get("const")])))
    return Kind(" ".join(_plain(schema)) or "anything")


def _plain(schema: Mapping[str, Any]) -> Iterator[str]:
    if "type" in schema:
        yield schema["type"] if isinstance(schema["type"], str) else " or ".join(schema["type"])
    if "format" in schema:
        yield f"({schema['format']})"
    if "minimum" in schema or "maximum" in schema:
        yield f"{schema.get('minimum', '')}–{schema.get('maximum', '')}"
    if schema.get("default") not in (None, "", [], ()):
        yield f"= {schema['default']}"
