"""What the trade calls things, in English and Malay: labels, headings, titles. One wording is kept for a whole page."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

LABELS: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
"""By key: the wordings in ``en`` and in ``ms``."""


class Voice:
    """The wordings one page keeps: drawn at first use, the same ever after."""

    def __init__(self, rng: Random, language: str) -> None:
        self.rng, self.language = rng, language
        self.kept: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        """The label for ``key``, in both languages where the page is bilingual."""
        if key not in self.kept:
            english, malay = (self.rng.choice(LABELS[key][tongue]) for tongue in ("en", "ms"))
            both = f"{english} / {malay}" if english != malay else english
            self.kept[key] = {"en": english, "ms": malay, "bi": both}[self.language]
        return self.kept[key]

    def keep(self, key: str, label: str) -> None:
        """Where a layout asks for a certain label."""
        self.kept[key] = label
