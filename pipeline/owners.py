"""Whose a job is: what narrows a question to the jobs of one owner.

The company's own jobs have the owner "". A visitor of the demo owns what they uploaded. Records that were narrowed to
an owner (:meth:`pipeline.records.Records.narrowed`) answer as if nothing else existed.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.tables import jobs

COMPANY = ""
"""The owner of everything that did not come from a visitor."""


def owned_jobs(owner: str | None) -> tuple[sa.ColumnElement[bool], ...]:
    """What a question about jobs has to ask besides; nothing for everybody's (None)."""
    return () if owner is None else (jobs.c.owner == owner,)


def of_owned_jobs(job_id: sa.Column[Any], owner: str | None) -> tuple[sa.ColumnElement[bool], ...]:
    """The same for what belongs to jobs, by the column that names the job."""
    return () if owner is None else (job_id.in_(sa.select(jobs.c.id).where(jobs.c.owner == owner)),)


def owned_key(key: str | None, owner: str) -> str | None:
    """A number as it is compared among one owner's job orders: no visitor's becomes a revision of another's."""
    return f"{owner}/{key}" if key and owner else key
