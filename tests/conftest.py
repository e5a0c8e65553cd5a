"""Properties are tried with the same examples every time: a test that fails here fails for everybody."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")
