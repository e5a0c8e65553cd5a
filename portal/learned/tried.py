"""Reads a document with and without lessons, in a child process: what would they change?"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.learned.lessons import Learned, Lesson
from pipeline.learned.trial import Effect, effect
from pipeline.model import Document, JobOrder
from pipeline.steps import Groups
from portal.company import CompanyFiles, company, understand


@dataclass(frozen=True)
class Known:
    """A past document: what was read, how its pages are grouped, and what its job orders came to be, where known."""

    document: Document
    groups: Groups | None
    truth: tuple[JobOrder | None, ...]


def try_lessons(known: Known, files: CompanyFiles, learned: Learned, lessons: tuple[Lesson, ...]) -> tuple[Effect, ...]:
    """The effect of each lesson on its own, on top of what is ``learned`` already."""
    before = _orders(known, files, learned)
    return tuple(effect(before, _orders(known, files, learned.with_one(lesson)), known.truth) for lesson in lessons)


def _orders(known: Known, files: CompanyFiles, learned: Learned) -> tuple[JobOrder, ...]:
    invoices = understand(known.document, files, known.groups, learned)
    return tuple(company(files).job_order(invoice, learned) for invoice in invoices)
