"""A job order under review: look at it, change it, undo, approve, reject, and say that it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.background_tasks import BackgroundTask
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody

from pipeline.review.changes import Change
from pipeline.review.reviewing import Reviewed, Stale
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.problems import Problem
from portal.review.answers import told
from portal.review.seen import clashes_of, document_of, history_of, lock_state, state_of
from portal.review.state import HistoryEntry, LockState, Next, PageWord, ReviewState

Version = Annotated[str | None, HeaderParameter(name="If-Match", description="The version that you looked at.")]
MOST_CHANGES = 200
WHICH_VERSION = 'Send the version that you looked at: If-Match: "7". It stands in the state as "version" and in ETag.'


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change, one after the other; all of it or nothing is done."""

    changes: tuple[Change, ...]


class UndoRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which decision to undo, by its id; the last one that holds without it."""

    id: str | None = None


class ApproveRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ``reason`` approves although questions are open; it stands in the history."""

    reason: str | None = None


class RejectRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ``reason`` is what the sender is told."""

    reason: str


class LockRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``session`` names this page among others of the same person; ``take_over`` takes another's lock."""

    session: str = ""
    take_over: bool = False


@get(
    "/api/job-orders/{order_id:str}/review",
    operation_id="reviewJobOrder",
    sync_to_thread=True,
    guards=[requires(Role.VIEWER)],
)
def review(
    order_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller], session: FromQuery[str] = ""
) -> Response[ReviewState]:
    """The job order with every value, its place on the page, and what is doubtful."""
    with told():
        seen = desk.reviews.look(order_id)
    return _answer(desk, seen, caller, session)


@patch(
    "/api/job-orders/{order_id:str}",
    operation_id="changeJobOrder",
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def change(  # noqa: PLR0913, PLR0917 - the parts of the request, and what it is given
    order_id: FromPath[str],
    data: JSONBody[Changes],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    if_match: Version = None,
    session: FromQuery[str] = "",
) -> Response[ReviewState]:
    """Correct, accept, add, remove, split or merge. 412 when somebody changed it meanwhile, with yours and theirs."""
    if not 0 < len(data.changes) <= MOST_CHANGES:
        raise Problem(422, "no_changes", f"Send 1 to {MOST_CHANGES} changes.")
    with _unless_changed(desk, order_id, caller, session, data.changes):
        seen = desk.reviews.change(order_id, _version(if_match), data.changes, caller.name)
    return _answer(desk, seen, caller, session)


@post(
    "/api/job-orders/{order_id:str}/undo",
    operation_id="undoJobOrderChange",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def undo(  # noqa: PLR0913, PLR0917 - the parts of the request, and what it is given
    order_id: FromPath[str],
    data: JSONBody[UndoRequest],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    if_match: Version = None,
    session: FromQuery[str] = "",
) -> Response[ReviewState]:
    """Undo a change, or an approval or a rejection; what was done to rows that it made is undone with it."""
    with _unless_changed(desk, order_id, caller, session):
        seen = desk.reviews.undo(order_id, _version(if_match), data.id, caller.name)
    return _answer(desk, seen, caller, session)


@post(
    "/api/job-orders/{order_id:str}/approve",
    operation_id="approveJobOrder",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def approve(  # noqa: PLR0913, PLR0917 - the parts of the request, and what it is given
    order_id: FromPath[str],
    data: JSONBody[ApproveRequest],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    if_match: Version = None,
    session: FromQuery[str] = "",
) -> Response[ReviewState]:
    """The factory may build from it: it is printed without DRAFT and delivered. 409 while questions are open."""
    with _unless_changed(desk, order_id, caller, session):
        seen = desk.reviews.approve(order_id, _version(if_match), caller.name, _reason(data.reason))
    return _answer(desk, seen, caller, session, BackgroundTask(desk.teaching.propose, seen, caller.name))


@post(
    "/api/job-orders/{order_id:str}/reject",
    operation_id="rejectJobOrder",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def reject(  # noqa: PLR0913, PLR0917 - the parts of the request, and what it is given
    order_id: FromPath[str],
    data: JSONBody[RejectRequest],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    if_match: Version = None,
    session: FromQuery[str] = "",
) -> Response[ReviewState]:
    """No job order is made of it; the sender is told the reason."""
    reason = _reason(data.reason)
    if reason is None:
        raise Problem(422, "no_reason", "Say why, in a sentence for the sender.")
    with _unless_changed(desk, order_id, caller, session):
        seen = desk.reviews.reject(order_id, _version(if_match), caller.name, reason)
    return _answer(desk, seen, caller, session)


@put(
    "/api/job-orders/{order_id:str}/lock",
    operation_id="lockJobOrder",
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def lock(
    order_id: FromPath[str],
    data: JSONBody[LockRequest],
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
) -> LockState:
    """Say that it is open here, and again before ``until``. Answers whose it is: another's lock is left to them."""
    with told():
        desk.reviews.look(order_id)
    ledger = desk.reviews.making.ledger
    found = ledger.lock(order_id, caller.name, data.session[:80], take_over=data.take_over)
    return lock_state(found, caller.name, data.session[:80])


@delete(
    "/api/job-orders/{order_id:str}/lock",
    operation_id="unlockJobOrder",
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def unlock(
    order_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller], session: FromQuery[str] = ""
) -> None:
    """Say that it is not open here any more."""
    desk.reviews.making.ledger.unlock(order_id, caller.name, session[:80])


@get(
    "/api/job-orders/{order_id:str}/history",
    operation_id="jobOrderHistory",
    sync_to_thread=True,
    guards=[requires(Role.VIEWER)],
)
def history(order_id: FromPath[str], desk: NamedDependency[Desk]) -> tuple[HistoryEntry, ...]:
    """Every change: who, what was, what is, when and why."""
    with told():
        return history_of(desk.reviews.look(order_id))


@get(
    "/api/job-orders/{order_id:str}/pages/{number:int}/words",
    operation_id="jobOrderPageWords",
    sync_to_thread=True,
    guards=[requires(Role.VIEWER)],
)
def page_words(order_id: FromPath[str], number: FromPath[int], desk: NamedDependency[Desk]) -> tuple[PageWord, ...]:
    """The words on a page with their boxes: what is selected on the page fills a cell."""
    with told():
        document = document_of(desk, desk.reviews.look(order_id))
    page = next((page for page in document.pages if page.number == number), None) if document else None
    if page is None:
        raise NotFoundException(f"The document has no page {number}.")
    return tuple(PageWord(word.text, word.box, word.confidence) for word in page.words)


@get("/api/review/next", operation_id="nextToReview", sync_to_thread=True, guards=[requires(Role.VIEWER)])
def next_waiting(
    desk: NamedDependency[Desk],
    caller: NamedDependency[Caller],
    after: FromQuery[str] = "",
    session: FromQuery[str] = "",
) -> Next | None:
    """The job order that waits longest behind ``after``, or of all; what somebody else has open is left to them."""
    waiting = [record for record in desk.records.orders.waiting() if record.id != after]
    locks = desk.reviews.making.ledger.locks_of([record.id for record in waiting])
    others = {name for name, held in locks.items() if (held.holder, held.session) != (caller.name, session[:80])}
    free = [record for record in waiting if record.id not in others]
    later = [record for record in free if record.id > after] or free
    return Next(later[0].id, later[0].job_id, later[0].number, later[0].version) if later else None


# -- answers ------------------------------------------------------------------------------------------------------


def _answer(
    desk: Desk, seen: Reviewed, caller: Caller, session: str, afterwards: BackgroundTask | None = None
) -> Response[ReviewState]:
    """The state; a draft whose print is out of date is printed again when the answer is out."""
    state = state_of(desk, seen, session[:80], caller.name)
    headers = {"ETag": f'"{seen.record.version}"', "Cache-Control": "no-store"}
    waits = seen.record.draft and seen.record.pdf_digest is None and seen.job.state.final
    again = BackgroundTask(desk.print_draft, seen.record.id, seen.record.version) if waits else None
    return Response(state, headers=headers, background=again or afterwards)


def _version(if_match: str | None) -> int:
    figures = (if_match or "").strip().removeprefix("W/").strip('"')
    if not figures.isascii() or not figures.isdigit():
        raise Problem(428, "version_required", WHICH_VERSION)
    return int(figures)


def _reason(reason: str | None) -> str | None:
    return " ".join((reason or "").split())[:500] or None


@contextmanager
def _unless_changed(
    desk: Desk, order_id: str, caller: Caller, session: str, changes: tuple[Change, ...] = ()
) -> Iterator[None]:
    """A decision about the version that was looked at; when that is past, the answer shows yours and theirs."""
    try:
        with told():
            yield
    except Stale:
        raise _conflict(desk, order_id, changes, caller, session) from None


def _conflict(desk: Desk, order_id: str, changes: tuple[Change, ...], caller: Caller, session: str) -> Problem:
    """What you sent beside what stands there now; nothing of yours is lost, you have it still."""
    with told():
        seen = desk.reviews.look(order_id)
    return Problem(
        412,
        "changed_meanwhile",
        "Somebody changed this job order while you had it open. Look at both, then save again.",
        version=seen.record.version,
        clashes=clashes_of(seen, changes),
        yours=changes,
        theirs=state_of(desk, seen, session[:80], caller.name),
    )


HANDLERS = (review, change, undo, approve, reject, lock, unlock, history, page_words, next_waiting)
