"""A text as runs of letters and of digits, and what stands between them.

Words are compared by their letters and digits alone: capitals, spaces, full stops, dashes and slashes do not matter,
since clerks and OCR treat them freely ("P/O No." is "po no", "DOORTYPE" is "door type").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

from pipeline.understand.lookalikes import LOOKALIKE

# Letter runs end where a capital follows a small letter: OCR loses spaces ("BarangQuantity").
_TOKEN = re.compile(r"[^\W\d_]+?(?:(?<=[a-z])(?=[A-Z])|(?![^\W\d_]))|\d+|[#%@]")
_BREAK = re.compile(r"[,;|•·●:]|\s[-–]\s")
_MARKS = re.compile(r"[^\w#%@]|_")
# A colon may stand behind the label's translation: "Core Filling / Isian: …".
_LABELS = re.compile(r"[ .]*(?:\([^()\n]*\))?[ .]*(?:/[^:=\n\t|,;/\d]{2,30}?(?:\([^()\n]*\))?[ .]*)?(?:[:=\uff1a]|\t)")
_APART = re.compile(r"[/()\[\]\n\t]")
_FIGURES_NEXT = re.compile(r"[-/.]?\d")
_INITIAL = re.compile(r"[^\W\d_]")


class Token:
    """A run of letters, or of digits, at ``start`` to ``end`` of a text; what stands around it is told when asked."""

    __slots__ = ("_after", "_whole", "end", "likened", "start", "text")

    def __init__(self, whole: str, start: int, end: int, after: int) -> None:
        """The token at ``whole[start:end]``; the one before ends at ``after``."""
        self._whole, self._after, self.start, self.end = whole, after, start, end
        text = whole[start:end]
        self.text = text.lower() if text.isascii() else squeeze(text)
        self.likened = self.text.translate(LOOKALIKE)
        """Its text with all that looks alike made the same."""

    @property
    def broken_off(self) -> bool:
        """A comma, a bar, a colon or a free-standing dash stands before it: no phrase reaches over that."""
        return not self._close and bool(_BREAK.search(self._whole, self._after, self.start))

    @property
    def apart(self) -> bool:
        """A slash, a bracket, a gap or a line's end stands before it: no label made of words reaches over that."""
        initial = _INITIAL.fullmatch(self._whole, self.start, self.end)
        return not self._close and not initial and bool(_APART.search(self._whole, self._after, self.start))

    @property
    def figures(self) -> bool:
        """Figures follow at once, as behind the letters of a number ("INV-62788"): no label of several words ends."""
        return bool(_FIGURES_NEXT.match(self._whole, self.end))

    @property
    def labels(self) -> bool:
        """A colon, an equals sign or a wide gap stands behind it, as behind a label."""
        return bool(_LABELS.match(self._whole, self.end))

    @property
    def _close(self) -> bool:
        return self._whole[self._after : self.start] in ("", " ")  # as most words stand


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
        start, stop = match.span()
        tokens.append(Token(text, start, stop, end))
        end = stop
    return tuple(tokens)
