"""What an answer looks like when something did not work: RFC 9457 for programs, a page for people."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from litestar import Request, Response
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.response import Redirect
from sqlalchemy.exc import SQLAlchemyError

from pipeline.archive import NotInArchive
from pipeline.away import why_away
from pipeline.database import AWAY
from pipeline.errors import Refused, Temporary
from portal.access.caller import Caller, Kind
from portal.access.entry import asker
from portal.access.guards import caller_of
from portal.languages import language_of, said, speaking
from portal.problem_types import title_of, type_of

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
LATER = 30
"""Seconds after which it is worth asking again."""
_TOO_BIG = "At most {limit} MB a file are taken. Scan it with a lower resolution (300 dpi, grey) or split it."
_OUR_FAULT = "Something went wrong in the service, not in your document. Nothing that was received is lost; try again."


class Problem(Exception):
    """An answer that is no success: its status, stable code and sentence, and ``more`` members of the document."""

    def __init__(self, status: int, code: str, sentence: str, **more: object) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.more = more


def wants_page(request: Request[Any, Any, Any]) -> bool:
    """Whether a person's browser asks for a page (not a script, a picture or a program)."""
    return "text/html" in request.headers.get("accept", "")


def problem(
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    sentence: str,
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Response[dict[str, object]]:
    """A problem document: ``code`` is stable for programs, ``detail`` says what to do."""
    told = facts(status, code, said(sentence), request.app.state.address)
    content = told | {"instance": quote(request.url.path)} | more
    headers = dict(headers or {}) | {"Cache-Control": "no-store"}
    if status == 503:
        headers.setdefault("Retry-After", str(LATER))
        content.setdefault("retry_after", LATER)
    return Response(content, status_code=status, media_type=PROBLEM_JSON, headers=headers)


def facts(status: int, code: str, sentence: str, address: str) -> dict[str, object]:
    """What every problem says, whoever tells it: this service, or the proxy in front of it."""
    return {
        "type": type_of(code, address),
        "title": title_of(code, "That did not work"),
        "status": status,
        "detail": sentence,
        "code": code,
    }


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Every error that leaves a handler becomes an answer here."""
    status, code, sentence = _meaning(error, request.app.state.limits.upload_bytes)
    if status == 500 or isinstance(error, AWAY):
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    if status == 401 and wants_page(request) and request.method in ("GET", "HEAD"):
        return _to_sign_in(request)
    with speaking(language_of(request, request.app.state.language)):
        if wants_page(request):
            page: Response[str] = request.app.state.templates.seen_by(_asker(request, status)).page(
                "error", status_code=status, status=status, sentence=sentence
            )
            return page
        more = error.more if isinstance(error, Problem) else _errors(error)
        headers = dict(getattr(error, "headers", None) or {})
        if "retry_after" in more:
            headers["Retry-After"] = str(more["retry_after"])
        return problem(request, status, code, sentence, headers, **more)


def _asker(request: Request[Any, Any, Any], status: int) -> Caller | None:
    """An address that leads nowhere passes by the way in; whoever mistyped it keeps their menu all the same."""
    if status != 404 or "user" in request.scope:
        return caller_of(request.scope)
    try:
        return asker(request.app.state.access, request)
    except SQLAlchemyError:  # the database is what fails: a page without a menu is better than none
        return None


def _to_sign_in(request: Request[Any, Any, Any]) -> Redirect:
    """A person signs in and then comes to the page that was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Redirect(f"/sign-in?{urlencode({'to': asked})}", status_code=303, headers={"Cache-Control": "no-store"})


def _errors(error: Exception) -> dict[str, object]:
    """What is wrong with each part of the request, where the framework says so; by JSON pointer (RFC 6901)."""
    given = getattr(error, "extra", None)
    if not isinstance(error, HTTPException) or not isinstance(given, list):
        return {}
    return {"errors": [{"pointer": _pointer(one), "detail": str(one.get("message", ""))} for one in given]}


def _pointer(told: Mapping[str, object]) -> str:
    key = str(told.get("key", "")).removeprefix("data.")
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in key.split(".") if part)


def _meaning(error: Exception, upload_bytes: int) -> tuple[int, str, str]:  # noqa: PLR0911 - one for each sort
    if isinstance(error, Problem):
        return error.status, error.code, error.sentence
    if isinstance(error, Refused):
        return 422, error.code, error.reason
    if isinstance(error, Temporary):
        return 503, "try_again", error.reason
    if isinstance(error, AWAY):
        return 503, "try_again", why_away(error)
    if isinstance(error, NotInArchive):
        return 404, "not_in_archive", "This file is not kept any more."
    if isinstance(error, HTTPException) and error.status_code == 413:
        return 413, "too_large", _TOO_BIG.format(limit=upload_bytes // 2**20)
    if isinstance(error, HTTPException) and error.status_code < 500:
        return error.status_code, f"http_{error.status_code}", error.detail
    return 500, "unexpected", _OUR_FAULT


async def refuse_other_sites(request: Request[Any, Any, Any]) -> None:
    """Only our own pages, and programs, may change anything: another site's page in a browser may not.

    A coroutine though it waits for nothing: the framework would give it a thread for each request.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    foreign = origin is not None and origin.partition("://")[2] != request.headers.get("host")
    if foreign or site in ("cross-site", "same-site"):
        raise PermissionDeniedException("This came from a page of another site. Do it in the portal itself.")
    caller = caller_of(request.scope)
    if caller and caller.kind in (Kind.USER, Kind.VISITOR) and origin is None and site is None:
        raise PermissionDeniedException("This browser does not say which page this came from. Use a newer one.")
