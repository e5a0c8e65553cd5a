"""Laminate codes known by their shape: what stands unexplained in a line and looks so is the laminate. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.learned.lessons import Lesson
from pipeline.model import Field, ItemKind, LineItem

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]*[A-Za-z0-9]")


def shape_of(code: str) -> str:
    """A code's shape: each digit as ``#``, except a leading one that belongs to the maker's prefix (``6S-A###``)."""
    lead = re.match(r"\d+[A-Za-z]+", code)
    kept = lead[0] if lead else ""
    return kept + re.sub(r"\d", "#", code[len(kept) :])


def is_code(text: str) -> bool:
    """Whether words look like a code at all: one run with letters and digits, four characters or more."""
    return (
        bool(_TOKEN.fullmatch(text))
        and len(text) >= 4
        and any(c.isdigit() for c in text)
        and any(map(str.isalpha, text))
    )


def with_codes(item: LineItem, lessons: Sequence[Lesson], marked: Callable[[Field, Lesson], Field]) -> LineItem:
    """The line with its laminate code where that stood among the words that nobody knew."""
    words = item.other_words
    if item.kind.value == ItemKind.OTHER or item.laminate_code is not None or words is None:
        return item
    lessons = [lesson for lesson in lessons if lesson.meaning == "laminate_code"]
    found = [(match, lesson) for match in _TOKEN.finditer(words.raw) for lesson in lessons if _fits(match[0], lesson)]
    if len({match[0] for match, _ in found}) != 1:
        return item
    match, lesson = found[0]
    code = Field("laminate_code", match[0], match[0], words.confidence, words.page, words.box, "code")
    return replace(item, laminate_code=marked(code, lesson), other_words=_without(words, match))


def _fits(code: str, lesson: Lesson) -> bool:
    return shape_of(code).casefold() == lesson.subject.casefold()


def _without(words: Field, match: re.Match[str]) -> Field | None:
    rest = re.sub(r"\s*[;,]\s*[;,]?\s*", "; ", words.raw[: match.start()] + words.raw[match.end() :]).strip(" ;,:")
    if not re.search(r"\w", rest):
        return None
    return replace(words, raw=rest, value=rest, doubts=(f"these words are not known: “{rest}”",))
