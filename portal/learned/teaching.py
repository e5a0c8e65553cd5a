"""From corrections to lessons: what a job order offers to remember, and what a lesson would have changed so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from pipeline.archive import NotInArchive
from pipeline.errors import DocumentError
from pipeline.jobs import Job, JobFilters, JobState
from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.learned.offers import Desk as OfferDesk
from pipeline.learned.offers import offers_of
from pipeline.learned.passing import Judgement, Past
from pipeline.learned.shelf import Kept, Shelf
from pipeline.learned.trial import Effect
from pipeline.model import Document, Invoice, JobOrder, from_json
from pipeline.orders import Decision, OrderRecord
from pipeline.review.documents import groups_of
from pipeline.review.making import Making
from pipeline.review.reviewing import Reviewed
from pipeline.revision import HEADER
from portal.company import CompanyFiles, company
from portal.learned.tried import Known, try_lessons

MOST_TRIED = 100
"""Past documents that a lesson is tested on, the newest first: 100 take about 10 s of one processor."""
MOST_PAST = 1000
"""Past job orders that a threshold is judged by."""

ATTRIBUTE_NAMES = (
    "quantity", "laminate_code", "thickness_mm", "size", "width_mm", "height_mm", "location", "door_type", "door_core",
    "edging", "decorative_line", "design_name", "open_hole_type", "frame_width", "rebate_mm", "inner_outer",
    "frame_profile", "remark",
)  # fmt: skip
"""What a column or a word inside a line can stand for."""

_Key = tuple[str, str, str | None]
"""A job order's id, its content as it was built, and as it was approved."""
TryLessons = Callable[[Known, Learned, tuple[Lesson, ...]], tuple[Effect, ...]]


class Trial(msgspec.Struct, frozen=True):
    """What a lesson would have done to past documents.

    ``right`` cells would have come out as approved, ``wrong`` ones were right and would be no more, of ``unknown`` ones
    nobody knows (their job order was not approved). ``words`` says it in a sentence.
    """

    documents: int
    changed: int
    right: int
    wrong: int
    unknown: int
    fewer_questions: int
    examples: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Teaching:
    """Makes lessons. ``try_lessons`` runs in a child process."""

    shelf: Shelf
    making: Making
    files: CompanyFiles
    try_lessons: TryLessons
    _past: dict[_Key, Past] = field(default_factory=dict, compare=False)

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The boxes that words can tick, by their group."""
        made = company(self.files).options
        groups = {"inner_outer": made.inner_or_outer} | {
            name: getattr(made, name) for name in ("door_type", "door_core", "edging", "decorative_line")
        }
        return {name: tuple(str(option.value) for option in group.options) for name, group in groups.items()}

    @property
    def meanings(self) -> dict[LessonKind, tuple[str, ...]]:
        """What a lesson of a kind can mean, where that is one of a few."""
        return {
            LessonKind.LABEL: HEADER,
            LessonKind.COLUMN: ATTRIBUTE_NAMES,
            LessonKind.DETAIL: ATTRIBUTE_NAMES,
            LessonKind.OTHERS: ("door_thickness", "door_type", "door_core", "edging"),
        }

    # -- offering -----------------------------------------------------------------------------------------------

    def offers(self, seen: Reviewed) -> tuple[Lesson, ...]:
        """What the corrections of a job order offer to remember: what would have helped with this very document."""
        known = self._known(seen.job, {seen.record.position: seen.order})
        if known is None:
            return ()
        made = company(self.files)
        desk = OfferDesk(
            seen.built,
            known.document.pages,
            made.trade.vocabulary,
            made.options,
            self._supplier(seen.job, seen.record.position),
        )
        found = offers_of([correction.operation for correction in seen.concerning.own], desk)
        if not found:
            return ()
        try:
            effects = self.try_lessons(known, self.shelf.now(), found)
        except DocumentError:
            return ()
        return tuple(lesson for lesson, each in zip(found, effects, strict=True) if each.helps)

    def propose(self, seen: Reviewed, by: str) -> None:
        """Put what a job order offers on the shelf, for an admin to look at."""
        self.shelf.propose(self.offers(seen), by, seen.record.id)

    def _supplier(self, job: Job, position: int) -> str:
        invoices = self._invoices(job)
        name = invoices[position - 1].supplier_name if position <= len(invoices) else None
        return str(name.value or "") if name else ""

    def _invoices(self, job: Job) -> tuple[Invoice, ...]:
        if job.invoices_digest is None:
            return ()
        try:
            return from_json(self.making.archive.get(job.invoices_digest), tuple[Invoice, ...])
        except NotInArchive:
            return ()

    # -- testing ------------------------------------------------------------------------------------------------

    def trial(self, kept: Kept) -> Trial:
        """Test a lesson on past documents, and keep what it gave."""
        learned = self.shelf.now()
        without = replace(learned, lessons=tuple(each for each in learned.lessons if each.key != kept.lesson.key))
        total, changed, documents, all_right = Effect(), 0, 0, True
        for known in self._past_documents():
            (found,) = self.try_lessons(known, without, (kept.lesson,))
            documents += 1
            total = total.plus(found)
            changed += bool(found.changed or found.fewer_questions)
            all_right &= not (found.wrong or found.unknown)
        result = Trial(
            documents,
            changed,
            total.right,
            total.wrong,
            total.unknown,
            total.fewer_questions,
            total.examples,
            _words(documents, changed, total, all_right=all_right),
        )
        self.shelf.tried(kept.id, msgspec.json.encode(result).decode())
        return result

    def _past_documents(self) -> Iterator[Known]:
        done = JobFilters(states=frozenset({JobState.DONE, JobState.NEEDS_REVIEW}))
        for job in self.making.records.list_jobs(done, limit=MOST_TRIED).jobs:
            if known := self._known(job, {}):
                yield known

    def _known(self, job: Job, also: dict[int, JobOrder]) -> Known | None:
        """A job's document with its job orders where they are approved, or are ``also`` known by their position."""
        if job.document_digest is None:
            return None
        archive = self.making.archive
        try:
            document = from_json(archive.get(job.document_digest), Document)
            truth = tuple(
                also.get(record.position)
                or (
                    from_json(archive.get(record.order_digest), JobOrder)
                    if record.decision is Decision.APPROVED
                    else None
                )
                for record in self.making.records.orders.of_job(job.id)
            )
        except NotInArchive:
            return None
        return Known(document, groups_of(self.making.ledger.of_job(job.id)), truth)

    def _approved(self, record: OrderRecord) -> JobOrder | None:
        if record.decision is not Decision.APPROVED:
            return None
        return from_json(self.making.archive.get(record.order_digest), JobOrder)

    # -- thresholds ---------------------------------------------------------------------------------------------

    def past(self) -> tuple[Past, ...]:
        """Past job orders as they were built, and as they were approved. What was looked at before is kept."""
        kept = dict(self._past)
        found = {key: kept.get(key) or self._looked_at(*key) for key in self._newest()}
        self._past.clear()
        self._past.update({key: each for key, each in found.items() if each})
        return tuple(each for each in found.values() if each)

    def _newest(self) -> Iterator[_Key]:
        for record in self.making.records.orders.newest(MOST_PAST):
            approved = record.decision is Decision.APPROVED
            yield record.id, record.built_digest or record.order_digest, record.order_digest if approved else None

    def _looked_at(self, _: str, built: str, approved: str | None) -> Past | None:
        archive = self.making.archive
        try:
            final = from_json(archive.get(approved), JobOrder) if approved else None
            return Past.of(from_json(archive.get(built), JobOrder), final)
        except NotInArchive:
            return None

    def judgement(self) -> Judgement:
        """What thresholds would have let pass, as the others are set now."""
        return Judgement(self.past(), dict(self.shelf.now().thresholds), self.making.rules.threshold)


def _words(documents: int, changed: int, total: Effect, *, all_right: bool) -> str:
    if not documents:
        return "there are no past documents to test it on"
    if not changed:
        return f"would have changed none of {documents} past documents"
    start = f"would have changed {changed} of {documents} past documents"
    parts = [
        f"{count} {words}"
        for count, words in (
            (total.right, "values to the approved one"),
            (total.wrong, "values away from the approved one"),
            (total.unknown, "values that nobody approved yet"),
            (max(0, total.fewer_questions), "questions fewer"),
            (max(0, -total.fewer_questions), "questions more"),
        )
        if count
    ]
    said = "all to the approved value" if all_right and total.right else ", ".join(parts)
    return f"{start}: {said}" if said else start


def in_child(call: Callable[..., tuple[Effect, ...]], files: CompanyFiles) -> TryLessons:
    """Trying lessons in one of the child processes that ``call`` reaches."""

    def tried(known: Known, learned: Learned, lessons: tuple[Lesson, ...]) -> tuple[Effect, ...]:
        return call(try_lessons, known, files, learned, lessons)

    return tried
