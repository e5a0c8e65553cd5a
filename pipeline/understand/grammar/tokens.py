"""A text as runs of letters and of digits, and what stands between them.

Words are compared by their letters and digits alone: capitals, spaces, full stops, dashes and slashes do not matter,
since clerks and OCR treat them freely ("P/O No." is "po no", "DOORTYPE" is "door type").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.understand.grammar.lookalikes import alike

# Letter runs end where a capital follows a small letter: OCR loses spaces ("BarangQuantity").
_TOKEN = re.compile(r"((?=[^\W\d_])[^\W\d_a-z]*(?:[a-z]+(?:[^\W\d_A-Za-z][^\W\d_a-z]*)?)*|\d+|[#%@])")
_ASCII_TOKEN = re.compile(r"([A-Z]+[a-z]*|[a-z]+|[0-9]+|[#%@])")  # the same, where there is nothing else
_BREAK = re.compile(r"[,;|•·●:]|\s[-–]\s")
_MARKS = re.compile(r"[^\w#%@]|_")
_ASCII_MARKS = bytes(code for code in range(128) if _MARKS.match(chr(code)))
_LOWERED = bytes(range(256)).lower()  # a table: bytes are turned many times faster than a text
_NO_GAP = ("", " ")
_MARKS_OF_LABELS = (":", "\t", "=", "\uff1a")
# A colon may stand behind the label's translation: "Core Filling / Isian: …".
_LABELS = re.compile(r"[ .]*(?:\([^()\n]*\))?[ .]*(?:/[^:=\n\t|,;/\d]{2,30}?(?:\([^()\n]*\))?[ .]*)?(?:[:=\uff1a]|\t)")
_APART = re.compile(r"[/()\[\]\n\t]")
_FIGURES_NEXT = re.compile(r"[-/.]?\d(?!\d{1,3}\s?mm\b)", re.IGNORECASE)  # but "width130mm"
_FIGURE_BEFORE = re.compile(r"\d-?\Z")
_LETTERS_OF_A_CODE = 2
_INITIAL = re.compile(r"[^\W\d_]")


class Token(NamedTuple):
    """A run of letters, or of digits, at ``start`` to ``end`` of a text."""

    text: str
    start: int
    end: int


class Tokens:
    """The tokens of a text in their order; what stands around one is told when asked, by its place.

    ``texts`` are compared as they are, ``likened`` with all that looks alike made the same; ``starts`` and ``ends`` say
    where they stand.
    """

    __slots__ = ("_last_mark", "_pieces", "_whole", "ends", "likened", "starts", "texts")
    starts: list[int]
    ends: list[int]
    _last_mark: int

    def __init__(self, whole: str, most: int = 0) -> None:
        self._whole = whole
        token = _ASCII_TOKEN if whole.isascii() else _TOKEN
        self._pieces = token.split(whole, most)  # what stands before the first, the first, what stands behind it …
        parts = self._pieces[1::2]
        # Together they are turned faster than one by one.
        texts = " ".join(parts).lower() if whole.isascii() else " ".join(map(_lowered, parts))
        self.texts = tuple(texts.split(" ")) if parts else ()
        self.likened = tuple(alike(texts).split(" ")) if parts else ()

    def __getattr__(self, name: str) -> list[int] | int:
        """Where they and the last mark stand is found when it is first asked for: in most texts nothing begins."""
        if name == "_last_mark":
            self._last_mark = max(map(self._whole.rfind, _MARKS_OF_LABELS))
            return self._last_mark
        if name not in ("starts", "ends"):
            raise AttributeError(name)
        ends = list(accumulate(map(len, self._pieces)))
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        return self.starts if name == "starts" else self.ends

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Token]:
        return (self[place] for place in range(len(self.texts)))

    def __getitem__(self, place: int) -> Token:
        return Token(self.texts[place], self.starts[place], self.ends[place])

    def broken_off(self, place: int) -> bool:
        """A comma, a bar, a colon or a free-standing dash stands before it: no phrase reaches over that."""
        between = self._pieces[2 * place]
        return between not in _NO_GAP and _BREAK.search(between) is not None

    def apart(self, place: int) -> bool:
        """A slash, a bracket, a gap or a line's end stands before it: no label made of words reaches over that."""
        between = self._pieces[2 * place]
        if between in _NO_GAP or not _APART.search(between):
            return False
        return "\t" in between or not _INITIAL.fullmatch(self._whole, self.starts[place], self.ends[place])

    def figures(self, place: int) -> bool:
        """Figures follow at once, as behind the letters of a number ("INV-62788"): no label of several words ends."""
        return bool(_FIGURES_NEXT.match(self._whole, self.ends[place]))

    def ends_a_code(self, place: int) -> bool:
        """One letter or two at once behind figures, as the last of a code's ("LW210-S"): no label begins so."""
        start, short = self.starts[place], len(self._pieces[2 * place + 1]) <= _LETTERS_OF_A_CODE
        return short and bool(_FIGURE_BEFORE.search(self._whole, max(0, start - 2), start))

    @property
    def marked(self) -> bool:
        """Whether a colon, an equals sign or a wide gap stands anywhere behind its beginning."""
        return self._last_mark > 0

    def marked_behind(self, place: int) -> bool:
        """Whether a colon, an equals sign or a wide gap stands anywhere behind it."""
        return self._last_mark > 0 and self._last_mark >= self.ends[place]

    def labels(self, place: int) -> bool:
        """A colon, an equals sign or a wide gap stands behind it, as behind a label."""
        return bool(_LABELS.match(self._whole, self.ends[place]))


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters and digits only, lower case, accents and full-width forms folded."""
    if text.isascii():
        return text.encode().translate(_LOWERED, _ASCII_MARKS).decode()
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=65536)  # every list of words is asked about the same texts
def likened(squeezed: str) -> str:
    """A squeezed text with what OCR takes for one another made the same."""
    return alike(squeezed)


@lru_cache(maxsize=8192)
def tokens_in(text: str, most: int = 0) -> Tokens:
    """The letter runs and digit runs of ``text``, or the first ``most`` of them where that is not 0."""
    return Tokens(text, most)


def _lowered(part: str) -> str:
    return part.lower() if part.isascii() else squeeze(part)
