"""A job order as the review screen shows it: every cell with what it holds, where from, and what is doubtful.

The types are the answer of ``GET /api/job-orders/{id}/review``, in JSON as they stand here.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from pipeline.model import Box, Value
from pipeline.review.cells import Kind


class Reading(msgspec.Struct, frozen=True):
    """What the machine read for a cell that holds something else now."""

    text: str
    value: Value | None
    raw: str
    rule: str
    confidence: float
    page: int
    box: Box | None
    doubts: tuple[str, ...]


class CellState(msgspec.Struct, frozen=True):
    """A cell. ``text`` is what the form prints; ``value`` what is edited (dates as 2026-03-12, sizes in whole mm).

    Of a checkbox group ``option`` is the ticked box, ``other`` the words for Others, ``blank`` the line beside it.
    ``by`` is the person who typed it, None when a machine read it. ``page`` (from 1) and ``box`` say where it stands.
    ``read`` is the machine's reading where a person put something else. ``changed``: differs from the revision before.
    """

    path: str
    name: str
    kind: Kind
    text: str
    value: Value | None
    option: str | None
    other: str | None
    blank: str | None
    raw: str
    by: str | None
    rule: str
    confidence: float | None
    page: int
    box: Box | None
    doubts: tuple[str, ...]
    derived: bool
    changed: bool
    read: Reading | None


class RowState(msgspec.Struct, frozen=True):
    """A row. ``line`` is the document's line that it comes from, "" for a row that a person made."""

    path: str
    item: int
    line: str
    page: int
    box: Box | None
    cells: tuple[CellState, ...]


class Doubt(msgspec.Struct, frozen=True):
    """A question to a person. ``answered_by`` is ``accept`` or, where approving itself is the answer, ``approve``.

    ``message`` is the same in every language, and names the question; ``said`` is it in the asker's.
    """

    path: str
    message: str
    said: str
    page: int
    box: Box | None
    answered_by: str


class Boxes(msgspec.Struct, frozen=True):
    """A checkbox group of the form: its printed options, whether it has Others, and a line beside each box."""

    options: tuple[str, ...]
    others: bool
    blanks: bool


class PageState(msgspec.Struct, frozen=True):
    """A page of the file, in points after turning it upright. ``words`` is the address of what stands on it."""

    number: int
    width: float
    height: float
    image: str
    words: str


class Difference(msgspec.Struct, frozen=True):
    """A cell that differs from the revision that this one replaces."""

    path: str
    before: str
    after: str


class RevisionState(msgspec.Struct, frozen=True):
    """Which earlier job order this one replaces, and in what it differs."""

    letter: str
    replaces: str
    replaced_on: str
    order_id: str
    job_id: str
    differences: tuple[Difference, ...]


class LockState(msgspec.Struct, frozen=True):
    """Who has the job order open. It keeps nobody from saving."""

    holder: str
    session: str
    since: datetime
    until: datetime
    yours: bool


class Sibling(msgspec.Struct, frozen=True):
    """A job order of the same file."""

    id: str
    position: int
    number: str | None
    pages: tuple[int, ...]
    draft: bool
    decision: str | None


class Step(msgspec.Struct, frozen=True):
    """A decision that can be undone: its id and what it did."""

    id: str
    words: str
    by: str
    at: datetime


class Next(msgspec.Struct, frozen=True):
    """The next job order that needs review."""

    id: str
    job_id: str
    number: str | None
    version: int


class ReviewState(msgspec.Struct, frozen=True):
    """All that the review of a job order needs. ``version`` goes into If-Match.

    ``standing`` is open, running (being printed or read again), approved or rejected. ``doubts`` are in the order in
    which they should be looked at. ``pdf`` is the address of the print, None while it is being made.
    """

    id: str
    job_id: str
    version: int
    standing: str
    job_state: str
    words: str
    number: str | None
    letter: str
    customer: str | None
    file_name: str
    position: int
    draft: bool
    decided_by: str | None
    decided_at: datetime | None
    decided_reason: str | None
    pages: tuple[PageState, ...]
    header: tuple[CellState, ...]
    doors: tuple[RowState, ...]
    frames: tuple[RowState, ...]
    doubts: tuple[Doubt, ...]
    form: dict[str, Boxes]
    revision: RevisionState | None
    lock: LockState | None
    undo: Step | None
    siblings: tuple[Sibling, ...]
    pdf: str | None


class Clash(msgspec.Struct, frozen=True):
    """A cell that was changed by both: what you sent and what stands there now, by whom."""

    path: str
    yours: str
    theirs: str
    by: str | None


class HistoryEntry(msgspec.Struct, frozen=True):
    """A change of the job order: who or which engine, what was, what is, when, why."""

    id: str
    at: datetime
    by: str
    op: str
    words: str
    cell: str | None
    old: str | None
    old_by: str | None
    new: str | None
    reason: str | None
    undone_by: str | None
    undone_at: datetime | None


class PageWord(msgspec.Struct, frozen=True):
    """A word on a page and its box as fractions of the page."""

    text: str
    box: Box
    confidence: float
