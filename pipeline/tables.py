"""The tables: what is remembered of every document, the same on SQLite and PostgreSQL.

jobs        one row a document (its bytes), whatever number of ways it came by
arrivals    each way it came by: source, sender, file name, when
events      everything that happened to a job, in order; the portal's history and live progress
job_orders  the job orders that a document became, with the digests of their JSON and PDF in the archive
deliveries  where each job order was put or sent, and how that went

corrections   what people decided about job orders, an operation a row; nothing is ever changed or removed
review_locks  who has a job order open for review, for others to see
lessons       what corrections taught: proposed, on or off
thresholds    how sure a reading of a field must be to pass unseen, where an admin said so

mail_messages  every message found in a mailbox, from the moment its bytes are kept
mail_parts     the documents in a message, each with the job it became
mail_out       every mail that leaves: its bytes are fixed before the first try, and so is its Message-ID

day_sums        what came on a day that is over and how it stands, added up (pipeline/day_sums.py)
day_sums_known  up to which event the sums know what happened: one row

paid_reads  every call to a reader that costs money, written down before it is made

Who may get in stands in :mod:`pipeline.access_tables`, what other systems are told in :mod:`pipeline.webhook_tables`.
"""

from __future__ import annotations

import sqlalchemy as sa

import pipeline.access_tables
import pipeline.idempotency
import pipeline.webhook_tables  # noqa: F401 - so do these
from pipeline.schema import Moment, metadata

__all__ = [
    "arrivals",
    "deliveries",
    "events",
    "job_orders",
    "jobs",
    "mail_messages",
    "mail_out",
    "mail_parts",
    "metadata",
    "paid_reads",
]


def _job_id(*, index: bool = False) -> sa.Column[str]:
    return sa.Column("job_id", sa.Text, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=index)


jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    # What is read in its place: the copy without a password, once somebody has given that.
    sa.Column("opened_sha256", sa.Text),
    # "" is the company's own; a visitor of the demo owns what they uploaded, and nobody else's job is theirs.
    sa.Column("owner", sa.Text, nullable=False, server_default=""),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("sender", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("run", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("finished_at", Moment),
    sa.Column("deleted_at", Moment),
    sa.Column("document_digest", sa.Text),
    sa.Column("invoices_digest", sa.Text),
    sa.Column("pages", sa.Integer),
    sa.Column("engine", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("customer", sa.Text),
    sa.Column("doors", sa.Integer, nullable=False, default=0),
    sa.Column("frames", sa.Integer, nullable=False, default=0),
    sa.Column("doubts", sa.Integer, nullable=False, default=0),
    sa.Column("search_text", sa.Text, nullable=False),
    # The step at which the present run begins.
    sa.Column("begins", sa.Text, nullable=False, server_default="read"),
    # The same bytes are the same job, until it is deleted: then the document may come again.
    sa.Index(
        "uq_jobs_sha256_owner_live",
        "sha256",
        "owner",
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    ),
    sa.Index("ix_jobs_owner_id", "owner", "id"),
    sa.Index("ix_jobs_state_id", "state", "id"),
    sa.Index("ix_jobs_updated_at", "updated_at"),
    # Holds all that counting needs: 100,000 jobs are counted without looking at one of them.
    sa.Index(
        "ix_jobs_counted",
        "state",
        "source",
        "received_at",
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    ),
    # The same for sums by day (pipeline/numbers.py).
    sa.Index(
        "ix_jobs_received",
        "received_at",
        "owner",
        "state",
        "source",
        "code",
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    ),
)

arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _job_id(index=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("sender", sa.Text),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    # The same file of the same mail, or the same claimed file after a crash, is one arrival.
    sa.UniqueConstraint("source", "origin"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _job_id(index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("step", sa.Text),
    sa.Column("seconds", sa.Float),
    sa.Column("actor", sa.Text),
    sa.Column("once", sa.Text),
    # What carries a key is written once, however often its step is run again.
    sa.UniqueConstraint("job_id", "once"),
    sa.Index(
        "ix_events_timed",
        "at",
        "step",
        "seconds",
        "job_id",
        sqlite_where=sa.text("seconds IS NOT NULL"),
        postgresql_where=sa.text("seconds IS NOT NULL"),
    ),
    sa.Index(
        "ix_events_asked",
        "job_id",
        sqlite_where=sa.text("state = 'needs_review'"),
        postgresql_where=sa.text("state = 'needs_review'"),
    ),
    # An id is never used again, so a reader can go on from the last one it saw.
    sqlite_autoincrement=True,
)

day_sums = sa.Table(
    "day_sums",
    metadata,
    sa.Column("since", Moment, primary_key=True),
    sa.Column("until", Moment, primary_key=True),
    sa.Column("sums", sa.Text, nullable=False),
)

day_sums_known = sa.Table("day_sums_known", metadata, sa.Column("event", sa.BigInteger, nullable=False))

job_orders = sa.Table(
    "job_orders",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _job_id(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("number", sa.Text),
    sa.Column("number_key", sa.Text, index=True),
    sa.Column("customer", sa.Text),
    sa.Column("letter", sa.Text, nullable=False),
    sa.Column("replaces", sa.Text, sa.ForeignKey("job_orders.id", ondelete="SET NULL")),
    sa.Column("draft", sa.Boolean, nullable=False),
    sa.Column("order_digest", sa.Text, nullable=False),
    sa.Column("pdf_digest", sa.Text),
    # As it was built, before anybody corrected it.
    sa.Column("built_digest", sa.Text),
    sa.Column("decision", sa.Text),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
    sa.Column("decided_reason", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.UniqueConstraint("job_id", "position"),
    # No two documents share a letter of the same number.
    sa.UniqueConstraint("number_key", "letter"),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("order_id", sa.Text, sa.ForeignKey("job_orders.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("destination", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("target", sa.Text),
    sa.Column("error", sa.Text),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.UniqueConstraint("order_id", "destination"),
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _job_id(),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("first_page", sa.Integer, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("operation", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("reason", sa.Text),
    sa.UniqueConstraint("job_id", "sequence"),
)

review_locks = sa.Table(
    "review_locks",
    metadata,
    sa.Column("order_id", sa.Text, sa.ForeignKey("job_orders.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("session", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
)

lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("meaning", sa.Text, nullable=False),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("certainty", sa.Float, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("seen", sa.Integer, nullable=False),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("proposed_at", Moment, nullable=False),
    sa.Column("from_order", sa.Text),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
    sa.Column("trial", sa.Text),
)

thresholds = sa.Table(
    "thresholds",
    metadata,
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("set_by", sa.Text, nullable=False),
    sa.Column("set_at", Moment, nullable=False),
)

mail_messages = sa.Table(
    "mail_messages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    sa.Column("identity", sa.Text, nullable=False, index=True),
    sa.Column("raw_digest", sa.Text, nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("sender", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answer_to", sa.Text),
    sa.Column("told_digest", sa.Text),
    sa.Column("told_version", sa.Integer),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("next_try_at", Moment),
    sa.Column("moved_to", sa.Text),
    sa.Column("ruling", sa.Text),
    sa.Column("ruled_by", sa.Text),
    sa.Column("ruled_at", Moment),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    # Servers give a UID again after all: what the message holds belongs to its key.
    sa.UniqueConstraint("account", "folder", "uidvalidity", "uid", "identity"),
    sa.Index("ix_mail_messages_state", "account", "state"),
    sa.Index("ix_mail_messages_answer", "answer"),
    sa.Index("ix_mail_messages_outcome", "outcome", "ruling"),
)

mail_parts = sa.Table(
    "mail_parts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("message_id", sa.Text, sa.ForeignKey("mail_messages.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("job_id", sa.Text, sa.ForeignKey("jobs.id", ondelete="SET NULL"), index=True),
    sa.Column("words", sa.Text),
    sa.Column("code", sa.Text),
    sa.UniqueConstraint("message_id", "position"),
)

mail_out = sa.Table(
    "mail_out",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("answers", sa.Text, sa.ForeignKey("mail_messages.id", ondelete="SET NULL")),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("raw_digest", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("claimed_by", sa.Text),
    sa.Column("error", sa.Text),
    sa.Column("next_try_at", Moment, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Index("ix_mail_out_state", "state", "next_try_at"),
    sa.Index("ix_mail_out_recipient", "recipient", "created_at"),
)

paid_reads = sa.Table(
    "paid_reads",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    # The company's own day: a budget ends at its midnight, not at Greenwich's.
    sa.Column("day", sa.Text, nullable=False, index=True),
    sa.Column("processor", sa.Text, nullable=False),
    # No foreign key: what was spent on a document stays when the document is deleted.
    sa.Column("job_id", sa.Text),
    sa.Column("asker", sa.Text, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("cost_micros", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)
