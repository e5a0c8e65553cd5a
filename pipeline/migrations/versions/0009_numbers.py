"""What the numbers page adds up: jobs by day, steps by the time they took, jobs that asked a person."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes that hold all that is added up."""
    op.execute(
        "CREATE INDEX ix_jobs_received ON jobs (received_at, owner, state, source, code) WHERE deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_events_timed ON events (at, step, seconds, job_id) WHERE seconds IS NOT NULL")
    op.execute("CREATE INDEX ix_events_asked ON events (job_id) WHERE state = 'needs_review'")
