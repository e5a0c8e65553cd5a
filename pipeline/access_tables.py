"""The tables of who may get in, the same on SQLite and PostgreSQL. No secret is kept, only what proves one.

users           people with an account; the password as its argon2 hash, or the company's login (``subject``)
sessions        who is signed in where; the cookie's content as its SHA-256
api_tokens      what programs use; the token as its SHA-256
access_events   who signed in, who failed to, and who changed what about accounts and tokens
sign_in_waits   failed tries of an account or an address, and until when the next one has to wait
outside_logins  a login at the company's own sign-in that has begun and not come back yet
visitor_counts  how many files came from whom, a row a file, by a digest of the visitor or the address
visitor_blobs   bytes in the archive that were kept for a visitor of the demo, to be removed in time
"""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.schema import Moment, metadata

users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    # The name as it is compared: nobody may be told apart by capitals alone.
    sa.Column("name_key", sa.Text, nullable=False, unique=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.Column("subject", sa.Text, unique=True),
    # A link with which a person chooses a password, once.
    sa.Column("invite_hash", sa.Text, unique=True),
    sa.Column("invited_until", Moment),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("disabled_at", Moment),
    sa.Column("last_sign_in_at", Moment),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("key_hash", sa.Text, primary_key=True),
    sa.Column("user_id", sa.Text, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
)

api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    sa.Column("hint", sa.Text, nullable=False),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment),
    sa.Column("last_used_at", Moment),
    sa.Column("revoked_at", Moment),
)

access_events = sa.Table(
    "access_events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("what", sa.Text, nullable=False),
    # Whose account or token it is about, and who did it when that is somebody else.
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("actor", sa.Text),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

sign_in_waits = sa.Table(
    "sign_in_waits",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Moment, nullable=False),
    sa.Column("until", Moment),
)

outside_logins = sa.Table(
    "outside_logins",
    metadata,
    sa.Column("state_hash", sa.Text, primary_key=True),
    sa.Column("nonce", sa.Text, nullable=False),
    sa.Column("verifier", sa.Text, nullable=False),
    sa.Column("next_path", sa.Text, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
)

visitor_counts = sa.Table(
    "visitor_counts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("counted", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    # Then it counts no more and is deleted.
    sa.Column("until", Moment, nullable=False, index=True),
    sa.Index("ix_visitor_counts_counted_at", "counted", "at"),
)

visitor_blobs = sa.Table(
    "visitor_blobs",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("at", Moment, nullable=False, index=True),
)
