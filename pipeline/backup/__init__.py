"""Backups of everything that the service keeps, and the way back.

A backup folder holds ``bytes/``, where the content of every file lies once under its SHA-256, and a folder for each
backup, named by its time: the database as it was at one instant, the list of files, and ``backup.json`` that says what
is in it. So a daily backup takes only what the day brought.

The engine's own notes (which steps are done) are left out on purpose: they belong to the instant, and a document that
was in work at the time of the backup goes through its steps again, which leads to the same job order.
"""
