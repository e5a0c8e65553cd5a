"""The calls that a Power Automate custom connector is for, as OpenAPI 2.0: the only form that one is made from.

"OpenAPI definitions that are in OpenAPI 3.0 format are not supported", and it must be smaller than 1 MB
(https://learn.microsoft.com/connectors/custom-connectors/define-openapi-definition); operations are named in Pascal
case (…/custom-connectors/coding-standards). Made from the description, so that both say the same. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from portal.api.bodies import WORDS

Described = dict[str, Any]

OFFERED = (
    "submitDocument",
    "listJobs",
    "getJob",
    "getJobDetails",
    "retryJob",
    "getJobOrder",
    "getJobOrderPdf",
    "getUsage",
)
"""What flows are made of: bringing documents, asking what became of them, fetching the form."""
KEPT = frozenset(
    {"type", "format", "description", "enum", "required", "minimum", "maximum", "minLength", "maxLength", "pattern"}
)
"""What a schema says alike in both versions. JSON Schema of 3.1 knows more."""
KEY_WORDS = "Write Bearer, a space, and the token."
SUBMITTED: Described = {
    "type": "object",
    "required": ["base64"],
    "properties": {
        "file_name": {"type": "string", "x-ms-summary": "File name", "description": "As people know the file."},
        "base64": {
            "type": "string",
            "format": "byte",
            "x-ms-summary": "File content",
            "description": "The document: the file content of any trigger or action.",
        },
    },
}
"""The one of the bodies of submitDocument that flows have at hand."""


def connector(description: Mapping[str, Any], address: str) -> Described:
    """The connector's definition for the portal at ``address``."""
    paths: dict[str, Described] = {}
    for path, item in description["paths"].items():
        if offered := {method: told for method, told in item.items() if told.get("operationId") in OFFERED}:
            paths[path] = {method: _operation(told, description) for method, told in offered.items()}
    where = urlsplit(address)
    return {
        "swagger": "2.0",
        "info": {**description["info"], "description": WORDS["about"]},
        "host": where.netloc,
        "basePath": where.path or "/",
        "schemes": [where.scheme],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": paths,
        "definitions": _definitions(paths, description["components"]["schemas"]),
        "securityDefinitions": {
            "token": {"type": "apiKey", "in": "header", "name": "Authorization", "description": KEY_WORDS}
        },
        "security": [{"token": []}],
    }


def _operation(told: Mapping[str, Any], description: Mapping[str, Any]) -> Described:
    name, success = str(told["operationId"]), next(status for status in told["responses"] if status.startswith("2"))
    parameters = [_parameter(one, description) for one in told["parameters"]]
    if "requestBody" in told:
        parameters.append({"in": "body", "name": "body", "required": True, "schema": SUBMITTED})
    content = next(iter(told["responses"][success].get("content", {}).items()))
    made = {
        "operationId": name[:1].upper() + name[1:],
        "summary": told["summary"].partition(". ")[0].rstrip("."),
        "description": f"{told['summary']} {told['description']}",
        "parameters": parameters,
        "responses": {
            status: {"description": answer["description"], "schema": _answer(answer)}
            for status, answer in told["responses"].items()
        },
    }
    return made if content[0] == "application/json" else made | {"produces": [content[0]]}


def _answer(answer: Mapping[str, Any]) -> Described:
    kind, content = next(iter(answer["content"].items()))
    return _schema(content["schema"]) if kind.endswith("json") else {"type": "file"}


def _parameter(told: Mapping[str, Any], description: Mapping[str, Any]) -> Described:
    """In version 2 a parameter is its own schema, and refers to no other."""
    schema = _resolved(told["schema"], description)
    made = {"name": told["name"], "in": told["in"], "required": bool(told.get("required")), **_schema(schema)}
    if schema.get("type") == "array":
        items = _schema(_resolved(schema["items"], description))
        items.pop("description", None)  # which the items of a parameter cannot have
        made |= {"items": items, "collectionFormat": "multi"}
    if "default" in schema:
        made["default"] = schema["default"]
    words = str(told.get("description", told["name"].replace("_", " ").capitalize()))
    return made | {"description": words, "x-ms-summary": told["name"].replace("_", " ").capitalize()}


def _resolved(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = description["components"]["schemas"][name] if name else schema
    return found


def _schema(schema: Mapping[str, Any] | bool) -> Described:
    """The schema in the words of version 2; "or null" becomes an extension, any other choice becomes anything."""
    if isinstance(schema, bool):
        return {}
    if reference := schema.get("$ref"):
        return {"$ref": f"#/definitions/{str(reference).rpartition('/')[2]}"}
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        left = [choice for choice in choices if choice != {"type": "null"}]
        return {**_schema(left[0]), "x-nullable": True} if len(left) == 1 and "$ref" not in left[0] else {}
    made = {name: value for name, value in schema.items() if name in KEPT}
    if "enum" in made:
        made.setdefault("type", "string")
    if isinstance(made.get("type"), list):
        made["type"] = next(kind for kind in made["type"] if kind != "null")
    if "properties" in schema:
        made["properties"] = {name: _schema(one) for name, one in schema["properties"].items()}
    if "items" in schema:
        made["items"] = _schema(schema["items"])
    return made


def _definitions(paths: object, schemas: Mapping[str, Any]) -> dict[str, Described]:
    """Those that the paths refer to, and those that these refer to."""
    found: dict[str, Described] = {}
    waiting = set(_references(paths))
    while waiting:
        name = waiting.pop()
        found[name] = _schema(schemas[name])
        waiting |= set(_references(found[name])) - found.keys()
    return dict(sorted(found.items()))


def _references(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(reference := value.get("$ref"), str):
            yield reference.rpartition("/")[2]
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)
