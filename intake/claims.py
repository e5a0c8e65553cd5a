"""The claimed files: each in a folder of its own, hidden in the inbox, so on the same file system.

``inbox/.sendora/<installation>/claimed/<claim>/<file>``. Renaming a file there is how it is taken: the file system
lets one watcher win. An installation takes up its own claims only, so two services never work on the same file.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.identity import new_id

HIDDEN = ".sendora"
"""The one folder that the service makes for itself in an inbox."""
FROM = ".from"
LEFT_SECONDS = 3600.0
"""A claim of another installation that is older than this was probably left by one that is gone."""


@dataclass(frozen=True)
class Origin:
    """Where a dropped file came from: the inbox by its name, the subfolder ("" for none), the claim."""

    inbox: str
    subfolder: str
    claim: str

    def __str__(self) -> str:
        return "/".join(part for part in (self.inbox, self.subfolder, self.claim) if part)

    @classmethod
    def of(cls, text: str) -> Origin:
        """The origin that an arrival names."""
        inbox, _, rest = text.partition("/")
        subfolder, _, claim = rest.rpartition("/")
        return cls(inbox, subfolder, claim)


@dataclass(frozen=True)
class Claim:
    """A claimed file and where it came from."""

    folder: Path
    inbox: str

    @property
    def name(self) -> str:
        return self.folder.name

    def file(self) -> Path | None:
        """The file; None when it was put away or never came."""
        try:
            return next((path for path in self.folder.iterdir() if path.name != FROM), None)
        except FileNotFoundError:
            return None

    @property
    def origin(self) -> Origin:
        note = self.folder / FROM
        subfolder = note.read_text(encoding="utf-8", errors="surrogateescape") if note.exists() else ""
        return Origin(self.inbox, shown(subfolder), self.name)

    def clear(self) -> None:
        """Remove the emptied folder."""
        (self.folder / FROM).unlink(missing_ok=True)
        try:
            self.folder.rmdir()
        except FileNotFoundError:
            return


def shown(name: str) -> str:
    """A file's name as it can be kept and shown.

    Letters that are no text (an old share's) become question marks, and so does what cannot be seen, breaks the line or
    turns the writing round.
    """
    return "".join(c if c.isprintable() else "?" for c in name.encode(errors="replace").decode())


class Claims:
    """The claims of one installation in one inbox."""

    def __init__(self, inbox: Path, name: str, installation: str) -> None:
        self.inbox = inbox
        self.name = name
        self.folder = inbox / HIDDEN / installation / "claimed"

    def prepare(self) -> None:
        """Make the hidden folder. Raises :class:`OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def take(self, path: Path) -> Claim:
        """Claim a file of the inbox. Raises :class:`OSError`; the file then stays where it is."""
        claim = Claim(self.folder / new_id(), self.name)
        claim.folder.mkdir(parents=True)
        subfolder = path.parent.relative_to(self.inbox)
        try:
            if subfolder.parts:  # it stands for a branch or a customer
                (claim.folder / FROM).write_text(str(subfolder), encoding="utf-8", errors="surrogateescape")
            path.rename(claim.folder / path.name)
        except OSError:
            claim.clear()
            raise
        return claim

    def all(self) -> Iterator[Claim]:
        """Every claim, oldest first."""
        for folder in sorted(self.folder.iterdir()):
            yield Claim(folder, self.name)

    def left_by_others(self) -> tuple[Path, ...]:
        """Files that another installation claimed long ago and never put away."""
        try:
            return tuple(self._left_by_others(time.time() - LEFT_SECONDS))
        except FileNotFoundError:  # put away while we looked
            return ()

    def _left_by_others(self, long_ago: float) -> Iterator[Path]:
        everybodys = (self.inbox / HIDDEN).glob("*/claimed")
        folders = [claim for other in everybodys if other != self.folder for claim in other.iterdir()]
        old = (Claim(folder, self.name) for folder in folders if folder.stat().st_mtime < long_ago)
        yield from (file for claim in old if (file := claim.file()))
