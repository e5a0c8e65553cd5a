"""What people decide about mails that were held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; all that is held waits."""
    op.add_column("mail_messages", sa.Column("ruling", sa.Text(), nullable=True))
    op.add_column("mail_messages", sa.Column("ruled_by", sa.Text(), nullable=True))
    op.add_column("mail_messages", sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_mail_messages_outcome", "mail_messages", ["outcome", "ruling"])
