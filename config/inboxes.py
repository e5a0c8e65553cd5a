"""The watched folders as the settings name them: ``[[inboxes]]`` in ``sendora.toml``, a block for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^/]*$")]


class Inbox(BaseModel):
    """One watched folder and its own settings. The description of each field is its documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path = Field(description="Where documents are dropped.", examples=[Path("/srv/scans")])
    name: Name = Field(default="inbox", description="What this inbox is called; each one another name.")
    watch: Literal["auto", "events", "polling"] = Field(
        default="auto", description="How it is watched; auto looks what kind of disk or share it lies on."
    )
    rescan_seconds: float = Field(default=3.0, gt=0, le=60, description="Seconds between two looks through it.")
    branch: Label = Field(
        default="",
        description="The branch printed on its job orders; empty is the form's own.",
        examples=["KOTA DAMANSARA"],
    )
    customer: Label = Field(
        default="", description="Who its documents come from, shown in the portal.", examples=["Front desk"]
    )
    subfolders: Literal["sender", "branch", "customer"] = Field(
        default="sender",
        description="What a subfolder's name stands for. A branch is printed on the job order; a document that names "
        "another customer than its folder's is asked about.",
    )
    beside_original: bool = Field(default=False, description="Put the job order beside the original, too.")
    shelves: Path | None = Field(
        default=None,
        description="Where processed, failed and so on are made; empty is beside the inbox.",
        examples=[Path("/srv/sendora/shelves")],
    )

    @property
    def sender(self) -> str | None:
        """Who its documents come from when no subfolder says it."""
        return self.customer or self.branch or None

    def branch_of(self, subfolder: str) -> str | None:
        """The branch of a document that came in this subfolder ("" for none); None is the form's own."""
        if self.subfolders == "branch" and subfolder:
            return subfolder.split("/", maxsplit=1)[0]
        return self.branch or None

    def customer_of(self, subfolder: str) -> str | None:
        """Whose documents come in this subfolder ("" for none); None when it does not stand for a customer."""
        if self.subfolders == "customer" and subfolder:
            return subfolder.split("/", maxsplit=1)[0]
        return None


def problems(inboxes: Iterable[Inbox], outputs: Path) -> list[str]:
    """What is wrong with these inboxes taken together, in sentences with their cure."""
    found, known = [], tuple(inboxes)
    for number, inbox in enumerate(known):
        for other in known[:number]:
            if inbox.name == other.name:
                found.append(f"inboxes: two are called {inbox.name}. Give each another name.")
            if _one_in_the_other(inbox.folder, other.folder):
                found.append(f"inboxes: {other.folder} and {inbox.folder} lie in one another. Name separate folders.")
        if outputs.resolve().is_relative_to(inbox.folder.resolve()):
            found.append(
                f"inboxes: job orders are written to {outputs}, inside the inbox {inbox.folder}: they would be taken "
                "as documents. Name another folder for the inbox or for data."
            )
    return found


def _one_in_the_other(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)
