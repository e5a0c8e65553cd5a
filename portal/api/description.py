"""The OpenAPI 3.1 description: made from the handlers and the types they answer with, so that it is true.

What a handler's code does not say is added here: who may call it (from its guard), which problems it answers, bodies
that are read as raw bytes, and the events that are sent (from the types they are made of).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec
from litestar import Litestar, Router
from litestar.di import Dependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig

from outputs.data import JobOrderData
from pipeline.announcing import EventType, WebhookEvent
from portal.access.guards import Requirement
from portal.api.bodies import ANSWERS, DOCUMENT_BODIES, EVENT_HEADERS, PROBLEM, PROBLEMS, SIGNATURE_HEADERS, WORDS

Described = dict[str, Any]

DESCRIBED = ("/api", "/webhooks", "/health")
REF = "#/components/schemas/{name}"
RAW = {"submitDocument": DOCUMENT_BODIES, "receiveWebhook": DOCUMENT_BODIES}
_TIMES = re.compile(r"^(at|timestamp|.+_at)$")


@dataclass(frozen=True)
class Operation:
    """A handler and one of its addresses as the description knows it."""

    handler: HTTPRouteHandler
    path: str

    @property
    def requirement(self) -> Requirement | None:
        """Who may call it; None for everybody."""
        return next((guard for guard in self.handler.guards or () if isinstance(guard, Requirement)), None)


def describe(handlers: Iterable[object], version: str) -> Described:
    """The description of all ``handlers`` that programs use."""
    chosen = [handler for handler in handlers if isinstance(handler, HTTPRouteHandler) and _is_described(handler)]
    made = _from_litestar(chosen, version)
    if nameless := [handler.handler_name for handler in chosen if not handler.operation_id]:
        raise TypeError(f"{', '.join(nameless)}: give it an operation_id, by which programs call it.")
    operations = {str(handler.operation_id): Operation(handler, min(handler.paths)) for handler in chosen}
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_schemas(chosen), Problem=PROBLEM)
    for path, item in made["paths"].items():
        for told in item.values():
            if isinstance(told, dict) and "operationId" in told:
                _complete(told, path, operations[told["operationId"]])
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": WORDS["token"]}
    }
    made["webhooks"] = {kind.value: {"post": _event(kind)} for kind in EventType}
    return made


def _is_described(handler: HTTPRouteHandler) -> bool:
    return all(path.startswith(DESCRIBED) for path in handler.paths) and handler.include_in_schema is not False


def _from_litestar(handlers: Sequence[HTTPRouteHandler], version: str) -> Described:
    config = OpenAPIConfig(
        title="Sendora", version=version, description=WORDS["about"], use_handler_docstrings=True, path="/described"
    )
    given = {name for handler in handlers for name in _injected(handler)}
    nothing = {name: Provide(lambda: None, sync_to_thread=False) for name in given}
    app = Litestar(
        route_handlers=[Router("/", route_handlers=list(handlers))],
        dependencies=nothing,
        openapi_config=config,
        logging_config=None,
    )
    return msgspec.to_builtins(app.openapi_schema.to_schema(), enc_hook=str)  # type: ignore[no-any-return] # a dict


def _injected(handler: HTTPRouteHandler) -> Iterator[str]:
    """What a handler is given by the portal, not by the request."""
    for name, annotation in get_type_hints(handler.fn, include_extras=True).items():
        if any(isinstance(mark, Dependency) for mark in getattr(annotation, "__metadata__", ())):
            yield name


# -- one operation -------------------------------------------------------------------------------------------------


def _complete(told: Described, path: str, operation: Operation) -> None:
    words = inspect.cleandoc(operation.handler.fn.__doc__ or "")
    summary, _, rest = words.partition("\n")
    told["summary"] = _plain(summary)
    told["description"] = _plain(f"{rest.strip()} {_who(operation.requirement)}".strip())
    told["security"] = [{"token": []}] if operation.requirement else []
    told["parameters"] = [_parameter(one) for one in told.get("parameters", ())]
    if operation_id := RAW.get(told["operationId"]):
        told["requestBody"] = operation_id
    if told["operationId"] == "receiveWebhook":
        told["parameters"] += SIGNATURE_HEADERS
    told.setdefault("tags", ["review" if path.startswith(("/api/job-orders", "/api/review")) else "more"])
    told.pop("deprecated", None)
    told["responses"].pop("400", None)  # the framework's own shape, which is not ours
    if path.startswith("/health"):  # what does not run is told in the same shape
        told["responses"]["503"] = {**told["responses"]["200"], "description": WORDS["503"]}
        return
    told["responses"] |= {str(status): _problem(status) for status in _problems(told, path, operation)}
    for status, content in ANSWERS.get(told["operationId"], {}).items():
        told["responses"][status]["content"] = content


def _who(requirement: Requirement | None) -> str:
    if requirement is None:
        return "Needs no token."
    return f"Needs a token with the scope {requirement.scope}, or the role {requirement.role.word}."


def _problems(told: Described, path: str, operation: Operation) -> Iterator[int]:
    """The problems it may answer with, by what it is made of."""
    names = {parameter["name"] for parameter in told["parameters"]}
    body = "requestBody" in told
    if names or body:
        yield 400
    if operation.requirement:
        yield from (401, 403)
    if "{" in path:
        yield 404
    if body:
        yield from (413, 415, 422)
    yield from PROBLEMS.get(told["operationId"], ())
    if "If-Match" in names:
        yield from (409, 412, 428)
    yield 503


def _problem(status: int) -> Described:
    return {
        "description": WORDS[str(status)],
        "content": {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}},
    }


def _parameter(given: Described) -> Described:
    """Without "or null": a parameter that is left out is left out."""
    parameter = {name: value for name, value in given.items() if not name.startswith(("deprecated", "allow"))}
    schema = parameter["schema"]
    choices = [choice for choice in schema.get("oneOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1 and len(schema["oneOf"]) == 2:
        rest = {name: value for name, value in schema.items() if name != "oneOf"}
        parameter["schema"] = choices[0] if "$ref" in choices[0] else choices[0] | rest
    parameter["schema"].pop("description", None)
    return parameter


# -- types ---------------------------------------------------------------------------------------------------------


def _schemas(handlers: Iterable[HTTPRouteHandler]) -> dict[str, Described]:
    """The types of all bodies and answers, and of the events."""
    known = {kind for handler in handlers for kind in _types_of(handler)} | {WebhookEvent, JobOrderData}
    _, schemas = msgspec.json.schema_components(sorted(known, key=lambda kind: kind.__name__), ref_template=REF)
    for schema in schemas.values():
        _tidy(schema)
    return schemas


def _types_of(handler: HTTPRouteHandler) -> Iterator[type]:
    answers = [
        handler.parsed_return_field.annotation,
        *(spec.data_container for spec in (handler.responses or {}).values()),
    ]
    if handler.parsed_data_field:
        answers.append(handler.parsed_data_field.annotation)
    for answer in answers:
        yield from _own_types(answer)


def _own_types(annotation: Any) -> Iterator[type]:
    """The types of ours within an annotation."""
    if isinstance(annotation, type) and (is_dataclass(annotation) or issubclass(annotation, msgspec.Struct)):
        yield annotation
    for part in get_args(annotation):
        yield from _own_types(part)


def _tidy(schema: Described) -> None:
    if words := schema.get("description"):
        schema["description"] = _plain(inspect.cleandoc(words))
    for name, told in schema.get("properties", {}).items():
        for one in [told, *told.get("anyOf", ())]:
            if _TIMES.match(name) and one.get("type") == "string":
                one["format"] = "date-time"


def _plain(words: str) -> str:
    """A docstring as a reader of the API wants it: Markdown instead of reStructuredText."""
    words = re.sub(
        r":(?:class|func|meth|mod|data):`~?([^`]+)`", lambda found: f"`{found[1].rpartition('.')[2]}`", words
    )
    return words.replace("``", "`")


# -- what is sent --------------------------------------------------------------------------------------------------


def _event(kind: EventType) -> Described:
    return {
        "operationId": f"on_{kind.value}",
        "summary": WORDS[kind.value],
        "description": WORDS["events"],
        "parameters": EVENT_HEADERS,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": REF.format(name=WebhookEvent.__name__)}}},
        },
        "responses": {"2XX": {"description": WORDS["taken"]}, "410": {"description": WORDS["gone"]}},
    }
