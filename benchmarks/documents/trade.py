"""Doors, frames and the rest as lines of a document: what each specification may be called and what it means."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import Any

Tongues = dict[str, list[str]]
"""The wordings in ``en`` and in ``ms``."""
Wordings = dict[str, Tongues]
"""By value of the truth: how documents write it where no label stands before it."""

_TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())

TYPES: Wordings = _TOLD["types"]
CORES: Wordings = _TOLD["cores"]
EDGINGS: Wordings = _TOLD["edgings"]
LINES: Wordings = _TOLD["lines"]
SIDES: Wordings = _TOLD["sides"]
DOOR_NOUNS: Tongues = _TOLD["door_nouns"]
FRAME_NOUNS: Tongues = _TOLD["frame_nouns"]
OTHERS: Tongues = _TOLD["others"]
DISCOUNTS: Tongues = _TOLD["discounts"]
HOLES: Tongues = _TOLD["holes"]
LOCATIONS: Tongues = _TOLD["locations"]
REMARKS: Tongues = _TOLD["remarks"]
UNITS: Tongues = _TOLD["units"]
ASIDES: Tongues = _TOLD["asides"]
CLOSINGS: Tongues = _TOLD["closings"]

DESIGNS = (
    "Aspen 04", "NT-12", "Modern 05", "Shaker 2P", "Line Art 7", "DX-31 BERGEN", "MS-08 NIARA", "Plain", "Urban-A3",
    "KV 19", "Flat panel", "Arca 2",
)  # fmt: skip
PROFILES = ("CH2", "P-3", "FP04", "K2", "CH5A", "S-12", "Type B")
WALLS = ("100-120mm", "130 ~ 150mm", "125mm", "110mm", "90mm to 110mm", "150mm", "140–160mm")
THICKNESSES = (35, 37, 38, 40, 43, 44, 45, 46, 48, 50)
REBATES = (35, 38, 40, 42, 45, 46, 49, 52)


def drawn(rng: Random, wordings: Wordings, language: str, value: str) -> str:
    """How a document in ``language`` writes ``value``."""
    return in_language(rng, wordings[value], language)


def in_language(rng: Random, both: Tongues, language: str) -> str:
    """Bilingual pages have bilingual labels; their goods are written in English."""
    return rng.choice(both["ms" if language == "ms" else "en"])
