"""Which jobs a question means, as conditions on the table of jobs.

Words are found anywhere inside number, customer, codes, dates and file name. SQLite looks through an index that holds
all that listing and counting need (migration 0006), some 15 ms for 100,000 jobs; left to itself it chooses others and
fetches every job, so it is told (https://www.sqlite.org/lang_indexedby.html). PostgreSQL has an index of trigrams.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from pipeline.jobs import JobFilters, OnDate
from pipeline.tables import jobs

Condition = sa.ColumnElement[bool]
SEARCHED, COUNTED, RECEIVED = "ix_jobs_searched", "ix_jobs_counted", "ix_jobs_received"


def conditions(filters: JobFilters | None) -> list[Condition]:
    """What a job has to be; nothing for all jobs."""
    if filters is None:
        return []
    found: list[Condition] = []
    if filters.states:
        found.append(jobs.c.state.in_(filters.states))
    if filters.source:
        found.append(jobs.c.source == filters.source)
    if filters.text:
        found.append(_said(filters.text, filters.dated))
    if filters.received_from:
        found.append(jobs.c.received_at >= filters.received_from)
    if filters.received_until:
        found.append(jobs.c.received_at < filters.received_until)
    if filters.updated_since:
        found.append(jobs.c.updated_at >= filters.updated_since)
    return found


def listed_by(filters: JobFilters) -> str | None:
    """The index by which SQLite lists these jobs; None where its own choice is right."""
    if filters.updated_since:
        return None
    if filters.text or filters.source or filters.received_from or filters.received_until:
        return SEARCHED
    return COUNTED if len(filters.states) > 1 else None


def counted_by(filters: JobFilters | None, owner: str | None) -> str | None:
    """The index by which SQLite counts these jobs."""
    if filters is None:
        return SEARCHED if owner is not None else COUNTED
    if filters.updated_since:
        return None
    if filters.text:
        return RECEIVED if _just_now(filters) else SEARCHED
    if filters.received_from or filters.received_until:
        return RECEIVED
    return SEARCHED if owner is not None else COUNTED


def _just_now(filters: JobFilters) -> bool:
    """So little came since that looking at each is quicker than looking through the words of all."""
    since = filters.received_from
    return since is not None and datetime.now(UTC) - since < timedelta(days=2)


def told(query: sa.Select[Any], index: str | None) -> sa.Select[Any]:
    """The question with the index that SQLite is to use."""
    return query if index is None else query.with_hint(jobs, f"INDEXED BY {index}", "sqlite")


def _said(text: str, dated: OnDate | None) -> Condition:
    """Every word stands in it; or, when the words are a date, it came then or says so."""
    longest_first = sorted(text.lower().split(), key=len, reverse=True)  # it is the rarest: most jobs end there
    words = sa.and_(*map(_holds, longest_first))
    if dated is None:
        return words
    came = sa.and_(jobs.c.received_at >= dated.since, jobs.c.received_at < dated.until)
    return sa.or_(words, _holds(dated.written), came)


def _holds(word: str) -> Condition:
    return jobs.c.search_text.contains(word, autoescape=True)
