"""The portal's languages: English, which everything is written in, and Malay from ``templates/portal/ms.toml``.

Texts of pages are looked up by their English words (:func:`text`, :func:`plural`; templates call them ``_`` and
``_n``). Sentences that records keep are English for ever, since they are written once and read by everybody; they are
recognised by their pattern and said in the reader's language (:func:`said`), or stay as they are.

Which language is spoken belongs to the request: :class:`Speaking` sets it for everything that answers it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from markupsafe import Markup, escape

COOKIE = "language"


class Language(StrEnum):
    """By its code in ``<html lang>`` (BCP 47)."""

    ENGLISH = "en"
    MALAY = "ms"


OWN_NAMES = {Language.ENGLISH: "English", Language.MALAY: "Bahasa Melayu"}

_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.ENGLISH)


def spoken() -> Language:
    """The language of the request that is being answered."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything inside is said in ``language``."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def text(english: str, **values: object) -> Markup:
    """The text in the reader's language, its ``{placeholders}`` filled; values are escaped unless they are markup."""
    return Markup(escape(_in(spoken()).texts.get(english, english))).format(**values)  # noqa: S704 - escaped here


def plural(one: str, many: str, number: int, **values: object) -> Markup:
    """``one`` or ``many`` with ``{n}``. Malay does not tell them apart: its catalogue knows ``many``."""
    if spoken() is Language.ENGLISH:
        return text(one if number == 1 else many, n=number, **values)
    return text(many, n=number, **values)


def said(words: str) -> str:
    """A sentence from the records in the reader's language; as it is when no pattern knows it."""
    return _said(spoken(), words)


def is_known(words: str) -> bool:
    """Whether :func:`said` speaks the reader's language, not English in its place."""
    return spoken() is Language.ENGLISH or _known(spoken(), words) is not None


def marked(words: str) -> Markup:
    """:func:`said`, with what stays English marked so, for screen readers."""
    if is_known(words):
        return escape(said(words))
    return Markup('<span lang="en">{}</span>').format(words)


# -- the catalogue ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Catalogue:
    """``texts`` by their English; ``patterns`` recognise the sentences of records."""

    texts: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()


@cache
def _in(language: Language) -> Catalogue:
    return Catalogue({}) if language is Language.ENGLISH else catalogue(language)


def load() -> None:
    """Read all languages' texts, which otherwise the first reader of each waits for."""
    for language in Language:
        _in(language)


def catalogue(language: Language) -> Catalogue:
    """The file of ``language``: its tables are one; ``[records]`` holds the sentences of records."""
    file = files("templates").joinpath("portal", f"{language.value}.toml")
    tables: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    texts = {english: other for table in tables.values() for english, other in table.items()}
    sentences = tables.get("records", {})
    return Catalogue(texts, tuple((_pattern(english), other) for english, other in sentences.items()))


def _pattern(english: str) -> re.Pattern[str]:
    """Recognises the sentence with anything in its placeholders."""
    parts = re.split(r"\{(\w+)\}", english)
    return re.compile("".join(f"(?P<{part}>.+)" if i % 2 else re.escape(part) for i, part in enumerate(parts)), re.S)


def _said(language: Language, words: str) -> str:
    found = _known(language, words)
    return words if found is None else found


@lru_cache(maxsize=4000)
def _known(language: Language, words: str) -> str | None:
    """The sentence, or None. A sentence at the start of a line may have got a capital letter."""
    if found := _exactly(language, words):
        return found
    other_case = words[:1].swapcase() + words[1:]
    found = _exactly(language, other_case)
    return found and (found[:1].upper() if words[:1].isupper() else found[:1].lower()) + found[1:]


def _exactly(language: Language, words: str) -> str | None:
    known = _in(language)
    if words in known.texts:
        return known.texts[words]
    for pattern, other in known.patterns:
        if match := pattern.fullmatch(words):
            values = {name: _said(language, value) for name, value in match.groupdict().items() if value != words}
            return other.format(**values)
    return None


# -- whose language ---------------------------------------------------------------------------------------------


class Speaking(ASGIMiddleware):
    """Answers each request in its language: the reader's choice (a cookie), the setting, or the browser's wish."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, setting: Language | None) -> None:
        self._setting = setting

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer ``scope`` with its language set."""
        with speaking(language_of(Request[Any, Any, Any](scope), self._setting)):
            await next_app(scope, receive, send)


def language_of(request: Request[Any, Any, Any], setting: Language | None) -> Language:
    """The language to answer in."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in set(Language):
        return Language(chosen)
    return setting or accepted(request.headers.get("accept-language", ""))


def accepted(header: str) -> Language:
    """The first of our languages in the order of an Accept-Language header (RFC 9110, 12.5.4)."""
    wishes: list[tuple[float, Language]] = []
    for wish in header.split(","):
        tag, _, quality = wish.strip().partition(";q=")
        code = tag.lower().split("-")[0]
        if code in set(Language):
            wishes.append((-_number(quality), Language(code)))
    return min(wishes, key=lambda wish: wish[0], default=(0.0, Language.ENGLISH))[1]


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
