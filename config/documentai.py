"""What can be set about Google Document AI: the table ``[document_ai]``. Without it nothing of Google is loaded."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=6)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Processor(_Part):
    """A processor in the company's Google project, and the documents that it reads."""

    name: str = Field(
        pattern=r"^projects/[^/]+/locations/[a-z0-9-]+/processors/[^/]+(/processorVersions/[^/]+)?$",
        description="Its full name, as Google's console shows it under Prediction endpoint, from projects/ on.",
        examples=["projects/sendora/locations/asia-southeast1/processors/4c2f1a9be0d3"],
    )
    kinds: tuple[str, ...] = Field(
        (), description="The kinds of document it reads (invoice, …); empty: all others.", examples=[["invoice"]]
    )
    fields: str = Field("invoice", description="The table of documentai.toml that says what its entities mean.")
    price_per_page: Money = Field(
        description="What Google asks for a page, in the currency of the budget.", examples=["0.01"]
    )
    imageless: bool = Field(True, description="Ask for no page images: up to 30 pages in one call instead of 15.")

    @property
    def location(self) -> str:
        """Where it runs: us, eu, asia-southeast1 and so on."""
        return self.name.split("/")[3]


class DocumentAI(_Part):
    """Google's reader for pages that the embedded engines read doubtfully."""

    processors: tuple[Processor, ...] = Field(min_length=1, description="The processors, each a table.")
    credentials_file: Path | None = Field(
        None, description="A service account's key or a workload identity file; empty takes the machine's own identity."
    )
    endpoint: str = Field(
        "",
        pattern=r"^(https://[^/\s]+|http://(127\.0\.0\.1|localhost):\d+)?$",
        description="Another address of the service, such as a private endpoint; http on this machine only.",
        examples=["https://asia-southeast1-documentai.googleapis.com"],
    )
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$", description="The currency of prices and budget.")
    budget_per_day: Money = Field(
        description="Most that a day may cost; past it the embedded engine reads alone.", examples=["2.00"]
    )
    budget_per_month: Money = Field(description="Most that a month may cost.", examples=["30.00"])
    doubtful_share: float = Field(
        0.03, ge=0, le=1, description="A page is asked about when more than this share of its words is doubtful."
    )
    timeout_seconds: float = Field(60.0, gt=0, le=300, description="Longest that one call may take.")
    patience_seconds: float = Field(
        20.0, ge=0, le=300, description="Longest that a page is tried again before the embedded engine goes on alone."
    )
    pause_after: int = Field(3, ge=1, le=100, description="After so many failures in a row Google is left alone.")
    pause_seconds: float = Field(120.0, ge=1, le=3600, description="For so long, before one page tries again.")
    max_request_mb: int = Field(20, ge=1, le=40, description="Largest request; a document is split to keep to it.")

    @model_validator(mode="after")
    def _one_for_each_kind(self) -> Self:
        named = Counter(kind for processor in self.processors for kind in processor.kinds or ("all others",))
        if twice := [kind for kind, count in named.items() if count > 1]:
            raise ValueError(f"two processors read {', '.join(twice)}: leave one of them")
        return self

    def processor_for(self, kind: str | None) -> Processor | None:
        """The one that reads documents of ``kind``, or all others; None when no processor is meant for it."""
        named = next((each for each in self.processors if kind in each.kinds), None)
        return named or next((each for each in self.processors if not each.kinds), None)
