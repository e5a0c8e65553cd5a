"""``python -m samples.landing portal/static``: the demo's true picture, an invoice and the job order made of it."""

from __future__ import annotations

import argparse
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from config.settings import read_settings
from pipeline.reading import ReadingLimits, page_image
from portal.batch import process_files
from samples import printed
from samples.facts import INVOICE

WIDTHS = {"demo-invoice.webp": 620, "demo-order.webp": 1000}
"""Pixels: nearly twice of what they are shown at, and small enough for a page of 150 kB."""
PRINTED = 0.53
"""The part of the invoice's page that is printed on; below it is only paper."""


def main() -> None:
    """Read the command line and make both pictures."""
    arguments = argparse.ArgumentParser(prog="python -m samples.landing", description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pictures go")
    folder = arguments.parse_args().folder
    with TemporaryDirectory() as temporary:
        invoice = Path(temporary) / INVOICE.file_name
        invoice.write_bytes(printed.pdf(INVOICE))
        process_files((invoice,), Path(temporary) / "out", read_settings(data=Path(temporary) / "data"))
        order = next((Path(temporary) / "out").glob("*.pdf"))
        for name, source in zip(WIDTHS, (invoice, order), strict=True):
            (folder / name).write_bytes(_picture(source, WIDTHS[name]))


def _picture(pdf: Path, width: int) -> bytes:
    small = io.BytesIO()
    with Image.open(io.BytesIO(page_image(pdf, 1, 2 * width, ReadingLimits()))) as page:
        upright = page.height > page.width
        seen = page.convert("L").crop((0, 0, page.width, round(page.height * (PRINTED if upright else 1))))
        shown = seen.resize((width, round(seen.height * width / seen.width)), Image.Resampling.LANCZOS)
        shown.save(small, "WEBP", quality=55, method=6)
    return small.getvalue()


if __name__ == "__main__":
    main()
