"""Settings, and what the company edits."""
