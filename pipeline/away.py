"""What it means for a person that the database takes nothing in, or gives no answer. Pure."""

from __future__ import annotations

import sqlalchemy as sa

READ_ONLY = "The database can only be read: its file or disk is write-protected. Make it writable, then do it again."
FULL = "The disk is full, so nothing can be written down. Free some space, then do it again."
BUSY = "The database is kept busy by other work. Do it again in a moment."
SILENT = "The database does not answer just now. Do it again in a moment; if it stays so, look at the health page."

_SAYS = {"readonly": READ_ONLY, "read-only": READ_ONLY, "full": FULL, "no space": FULL, "locked": BUSY, "busy": BUSY}
"""By what SQLite and PostgreSQL say (https://www.sqlite.org/rescode.html)."""


def why_away(error: sa.exc.SQLAlchemyError) -> str:
    """The sentence for an error of :data:`pipeline.database.AWAY`. What was recorded before is safe in each case."""
    told = str(getattr(error, "orig", None) or error).lower()
    return next((sentence for says, sentence in _SAYS.items() if says in told), SILENT)
