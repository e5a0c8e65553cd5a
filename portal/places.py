"""Where the service keeps what it knows, as the settings say."""

from __future__ import annotations

from config.settings import Settings


def records_url(settings: Settings) -> str:
    """Where the records are kept."""
    return settings.database_url or f"sqlite:///{settings.data.resolve() / 'sendora.db'}"


def workflow_url(settings: Settings) -> str:
    """Where the engine keeps which steps are done."""
    return settings.database_url or f"sqlite:///{settings.data.resolve() / 'workflow.db'}"
