"""The configuration of the reverse proxy, written from the service's own settings: ``sendora nginx``.

So one number drives both: what nginx lets through is what the service takes, and a little more, because an answer that
says what to do comes from the service.
"""

from __future__ import annotations

import json
from math import ceil
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from config.settings import Settings
from portal.app import FORM_BYTES, in_json
from portal.problems import facts

MARGIN = 1.05
"""A body that is too big by less than this is answered by the service, in words."""

PROBLEMS = {
    413: (
        "too_large",
        "At most {limit} MB a file are taken. Scan it with a lower resolution (300 dpi, grey) or split it.",
    ),
    429: (
        "too_often",
        "That was too much at once. Wait a little, then send it again; nothing that was received is lost.",
    ),
    502: (
        "not_running",
        "The service does not answer just now. Nothing that was received is lost; try again in a minute.",
    ),
    504: (
        "too_slow",
        "The service takes too long to answer. Nothing that was received is lost; try again in a minute.",
    ),
}
"""What nginx answers by itself: a code for programs and a sentence for people."""


def nginx_configuration(settings: Settings) -> str:
    """The file for nginx's ``conf.d``."""
    environment = Environment(  # noqa: S701 - it writes no HTML
        loader=PackageLoader("templates", "."), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    limit, proxy = settings.max_file_mb, settings.proxy
    return environment.get_template("nginx/sendora.conf.j2").render(
        proxy=proxy,
        host=urlsplit(settings.public_address).hostname,
        https_outside=_https_outside(settings),
        body_bytes=ceil((limit * 2**20 + FORM_BYTES) * MARGIN),
        delivery_bytes=ceil(in_json(limit * 2**20) * MARGIN),
        max_file_mb=limit,
        problems={
            status: json.dumps(facts(status, code, sentence.format(limit=limit), settings.portal_address))
            for status, (code, sentence) in PROBLEMS.items()
        },
        wait={429: ceil(60 / proxy.uploads_per_minute), 502: 30, 504: 30},
    )


def _https_outside(settings: Settings) -> int:
    """The port that people ask for: in containers nginx itself listens on another."""
    public = urlsplit(settings.public_address)
    return (public.port or 443) if public.scheme == "https" else settings.proxy.https_port
