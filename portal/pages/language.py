"""The switch between languages at the foot of every page."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from litestar import Request, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from portal.access.guards import open_to_all
from portal.languages import COOKIE, Language

A_YEAR = 365 * 86_400
Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/language", sync_to_thread=False, include_in_schema=False, guards=[open_to_all])
def choose_language(request: Request[Any, Any, Any], data: Form) -> Redirect:
    """Keep the reader's choice in a cookie and go back to the page it was made on."""
    chosen = data.get("language", "")
    language = Language(chosen) if chosen in set(Language) else Language.ENGLISH
    cookie = Cookie(key=COOKIE, value=language.value, max_age=A_YEAR, samesite="lax", httponly=True)
    return Redirect(_back(request.headers.get("referer", "")), status_code=303, cookies=[cookie])


def _back(referer: str) -> str:
    """The path only: never to another site, whatever the header says."""
    parts = urlsplit(referer)
    path = f"/{parts.path.lstrip('/')}"
    return f"{path}?{parts.query}" if parts.query else path
