"""Finding jobs by words among a hundred thousand. Each kind of database has its own way (see pipeline/finding.py)."""

from __future__ import annotations

import logging

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

log = logging.getLogger(__name__)


def upgrade() -> None:
    """Make the index."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute(
            "CREATE INDEX ix_jobs_searched ON jobs (id, owner, state, source, received_at, search_text) "
            "WHERE deleted_at IS NULL"
        )
        return
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            op.execute("CREATE INDEX ix_jobs_searched ON jobs USING gin (search_text gin_trgm_ops)")
    except sa.exc.DBAPIError as error:  # not installed there, or not allowed: searching is slower, and right
        log.warning("PostgreSQL has no pg_trgm (%s): searching among very many jobs takes longer", error.orig)
