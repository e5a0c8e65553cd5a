"""Puts together what the review screen is told: the job order, its pages, its siblings, who has it open."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.archive import NotInArchive
from pipeline.form import FormOptions
from pipeline.model import Document, JobOrder, from_json
from pipeline.orders import Decision, OrderRecord
from pipeline.review.cells import BLANKED, kind_of, path_of
from pipeline.review.changes import Set
from pipeline.review.ledger import Lock
from pipeline.review.making import answered_by_approval
from pipeline.review.operations import CHANGES, AcceptCell, Correction, SetCell, Undo, undone_by
from pipeline.review.reviewing import Reviewed
from pipeline.review.words import words
from portal.desk import Desk
from portal.languages import said
from portal.review.cells import Sheet, shown
from portal.review.state import (
    Boxes,
    Clash,
    Difference,
    Doubt,
    HistoryEntry,
    LockState,
    PageState,
    ReviewState,
    RevisionState,
    Sibling,
    Step,
)
from portal.templating import pdf_name

CHOICES = ("door_thickness", "door_type", "door_core", "edging", "decorative_line", "inner_or_outer")


def state_of(desk: Desk, seen: Reviewed, session: str, holder: str) -> ReviewState:
    """The job order as ``holder`` sees it in their ``session``."""
    record, job, sheet = seen.record, seen.job, Sheet(seen.order, seen.built, seen.under_review)
    lock = desk.reviews.making.ledger.lock_of(record.id)
    return ReviewState(
        id=record.id,
        job_id=job.id,
        version=record.version,
        standing=_standing(seen),
        job_state=job.state.value,
        words=job.words,
        number=record.number,
        letter=record.letter,
        customer=record.customer,
        file_name=job.file_name,
        position=record.position,
        draft=record.draft,
        decided_by=record.decided_by,
        decided_at=record.decided_at,
        decided_reason=record.decided_reason,
        pages=_pages(desk, seen),
        header=sheet.header(),
        doors=sheet.rows("doors"),
        frames=sheet.rows("frames"),
        doubts=_doubts(seen),
        form=_form(desk.reviews.options),
        revision=_revision(desk, seen),
        lock=_lock(lock, holder, session),
        undo=_last(seen),
        siblings=_siblings(desk, seen),
        pdf=f"/orders/{record.id}/pdf/{pdf_name(record)}" if record.pdf_digest else None,
    )


def _standing(seen: Reviewed) -> str:
    if seen.record.decision is Decision.REJECTED:
        return "rejected"
    if not seen.job.state.final:
        return "running"
    return "approved" if seen.record.decision else "open"


def document_of(desk: Desk, seen: Reviewed) -> Document | None:
    """What was read from the file; None when that is not kept any more."""
    if seen.job.document_digest is None:
        return None
    try:
        return from_json(desk.archive.get(seen.job.document_digest), Document)
    except NotInArchive:
        return None


def _pages(desk: Desk, seen: Reviewed) -> tuple[PageState, ...]:
    document = document_of(desk, seen)
    return tuple(
        PageState(
            number=page.number,
            width=page.width,
            height=page.height,
            image=f"/jobs/{seen.job.id}/pages/{page.number}",
            words=f"/api/job-orders/{seen.record.id}/pages/{page.number}/words",
        )
        for page in (document.pages if document else ())
        if page.number in seen.built.pages or not seen.built.pages
    )


def _doubts(seen: Reviewed) -> tuple[Doubt, ...]:
    """About cells first, in the form's order; then about the document; last what approving answers."""
    found = [
        Doubt(
            issue.path,
            issue.message,
            said(issue.message),
            issue.page,
            issue.box,
            "approve" if answered_by_approval(seen.order, issue) else "accept",
        )
        for issue in seen.order.issues
    ]
    return tuple(sorted(found, key=lambda doubt: (doubt.answered_by == "approve", not doubt.path)))


def _form(options: FormOptions) -> dict[str, Boxes]:
    groups = {name: getattr(options, name) for name in CHOICES}
    return {name: Boxes(group.labels, group.others, name == BLANKED) for name, group in groups.items()}


def _revision(desk: Desk, seen: Reviewed) -> RevisionState | None:
    revision = seen.order.revision
    earlier = desk.records.orders.order(seen.record.replaces) if seen.record.replaces else None
    if revision is None or earlier is None:
        return None
    before = from_json(desk.archive.get(earlier.order_digest), JobOrder)
    differences = tuple(
        Difference(path, _text_at(before, path), _text_at(seen.order, path)) for path in revision.changed
    )
    return RevisionState(
        revision.letter, revision.replaces, revision.replaced_on, earlier.id, earlier.job_id, differences
    )


def _text_at(order: JobOrder, text: str) -> str:
    path = path_of(text)
    rows = getattr(order, path.table) if path.table else ()
    if path.table and path.index >= len(rows):
        return ""
    name = str(path.name)
    return shown(kind_of(name), getattr(rows[path.index] if path.table else order, name))


def _lock(lock: Lock | None, holder: str, session: str) -> LockState | None:
    return lock_state(lock, holder, session) if lock else None


def lock_state(lock: Lock, holder: str, session: str) -> LockState:
    """The lock as ``holder`` sees it."""
    yours = (lock.holder, lock.session) == (holder, session)
    return LockState(lock.holder, lock.session, lock.since, lock.until, yours)


def _last(seen: Reviewed) -> Step | None:
    mine = [c for c in seen.concerning.own if isinstance(c.operation, CHANGES)]
    if seen.record.decision:
        mine = [c for c in seen.concerning.own if not isinstance(c.operation, CHANGES)]
    return Step(mine[-1].id, words(mine[-1].operation), mine[-1].by, mine[-1].at) if mine else None


def _siblings(desk: Desk, seen: Reviewed) -> tuple[Sibling, ...]:
    return tuple(_sibling(desk, record) for record in desk.records.orders.of_job(seen.job.id))


def _sibling(desk: Desk, record: OrderRecord) -> Sibling:
    order = from_json(desk.archive.get(record.order_digest), JobOrder)
    decision = record.decision.value if record.decision else None
    return Sibling(record.id, record.position, record.number, order.pages, record.draft, decision)


# -- a conflict, and the history ----------------------------------------------------------------------------------


def clashes_of(seen: Reviewed, changes: Sequence[object]) -> tuple[Clash, ...]:
    """What the changes wanted to set, beside what stands there now."""
    sheet = Sheet(seen.order, seen.built, seen.under_review)
    cells = {cell.path: cell for cell in sheet.header()}
    for row in (*sheet.rows("doors"), *sheet.rows("frames")):
        cells |= {cell.path: cell for cell in row.cells}
    return tuple(
        Clash(change.path, _typed(change.value), cells[change.path].text, cells[change.path].by)
        for change in changes
        if isinstance(change, Set) and change.path in cells
    )


def _typed(value: object) -> str:
    parts = [getattr(value, name, None) for name in ("option", "other", "blank")]
    return " ".join(part for part in parts if part) or ("" if value is None else str(value))


def history_of(seen: Reviewed) -> tuple[HistoryEntry, ...]:
    """Every decision about this document, first one first; what was undone says by whom."""
    undone = undone_by(seen.decisions)
    return tuple(_entry(correction, undone.get(correction.id)) for correction in _mine(seen))


def _mine(seen: Reviewed) -> list[Correction]:
    return [c for c in seen.decisions if c.position in (0, seen.record.position)]


def _entry(correction: Correction, undo: Correction | None) -> HistoryEntry:
    operation = correction.operation
    cell = old = old_by = new = None
    if isinstance(operation, SetCell | AcceptCell):
        kind = kind_of(operation.name)
        cell, new = operation.name, shown(kind, operation.choice or operation.field)
    if isinstance(operation, SetCell):
        old, old_by = operation.was.words, operation.was.rule or None
    return HistoryEntry(
        id=correction.id,
        at=correction.at,
        by=correction.by,
        op=str(operation.__struct_config__.tag),
        words=f"undone: {operation.of}" if isinstance(operation, Undo) else words(operation),
        cell=cell,
        old=old,
        old_by=old_by,
        new=new,
        reason=correction.reason,
        undone_by=undo.by if undo else None,
        undone_at=undo.at if undo else None,
    )
