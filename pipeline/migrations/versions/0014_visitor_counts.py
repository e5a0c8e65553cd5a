"""How many files visitors sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "visitor_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_counts")),
    )
    op.create_index("ix_visitor_counts_until", "visitor_counts", ["until"])
    op.create_index("ix_visitor_counts_counted_at", "visitor_counts", ["counted", "at"])
