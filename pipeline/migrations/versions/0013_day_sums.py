"""The sums of days that are over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the service adds the days up when it starts."""
    op.create_table(
        "day_sums",
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sums", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("since", "until", name=op.f("pk_day_sums")),
    )
    op.create_table("day_sums_known", sa.Column("event", sa.BigInteger(), nullable=False))
