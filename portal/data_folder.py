"""The option ``--data`` of the commands, and the folder it names: only a start makes one that is not there.

A command that made it would work on a new and empty one after a slip of the hand, and say that all went well.
"""

from __future__ import annotations

from pathlib import Path

import click

DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder for all that is written.  [default: data]"
)


def existing(data: Path) -> None:
    """Raise :class:`click.ClickException` with the cure when there is no such folder."""
    if not data.is_dir():
        raise click.ClickException(
            f"There is no data folder {data.absolute()}. Name the service's own with --data; "
            "sendora run makes a new one at its first start."
        )
