"""Which decisions concern which document of a file, also after its pages were grouped otherwise. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.review.operations import Anchor, Correction, Regroup, rows_named, standing


@dataclass(frozen=True)
class Concerning:
    """The standing decisions about a document. ``strays`` were about one that is now a part of it."""

    own: tuple[Correction, ...] = ()
    strays: tuple[Correction, ...] = ()


def concerning(corrections: Sequence[Correction], position: int, pages: Sequence[int]) -> Concerning:
    """What of a job's ``corrections`` is about its document at ``position``, which has these ``pages``.

    A decision about a row goes with the page that the row stands on, one about the document with its first page.
    An e-invoice has no pages and is known by its position.
    """
    held = [c for c in standing(corrections) if not isinstance(c.operation, Regroup)]
    by_id = {c.id: c for c in held}
    own: list[Correction] = []
    strays: list[Correction] = []
    for correction in held:
        page, of_a_row = _page(correction, by_id)
        if not pages or not page:
            if correction.position == position:
                (own if not pages and not page else strays).append(correction)
        elif page in pages:
            (own if of_a_row or page == pages[0] else strays).append(correction)
    return Concerning(tuple(own), tuple(strays))


def _page(correction: Correction, by_id: Mapping[str, Correction]) -> tuple[int, bool]:
    """The page that a decision goes with, and whether that is a row's place."""
    for row in rows_named(correction.operation):
        if isinstance(row, Anchor):
            return row.page, True
        if row.by in by_id:
            return _page(by_id[row.by], by_id)
    return correction.first_page, False


def groups_of(corrections: Sequence[Correction]) -> tuple[tuple[int, ...], ...] | None:
    """How people grouped the file's pages; None when they left that to the reading."""
    found = [c.operation.documents for c in standing(corrections) if isinstance(c.operation, Regroup)]
    return found[-1] if found else None
