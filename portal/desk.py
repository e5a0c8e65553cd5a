"""What the pages are given of the service: no more than they use, so that a test can give it too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from litestar.exceptions import PermissionDeniedException

from intake.receive import Door
from intake.webhook import WebhookIntake
from pipeline.archive import Archive
from pipeline.held_mails import HeldMails
from pipeline.jobs import Job
from pipeline.model import Source
from pipeline.records import Records
from pipeline.review.reviewing import Reviews
from pipeline.usage import Usage
from portal.access.access import Access
from portal.access.caller import Caller, Kind
from portal.access.guards import NOT_FOR_VISITORS
from portal.health import Health
from portal.hooking import HooksOut
from portal.languages import Language
from portal.learned.teaching import Teaching

ENDINGS = (
    ".pdf",
    ".jpg",
    ".jpeg",
    ".png",
    ".tif",
    ".tiff",
    ".webp",
    ".heic",
    ".heif",
    ".xml",
    ".json",
)
"""File endings the browser offers and checks before it sends; the door itself looks at the content."""


@dataclass(frozen=True)
class Limits:
    """What an upload may be: bytes a file, pages a document."""

    upload_bytes: int
    pages: int
    endings: tuple[str, ...] = ENDINGS


@dataclass(frozen=True)
class Way:
    """A way in and its real address; None when it is not set up. An upload's address is the portal's own."""

    source: Source
    address: str | None


@dataclass(frozen=True)
class Desk:
    """The service as the pages see it.

    ``page_image`` draws a page (from 1) of the file at a path, at most so many pixels wide or high, as PNG, in a
    contained process. ``retry`` sends the ended job with an id through all steps again, in the name of an actor.
    ``language`` is the portal's for who has not chosen one; None is the browser's. ``webhooks`` takes
    what other systems send. ``print_draft`` prints a job order again that was changed, if it still has that version.
    ``usage`` counts what Document AI costs.
    ``held_mails`` are None when no mailbox is set up. ``address`` is the portal's own, for what must be absolute.
    ``unlock`` gives the bytes of a locked PDF without its lock, by its password.
    """

    records: Records
    archive: Archive
    door: Door
    page_image: Callable[[Path, int, int], bytes]
    retry: Callable[[str, str], Job]
    health: Health
    access: Access
    limits: Limits
    ways: tuple[Way, ...]
    version: str
    webhooks: WebhookIntake
    hooks: HooksOut
    reviews: Reviews
    teaching: Teaching
    print_draft: Callable[[str, int], None]
    unlock: Callable[[Path, str], bytes]
    language: Language | None = None
    usage: Usage | None = None
    held_mails: HeldMails | None = None
    address: str = ""

    def seen_by(self, caller: Caller | None) -> Desk:
        """The service as this caller may see it. A visitor has records, a door and limits of their own, no more."""
        demo = self.access.demo
        if caller is None or caller.kind is not Kind.VISITOR or caller.owner is None or demo is None:
            return self
        records = self.records.narrowed(caller.owner)
        door = self.door.narrowed(records, demo.rules.max_bytes)
        return replace(
            self,
            records=records,
            door=door,
            limits=replace(self.limits, upload_bytes=door.limits.max_bytes),
            ways=tuple(way for way in self.ways if way.source is Source.UPLOAD),
            retry=_not_for_visitors,
            print_draft=_not_for_visitors,
            usage=None,
            held_mails=None,
        )


def _not_for_visitors(*_: object) -> NoReturn:
    raise PermissionDeniedException(NOT_FOR_VISITORS)
