"""Turns templates into answers: whole pages, and fragments that say when nothing changed."""

from __future__ import annotations

import hashlib
import re
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.status_codes import HTTP_304_NOT_MODIFIED
from markupsafe import Markup, escape

from pipeline.orders import OrderRecord
from pipeline.sniff import HEIC, IMAGES, JPEG, JSON, PDF, PNG, TIFF, XML
from portal import languages, wording
from portal.access.caller import Caller
from portal.assets import Assets
from portal.sheet import row_size

HTML = "text/html"
DAY = timedelta(days=1)
_AGES = re.compile(r"(<time [^>]*data-age>)[^<]*")
"""Ages run on in the browser: that they moved is no news."""
_KINDS = {PDF: "PDF", JPEG: "JPG", PNG: "PNG", TIFF: "TIFF", HEIC: "HEIC", XML: "XML e-invoice", JSON: "JSON e-invoice"}
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class Templates:
    """The portal's templates with their filters."""

    def __init__(self, assets: Assets, **always: object) -> None:
        self._always: dict[str, object] = {"caller": None}
        loader = PackageLoader("templates", ".")
        self._environment = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.update(
            _=languages.text, _n=languages.plural, language=languages.spoken, own_names=languages.OWN_NAMES
        )
        self._environment.globals.update(asset=assets.address, here="", **always)
        self._environment.filters.update(
            age=lambda moment: wording.age(moment, datetime.now(UTC), languages.text),
            exact=lambda moment: wording.exact(moment, languages.text),
            said=languages.marked,
            said_plainly=languages.said,
            clock=wording.clock,
            day=lambda day: wording.day(day, languages.text),
            days_of=lambda period: wording.span(period.first, period.last, languages.text),
            span=lambda span: wording.span(span.first, span.end - DAY, languages.text),
            days_asked=lambda asked: wording.span(asked.first, asked.last, languages.text),
            duration=wording.duration,
            file_size=wording.file_size,
            percent=wording.percent,
            sentence=wording.sentence,
            in_code=in_code,
            row_size=row_size,
            kind_of_file=lambda media_type: languages.text(_KINDS.get(media_type, "File")),
            has_pages=lambda media_type: media_type == PDF or media_type in IMAGES,
            pdf_name=pdf_name,
        )

    def seen_by(self, caller: Caller | None, **more: object) -> Templates:
        """The same templates for one who asks: ``caller`` in them is that one, and ``more`` is what holds for them."""
        seen = copy(self)
        seen._always = self._always | {"caller": caller} | more
        return seen

    def load(self) -> None:
        """Make every page's template into code, and read the texts of all languages."""
        languages.load()
        for name in self._environment.list_templates(filter_func=_is_page):
            self._environment.get_template(name)

    def page(self, name: str, /, *, status_code: int = 200, **values: object) -> Response[str]:
        """A whole page. It shows what is true now, so it is not kept."""
        html = self._environment.get_template(f"portal/{name}.j2").render(self._always | values)
        return Response(html, media_type=HTML, status_code=status_code, headers={"Cache-Control": "no-store"})

    def fragment(self, request: Request[Any, Any, Any], name: str, /, **values: object) -> Response[str]:
        """A part of a page, or 304 when the asker has it already."""
        html = self._environment.get_template(f"portal/{name}.j2").render(self._always | values)
        ageless = _AGES.sub(r"\1", html)
        etag = f'"{hashlib.sha256(ageless.encode()).hexdigest()[:20]}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response("", media_type=HTML, status_code=HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(html, media_type=HTML, headers=headers)


def _is_page(name: str) -> bool:
    return name.startswith("portal/") and name.endswith(".j2")


def in_code(words: str) -> Markup:
    """What stands between backticks is code."""
    code = Markup("<code>{}</code>").format
    return Markup("").join(code(part) if n % 2 else escape(part) for n, part in enumerate(words.split("`")))


def pdf_name(order: OrderRecord) -> str:
    """A file name for a job order that is safe in an address and on any disk: ``KDI-2507-003.pdf``."""
    letter = f"-{order.letter}" if order.letter != "A" else ""
    stem = _NOT_IN_NAMES.sub("-", f"{order.number or 'job-order'}{letter}").strip(".-") or "job-order"
    return f"{stem[:80]}.pdf"
