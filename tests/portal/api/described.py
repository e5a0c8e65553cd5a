"""Holds what the portal answers against its own description."""

from __future__ import annotations

import re
from typing import Any

from jsonschema import Draft202012Validator

Described = dict[str, Any]


def conforms(description: Described, schema: Described, value: object) -> None:
    """Fail when ``value`` is not what ``schema`` promises."""
    whole = {**schema, "components": description["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


def check(description: Described, answer: Any) -> None:
    """Fail when an answer (httpx's) is not described: its address, status, media type or content."""
    request = answer.request
    operation = operation_of(description, request.method, request.url.path)
    responses = operation["responses"]
    assert str(answer.status_code) in responses, (
        f"{request.method} {request.url.path}: {answer.status_code} {answer.text}"
    )
    content = responses[str(answer.status_code)].get("content", {})
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if not content and not answer.content:
        return
    assert kind in content, f"{request.url.path} answered {kind}, described are {sorted(content)}"
    if kind.endswith("json"):
        conforms(description, content[kind]["schema"], answer.json())


def operation_of(description: Described, method: str, path: str) -> Described:
    """The description of what was asked; the address without variables goes first."""
    for template in sorted(description["paths"], key=lambda known: known.count("{")):
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
            item: Described = description["paths"][template]
            if method.lower() in item:
                found: Described = item[method.lower()]
                return found
    raise AssertionError(f"{method} {path} is not described")
