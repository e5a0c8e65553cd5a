"""A text as runs of letters and of digits, and what stands between them.

Words are compared by their letters and digits alone: capitals, spaces, full stops, dashes and slashes do not matter,
since clerks and OCR treat them freely ("P/O No." is "po no", "DOORTYPE" is "door type").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

# Letter runs end where a capital follows a small letter: OCR loses spaces ("BarangQuantity").
_TOKEN = re.compile(r"[^\W\d_]+?(?:(?<=[a-z])(?=[A-Z])|(?![^\W\d_]))|\d+|[#%@]")
_BREAK = re.compile(r"[,;|•·●:]|\s[-–]\s")
_MARKS = re.compile(r"[^\w#%@]|_")
# A colon may stand behind the label's translation: "Core Filling / Isian: …".
_LABELS = re.compile(r"[ .]*(?:\([^()\n]*\))?[ .]*(?:/[^:=\n\t|,;/\d]{2,30}?(?:\([^()\n]*\))?[ .]*)?(?:[:=\uff1a]|\t)")
_APART = re.compile(r"[/()\[\]\n\t]")
_FIGURES_NEXT = re.compile(r"[-/.]?\d")
_INITIAL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Token:
    """A run of letters, or of digits, at ``text[start:end]``."""

    text: str
    start: int
    end: int
    broken_off: bool = False
    """A comma, a bar, a colon or a free-standing dash stands before it: no phrase reaches over that."""
    apart: bool = False
    """A slash, a bracket, a gap or a line's end stands before it: a label made of words does not reach over that."""
    figures: bool = False
    """Figures follow at once, as behind the letters of a number ("INV-62788"): it ends no label of several words."""
    labels: bool = False
    """A colon, an equals sign or a wide gap stands behind it, as behind a label."""


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters and digits only, lower case, accents and full-width forms folded."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=8192)
def tokens_in(text: str, most: int | None = None) -> tuple[Token, ...]:
    """The letter runs and digit runs of ``text``, or the first ``most`` of them."""
    tokens: list[Token] = []
    end = 0
    for match in islice(_TOKEN.finditer(text), most):
        (start, stop), figures = match.span(), bool(_FIGURES_NEXT.match(text, match.end()))
        close = text[end:start] in ("", " ")  # as most words stand
        broken_off = not close and bool(_BREAK.search(text, end, start))
        apart = not close and not _INITIAL.fullmatch(match[0]) and bool(_APART.search(text, end, start))
        labels = not text[stop : stop + 2].lstrip(" ").isalnum() and bool(_LABELS.match(text, stop))
        tokens.append(Token(squeeze(match[0]), start, stop, broken_off, apart, figures=figures, labels=labels))
        end = stop
    return tuple(tokens)
