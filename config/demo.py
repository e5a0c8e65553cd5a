"""What can be set about the demo for visitors without an account: the table ``[demo]``. Without it there is none."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from config.secret import Group


class Demo(Group):
    """Visitors upload a few files, see only their own, and all of it is deleted soon."""

    files_per_session: int = Field(default=5, ge=1, le=1000, description="Most files a visitor may upload.")
    files_per_hour: int = Field(default=10, ge=1, le=10_000, description="Most files from one address in an hour.")
    keep_minutes: int = Field(default=120, ge=1, le=1440, description="Minutes until a file is deleted.")
    max_file_mb: int = Field(default=10, ge=1, le=512, description="Largest file of a visitor, in MB.")
    report: Path | None = Field(
        default=None,
        description="report.json that sendora evaluate wrote: its accuracy is shown with its date.",
        examples=[Path("evaluation/report.json")],
    )
