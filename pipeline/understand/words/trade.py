"""What understanding needs to know of the trade: its words and its sizes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.understand.grammar.sizes import Plausible
from pipeline.understand.words.vocabulary import Vocabulary


@dataclass(frozen=True)
class Trade:
    """The company's vocabulary, and what a door can measure."""

    vocabulary: Vocabulary
    plausible: Plausible = field(default_factory=Plausible)
