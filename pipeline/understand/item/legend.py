"""A form's own key to its abbreviations: ``HC = honeycomb   TB = solid tubular`` below the table."""

from __future__ import annotations

import re

from pipeline.understand.page.layout import Sheet

_SHORT = r"[A-Z][A-Za-z/]{0,5}"
_ENTRY = re.compile(
    rf"(?<!\S)(?P<short>{_SHORT})\s*[=:]\s*(?P<long>[A-Za-z][^=:]*?)\s*"
    rf"(?=[,;|]?\s+{_SHORT}\s*[=:]|[,;.|]?\s*$)"
)
_LEAST = 2  # one equals sign alone is no key


def legend_on(sheet: Sheet) -> dict[str, str]:
    """What each abbreviation stands for; without those that are given two meanings."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for line in sheet.lines:
        text = " ".join(line.text.split())
        entries = list(_ENTRY.finditer(text)) if text.count("=") >= _LEAST else []
        for entry in entries:
            twice |= {entry["short"]} if found.get(entry["short"], entry["long"]) != entry["long"] else set()
            found[entry["short"]] = entry["long"]
    return {short: long for short, long in found.items() if short not in twice}
