"""The sample documents as born-digital PDFs."""

from __future__ import annotations

import os
import re

import pdfkit
from jinja2 import Environment, PackageLoader, StrictUndefined

from samples.facts import Sample

# Scripts, files and network are not needed; the proxy is a closed port, so nothing can be fetched.
_OPTIONS = {
    "page-size": "A4",
    "margin-top": "18mm",
    "margin-bottom": "18mm",
    "margin-left": "16mm",
    "margin-right": "16mm",
    "encoding": "UTF-8",
    "quiet": "",
    "disable-javascript": "",
    "javascript-delay": "0",
    "proxy": "http://127.0.0.1:9",
}

_pages = Environment(loader=PackageLoader("samples", "."), autoescape=True, undefined=StrictUndefined)


# Qt orders the glyphs of an embedded font by a hash with a random seed; with a fixed one, bytes repeat.
_wkhtmltopdf = pdfkit.configuration(environ={**os.environ, "QT_HASH_SEED": "0"})


def pdf(sample: Sample) -> bytes:
    """One A4 page with a text layer. The same bytes each time: the time of printing is set to a fixed one."""
    html = _pages.get_template("page.html.jinja").render(sample=sample)
    made = pdfkit.from_string(html, options=_OPTIONS, configuration=_wkhtmltopdf)
    return re.sub(rb"/CreationDate \(D:\d{14}", b"/CreationDate (D:20261101080000", made)
