"""The tables of what other systems are told.

webhook_events      what happened and is told: its body is fixed when it happens, in the transaction that made it so
webhook_deliveries  each event on its way to each endpoint
webhook_attempts    every try of a delivery with its answer: the log
webhook_endpoints   how each endpoint of the settings does; its address and secrets stay in the settings
"""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.schema import Moment, metadata

webhook_events = sa.Table(
    "webhook_events",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("job_id", sa.Text, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
    # No foreign key: a further run that reads another number replaces its job order.
    sa.Column("order_id", sa.Text, index=True),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)

webhook_deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("event_id", sa.Text, sa.ForeignKey("webhook_events.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("endpoint", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    # Attempts that an earlier round made: the schedule begins anew when a person sends it again.
    sa.Column("earlier", sa.Integer, nullable=False),
    sa.Column("next_try_at", Moment, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.UniqueConstraint("event_id", "endpoint"),
    sa.Index("ix_webhook_deliveries_due", "state", "next_try_at"),
    sa.Index("ix_webhook_deliveries_endpoint", "endpoint", "state"),
)

webhook_attempts = sa.Table(
    "webhook_attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "delivery_id", sa.Text, sa.ForeignKey("webhook_deliveries.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("answer", sa.Text, nullable=False),
    sa.UniqueConstraint("delivery_id", "number"),
)

webhook_endpoints = sa.Table(
    "webhook_endpoints",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("disabled_at", Moment),
    sa.Column("reason", sa.Text),
    sa.Column("slow_until", Moment),
    sa.Column("slow_answers", sa.Integer, nullable=False),
    sa.Column("reached_at", Moment),
)
