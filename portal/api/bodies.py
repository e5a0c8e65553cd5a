"""What the description says in words, and the bodies and headers that no type of ours stands for."""

from __future__ import annotations

from typing import Any

Described = dict[str, Any]

WORDS = {
    "about": (
        "Documents in, job orders out. Every refusal is a problem document (RFC 9457) with a stable `code` and a "
        "`detail` that says what to do. Times are UTC. A program sends its token as `Authorization: Bearer …`."
    ),
    "token": "A token that an administrator made in the portal, shown once. Its scopes say what it may do.",
    "400": "The request cannot be understood",
    "401": "Nobody known: send a token, or a signature that fits",
    "403": "Not allowed with this token or role",
    "404": "There is none",
    "409": "Does not fit how it stands just now",
    "412": "Somebody changed it meanwhile: yours and theirs are in the answer",
    "413": "Too big",
    "415": "Not of a kind that is taken",
    "422": "Refused: the detail says why",
    "428": "Say which version you mean: If-Match",
    "503": "Not possible just now: try again",
    "job_order.created": "A job order is finished",
    "job_order.needs_review": "A job order is a draft: a person is asked",
    "job_order.revised": "A finished job order has changed, or replaces an earlier one of its number",
    "job.failed": "A document became no job order",
    "events": (
        "Sent to each endpoint of the setting `webhook_endpoints` that asked for it, signed as Standard Webhooks 1.0 "
        "says. It may come twice, and in any order: remember the ids, and take the highest `job.version`."
    ),
    "taken": "Any 2xx within 20 seconds: it is not sent again. Everything else is tried again for three days.",
    "gone": "Nothing more is sent to this endpoint",
}

PROBLEMS = {
    "submitDocument": (409,),
    "receiveWebhook": (401,),
    "cancelJob": (409,),
    "groupPages": (409,),
    "openWithPassword": (409,),
    "redeliverWebhook": (409,),
    "redeliverDead": (409,),
    "changeLesson": (409,),
}
"""Problems that are an operation's own."""

PROBLEM: Described = {
    "title": "Problem",
    "description": "Why it did not work (RFC 9457), in a sentence that says what to do.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "The address of a page about this sort of problem: /api/problems/ and the code.",
        },
        "title": {"type": "string", "description": "The sort of problem in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened and what to do."},
        "instance": {"type": "string", "format": "uri-reference", "description": "What was asked for."},
        "code": {"type": "string", "description": "Stable, for programs."},
        "job_id": {"type": "string", "description": "The job it is about."},
        "url": {"type": "string", "description": "Where to look."},
        "retry_after": {"type": "integer", "description": "Seconds after which it is worth trying again."},
        "errors": {
            "type": "array",
            "description": "What is wrong with each part of the request.",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}

_BINARY: Described = {"schema": {"type": "string", "format": "binary"}}
_IN_JSON: Described = {
    "type": "object",
    "required": ["base64"],
    "properties": {
        "file_name": {"type": "string"},
        "base64": {"type": "string", "contentEncoding": "base64", "description": "The document."},
    },
}
DOCUMENT_BODIES: Described = {
    "required": True,
    "description": "The document itself, a form with one file, or JSON that holds it.",
    "content": {
        "application/pdf": _BINARY,
        "image/*": _BINARY,
        "application/xml": {"schema": {"type": "string"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
        "application/json": {
            "schema": {
                "oneOf": [
                    _IN_JSON,
                    {
                        "type": "object",
                        "required": ["type", "data"],
                        "properties": {"type": {"type": "string", "examples": ["invoice.received"]}, "data": _IN_JSON},
                    },
                ]
            }
        },
    },
}


def _header(name: str, words: str, required: bool) -> Described:
    return {"name": name, "in": "header", "required": required, "description": words, "schema": {"type": "string"}}


SIGNATURE_HEADERS = [
    _header("webhook-id", "The delivery's id, the same in every repeat (Standard Webhooks).", False),
    _header("webhook-timestamp", "Seconds since 1970, at most 300 away from now (Standard Webhooks).", False),
    _header("webhook-signature", "v1, and the HMAC-SHA256 of id.timestamp.body in base64 (Standard Webhooks).", False),
    _header("X-Hub-Signature-256", "sha256= and the HMAC-SHA256 of the body in hex (profile body-hmac).", False),
]
EVENT_HEADERS = [
    _header("webhook-id", "The event's id, the same in every try.", True),
    _header("webhook-timestamp", "When this try was made, in seconds since 1970.", True),
    _header("webhook-signature", "v1, and the HMAC-SHA256 of id.timestamp.body in base64; one for each secret.", True),
]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWERS: dict[str, dict[str, Described]] = {
    "receiveWebhook": {"202": {"application/json": {"schema": {"$ref": "#/components/schemas/JobTaken"}}}},
    "getJobOrderContent": {"200": {"application/json": {"schema": {"$ref": "#/components/schemas/JobOrderData"}}}},
    "getJobOrderPdf": {"200": {"application/pdf": _BINARY}},
    "getDocument": {"200": {"application/octet-stream": _BINARY}},
    "exportJobOrders": {"200": {_XLSX: _BINARY, "text/csv": _BINARY}},
}
"""What a handler's type does not say: bytes, and different types with different statuses."""
