"""The job order as a PDF: the company's form, filled. Same input, same bytes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from outputs.layout import CIRCLE_RADIUS
from outputs.page import pages_of
from outputs.pdf_information import with_information
from outputs.qr import qr_code
from outputs.wkhtmltopdf import RenderingFailed, print_pdf
from outputs.words import words
from pipeline.form import FormOptions
from pipeline.model import JobOrder

_LOGO_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Foot:
    """The small print: the job's ``address`` (also as a QR code), which document, read by what, printed when."""

    address: str
    document_sha256: str
    engine: str
    printed_at: datetime


def render_pdf(
    job_order: JobOrder,
    options: FormOptions,
    foot: Foot,
    *,
    demo: bool = False,
    templates: Path | None = None,
) -> bytes:
    """The PDF of ``job_order``: DOOR pages, FRAME pages, notes.

    ``demo`` prints DEMO across each page. ``templates`` is a site's own template folder; its files go before ours.

    Raises:
        RenderingFailed: no PDF came out, or the logo cannot be read.
    """
    html = render_html(job_order, options, foot, demo=demo, templates=templates)
    return with_information(_without_date(print_pdf(html)), _title(job_order), foot.printed_at)


def render_html(
    job_order: JobOrder, options: FormOptions, foot: Foot, *, demo: bool = False, templates: Path | None = None
) -> str:
    """The HTML that is printed: every value escaped, nothing fetched from anywhere."""
    return (
        _environment(templates)
        .get_template("job_order.html.j2")
        .render(
            title=_title(job_order),
            pages=pages_of(job_order, options),
            revision=job_order.revision,
            watermark=" ".join(_watermark(job_order, demo=demo)),
            logo=_logo(options.logo),
            radius=CIRCLE_RADIUS,
            qr=qr_code(foot.address),
            foot_words=_foot_words(foot),
        )
    )


def _watermark(job_order: JobOrder, *, demo: bool) -> Iterator[str]:
    if demo:
        yield "DEMO"
    if job_order.draft:
        yield "DRAFT"


def _foot_words(foot: Foot) -> tuple[str, str]:
    printed = foot.printed_at.astimezone().strftime("%d/%m/%Y %H:%M")
    return f"Document SHA-256 {foot.document_sha256}  ·  read by {foot.engine}  ·  printed {printed}", foot.address


def _logo(file_name: str | None) -> str | None:
    """The picture as a data address: the program that prints may open no files."""
    if file_name is None:
        return None
    path = Path(file_name)
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise RenderingFailed(f"The logo {path} cannot be read: correct company.logo in form.toml.") from error
    media_type = _LOGO_TYPES.get(path.suffix.lower(), "image/png")
    return f"data:{media_type};base64,{base64.b64encode(picture).decode()}"


def _tenths(points: float) -> str:
    return f"{points * 10:.1f}"


@cache
def _environment(templates: Path | None) -> Environment:
    own = PackageLoader("templates", ".")
    loader = ChoiceLoader([FileSystemLoader(templates), own]) if templates else own
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters["t"] = _tenths
    return environment


def _without_date(pdf: bytes) -> bytes:
    """The time of day is the one thing that wkhtmltopdf adds by itself; same width, so offsets hold."""
    return re.sub(rb"\(D:\d{14}Z\)", b"(D:20000101000000Z)", pdf, count=1)


def _title(job_order: JobOrder) -> str:
    return f"Job order {words(job_order.job_order_no) or words(job_order.po_no)}".strip()
