"""A job order is made of what was built and of what people decided, and recorded: when a step builds, when they decide.

All of it happens inside one transaction of the records, so that a decision and a re-reading at the same moment cannot
undo one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sa

from pipeline.archive import Archive
from pipeline.checks import CheckRules
from pipeline.model import Issue, JobOrder, from_json, to_json
from pipeline.orders import Decision, OrderRecord
from pipeline.records import Records
from pipeline.review.corrections import Corrected, corrected
from pipeline.review.documents import Concerning, concerning
from pipeline.review.ledger import Document, Ledger
from pipeline.review.operations import CHANGES, Approve, Correction, Reject, Undo, standing
from pipeline.revision import changed_cells, revised, revision_key, revision_question, shown_number

WAITS = "Corrected by hand: it waits to be approved."
CHANGED_SINCE = "Since it was approved the document was read again and gives something else: approve it again."


@dataclass(frozen=True)
class Recorded:
    """A job order as it is now recorded. ``order`` is the final content, ``under_review`` knows its rows' names."""

    record: OrderRecord
    built: JobOrder
    order: JobOrder
    under_review: Corrected
    concerning: Concerning


@dataclass(frozen=True)
class Making:
    """What job orders are made with."""

    records: Records
    archive: Archive
    rules: CheckRules

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.records.engine)

    def made_in(self, connection: sa.Connection, job_id: str, position: int, built: JobOrder) -> Recorded:
        """The job order at ``position`` of the job, made and recorded in this transaction."""
        decided = concerning(self.ledger.of_job_in(connection, job_id), position, built.pages)
        under_review = corrected(built, decided, self.rules)
        order, rejected = under_review.order, _last(decided, Reject) is not None
        built_digest = self.archive.put(to_json(built))
        key = None if rejected else revision_key(order)
        claimed = self.records.orders.claim_in(connection, (job_id, position), shown_number(order), key, built_digest)
        order = self._with_questions(connection, order, claimed, under_review)
        approved = self._approval(order, decided)
        order = self._settled(order, decided, approved)
        decision = _decision(decided, approved)
        record = self.records.orders.save_in(
            connection,
            claimed.id,
            number=shown_number(order),
            customer=str(order.customer_name.value or "") if order.customer_name else None,
            draft=order.draft,
            order_digest=self.archive.put(to_json(order)),
            built_digest=built_digest,
            pdf_digest=None,
            decision=decision[0] if decision else None,
            decided_by=decision[1].by if decision else None,
            decided_at=decision[1].at if decision else None,
            decided_reason=decision[1].reason if decision else None,
        )
        return Recorded(record, built, order, under_review, decided)

    def reopened_in(self, connection: sa.Connection, job_id: str) -> None:
        """What was rejected is open again: somebody sent the document through all steps once more."""
        ledger = self.ledger
        held = standing(ledger.of_job_in(connection, job_id))
        for correction in (c for c in held if isinstance(c.operation, Reject)):
            document = Document(job_id, correction.position, correction.first_page)
            ledger.add_in(connection, document, [(Undo(correction.id), "sent through all steps again")], correction.by)

    def _with_questions(
        self, connection: sa.Connection, order: JobOrder, record: OrderRecord, under_review: Corrected
    ) -> JobOrder:
        """With what is asked because an earlier document has this number."""
        earlier = record.replaces and self.records.orders.order_in(connection, record.replaces)
        if not earlier:
            return order
        content = from_json(self.archive.get(earlier.order_digest), JobOrder)
        order = revised(order, record, content, earlier)
        issues = tuple(i for i in order.issues if i.path or i.message not in under_review.answered)
        return replace(order, issues=issues)

    def _approval(self, order: JobOrder, decided: Concerning) -> Correction | None:
        """The approval, if what was approved is what stands there now."""
        approval = _last(decided, Approve)
        if approval is None or not isinstance(approval.operation, Approve):
            return None
        then = from_json(self.archive.get(approval.operation.digest), JobOrder)
        return None if changed_cells(then, order) else approval

    def _settled(self, order: JobOrder, decided: Concerning, approved: Correction | None) -> JobOrder:
        """Without questions once it is approved; with the question for an approval while it waits for one."""
        if approved:
            return replace(order, issues=())
        if _last(decided, Approve):
            return replace(order, issues=(Issue("", CHANGED_SINCE), *order.issues))
        if any(isinstance(c.operation, CHANGES) for c in decided.own):
            return replace(order, issues=(Issue("", WAITS), *order.issues))
        return order


def answered_by_approval(order: JobOrder, issue: Issue) -> bool:
    """Whether approving the job order is itself the answer to a question."""
    if issue.path:
        return False
    if order.revision and issue.message == revision_question(shown_number(order), order.revision):
        return True
    return issue.message in (WAITS, CHANGED_SINCE)


def _last(decided: Concerning, kind: type[Approve | Reject]) -> Correction | None:
    found = [c for c in decided.own if isinstance(c.operation, kind)]
    return found[-1] if found else None


def _decision(decided: Concerning, approved: Correction | None) -> tuple[Decision, Correction] | None:
    if rejected := _last(decided, Reject):
        return Decision.REJECTED, rejected
    return (Decision.APPROVED, approved) if approved else None
