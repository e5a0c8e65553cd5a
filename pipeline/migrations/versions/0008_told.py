"""What a mail's reply told of its jobs: what changes later is told in a further one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Mails that were answered before get no further reply: what was told is not known."""
    op.add_column("mail_messages", sa.Column("told_digest", sa.Text(), nullable=True))
    op.add_column("mail_messages", sa.Column("told_version", sa.Integer(), nullable=True))
