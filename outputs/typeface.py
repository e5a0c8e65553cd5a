"""The form's type and how wide its letters are.

Liberation Sans Narrow is cut to the widths of Arial Narrow, the type of the company's own form. Widths are taken from
the same TrueType file that the PDF embeds, so what fits here fits on paper.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

REGULAR = "LiberationSansNarrow-Regular.ttf"
BOLD = "LiberationSansNarrow-Bold.ttf"
DESIGN_SIZE = 1000
"""Widths are measured at this size, where hinting and rounding no longer show."""

ASCENT = 0.936
"""From the top of a line of Arial Narrow to its baseline, as a share of the size (the font's own hhea table)."""
LINE_HEIGHT = 1.148
"""Ascent and descent of Arial Narrow together, as a share of the size."""
CAP_MIDDLE = 0.36
"""Half the height of a capital, as a share of the size: text on this baseline offset looks centred."""

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


class TypefaceMissing(RuntimeError):
    """A font file of the form is not installed; the message says which package brings it."""


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` in points. Chinese, Japanese and Korean signs are a full square in the fallback font."""
    wide = sum(1 for sign in text if is_wide(sign))
    narrow = "".join(sign for sign in text if not is_wide(sign)) if wide else text
    return (_font(BOLD if bold else REGULAR).getlength(narrow) / DESIGN_SIZE + wide) * size


def is_wide(sign: str) -> bool:
    """Whether the fallback font draws ``sign`` as a full square (Unicode Standard Annex 11: W and F)."""
    return unicodedata.east_asian_width(sign) in "WF"


@cache
def _font(file_name: str) -> ImageFont.FreeTypeFont:
    for folder in _FONT_FOLDERS:
        for path in sorted(Path(folder).expanduser().rglob(file_name)):
            return ImageFont.truetype(str(path), DESIGN_SIZE, layout_engine=ImageFont.Layout.BASIC)
    raise TypefaceMissing(f"The font file {file_name} is not installed; install the Debian package fonts-liberation.")
