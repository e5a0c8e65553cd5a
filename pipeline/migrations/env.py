"""Run by Alembic: brings the database of the given connection to the newest version."""

from __future__ import annotations

from alembic import context

from pipeline.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
