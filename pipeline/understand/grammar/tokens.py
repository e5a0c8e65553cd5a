"""A text as runs of letters and of digits, and what stands between them.

Words are compared by their letters and digits alone: capitals, spaces, full stops, dashes and slashes do not matter,
since clerks and OCR treat them freely ("P/O No." is "po no", "DOORTYPE" is "door type").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.understand.grammar.lookalikes import LOOKALIKE

# Letter runs end where a capital follows a small letter: OCR loses spaces ("BarangQuantity").
_TOKEN = re.compile(r"(?=[^\W\d_])[^\W\d_a-z]*(?:[a-z]+(?:[^\W\d_A-Za-z][^\W\d_a-z]*)?)*|\d+|[#%@]")
_ASCII_TOKEN = re.compile(r"[A-Z]+[a-z]*|[a-z]+|[0-9]+|[#%@]")  # the same, where there is nothing else
_BREAK = re.compile(r"[,;|•·●:]|\s[-–]\s")
_MARKS = re.compile(r"[^\w#%@]|_")
_ASCII_MARKS = {code: None for code in range(128) if _MARKS.match(chr(code))}
# A colon may stand behind the label's translation: "Core Filling / Isian: …".
_LABELS = re.compile(r"[ .]*(?:\([^()\n]*\))?[ .]*(?:/[^:=\n\t|,;/\d]{2,30}?(?:\([^()\n]*\))?[ .]*)?(?:[:=\uff1a]|\t)")
_APART = re.compile(r"[/()\[\]\n\t]")
_FIGURES_NEXT = re.compile(r"[-/.]?\d")
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

    __slots__ = ("_parts", "_whole", "ends", "likened", "starts", "texts")
    starts: list[int]
    ends: list[int]

    def __init__(self, whole: str, most: int | None = None) -> None:
        self._whole = whole
        token = _ASCII_TOKEN if whole.isascii() else _TOKEN
        first = None if most is None else islice(token.finditer(whole), most)
        self._parts = parts = token.findall(whole) if first is None else [match[0] for match in first]
        # Together they are turned faster than one by one.
        texts = " ".join(parts).lower() if whole.isascii() else " ".join(map(_lowered, parts))
        self.texts = tuple(texts.split(" ")) if parts else ()
        self.likened = tuple(texts.translate(LOOKALIKE).split(" ")) if parts else ()

    def __getattr__(self, name: str) -> list[int]:
        """Where they stand is looked for when it is first asked for: in most texts nothing begins."""
        if name not in ("starts", "ends"):
            raise AttributeError(name)
        self.starts, self.ends, end = [], [], 0
        for part in self._parts:  # no sign of one stands between them
            start = self._whole.index(part, end)
            end = start + len(part)
            self.starts.append(start)
            self.ends.append(end)
        return self.starts if name == "starts" else self.ends

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Token]:
        return (self[place] for place in range(len(self.texts)))

    def __getitem__(self, place: int) -> Token:
        return Token(self.texts[place], self.starts[place], self.ends[place])

    def broken_off(self, place: int) -> bool:
        """A comma, a bar, a colon or a free-standing dash stands before it: no phrase reaches over that."""
        between = self._between(place)
        return between not in ("", " ") and bool(_BREAK.search(between))

    def apart(self, place: int) -> bool:
        """A slash, a bracket, a gap or a line's end stands before it: no label made of words reaches over that."""
        between = self._between(place)
        if between in ("", " ") or not _APART.search(between):
            return False
        return "\t" in between or not _INITIAL.fullmatch(self._whole, self.starts[place], self.ends[place])

    def figures(self, place: int) -> bool:
        """Figures follow at once, as behind the letters of a number ("INV-62788"): no label of several words ends."""
        return bool(_FIGURES_NEXT.match(self._whole, self.ends[place]))

    def ends_a_code(self, place: int) -> bool:
        """One letter or two at once behind figures, as the last of a code's ("LW210-S"): no label begins so."""
        start, short = self.starts[place], len(self._parts[place]) <= _LETTERS_OF_A_CODE
        return short and bool(_FIGURE_BEFORE.search(self._whole, max(0, start - 2), start))

    def initial(self, place: int) -> str:
        """The first character of what is compared there; a line's end where no token is left."""
        return self.likened[place][:1] if place < len(self.likened) else "\n"

    def labels(self, place: int) -> bool:
        """A colon, an equals sign or a wide gap stands behind it, as behind a label."""
        return bool(_LABELS.match(self._whole, self.ends[place]))

    def _between(self, place: int) -> str:
        return self._whole[self.ends[place - 1] if place else 0 : self.starts[place]]


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters and digits only, lower case, accents and full-width forms folded."""
    if text.isascii():
        return text.lower().translate(_ASCII_MARKS)
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=65536)  # every list of words is asked about the same texts
def likened(text: str) -> str:
    """A text squeezed, with what OCR takes for one another made the same."""
    return squeeze(text).translate(LOOKALIKE)


@lru_cache(maxsize=8192)
def tokens_in(text: str, most: int | None = None) -> Tokens:
    """The letter runs and digit runs of ``text``, or the first ``most`` of them."""
    return Tokens(text, most)


def _lowered(part: str) -> str:
    return part.lower() if part.isascii() else squeeze(part)
